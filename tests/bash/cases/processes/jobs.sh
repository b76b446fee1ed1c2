# Background commands, wait, kill and jobs in a script.

### a background command and wait
(echo in; exit 3) & wait $!; echo $?; sleep 0.1 & wait; echo $?

### wait for something that is no child
wait 1; echo $?; wait nosuch; echo $?; wait %5; echo $?

### wait -n takes the first that ends
(sleep 0.3; exit 3) & (sleep 0.1; exit 4) & wait -n; echo $?; wait -n; echo $?; wait -n; echo $?

### the status of a child that a signal ended
sleep 100 & kill $!; wait $!; echo $?; sleep 100 & kill -HUP $!; wait $! 2>/dev/null; echo $?

### kill and its errors
kill 999999; echo $?; kill abc; echo $?; kill; echo $?; kill -NOSUCH 1; echo $?; kill -s; echo $?; kill %3; echo $?

### kill -l
kill -l 9; kill -l TERM; kill -l 143; kill -l NOSUCH; echo $?; kill -l | head -n 2

### kill -0 asks whether it is there
sleep 5 & kill -0 $!; echo $?; kill $!; wait $! 2>/dev/null; kill -0 $! 2>/dev/null; echo $?

### jobs in a script
sleep 5 & jobs; jobs -r; kill %1; wait %1 2>/dev/null; echo $?; jobs

### job control is off in a script
sleep 1 & fg; echo $?; bg; echo $?; kill $!

### disown
sleep 3 & disown; jobs; echo $?; disown; echo $?; kill $!

### a background pipe
echo hi | cat & wait $!; echo $?; { sleep 0.1; echo late; } & echo early; wait

### standard input of a background command is empty
cat & wait $!; echo $?

### several in the background and wait for all
for i in 3 1 2; do (sleep 0.$i; echo $i) & done; wait; echo all

### wait with several arguments
(exit 3) & a=$!; (exit 4) & b=$!; wait $a $b; echo $?

### a signal ends wait
trap 'echo trapped' USR1; (sleep 0.2; kill -USR1 $$) & sleep 5 & wait $!; echo $?; kill %2 2>/dev/null

### a trap waits for the command in the foreground
trap 'echo trapped' USR1; (sleep 0.1; kill -USR1 $$) & sleep 0.3; echo after

### a child that a signal ends in the foreground
bash -c 'kill -KILL $$'; echo $?; bash -c 'kill -TERM $$'; echo $?; bash -c 'kill -INT $$'; echo $?; bash -c 'kill -PIPE $$'; echo $?

### a script does not wait for its background commands
sleep 5 & echo end

### the time that a sleep takes
SECONDS=0; sleep 2; echo $SECONDS; sleep 1 & wait; echo $SECONDS

### a pipe that ends early
yes | head -n 2; echo $?

### a function in the background
f() { echo "f $1"; return 5; }; f a & wait $!; echo $?

### $! of a pipe is its last process
true | (exit 6) & wait $!; echo $?

### sleep and its errors
sleep; echo $?; sleep x; echo $?; sleep 0; echo $?
