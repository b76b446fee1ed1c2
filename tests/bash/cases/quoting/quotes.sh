# Quotes: what stays as it is, and what is replaced.

### single quotes keep everything
x=5
echo '$x `x` \x "x"'

### double quotes keep spaces and replace variables
x='a   b'
echo "$x" $x "\$x" "\a" "\""

### $'…' knows escapes
echo $'a\tb\x41\u00e9\'q'

### a backslash keeps one character
echo a\ \ b \$HOME \\

### a word that is no command
nonsense --help
echo "status $?"

### an unclosed quote is a syntax error
echo before
echo "never closed

### a token that cannot stand there
echo before
echo )

### printf repeats its format
printf '%s-%d\n' a 1 b 2

### standard error is kept apart
echo out
echo err >&2
exit 3

### a child that a signal ends
bash -c 'kill -TERM $$'
echo "status $?"
