# $'…', escapes in double quotes, and what backslashes do without quotes.

### $'...' reads the escapes of C
echo $'a\tb\nc' $'\x41\102\u00e9' $'it\'s' $'\\'

### $'...' in the middle of a word
x=a$'\n'b; echo "$x"; echo ${#x}

### $'...' holds a bell and an escape
printf '%q\n' $'\a\e\b'

### control characters by \c
printf '%q\n' $'\cA\cz'

### $"..." is a plain double-quoted text in the C locale
x=1; echo $"value $x"

### a backslash keeps the next character
echo \$HOME \"x\" \\ \a \* \;

### a backslash before a line feed joins two lines
echo one\
two "three\
four" 'five\
six'

### in double quotes a backslash stays before most characters
echo "\a \$ \` \" \\ \' \*"

### single quotes keep everything
echo '$x `a` \ "b" !'

### quotes in a word are taken away and the rest stays together
echo a"b c"d'e f'g

### an empty quoted word is an argument
set -- "" '' $'' ""x; echo $#

### a dollar sign alone is itself
echo $ "$" $: a$ "a$ b"

### a tilde in quotes is a tilde
cd /; echo ~ "~" '~' \~ ~/x a~ ~nosuchuser

### a tilde after an equals sign or a colon of an assignment
x=~/a:~/b; echo $x; echo y=~ z:~

### ~+ and ~- are the folder and the one before
cd /usr; cd /tmp; echo ~+ ~- ~+/x

### ~root and ~dev
echo ~root ~dev/site

### double quotes inside a substitution inside double quotes
echo "a $(echo "b  c") d"

### quotes inside ${ } inside double quotes
unset x; echo "${x:-"a  b"}" "${x:-'a b'}" ${x:-'a  b'} ${x:-"c  d"}

### a hash begins a comment only at the start of a word
echo a#b # c
echo "#" '#' \# x

### history marks mean nothing in a script
echo "hi!" !$ !!
