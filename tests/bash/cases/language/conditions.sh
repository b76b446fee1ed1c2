# if, while, until, for, case, and how loops are left.

### if, elif and else
for x in 1 2 3; do if [ $x = 1 ]; then echo one; elif [ $x = 2 ]; then echo two; else echo other; fi; done

### the status of if
if false; then :; fi; echo $?; if true; then false; fi; echo $?; if false; then :; else (exit 4); fi; echo $?

### a pipeline as a condition
if echo abc | grep -q b; then echo found; fi; if ! echo abc | grep -q x; then echo none; fi

### while and until
i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done; until [ $i -eq 0 ]; do i=$((i-1)); done; echo $i

### the status of a loop
while false; do :; done; echo $?; i=0; while ((i++<2)); do false; done; echo $?; for x in; do false; done; echo $?

### break and continue
for i in 1 2 3 4 5; do [ $i = 2 ] && continue; [ $i = 4 ] && break; echo $i; done; echo end $?

### break out of two loops
for a in 1 2 3; do for b in x y z; do [ $b = y ] && break 2; echo $a$b; done; done; echo end

### continue in an outer loop
for a in 1 2; do for b in x y; do [ $b = y ] && continue 2; echo $a$b; done; echo never; done

### more levels than loops
for a in 1 2; do break 9; done; echo $a $?

### break outside a loop
break; echo $?; continue; echo $?

### break with a wrong number
for a in 1 2; do break x; echo never; done; echo never

### a loop over the parameters
set -- a 'b c'; for x; do echo "<$x>"; done; for x in "$@"; do echo "<$x>"; done; for x do echo $x; done

### for keeps its variable
for x in a b; do :; done; echo $x

### case with patterns
for x in apple banana cherry 7 ''; do case $x in a*) echo a;; *an*) echo an;; [0-9]) echo digit;; '') echo empty;; *) echo other;; esac; done

### case with several patterns and a parenthesis
case b in (a|b) echo ab;; esac; case 'a b' in "a b") echo quoted;; esac

### case falls through with ;& and goes on with ;;&
case a in a) echo 1;& b) echo 2;; c) echo 3;; esac; case a in a) echo 1;;& b) echo 2;; [a-c]) echo 3;; esac

### case without a match is 0
case x in y) echo;; esac; echo $?; case x in x) false;; esac; echo $?; case x in x) ;; esac; echo $?

### case with a quoted pattern
x='*'; case abc in "$x") echo no;; $x) echo yes;; esac; case '*' in \*) echo star;; esac

### a redirection of a loop
for i in 1 2; do echo $i; done > f; cat f; while read x; do echo "<$x>"; done < f; while read x; do n=$x; done < f; echo $n

### a loop in a pipe runs in a process of its own
n=0; printf '1\n2\n' | while read x; do n=$x; done; echo $n

### a group
{ echo a; echo b; } | cat; { echo c; } > f; cat f; x=1; { x=2; }; echo $x

### a subshell
x=1; (x=2; echo $x; exit 3); echo $? $x; (cd /; pwd); pwd

### and, or, not
true && echo a || echo b; false && echo a || echo b; ! true; echo $?; ! false; echo $?; true && ! false && echo c; false || false || echo d

### and and or are read from the left
true || echo a && echo b; false && echo a; echo $?

### a list in the middle of a line
echo a; echo b;  echo c
# a comment
echo d # another

### nested conditions over several lines
for i in 1 2 3
do
  if [ $i -eq 2 ]
  then
    case $i in
      2)
        echo two
        ;;
    esac
  else
    echo "not two: $i"
  fi
done

### select
echo 2 | { select x in a b c; do echo "chose $x"; break; done; }

### time reports three lines
{ time true; } 2>&1 | grep -c .
{ time -p true; } 2>&1 | sed 's/[0-9.]*$//'

### $? inside a compound command is that of what came before
(exit 3); for x in a; do echo $?; done; (exit 4); case a in a) echo $?;; esac; if (exit 5); then :; else echo $?; fi; (exit 6); { echo $?; }; (exit 7); f() { echo $?; }; f; while (exit 8); do :; done; echo $?

### $? after a substitution in the same command
false; echo "$(true)" $?; true; echo "$(exit 3)" $? "$(exit 4)" $?
