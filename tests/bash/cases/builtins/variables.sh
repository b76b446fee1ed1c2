# export, readonly, declare, unset, and what the shell sets.

### export and the environment
x=1; export x y=2; z=3; env | grep -E '^[xyz]=' | sort; export -n x; env | grep '^x='; echo $?; export 1a; echo $?; export -p | grep ' y='

### environment for one command
x=1 y=2 env | grep -E '^[xy]=' | sort; echo "[$x]"; x=5; x=6 sh -c 'echo $x'; echo $x; PATH= ls; echo $?

### readonly
readonly x=1; x=2; echo never
echo $x; unset x; echo $?; readonly y; readonly -p | grep -E ' [xy]'

### readonly in a function
readonly r=1; f() { local r=2; echo here; }; f; echo $?

### declare attributes
declare -i n=5+3; echo $n; n=n*2; echo $n; declare -l low=ABC; echo $low; declare -u up=abc; echo $up; declare -r ro=1; ro=2; echo never
declare -x ex=1; env | grep ^ex=; declare -p n low up ro

### declare -n
x=5; declare -n ref=x; echo $ref; ref=6; echo $x; f() { local -n out=$1; out=done; }; f y; echo $y; echo ${!ref}

### declare -g and typeset
f() { declare -g g=1; declare l=2; typeset t=3; }; f; echo "$g [$l] [$t]"; declare 1x=2; echo $?; declare -z; echo $?

### unset
x=1; f() { :; }; unset x f; echo "[$x]"; f; echo $?; unset nosuch; echo $?; unset 1a; echo $?; unset -v nosuch; echo $?

### SHLVL grows
echo $SHLVL; bash -c 'echo $SHLVL'

### RANDOM with a seed is bash's own
RANDOM=42; echo $RANDOM $RANDOM $RANDOM; RANDOM=1; echo $RANDOM

### SECONDS and LINENO
SECONDS=100; echo $SECONDS; echo $LINENO
echo $LINENO
f() {
  echo $LINENO
}
f

### BASH_VERSION and friends
echo ${BASH_VERSION%%.*} $UID $EUID $OSTYPE; UID=5; echo never
echo next $?

### the environment of a script
echo $USER $HOME $SHELL $PWD $0

### a variable of the environment stays exported
HOME=/tmp; sh -c 'echo $HOME'; unset HOME; sh -c 'echo "[$HOME]"'
