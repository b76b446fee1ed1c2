# Functions, local variables, return, source, eval.

### a function and its parameters
f() { echo $# "$1" "$@"; }; f; f a 'b c'; f "$@" x

### both forms
function g { echo g $1; }; g 1; function h() { echo h $1; }; h 2; i() ( echo i; exit 3 ); i; echo $?

### the parameters come back
set -- x y; f() { shift; echo $1; }; f a b; echo $1 $#

### return and its status
f() { return 3; echo never; }; f; echo $?; g() { false; }; g; echo $?; h() { false; return; }; h; echo $?; k() { return 300; }; k; echo $?

### return outside a function
return 3
echo still $?

### return with what is no number
f() { return x; echo never; }; f; echo $?

### local variables
x=1; f() { local x=2 y; y=3; echo $x $y; }; f; echo $x "[$y]"

### local variables are seen in functions that are called
f() { local x=in; g; echo $x; }; g() { echo $x; x=changed; }; x=out; f; echo $x

### a function changes global variables
f() { x=2; y=3; }; x=1; f; echo $x $y

### local outside a function
local x=1; echo $?

### recursion
fact() { if [ $1 -le 1 ]; then echo 1; else echo $(( $1 * $(fact $(($1-1))) )); fi; }; fact 6; fib() { (($1<2)) && { r=$1; return; }; fib $(($1-1)); local a=$r; fib $(($1-2)); r=$((a+r)); }; fib 10; echo $r

### a function as a condition and in a pipe
f() { [ "$1" = a ]; }; f a && echo yes; f b || echo no; g() { while read x; do echo "<$x>"; done; }; printf '1\n2\n' | g

### redirections of a function
f() { echo out; echo err >&2; }; f > o 2> e; cat e o; g() { echo x; } > f2; g; cat f2

### environment for one call of a function
f() { echo $x; }; x=1; x=2 f; echo $x; x=3 eval 'echo $x'; echo $x

### unset -f and declare -F
f() { :; }; declare -F f; unset -f f; f; echo $?; declare -F f; echo $?

### a function is printed in bash's own form
f() { echo a; if true; then echo b; else echo c; fi; for x in 1 2; do echo $x; done; while false; do :; done; case $1 in a|b) echo x;; *) echo y;; esac; }; declare -f f

### type of a function
f() { echo "hi there" > out 2>&1; cat <<< x | wc -l && ! false; (a; b) & { c; }; }; type f

### functions are printed with nested constructs
f() { if a; then b; elif c; then d; else e; fi; until x; do for ((i=0;i<3;i++)); do y; done; done; [[ -n $x && $y == z* ]]; ((x++)); g() { h; }; }; declare -f f

### FUNCNAME
f() { echo ${FUNCNAME[0]} ${#FUNCNAME[@]}; g; }; g() { echo ${FUNCNAME[0]} ${FUNCNAME[1]}; }; f

### a function replaces a builtin, and command finds the builtin
echo() { printf 'my %s\n' "$*"; }; echo a b; command echo c; builtin echo d; unset -f echo; echo e

### a function that is defined by a function
f() { g() { echo inner; }; }; f; g

### eval
x='echo a b'; eval $x; eval 'y=1; echo $y'; eval "echo \$y"; eval; echo $?; eval 'exit_status() { return 4; }'; exit_status; echo $?

### eval with a syntax error
eval 'echo )'; echo $?
eval 'if true'; echo $?
eval 'echo "x'; echo $?

### source and its parameters
echo 'echo "sourced $1 $#"; x=5; return 3; echo never' > lib; . ./lib; echo $? $x; source ./lib a b; echo $? $#

### source of a file that is not there
. ./nosuch; echo $?; source; echo $?

### source changes the folder and variables of this shell
echo 'cd /; y=1' > lib; . ./lib; pwd; echo $y

### errors in a sourced file name it
printf 'echo one\nnonsense\ncd /nosuch\n' > lib; . ./lib
nonsense2

### a syntax error in a sourced file
printf 'echo one\nfi\necho two\n' > lib; . ./lib; echo $?

### exec replaces the shell
exec echo replaced
echo never

### exec of a command that is not there ends the shell
exec nosuchcommand
echo never

### exit in a function, in a subshell and with a status
(exit 5); echo $?; f() { exit 6; }; (f); echo $?; f; echo never

### exit takes the last status
false
exit

### exit with a wrong number
exit abc
echo never

### exit with too many arguments
exit 1 2; echo $?

### an exit status is a byte
(exit 256); echo $?; (exit -1); echo $?; (exit 300); echo $?

### shift
set -- a b c d; shift; echo $@; shift 2; echo $@; shift 5; echo $? $@; shift x; echo $?; shift -1; echo $?

### set changes the parameters
set a b; echo $1 $2; set -- -x; echo $1; set --; echo $#; x='p q'; set -- $x; echo $#

### getopts
f() { local OPTIND=1 o; while getopts ab:c o "$@"; do echo "$o [$OPTARG]"; done; shift $((OPTIND-1)); echo "rest $*"; }; f -a -b x -c y z; f -abx -- -c; f q -a

### getopts with wrong options
while getopts a: o -z -a; do echo "$o [$OPTARG]"; done; OPTIND=1; while getopts :a: o -z -a; do echo "$o [$OPTARG]"; done

