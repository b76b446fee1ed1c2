import { expect, test } from 'vitest';
import { openPlainTerminal, runTranscript } from '../../../src/shell/transcript.ts';
import { freshMachine, guest, lastOutput, shown } from './fresh-machine.ts';

test('a background job is listed, and its end is told at the prompt after the next line', () => {
  expect(
    shown([
      'cd site',
      'python3 -m http.server 62893 >/dev/null 2>&1 &',
      'jobs',
      'jobs -l',
      'ps',
      'kill %1',
      'true',
      'jobs',
    ]),
  ).toBe(`dev@lab:~$ cd site
dev@lab:~/site$ python3 -m http.server 62893 >/dev/null 2>&1 &
[1] 4288
dev@lab:~/site$ jobs
[1]+  Running                 python3 -m http.server 62893 > /dev/null 2>&1 &
dev@lab:~/site$ jobs -l
[1]+  4288 Running                 python3 -m http.server 62893 > /dev/null 2>&1 &
dev@lab:~/site$ ps
    PID TTY          TIME CMD
   4287 pts/0    00:00:00 bash
   4288 pts/0    00:00:00 python3
   4289 pts/0    00:00:00 ps
dev@lab:~/site$ kill %1
dev@lab:~/site$ true
[1]+  Terminated              python3 -m http.server 62893 > /dev/null 2>&1
dev@lab:~/site$ jobs
`);
});

test('Ctrl-Z stops, bg goes on, fg brings back, Ctrl-C ends', () => {
  expect(
    shown(['python3 -m http.server 62893 --directory site', '^Z', 'jobs', 'bg', 'jobs', 'fg', '^C', 'jobs']),
  ).toBe(`dev@lab:~$ python3 -m http.server 62893 --directory site
Serving HTTP on 0.0.0.0 port 62893 (http://0.0.0.0:62893/) ...
^Z
[1]+  Stopped                 python3 -m http.server 62893 --directory site
dev@lab:~$ jobs
[1]+  Stopped                 python3 -m http.server 62893 --directory site
dev@lab:~$ bg
[1]+ python3 -m http.server 62893 --directory site &
dev@lab:~$ jobs
[1]+  Running                 python3 -m http.server 62893 --directory site &
dev@lab:~$ fg
python3 -m http.server 62893 --directory site
^C
Keyboard interrupt received, exiting.
dev@lab:~$ jobs
`);
});

test('signals are worded as bash words them', () => {
  expect(
    shown([
      'sleep 300 &',
      'sleep 300 &',
      'jobs',
      'kill -9 %2',
      'true',
      'kill -STOP %1',
      'jobs',
      'kill -CONT %1; kill %1',
      'wait',
      '(exit 3) &',
      'true',
    ]),
  ).toBe(
    `dev@lab:~$ sleep 300 &
[1] 4288
dev@lab:~$ sleep 300 &
[2] 4289
dev@lab:~$ jobs
[1]-  Running                 sleep 300 &
[2]+  Running                 sleep 300 &
dev@lab:~$ kill -9 %2
dev@lab:~$ true
[2]+  Killed                  sleep 300
dev@lab:~$ kill -STOP %1
dev@lab:~$ jobs
[1]+  Stopped                 sleep 300
dev@lab:~$ kill -CONT %1; kill %1
dev@lab:~$ wait
dev@lab:~$ (exit 3) &
[1] 4290
dev@lab:~$ true
[1]+  Exit 3                  ( exit 3 )
`,
  );
});

test('a program in the foreground that is killed from another terminal says so', () => {
  const machine = freshMachine();
  const first = openPlainTerminal(machine, 100);
  runTranscript(machine, ['python3 -m http.server 62893'], first);
  first.takeOutput();
  shown(['kill 4288'], machine);
  expect(first.takeOutput()).toBe('Terminated\ndev@lab:~$ ');
});

test.each([
  ['kill 999999', 'bash: kill: (999999) - No such process\n'],
  ['kill 1', 'bash: kill: (1) - Operation not permitted\n'],
  ['kill abc', 'bash: kill: abc: arguments must be process or job IDs\n'],
  ['kill %9', 'bash: kill: %9: no such job\n'],
  ['kill', 'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n'],
  ['kill -FOO 1', 'bash: kill: FOO: invalid signal specification\n'],
  ['kill -l 9 TERM 143', 'KILL\n15\nTERM\n'],
  ['fg', 'bash: fg: current: no such job\n'],
  ['bg %9', 'bash: bg: %9: no such job\n'],
  ['wait %9', 'bash: wait: %9: no such job\n'],
  ['wait 999', 'bash: wait: pid 999 is not a child of this shell\n'],
  ['wait x', "bash: wait: `x': not a pid or valid job spec\n"],
  [
    'jobs -z',
    'bash: jobs: -z: invalid option\njobs: usage: jobs [-lnprs] [jobspec ...] or jobs -x command [args]\n',
  ],
])('%s is answered as by bash', (line, expected) => {
  expect(lastOutput([line])).toBe(expected);
});

test('kill -l lists in columns of five', () => {
  expect(
    lastOutput(['kill -l']).split('\n').slice(0, 3).join('\n'),
  ).toBe(` 1) SIGHUP\t 2) SIGINT\t 3) SIGQUIT\t 4) SIGILL\t 5) SIGTRAP
 6) SIGABRT\t 7) SIGBUS\t 8) SIGFPE\t 9) SIGKILL\t10) SIGUSR1
11) SIGSEGV\t12) SIGUSR2\t13) SIGPIPE\t14) SIGALRM\t15) SIGTERM`);
});

test('Ctrl-C gives 130 and drops the rest of the line, Ctrl-Z only the job', () => {
  expect(
    shown(['sleep 100; echo no', '^C', 'echo $?', 'sleep 100; echo yes', '^Z']),
  ).toBe(`dev@lab:~$ sleep 100; echo no
^C
dev@lab:~$ echo $?
130
dev@lab:~$ sleep 100; echo yes
^Z
[1]+  Stopped                 sleep 100
yes
`);
});

test('another user cannot kill it', () => {
  const machine = freshMachine();
  shown(['sleep 300 &'], machine);
  expect(lastOutput(['kill 4288'], machine, guest)).toBe('bash: kill: (4288) - Operation not permitted\n');
});

test('a job that reads from the terminal in the background is stopped', () => {
  expect(shown(['cat &', 'jobs'])).toBe(
    `dev@lab:~$ cat &
[1] 4288
dev@lab:~$ jobs
[1]+  Stopped                 cat
`,
  );
});

test('the first exit is refused while a job is stopped', () => {
  expect(shown(['sleep 9', '^Z', 'exit', 'exit'])).toBe(`dev@lab:~$ sleep 9
^Z
[1]+  Stopped                 sleep 9
dev@lab:~$ exit
exit
There are stopped jobs.
dev@lab:~$ exit
exit
[the shell has ended; here is a new one]
`);
});

test('a pipeline is one job with a line for each process', () => {
  expect(lastOutput(['sleep 9 | cat', '^Z', 'jobs -l'])).toBe(`[1]+  4288 Stopped                 sleep 9
      4289                       | cat
`);
});

test('jobs names a compound command as bash prints it', () => {
  expect(shown(['for i in 1 2; do sleep 5; done &', 'jobs', '{ sleep 5; echo a; } &', 'jobs -l'])).toBe(
    `dev@lab:~$ for i in 1 2; do sleep 5; done &
[1] 4288
dev@lab:~$ jobs
[1]+  Running                 for i in 1 2;
do
    sleep 5;
done &
dev@lab:~$ { sleep 5; echo a; } &
[2] 4290
dev@lab:~$ jobs -l
[1]-  4288 Running                 for i in 1 2;
do
    sleep 5;
done &
[2]+  4290 Running                 { sleep 5; echo a; } &
`,
  );
});

test('bg takes several jobs, disown -a forgets all, a name may be ambiguous', () => {
  expect(
    shown(['sleep 300', '^Z', 'sleep 301', '^Z', 'fg %sleep', 'bg %1 %2', 'disown -a', 'jobs', 'disown']),
  ).toBe(`dev@lab:~$ sleep 300
^Z
[1]+  Stopped                 sleep 300
dev@lab:~$ sleep 301
^Z
[2]+  Stopped                 sleep 301
dev@lab:~$ fg %sleep
bash: fg: sleep: ambiguous job spec
dev@lab:~$ bg %1 %2
[1]- sleep 300 &
[2]+ sleep 301 &
dev@lab:~$ disown -a
dev@lab:~$ jobs
dev@lab:~$ disown
bash: disown: current: no such job
`);
});
