# Redirections, here-documents, pipes.

### write, append, read
echo one > f; echo two >> f; cat < f; cat f; > f; cat f; echo x >| f; cat f

### standard error
{ echo out; echo err >&2; } 2> e > o; echo "o: $(cat o) e: $(cat e)"; ls nosuch 2>/dev/null; echo $?

### both to one file
{ echo out; echo err >&2; } > b 2>&1; cat b; { echo out; echo err >&2; } &> b2; cat b2; { echo more >&2; } &>> b2; cat b2; { echo x >&2; } >& b3; cat b3

### the order counts
{ echo out; echo err >&2; } 2>&1 > o | sed 's/^/pipe: /'; cat o

### a redirection before the command, and without one
> f echo hi; cat f; < f cat; > empty; cat empty; x=1 > g; echo $x; ls g

### descriptors above 2
exec 3> f; echo a >&3; echo b >&3; exec 3>&-; cat f; exec 4< f; read x <&4; read y <&4; echo $x $y; exec 4<&-

### a closed descriptor
echo hi >&7; echo $?; echo x 3>&-; cat <&9; echo $?

### exec redirects the rest
exec > f; echo one; echo two; exec >&2; cat f

### standard output is kept and brought back
exec 3>&1 > f; echo in file; exec 1>&3 3>&-; echo here; cat f

### closing standard output
echo hi >&-; echo $?; (echo x) 2>&1 >&-; echo $?

### a named descriptor
exec {fd}> f; echo hi >&$fd; exec {fd}>&-; cat f; [ $fd -ge 10 ] && echo ten

### read and write
echo abc > f; exec 3<> f; read x <&3; echo $x; exec 3>&-

### noclobber
echo a > f; set -C; echo b > f; echo $?; cat f; echo c >| f; cat f; echo d > /dev/null; echo $?

### a folder and a missing folder
echo x > /; echo $?; echo x > /nosuch/f; echo $?; cat < nosuch; echo $?; echo never < nosuch; echo x > ''; echo $?

### an ambiguous redirection
x='a b'; echo hi > $x; echo $?; unset u; echo hi > $u; echo $?; touch p1 p2; echo hi > p*; echo $?

### an expansion in a file name
x=name; echo hi > $x.txt; cat name.txt; echo ho > "a b"; cat "a b"; echo ha > ~/zz; cat ~/zz; rm ~/zz

### a failed redirection skips the command
echo before > /nosuch/x && echo and; echo after $?; : > /nosuch/y || echo or

### here-documents
x=1; cat <<EOF
x is $x and $((x+1)) and $(echo sub) \$x \\ "quoted" 'single'
EOF
cat <<'EOF'
$x stays \$ `too`
EOF
cat <<-EOF
	tab is cut
		two
	EOF

### two here-documents on one line
cat <<A; cat <<B
one
A
two
B

### a here-document for a loop and in a function
while read x; do echo "<$x>"; done <<EOF
a b
c
EOF
f() { cat <<EOF
in $1
EOF
}; f fun

### a here-document in a pipe
cat <<EOF | sed 's/a/b/' | cat
a
EOF

### an empty here-document
cat <<EOF
EOF
echo end

### a here-document with quotes in a part of the word
cat <<E"O"F
$x
EOF

### a here-document that never ends
echo before
cat <<EOF
one
two

### a backslash at the end of a line of a here-document
cat <<EOF
one \
two
EOF

### here-strings
cat <<< hi; x='a  b'; cat <<< $x; cat <<< "$x"; read a b <<< 'p q'; echo $a $b; cat <<< 'it'"'"s; cat <<<$(echo sub)

### pipes
echo a b c | tr ' ' '\n' | sort -r | head -n 2; echo x | cat | cat | cat

### |& takes standard error along
{ echo out; echo err >&2; } |& sort; ls nosuch |& wc -l

### the status of a pipe
false | true; echo $?; true | false; echo $?; set -o pipefail; false | true; echo $?; (exit 3) | (exit 4) | true; echo $?; true | true; echo $?

### a pipe over several lines
echo a |
  cat |
  sed 's/a/b/'
echo c \
  | cat

### a builtin in a pipe
echo hi | read x; echo "[$x]"; echo hi | { read x; echo "[$x]"; }; printf '1 2\n' | (read a b; echo $b)

### redirections are undone after a builtin
echo a > f; echo b; read x < f; echo $x; cd / > g 2>&1; pwd

### /dev/null
echo hi > /dev/null; cat /dev/null; cat < /dev/null; echo $?

### /dev/fd and /dev/stdin
echo hi | cat /dev/stdin; exec 5<<< five; cat /dev/fd/5

### duplicating for reading
exec 3<<< $'a\nb'; read x <&3; echo $x; cat <&3

### several redirections of one descriptor
echo x > a > b; cat a b; echo $?

### a connection that nobody answers
(echo > /dev/tcp/127.0.0.1/9) 2>&1; echo $?; exec 3<>/dev/tcp/127.0.0.1/10; echo $?
