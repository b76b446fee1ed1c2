import { expect, test } from 'vitest';
import { allTools } from '../../../src/shell/all-tools.ts';
import { createMachine } from '../../../src/shell/machine.ts';
import { createHost } from '../../../src/simulator/host.ts';
import { createNetwork } from '../../../src/simulator/network.ts';
import { dev, freshMachine, guest, lastOutput, root } from './fresh-machine.ts';

test('getent shows the order in which a program tries the addresses of localhost', () => {
  expect(lastOutput(['getent hosts localhost'])).toBe(
    '::1             localhost ip6-localhost ip6-loopback\n',
  );
  expect(lastOutput(['getent ahosts localhost'])).toBe(`::1             STREAM localhost
::1             DGRAM  
::1             RAW    
127.0.0.1       STREAM 
127.0.0.1       DGRAM  
127.0.0.1       RAW    
`);
  expect(lastOutput(['getent hosts lab'])).toBe('127.0.1.1       lab\n');
  expect(lastOutput(['getent hosts foo.localhost; echo $?'])).toBe('2\n');
  expect(lastOutput(['getent services 443'])).toBe('https                 443/tcp\n');
  expect(lastOutput(['getent services 8080/tcp'])).toBe('http-alt              8080/tcp webcache\n');
});

test('without ::1 on the loopback interface, 127.0.0.1 comes first', () => {
  const host = createHost(createNetwork({ seed: 1 }), {
    name: 'lab',
    interfaces: { lo: ['127.0.0.1/8'] },
    users: [dev],
  });
  const machine = createMachine({ tools: allTools, host, user: dev, epoch: 0 });
  expect(lastOutput(['getent ahosts localhost'], machine)).toMatch(/^127\.0\.0\.1 {7}STREAM localhost\n/);
});

test('/etc/hosts is what the Debian installer writes', () => {
  expect(lastOutput(['cat /etc/hosts'])).toBe(`127.0.0.1\tlocalhost
127.0.1.1\tlab

# The following lines are desirable for IPv6 capable hosts
::1     localhost ip6-localhost ip6-loopback
ff02::1 ip6-allnodes
ff02::2 ip6-allrouters
`);
});

test('/proc tells the settings of the kernel as they are now', () => {
  const machine = freshMachine();
  machine.around.host.sysctls.ipLocalPortRange = [40000, 50000];
  expect(lastOutput(['cat /proc/sys/net/ipv4/ip_local_port_range'], machine)).toBe('40000\t50000\n');
});

test('ls lists in columns, lines and in the long form', () => {
  expect(lastOutput(['ls site'])).toBe('about.html  index.html\tnotes\n');
  expect(lastOutput(['ls -1a site/notes'])).toBe('.\n..\nports.txt\ntodo.txt\n');
  expect(lastOutput(['ls -l site'])).toBe(`total 12
-rw-r--r-- 1 dev dev  132 Nov 23 09:12 about.html
-rw-r--r-- 1 dev dev  118 Nov 23 09:12 index.html
drwxr-xr-x 2 dev dev 4096 Nov 23 09:12 notes
`);
  expect(lastOutput(['ls site/nope site/notes'])).toBe(
    "ls: cannot access 'site/nope': No such file or directory\nsite/notes:\nports.txt  todo.txt\n",
  );
});

test('ps lists the processes of the terminal, of everybody, and with percentages', () => {
  expect(lastOutput(['ps -ef'])).toBe(`UID          PID    PPID  C STIME TTY          TIME CMD
root           1       0  0 09:12 ?        00:00:00 /sbin/init
dev         4287       1  0 09:12 pts/0    00:00:00 bash
dev         4288    4287  0 09:12 pts/0    00:00:00 ps -ef
`);
  expect(
    lastOutput(['ps aux']),
  ).toBe(`USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
root           1  0.0  0.0 102104 12308 ?        Ss   09:12   0:00 /sbin/init
dev         4287  0.0  0.0   7196  3980 pts/0    Ss   09:12   0:00 bash
dev         4288  0.0  0.0   8548  4640 pts/0    R+   09:12   0:00 ps aux
`);
  expect(lastOutput(['ps -p 4287'])).toBe('    PID TTY          TIME CMD\n   4287 pts/0    00:00:00 bash\n');
});

test.each([
  ['ls -Y', "ls: invalid option -- 'Y'\nTry 'ls --help' for more information.\n"],
  ['cat --foo', "cat: unrecognized option '--foo'\nTry 'cat --help' for more information.\n"],
  ['sleep', "sleep: missing operand\nTry 'sleep --help' for more information.\n"],
  ['sleep x', "sleep: invalid time interval ‘x’\nTry 'sleep --help' for more information.\n"],
  ['whoami x', "whoami: extra operand ‘x’\nTry 'whoami --help' for more information.\n"],
  ['getent foo x', "Unknown database: foo\nTry `getent --help' or `getent --usage' for more information.\n"],
  ['ps -p abc', expect.stringMatching(/^error: process ID list syntax error\n\nUsage:\n ps \[options\]\n/)],
  ['ls -Z', expect.stringContaining('-Z is a real option that this host does not have yet')],
  [
    'help nosuch',
    "bash: help: no help topics match `nosuch'.  Try `help' or `man -k nosuch' or `info nosuch'.\n",
  ],
])('%s is refused as by the real one', (line, expected) => {
  expect(lastOutput([line])).toEqual(expected);
});

test('each user has a name, an id and a prompt', () => {
  const machine = freshMachine();
  expect(lastOutput(['whoami; id'], machine)).toBe('dev\nuid=1000(dev) gid=1000(dev) groups=1000(dev)\n');
  expect(lastOutput(['whoami; pwd'], machine, guest)).toBe('guest\n/\n');
  expect(lastOutput(['whoami; pwd'], machine, root)).toBe('root\n/root\n');
  expect(lastOutput(['hostname; hostname -I'], machine)).toBe('lab\n192.168.1.20 \n');
});

test('history numbers the lines; HISTCONTROL leaves out repetitions and lines that start with a space', () => {
  const lines = ['HISTCONTROL=ignoreboth', 'true', 'true', ' false', 'history'];
  expect(lastOutput(lines)).toBe('    1  HISTCONTROL=ignoreboth\n    2  true\n    3  history\n');
});

test('help names every command that runs here', () => {
  const text = lastOutput(['help']);
  for (const name of ['python3', 'curl', 'ss', 'ps', 'kill', 'cat', 'ls', 'echo', 'history', 'getent']) {
    expect(text).toMatch(new RegExp(`^ {2}${name} +\\S`, 'm'));
  }
});
