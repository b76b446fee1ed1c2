# set and its options, traps, aliases.

### set -e ends at the first failure
set -e
echo a
false
echo never

### set -e and conditions
set -e
if false; then :; fi
false || true
! true
false && true
while false; do :; done
echo still here

### set -e in a function and a subshell
set -e
f() { false; echo in f; }
f || echo caught
(false; echo in subshell) || echo caught too
f
echo never

### set -e with a pipe
set -e
false | true
echo a
true | false
echo never

### set -e with an assignment
set -e
x=$(false) || echo caught
y=$(true)
x=$(false)
echo never

### set -e with local hides the status
set -e
f() { local x=$(false); echo here; }
f
echo end

### set -e with arithmetic
set -e
((1))
((0)) || echo zero
let x=0 || true
((0))
echo never

### set +e switches it off
set -e; set +e; false; echo here

### set -u
set -u
x=1
echo $x ${y-default} ${y:-d2}
echo $y
echo never

### set -u with parameters
set -u; set --; echo "$@" $# "$*"; echo ${1-none}; echo $1; echo never

### set -x shows commands
set -x
echo a 'b c' "$HOME"
x=5
y="a b" z=
for i in 1 2; do echo $i; done
[ $x = 5 ] && true
[[ $x == 5 ]]
((x+1))
f() { echo in; }
f arg
case $x in 5) echo five;; esac
set +x
echo off

### set -x with a substitution
set -x
y=$(echo sub)
echo 'it'"'"'s' '' $'a\tb' '*' '~' a=b
set +x

### PS4
PS4='> '; set -x; echo a

### set -n reads only
set -n
echo never

### set -v shows lines
set -v
echo a
x=1

### set -o lists
set -o | grep -E 'errexit|pipefail|noglob'; set -eo pipefail; set -o | grep -E 'errexit|pipefail'; set +o | grep -E 'pipefail'

### wrong options
set -Z; echo $?; set -o nosuch; echo $?

### shopt
shopt -s nullglob; shopt nullglob; shopt -q nullglob; echo $?; shopt -u nullglob; shopt -q nullglob; echo $?; shopt nosuch; echo $?

### trap EXIT
trap 'echo bye $?' EXIT
echo hi
false

### trap EXIT and exit
trap 'echo bye $?; exit 9' EXIT
exit 3

### trap EXIT in a subshell
(trap 'echo sub' EXIT; echo in); echo out; trap 'echo main' EXIT; (echo in2); x=$(echo in3); echo $x

### trap ERR
trap 'echo failed $?' ERR
false
true
false || true
if false; then :; fi
(exit 3)
f() { false; }
f
echo end

### trap of a signal
trap 'echo got TERM' TERM
kill -TERM $$
echo after
trap - TERM
trap

### the list of traps
trap 'echo int' INT; trap 'echo "bye"' EXIT; trap '' HUP; trap; trap -p INT; kill -INT $$; trap - EXIT INT; trap

### a signal that is ignored
trap '' TERM; kill $$; echo alive

### a wrong signal
trap 'echo' NOSUCH; echo $?; trap; echo $?

### a signal without a trap ends the script
echo before
kill -TERM $$
echo never

### SIGINT to itself
kill -INT $$
echo never

### the EXIT trap runs when a signal ends the script
trap 'echo bye' EXIT
kill -TERM $$
echo never

### aliases are off in a script
alias hi='echo hello'
hi
shopt -s expand_aliases
hi

### alias and unalias
alias a='b c' d=e; alias; alias a; alias nosuch; echo $?; unalias a; alias; unalias nosuch; echo $?; unalias -a; alias

### an alias with arguments, and one that ends in a blank
shopt -s expand_aliases
alias say='echo said' run='command ' e='echo e'
say it
run say
run e x
