# Splitting, braces, pathnames, command substitution.

### words are split at spaces, tabs and line feeds
x=$' a  b\tc\nd '; for w in $x; do echo "<$w>"; done

### another IFS keeps empty fields
IFS=:; x='a::b:'; for w in $x; do echo "<$w>"; done; x=':a'; for w in $x; do echo "<$w>"; done

### IFS with space and another character
IFS=': '; x='a : b c:  :d'; for w in $x; do echo "<$w>"; done

### an empty IFS does not split
IFS=; x='a b'; for w in $x; do echo "<$w>"; done

### only what was expanded is split
IFS=x; for w in axb $(echo axb); do echo "<$w>"; done

### an unset variable makes no word, a quoted one does
unset u; set -- $u; echo $#; set -- "$u"; echo $#; set -- a$u; echo $#

### text beside an expansion joins its first and last word
x='b c'; for w in a${x}d; do echo "<$w>"; done

### assignments are not split
x='a  b *'; y=$x; echo "$y"

### braces
echo {a,b,c} x{1,2}y {a,b}{1,2} {a,{b,c}} {,x} pre{,post}

### sequences
echo {1..5} {5..1} {1..10..3} {a..e} {e..a..2} {01..03} {-2..2} {a..c}{1..2}

### braces that expand to nothing
echo {a} {} {a,b a{b,c} "{a,b}" \{a,b} {1..} {a..1} {1..2..} ${x}{a,b}

### braces come before variables
x=3; echo {1..$x} {$x,4} ; y=a,b; echo {$y}

### braces with quotes
echo {"a b",c\ d} {'x,y',z}

### nested sequences
echo {{1..3},{a..c}} {1..2}{,.bak}

### no braces in an assignment
x={a,b}; echo $x; echo y={1,2}

### pathnames
touch a.txt b.txt c.md; mkdir d; touch d/e.txt; echo *.txt *; echo d/*; echo */*.txt

### names that begin with a dot
touch .hidden shown; echo *; echo .h*; echo .*d*

### sets
touch a1 a2 b1 B2; echo a[12] [ab]1 [!a]* [[:upper:]]* a[0-9]

### a question mark is one character
touch ab abc abcd; echo a? a?? ????

### a pattern without a match stays
echo *.nosuch no[abc]ne ?x

### nullglob and failglob
shopt -s nullglob; echo [*.nosuch] *.nosuch end; shopt -u nullglob; shopt -s failglob; echo *.nosuch; echo never
echo next

### dotglob
touch .a b; shopt -s dotglob; echo *

### globstar
mkdir -p x/y; touch a x/b x/y/c; shopt -s globstar; echo **; echo **/c

### quoted patterns are not expanded
touch a b; echo "*" '*' \* "a"* [ab] "[ab]"

### a pattern from a variable is expanded
touch a.txt b.txt; p='*.txt'; echo $p "$p"

### set -f switches it off
touch a b; set -f; echo *; set +f; echo *

### extended patterns
shopt -s extglob
touch a ab abb abc b
echo @(a|b) ; echo a*(b); echo a+(b); echo a?(b); echo !(a*)

### a slash at the end asks for folders
mkdir d1 d2; touch f; echo */

### files in order of their names
touch b a C B 10 9; echo *

### command substitution takes away line feeds at the end
x=$(printf 'a\nb\n\n\n'); echo "[$x]"; x=`echo hi`; echo $x

### command substitution is split
for w in $(echo 'a b'; echo c); do echo "<$w>"; done; for w in "$(echo 'a b'; echo c)"; do echo "<$w>"; done

### nested command substitution
echo $(echo $(echo a) `echo b`) `echo \`echo c\``

### the status of a substitution
x=$(false); echo $?; x=$(exit 7); echo $?; echo $(exit 3); echo $?; local_x=$(true) ; echo $?

### a substitution runs in a process of its own
x=1; y=$(x=2; echo $x); echo $x $y; cd /; z=$(cd /tmp; pwd); pwd

### $(<file)
echo 'one
two' > f; echo "$(<f)"; echo $(< f); x=$(<nosuch); echo $?

### quotes in backticks
echo `echo "a  b"` "`echo "a  b"`" `echo '$x' \$HOME | cat`

### process substitution
cat <(echo a; echo b); cat <(echo 1) <(echo 2); while read x; do echo "<$x>"; done < <(echo p; echo q)

### process substitution as output
echo hi > >(cat); sleep 0.1; echo x | tee >(cat >f) >/dev/null; sleep 0.1; cat f
