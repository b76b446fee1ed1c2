# echo, read.

### echo and its options
echo -n a; echo -e 'x\ty'; echo -E 'x\ty'; echo -ne 'a\n'; echo -x; echo -- a; echo -nx; echo - ; echo -e -n b; echo

### echo -e reads escapes
echo -e 'a\\b \x41 \0101 \101 \e[0m \u00e9' | cat -v; echo -e 'stop\chere'; echo; echo -e 'a\qb\'

### read splits by IFS
read a b c <<< '1 2 3 4'; echo "$a|$b|$c"; read a b <<< 'x'; echo "$a|$b"; IFS=: read a b c <<< 'p:q:r:s'; echo "$a|$b|$c"; read x <<< '  trimmed  '; echo "[$x]"; IFS= read x <<< '  kept  '; echo "[$x]"

### read without a name
read <<< '  all of it '; echo "[$REPLY]"

### read -r and backslashes
read x <<< 'a\tb\\c'; echo "$x"; read -r x <<< 'a\tb\\c'; echo "$x"; printf 'one\\\ntwo\n' | { read x; echo "$x"; }; printf 'one\\\ntwo\n' | { read -r x; echo "$x"; }

### read at the end
printf 'no newline' | { read x; echo "$? $x"; }; read x < /dev/null; echo "$? [$x]"; printf '' | { read x; echo $?; }

### read -d, -n and -N
printf 'a,b,c' | { read -d , x; echo $x; read -d , y; echo $y; }; printf 'abcdef' | { read -n 3 x; echo $x; read -N 2 y; echo $y; }; printf 'a b' | { read -N 3 x; echo "[$x]"; }

### read -a and -u
read -a a <<< 'x y z'; echo ${#a[@]}; exec 3<<< 'from three'; read -u 3 x; echo $x

### read -p asks only a terminal
read -p 'name? ' x <<< me; echo $x

### read -t
read -t 0.1 x < <(sleep 1); echo $(( $? > 128 )); read -t 1 x <<< quick; echo $? $x

### read in a loop
printf 'a 1\nb 2\n' | while read name number; do echo "$number:$name"; done; while IFS=, read -r x y; do echo "$y-$x"; done <<< $'1,2\n3,4'

### read leaves the rest for others
printf 'one\ntwo\nthree\n' | { read x; cat; }; printf '1\n2\n3\n' > f; { read a; read b; cat; } < f; echo $a $b

### read with wrong names and options
read 1x <<< a; echo $?; read -z; echo $?; read -t x y; echo $?; read -u 9 x; echo $?

### empty fields
IFS=: read a b c <<< 'x::z'; echo "[$a][$b][$c]"; IFS=: read a b <<< ':x'; echo "[$a][$b]"; IFS=' :' read a b c <<< ' x : y  z '; echo "[$a][$b][$c]"
