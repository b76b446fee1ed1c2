# $((…)), ((…)), let.

### operators
echo $((1+2)) $((7-10)) $((3*4)) $((7/2)) $((-7/2)) $((7%3)) $((-7%3)) $((2**10)) $((2**0))

### precedence and parentheses
echo $((2+3*4)) $(((2+3)*4)) $((2**3**2)) $((-2**2)) $((10-2-3)) $((100/10/2))

### comparison and logic give 0 or 1
echo $((1<2)) $((2<=1)) $((3==3)) $((3!=3)) $((1&&0)) $((1||0)) $((!5)) $((!0))

### bits
echo $((5&3)) $((5|3)) $((5^3)) $((~5)) $((1<<4)) $((-16>>2))

### the choice operator
x=5; echo $((x>3?10:20)) $((x<3?10:x<6?30:40))

### the comma gives the last value
echo $((1,2,3)) $((x=4,x+1)) $x

### assignment operators
x=10; echo $((x+=5)) $((x-=3)) $((x*=2)) $((x/=5)) $((x%=3)) $((x<<=4)) $((x|=1)) $((x^=3)) $x

### increments before and after
x=5; echo $((x++)) $x $((++x)) $x $((x--)) $x $((--x)) $x

### names need no dollar sign, and unset ones are 0
x=3; unset u; echo $((x*x)) $((u+1)) $(($x+1)) $((${x}2))

### a variable may hold an expression
x='1+2'; y=x; echo $((x*2)) $((y)) $(($x*2))

### numbers in other bases
echo $((0x1f)) $((017)) $((2#1010)) $((16#ff)) $((36#z)) $((64#_))

### numbers wrap at 64 bits
echo $((9223372036854775807+1)) $((9223372036854775807)) $((1<<63)) $((-9223372036854775808))

### division by zero
echo $((1/0))
echo next $?

### division by zero in another place
x=0; echo $((5 % x)); echo never
echo next

### an operand is missing
echo $((1+))
echo next $?

### a number that is none
echo $((08))
echo $((1x))
echo $((2#3))
echo next

### text that is no expression
x='a b'; echo $((x))
echo $((1 2))
echo next

### a missing parenthesis
echo $(( (1+2 ))
echo next

### assignment to a number
echo $((1=2))
echo next

### an unknown operator
echo $((1 @ 2))
echo $((1 . 5))
echo next

### ((…)) is a command
((1)); echo $?; ((0)); echo $?; ((x=5)); echo $? $x; ((x++ > 5)); echo $? $x

### ((…)) with an error
((1/0)); echo $?
((1+)); echo $?

### ((…)) with && and ||
x=3; ((x>2)) && echo big; ((x>5)) || echo small; if ((x==3)); then echo three; fi

### spaces and line feeds are free
echo $((  1   +
 2 ))
(( x = 1
 + 2 ))
echo $x

### let evaluates each argument
let x=1+2 y=x*2; echo $x $y $?; let z=0; echo $?; let 'a = 5 > 3'; echo $a

### let with an error
let; echo $?; let 1+; echo $?

### nothing is 0
echo $(()) $(( ))

### || and && do not evaluate the right side
x=1; echo $((1 || (x=5))) $x $((0 && (x=6))) $x

### quotes in arithmetic
x=5; echo $(("x"+1)) $((  "$x" + '1' ))

### the old form
echo $[1+2] $[3*4]

### array elements
a=(1 2 3); echo $((a[0]+a[2])) $((a[1]++)) ${a[1]}; i=2; echo $((a[i])) $((a[i-1]))

### a negative exponent
echo $((2**-1))
echo next

### a command substitution inside
echo $(( $(echo 2) * `echo 3` ))

### a recursion without an end
x=y; y=x; echo $((x)) 2>&1 | grep -c 'recursion level exceeded'

### for with arithmetic
for ((i=0; i<3; i++)); do echo -n "$i "; done; echo; for ((i=0,j=10; i<j; i+=3,j-=2)); do echo $i $j; done; echo $i

### for with empty parts
for ((i=0;;)); do ((i++ >= 2)) && break; done; echo $i
