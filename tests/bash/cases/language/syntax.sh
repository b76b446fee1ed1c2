# Syntax errors, in bash's own words. What stands before is run.

### a keyword out of place
echo a
fi
echo never

### done without do
echo a; done

### then without if
then

### an unclosed double quote
echo a
echo "b
echo c

### an unclosed single quote
echo 'a

### an unclosed backtick
echo `a

### an unclosed substitution
echo $(a

### an unclosed brace of a parameter
echo ${a

### an unclosed if
if true; then
echo a

### an unclosed loop
for i in 1 2; do
echo $i

### an unclosed group
{ echo a

### an unclosed subshell
(echo a

### an unclosed case
case x in
x) echo

### a closing parenthesis
echo )

### two semicolons
echo a;; echo b

### an empty command between bars
echo a | | cat

### and without a command
&& echo a

### an ampersand twice
echo a & & echo b

### semicolon first
; echo a

### a redirection without a target
echo a >

### a redirection to a redirection
echo a > > b

### an empty if
if; then echo a; fi

### an empty body
if true; then fi

### an empty loop body
while true; do done

### for without a name
for; do echo; done

### for with a wrong name
for 1x in a; do echo $1x; done; echo $?

### a function without a body
f()
echo a

### an empty subshell
()

### a parenthesis in a word
echo a(b)

### in the middle of a script
echo one
echo two
if [ 1 = 1 ]; then
  echo three
fi fi
echo four

### esac without case
esac

### a lone closing brace
}

### a double bracket that never ends
[[ a == b

### a double bracket with a wrong operator
[[ a b ]]

### an arithmetic command that never ends
((1+2

### an error in a substitution
echo before
echo $(fi)
echo after

### an error in a function
f() {
  echo a
  )
}

### an error behind a comment
echo a # comment
# another
)

### a bar at the end
echo a |

### and at the end
true &&

### an unclosed array
x=(a
b

### a semicolon in an array
x=(a;b)

### two errors
echo one
)
echo (

### an unclosed function
f() {
echo a

### an unclosed subshell in a function
f() (
echo a

### here-document in an unclosed group
{ cat <<E
x
E

### a brace that stands for itself
echo } { a}; echo {

### words that are keywords elsewhere
echo if then fi done case esac; x=if; echo $x; for in in a; do echo $in; done

### a comment after a continued line
echo a \
# b
echo c

### empty lines and spaces


   echo a   ;   echo b


### a line feed after and, or and a bar
true &&

echo a ||
echo never
echo b |
# comment
cat
