# Arrays, indexed and associative.

### an array and its elements
a=(one two 'three 3'); echo ${a[0]} ${a[2]} ${#a[@]} ${#a[2]} $a ${a[-1]}

### all elements in quotes and without
a=('a b' c); for w in "${a[@]}"; do echo "<$w>"; done; for w in ${a[@]}; do echo "<$w>"; done; echo "${a[*]}"; IFS=,; echo "${a[*]}"

### assignment to an element, and gaps
a[3]=x; a[7]=y; echo ${a[@]} ${!a[@]} ${#a[@]}; a+=(z); echo ${!a[@]}

### subscripts in a list
a=([2]=c [0]=a b); echo ${a[@]} "${!a[@]}"

### subscripts are arithmetic
i=1; a=(p q r); echo ${a[i]} ${a[i+1]} ${a[$i-1]} ${a[-i]}; a[i*2]=R; echo ${a[2]}

### append to an array and to an element
a=(1 2); a+=(3 4); a[0]+=x; echo ${a[@]}

### parts of an array
a=(a b c d e); echo ${a[@]:1} - ${a[@]:1:2} - ${a[@]: -2} - "${a[@]:0:1}"

### operations on all elements
a=(file1.txt file2.md); echo ${a[@]%.*} ${a[@]/file/F} ${a[@]^^} ${a[@]#f}

### unset an element and an array
a=(1 2 3); unset 'a[0]'; echo ${a[@]} ${!a[@]}; unset a; echo "[${a[@]}]" ${#a[@]}

### an empty array
a=(); echo ${#a[@]} "${a[@]}"; for w in "${a[@]}"; do echo never; done

### array from a command
a=($(echo x y z)); echo ${#a[@]} ${a[1]}; a=(*.nosuch); echo ${a[0]}

### declare -p
a=(1 'b c'); declare -p a; declare -A m=([k]=v); declare -p m; x=5; declare -p x; declare -i n=3; declare -p n; export e=1; declare -p e; declare -p nosuch

### an associative array
declare -A m; m[one]=1; m[two]=2; m['a b']=3; echo ${m[one]} ${m[two]} ${m['a b']} ${#m[@]}; echo "${m[nosuch]-none}"

### keys of an associative array are in bash's own order
declare -A m=([a]=1 [b]=2 [c]=3 [d]=4 [apple]=5 [pear]=6); echo "${!m[@]}"; echo "${m[@]}"; for k in "${!m[@]}"; do echo "$k=${m[$k]}"; done

### a key from a variable
declare -A m; k='x y'; m[$k]=1; m["$k z"]=2; echo "${m[$k]}" "${m[x y z]}"; unset 'm[x y]'; echo ${#m[@]}

### an element that is not set
a=(1); echo "[${a[5]}]" "[${a[5]-none}]"; set -u; echo ${a[5]}; echo never

### a bad subscript
a=(1 2); a[-5]=x; echo next $?
echo ${a[-5]}
echo end

### a scalar as an array
x=5; echo ${x[0]} ${x[@]} ${#x[@]}; x[1]=6; echo ${x[@]}

### read into an array
read -a a <<< 'p q r'; echo ${#a[@]} ${a[2]}

### mapfile
mapfile -t a <<< $'one\ntwo\nthree'; echo ${#a[@]} "${a[1]}"; mapfile a < <(printf 'x\ny'); printf '[%s]' "${a[@]}"; echo

### readarray with counts
printf '%s\n' 1 2 3 4 5 > f; readarray -t -n 2 -s 1 a < f; echo ${a[@]}

### copy an array
a=('x y' z); b=("${a[@]}"); echo ${#b[@]} "${b[0]}"

### an array in a function
f() { local a=(1 2); a+=(3); echo ${a[@]}; }; a=(x); f; echo ${a[@]}

### PIPESTATUS
true | false | (exit 3); echo ${PIPESTATUS[@]}; false; echo ${PIPESTATUS[0]}

### negative subscripts change the end
a=(1 2 3); a[-1]=z; echo ${a[@]}

### an assignment with a list in front of a command is refused
readonly r=(1 2); r=(3); echo $? 
echo ${r[@]}
