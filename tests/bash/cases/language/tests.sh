# test, [ and [[.

### texts
[ a = a ]; echo $?; [ a = b ]; echo $?; [ a != b ]; echo $?; [ -z '' ]; echo $?; [ -n '' ]; echo $?; [ abc ]; echo $?; [ '' ]; echo $?; [ ]; echo $?

### numbers
[ 1 -eq 1 ] && [ 1 -ne 2 ] && [ 1 -lt 2 ] && [ 2 -le 2 ] && [ 3 -gt 2 ] && [ 3 -ge 3 ] && echo all; [ 10 -gt 9 ] && echo number; [ 10 \> 9 ] || echo text; [ ' 5 ' -eq 5 ] && echo spaces; [ -5 -lt +3 ] && echo signs

### what is no number
[ a -eq 1 ]; echo $?; [ 1 -lt '' ]; echo $?; test 1.5 -gt 1; echo $?

### files
touch f; mkdir d; echo x > s; [ -e f ]; echo $?; [ -f d ]; echo $?; [ -d d ]; echo $?; [ -s f ]; echo $?; [ -s s ]; echo $?; [ -e nosuch ]; echo $?; [ -r f -a -w f ]; echo $?; [ -x f ]; echo $?; [ -x d ]; echo $?

### and, or, not, parentheses
[ a = a -a b = b ]; echo $?; [ a = b -o b = b ]; echo $?; [ ! a = b ]; echo $?; [ \( a = a \) ]; echo $?; [ ! -z x -a \( 1 -eq 2 -o 3 -eq 3 \) ]; echo $?

### wrong expressions
[ a b ]; echo $?; [ a b c ]; echo $?; [ a = ]; echo $?; [ = b ]; echo $?; [ a = b c ]; echo $?; test a -foo b; echo $?; [ -foo a ]; echo $?

### a missing bracket
[ a = a; echo $?; [ ; echo $?; test; echo $?

### an unquoted empty variable
unset x; [ $x = a ]; echo $?; [ "$x" = a ]; echo $?; [ -n $x ]; echo $?; [ -n "$x" ]; echo $?

### too many arguments
x='a b c d'; [ $x = a ]; echo $?; [ -f $x ]; echo $?

### [[ ]] does not split
x='a b'; [[ $x == 'a b' ]] && echo same; unset y; [[ $y == '' ]] && echo empty; [[ -z $y ]] && echo z; [[ -n $x ]] && echo n

### [[ ]] with patterns
[[ abc == a* ]]; echo $?; [[ abc == "a*" ]]; echo $?; [[ abc != *z* ]]; echo $?; p='a?c'; [[ abc == $p ]]; echo $?; [[ abc == "$p" ]]; echo $?; [[ a.txt = *.@(txt|md) ]]; echo $?

### [[ ]] with regular expressions
[[ abc123 =~ ^[a-z]+([0-9]+)$ ]]; echo $? ${BASH_REMATCH[0]} ${BASH_REMATCH[1]}; [[ abc =~ ^b ]]; echo $?; r='^a.c$'; [[ abc =~ $r ]]; echo $?; [[ 'a.c' =~ "a.c" ]]; echo $?; [[ abc =~ "a.c" ]]; echo $?; [[ 127.0.0.1:80 =~ ^([0-9.]+):([0-9]+)$ ]] && echo ${BASH_REMATCH[1]} ${BASH_REMATCH[2]}

### [[ ]] with and, or, not
[[ a == a && b == b ]]; echo $?; [[ a == b || b == b ]]; echo $?; [[ ! a == b ]]; echo $?; [[ ( a == b || c == c ) && d == d ]]; echo $?

### [[ ]] compares texts and numbers
[[ a < b ]]; echo $?; [[ 10 < 9 ]]; echo $?; [[ 10 -gt 9 ]]; echo $?; x=5; [[ x -eq 5 ]]; echo $?; [[ 2+3 -eq 5 ]]; echo $?

### [[ ]] asks about variables
x=; unset y; a=(1); [[ -v x ]]; echo $?; [[ -v y ]]; echo $?; [[ -v a[0] ]]; echo $?; [[ -v a[3] ]]; echo $?

### [[ ]] over several lines
if [[ a == a &&
      b == b ]]; then
  echo yes
fi

### test with three arguments prefers the operator in the middle
[ -n = -n ]; echo $?; [ ! = ! ]; echo $?; [ '(' = ')' ]; echo $?; [ ! x ]; echo $?; [ -z ]; echo $?; [ ! ]; echo $?

### newer and older
touch -d '2020-01-01' old; touch -d '2021-01-01' new; [ new -nt old ]; echo $?; [ old -ot new ]; echo $?; [ old -nt new ]; echo $?; [ old -ef old ]; echo $?; [ new -nt nosuch ]; echo $?

### -t asks for a terminal
[ -t 0 ]; echo $?; [ -t 1 ]; echo $?

### -o asks for an option
[ -o errexit ]; echo $?; set -e; [ -o errexit ]; echo $?
