# ${…}: defaults, lengths, removal, replacement, parts, case.

### default values for what is not set, and for what is empty
e=; unset u
echo "[${u-a}] [${u:-a}] [${e-a}] [${e:-a}]"

### := assigns
unset u; echo "${u:=5} $u"; echo "${u:=6} $u"

### :+ is for what is set
x=1; e=; unset u; echo "[${x:+y}] [${e:+y}] [${e+y}] [${u+y}]"

### :? ends a script with its message
unset u
echo before
echo "${u:?is missing}"
echo never

### :? without a message
unset u; echo "${u:?}"; echo never

### ? for an empty value is no error
e=; echo "[${e?no}]"; echo ${e:?empty}; echo never

### a default may be an expansion with spaces
unset u; x='a  b'; for w in ${u:-$x c}; do echo "<$w>"; done; for w in "${u:-$x c}"; do echo "<$w>"; done

### a default is only expanded when it is used
x=1; echo ${x:-$(echo ran >&2)}; unset x; echo ${x:-$(echo ran >&2)}

### lengths
x=hello; e=; echo ${#x} ${#e} ${#nosuch}; set -- a bb; echo ${#} ${#1} ${#2} ${#@} ${#*}

### the length counts characters, not bytes
x='héllo→'; echo ${#x}

### # and ## cut from the start
p=/usr/local/bin/file.tar.gz; echo ${p#*/} ${p##*/} ${p#x}

### % and %% cut from the end
p=/usr/local/file.tar.gz; echo ${p%.*} ${p%%.*} ${p%/*} ${p%x}

### a pattern in quotes stands for itself
x='*a*b'; echo "${x#*}" "${x#'*'}" "${x#"*a"}"

### patterns with sets and questions
x=abc123; echo ${x%%[0-9]*} ${x#[!b]} ${x#??} ${x##*[[:alpha:]]}

### a pattern from a variable is a pattern, quoted it is text
x=aXb; p='*X'; echo ${x#$p} ${x#"$p"}

### replace the first, all, at the start, at the end
x=banana; echo ${x/a/o} ${x//a/o} ${x/#b/B} ${x/%a/A} ${x/x/y}

### replacing with nothing removes
x=a-b-c; echo ${x/-} ${x//-} ${x//-/}

### a replacement with a slash, and a pattern with one
x=a/b/c; echo ${x//\//.} ${x/a/\/} "${x//[\/]/ }"

### & in the replacement is what matched
x=abc; echo ${x/b/[&]} ${x//?/<&>} ${x/b/\&} "${x/b/"&"}"

### the longest match is replaced
x=aaabbb; echo ${x/a*b/X} ${x/a*/Y} ${x/*/Z} ${x//a/}

### parts by offset and length
x=abcdefgh; echo ${x:2} ${x:2:3} ${x: -3} ${x: -3:2} ${x:1:-2} ${x:0:0} ${x:9} ${x:(-4):2}

### offsets are arithmetic
x=abcdefgh; n=2; echo ${x:n:n+1} ${x:$n*2} ${x:n==2?1:0:2}

### a negative length before the start is an error
x=abc; echo ${x:2:-2}; echo next $?
echo after

### upper and lower case
x='hello World'; echo ${x^} ${x^^} ${x,,} ${x^^[lo]} ${x^w}; y=ABC; echo ${y,} ${y,,[AB]}

### transformations
x='a b'\''c'; echo ${x@Q} ${x@U} ${x@u} ${x@L}; y='a\tb'; echo "${y@E}"; declare -i n=3; echo ${n@a} ${n@A}

### indirection
a=b; b=c; echo ${!a}; x=HOME; echo "${!x}"; set -- p q; n=2; echo ${!n} ${!#}

### names with a prefix
zz_a=1; zz_b=2; zz_c=3; echo ${!zz_*} "${!zz_@}"

### an unknown operation is a bad substitution
echo ${x!}
echo next

### a bad name is a bad substitution
echo ${a b}
echo next

### positional parameters beyond nine
set -- a b c d e f g h i j k; echo $10 ${10} ${11} $#

### parts of the positional parameters
set -- a b c d; echo ${@:2} ; echo ${@:2:2}; echo ${@: -1}; echo "${@:0:2}"; echo ${*:3}

### operations on each positional parameter
set -- file1.txt file2.txt; echo ${@%.txt} "${@#file}" ${@/file/F} ${@^}

### $@ and $* in and out of quotes
set -- 'a b' c ''; for w in $@; do echo "1<$w>"; done; for w in $*; do echo "2<$w>"; done; for w in "$@"; do echo "3<$w>"; done; for w in "$*"; do echo "4<$w>"; done

### "$*" is joined by the first character of IFS
set -- a b c; IFS=-+; echo "$*"; IFS=; echo "$*"; unset IFS; echo "$*"

### text around "$@"
set -- a b; for w in "x$@y"; do echo "<$w>"; done; set --; for w in "x$@y"; do echo "<$w>"; done; for w in "$@"; do echo never; done

### $# $? $0 $- in a script
set -- x y; echo $# $0 $-; false; echo $?; true; echo $?

### $$ is the same in a subshell, BASHPID is not
[ $$ = $(echo $$) ] && echo same; [ $$ = $BASHPID ] && echo same; (  [ $$ = $BASHPID ] || echo differs )

### $! is not set before the first background command
echo "[$!]"; true & [ -n "$!" ] && echo set; wait

### $_ is the last argument of the command before
echo a b c; echo $_; : x y; echo $_

### an assignment in :- of a special parameter
set -- a; echo ${1:-b} ${2:-b} ${2-c}; echo ${2:=d}; echo next

### unset of a variable and of an element
x=1; unset x; echo "${x-unset}"; a=(1 2 3); unset 'a[1]'; echo ${a[@]} ${#a[@]}

### += appends
x=a; x+=b; x+=; echo $x; declare -i n=1; n+=2; echo $n

### a variable's value is not expanded again
x='$y'; y=1; echo $x "$x"; eval echo $x
