# printf of bash.

### texts
printf '%s\n' a b c; printf '%s %s\n' a b c; printf 'x\n'; printf '%s'; printf '\n'; printf '[%s]\n' ''

### widths
printf '[%5s] [%-5s] [%05d] [%+d] [% d] [%x] [%X] [%o] [%#x] [%#o]\n' ab ab 42 42 42 255 255 8 255 8

### precision
printf '[%.2s] [%5.1s] [%.3d] [%8.3f] [%-8.2f] [%.0f]\n' abc abc 5 3.14159 2.5 2.5

### numbers
printf '%d %i %u\n' 5 -5 5; printf '%d\n' 0x10 010 "'A" '"B' +3; printf '%u\n' -1; printf '%x\n' -1

### floating point
printf '%f %e %g %E %G\n' 3.5 12345.678 0.0001 0.5 1e10; printf '%g %g %g\n' 100000 1000000 1e-5; printf '%.3g\n' 1234.5

### characters and bytes
printf '%c%c\n' abc def; printf '%b\n' 'a\tb\nc' 'x\0101'; printf '%s\n' 'a\tb'; printf 'a\tb\x41\101\n'

### \c ends the output of %b
printf '%b' 'a\cb' c; echo

### %q and %Q quote
printf '%q\n' 'a b' "it's" '' 'a*b' $'x\ny' plain '$x' '~' '#a' 'a#' 'é' ; printf '%Q\n' 'a b'

### a percent sign
printf '100%%\n'

### a star takes the width from the arguments
printf '[%*s] [%-*s] [%.*f]\n' 5 a 5 b 2 3.14159

### what is no number
printf '%d\n' abc; echo $?; printf '%d\n' 5x; echo $?; printf '%f\n' x; echo $?; printf '%d\n' ''; echo $?

### a wrong conversion
printf '%z\n' a; echo $?; printf 'a%'; echo $?

### without a format
printf; echo $?; printf -x; echo $?; printf --; echo $?

### into a variable
printf -v x '%03d' 7; echo $x; printf -v 'a[2]' hi; echo ${a[2]}; printf -v '1x' a; echo $?

### the format is used again
printf '%s-%s\n' 1 2 3; printf '<%s>' a b; echo; printf 'no directive\n' a b

### unicode
printf '\u00e9 \U0001F600 %s\n' é; printf '[%3s]\n' é

### a date
printf '%(%Y-%m-%d)T\n' 0; printf '%(%H:%M:%S)T\n' 3661; printf '%(%A %d %B)T\n' 86400

### large numbers
printf '%d\n' 9223372036854775807 9223372036854775808; echo $?; printf '%d\n' -9223372036854775809

### escapes in the format
printf 'a\\b\"c\e[0m\n' | cat -v; printf '\a\b\f\r\v' | cat -v; echo
