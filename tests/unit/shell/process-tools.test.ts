import { expect, test } from 'vitest';
import { treeOrder } from '../../../src/shell/commands/processes/ps-tree.ts';
import { createHost } from '../../../src/simulator/host.ts';
import { createNetwork } from '../../../src/simulator/network.ts';
import { createProcess } from '../../../src/simulator/process.ts';
import { lastOutput, shown } from './fresh-machine.ts';

test('a family is drawn with branches or by indentation', () => {
  const host = createHost(createNetwork({ seed: 1 }), { name: 'lab', interfaces: {} });
  host.nextPid = 10;
  const start = (ppid: number) => createProcess(host, { uid: 0, argv: ['x'], ppid });
  const processes = [start(1), start(10), start(11), start(10), start(13)];
  const drawn = (style: 'branches' | 'indent') =>
    treeOrder(processes, style).map(({ process, before }) => `${before}${process.pid}`);
  expect(drawn('branches')).toEqual(['10', ' \\_ 11', ' |   \\_ 12', ' \\_ 13', '     \\_ 14']);
  expect(drawn('indent')).toEqual(['10', '  11', '    12', '  13', '    14']);
});

test('watch shows a command again and again, until Ctrl-C', () => {
  const text = shown(['watch -n 1 echo hi', '^C', 'echo $?']);
  expect(text).toContain('Every 1.0s: echo hi');
  expect(text).toContain('lab: Mon Nov 23 09:12:25 2026\n\nhi\n');
  expect(text).toMatch(/echo \$\?\n0\n$/);
});

test('watch -g ends when the output changes', () => {
  expect(lastOutput(["watch -t -n 1 -g 'date +%S' > /dev/null; echo $?"])).toBe('0\n');
});

test('top says why it is not here', () => {
  expect(lastOutput(['top'])).toBe(
    'top: no process uses processor time on this host, so there is nothing to rank; try ps aux\n',
  );
});

test('uptime counts from the beginning of this host', () => {
  expect(lastOutput(['sleep 150', 'uptime'])).toBe(
    ' 09:14:55 up 2 min,  1 user,  load average: 0.00, 0.00, 0.00\n',
  );
  expect(lastOutput(['sleep 150', 'uptime -p'])).toBe('up 2 minutes\n');
  expect(lastOutput(['uptime -s'])).toBe('2026-11-23 09:12:25\n');
});

test('timeout ends together with its program at Ctrl-C', () => {
  expect(shown(['timeout 100 sleep 50', '^C', 'echo $?', 'pgrep sleep'])).toMatch(
    /\^C\ndev@lab:~\$ echo \$\?\n130\ndev@lab:~\$ pgrep sleep\n$/,
  );
});

test('a server that nohup started survives the terminal, and kill -HUP', () => {
  expect(
    lastOutput(['nohup python3 -m http.server 62893 > log 2>&1 &', 'kill -HUP $!', 'pgrep -a python3']),
  ).toBe('4288 python3 -m http.server 62893\n');
});

test('strace without a filter says what it traces here', () => {
  expect(lastOutput(['strace nc -z 127.0.0.1 9'])).toBe(
    `strace: on this host only calls on sockets are traced, as with -e trace=network
socket(AF_INET, SOCK_STREAM|SOCK_NONBLOCK, IPPROTO_TCP) = 3
connect(3, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("127.0.0.1")}, 16) = -1 EINPROGRESS (Operation now in progress)
getsockopt(3, SOL_SOCKET, SO_ERROR, [ECONNREFUSED], [4]) = 0
+++ exited with 1 +++
`,
  );
});

test('strace tells nothing of programs that it was not asked to follow', () => {
  const line = "strace -e trace=network bash -c 'nc -z 127.0.0.1 9; true'";
  expect(lastOutput([line])).toBe('+++ exited with 0 +++\n');
  expect(lastOutput([line.replace('-e', '-f -e')])).toContain('] connect(3, ');
});

test('strace ends with the program that it started', () => {
  expect(shown(['strace -e trace=none sleep 100', '^C', 'pgrep sleep; echo $?'])).toMatch(
    /\^Cstrace: Process \d+ detached\n[\s\S]*echo \$\?\n1\n$/,
  );
});

test('a strace that is killed outright tells nothing more', () => {
  expect(
    lastOutput([
      '(strace -e trace=network nc -lk 127.0.0.1 9000 2> trace &)',
      'pkill -9 strace; echo > trace',
      'nc -z 127.0.0.1 9000; echo $?; cat trace',
    ]),
  ).toBe('0\n\n');
});
