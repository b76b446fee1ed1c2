# type, command, builtin, hash, running scripts, commands that are not there.

### type and command -v
type cd echo if ls nosuch; echo $?; type -t cd if ls nosuch; command -v cd ls nosuch; echo $?; command -V echo; f() { :; }; type -t f; type -p ls

### command
command echo a; command nosuch; echo $?; command -x; echo $?; command; echo $?

### builtin
builtin echo a; builtin ls; echo $?; builtin; echo $?

### hash
hash; hash -r; hash nosuch; echo $?

### times prints two lines
times | wc -l

### true, false and :
true; echo $?; false; echo $?; :; echo $?; : $(echo ran >&2); true ignored args; echo $?

### let and test return statuses
let 0; echo $?; test x; echo $?

### command not found
nosuch; echo $?; ./nosuch; echo $?; /; echo $?; /etc/hosts; echo $?; ''; echo $?; nosuch/x; echo $?

### scripts with and without #!
printf '#!/bin/bash\necho "$0 $1 $#"; nonsense; exit 5\n' > x.sh; chmod +x x.sh; ./x.sh a b; echo $?; printf 'echo plain $0\n' > y.sh; chmod +x y.sh; ./y.sh; echo $?

### a script that may not be run, and one without its interpreter
printf '#!/nosuch\n' > z.sh; chmod +x z.sh; ./z.sh; echo $?; printf 'echo no' > n.sh; ./n.sh; echo $?

### bash with a script
echo 'echo "$0 $@"; cd /nosuch' > x.sh; bash x.sh a b; bash nosuch.sh; echo $?

### bash -c
bash -c 'echo "$0 $@"; nonsense' name p q; bash -c 'echo $0; nonsense'; bash -c; echo $?

### bash with standard input
echo 'echo stdin $1; nonsense' | bash; echo 'echo $1' | bash -s arg; printf 'read x\nline two\necho $x\n' | bash

### bash -e, -u, -x, -o, -n
bash -ec 'false; echo never'; echo $?; bash -uc 'echo $nope; echo never'; echo $?; bash -xc 'echo traced'; bash -o pipefail -c 'false | true'; echo $?; bash -n -c 'echo never'; echo $?

### errors in functions and syntax of bash -c
bash -c 'f() { nonsense; }; f'; bash -c 'echo )'; echo $?; bash -c 'echo "a'; echo $?

### errors in a script that a script runs
printf 'echo in\nif\n' > x.sh; bash x.sh; echo $?; printf '\n\nnonsense\n(nonsense2)\nf() {\nnonsense3\n}\nf\n' > y.sh; bash y.sh; echo $?
