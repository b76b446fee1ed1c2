/** macOS's own programs, worded as their sources and published captures have it. */
import { expect, test } from 'vitest';
import { userOf } from '../../../src/course/scene.ts';
import { findScene } from '../../../src/course/scenes/index.ts';
import { allTools } from '../../../src/shell/all-tools.ts';
import { createMachine } from '../../../src/shell/machine.ts';
import { macosNames } from '../../../src/shell/macos/macos-tools.ts';
import { macosPrograms } from '../../../src/shell/macos/programs/index.ts';
import { runTranscript } from '../../../src/shell/transcript.ts';
import { createHost } from '../../../src/simulator/host.ts';
import { createNetwork } from '../../../src/simulator/network.ts';
import { freshMac, last } from './mac-machine.ts';

const run = (...lines: readonly string[]): string => last(freshMac(), ...lines);
const addresses = /0x[\da-f]{16}/g;

test('the names that stand in for the programs are theirs', () => {
  expect(Object.fromEntries(macosPrograms.map(({ name, summary }) => [name, summary]))).toEqual(macosNames);
});

test.each(['ss -tln', 'ip addr', 'fuser 80/tcp', 'iptables -L', 'systemctl', 'docker ps', 'python'])(
  'a Mac has no %s',
  (line) => {
    expect(run(line)).toBe(`zsh: command not found: ${line.split(' ')[0]}\n`);
  },
);

test('lsof shows who holds port 5000', () => {
  expect(
    run('lsof -nP -iTCP:5000 -sTCP:LISTEN').replace(addresses, '0x0123456789abcdef'),
  ).toBe(`COMMAND   PID USER   FD   TYPE             DEVICE SIZE/OFF NODE NAME
ControlCe 500  dev    3u  IPv4 0x0123456789abcdef      0t0  TCP *:5000 (LISTEN)
ControlCe 500  dev    4u  IPv6 0x0123456789abcdef      0t0  TCP *:5000 (LISTEN)
`);
  expect(run('lsof -i :5000 | tail -1')).toMatch(/TCP \*:commplex-main \(LISTEN\)\n$/);
  expect(run('lsof -i :7000 | tail -1')).toMatch(/TCP \*:afs3-fileserver \(LISTEN\)\n$/);
});

test('lsof without sudo is silent about the processes of others', () => {
  const machine = freshMac([]);
  last(machine, 'sudo nc -l 62893 &');
  expect(last(machine, 'lsof -nP -i :62893')).toBe('');
  expect(last(machine, 'sudo lsof -nP -i :62893 | tail -1')).toMatch(
    /^nc .* root .*TCP \*:62893 \(LISTEN\)\n$/,
  );
});

test('netstat names the families by 4, 6 and 46 and writes the port after a dot', () => {
  const machine = freshMac();
  last(machine, 'python3 -m http.server 62893 >/dev/null 2>&1 &');
  expect(last(machine, 'netstat -an -p tcp')).toBe(
    [
      'Active Internet connections (including servers)',
      'Proto Recv-Q Send-Q  Local Address          Foreign Address        (state)    ',
      'tcp46      0      0  *.62893                *.*                    LISTEN     ',
      'tcp6       0      0  *.7000                 *.*                    LISTEN     ',
      'tcp4       0      0  *.7000                 *.*                    LISTEN     ',
      'tcp6       0      0  *.5000                 *.*                    LISTEN     ',
      'tcp4       0      0  *.5000                 *.*                    LISTEN     ',
      '',
    ].join('\n'),
  );
  expect(last(machine, 'netstat -p tcp')).toBe('');
  expect(last(machine, 'netstat -anvp tcp | grep 62893')).toMatch(
    /^tcp46 {6}0 {6}0 {2}\*\.62893 {16}\*\.\* {20}LISTEN {17}0 {12}0 {2}131072 {2}131072 {11}Python:\d+ +00100 00000006 [\da-f]{16} /,
  );
});

test('only 127.0.0.1 is there until another address is added to lo0', () => {
  const machine = freshMac([]);
  expect(last(machine, 'nc -l 127.0.0.2 8080')).toBe("nc: Can't assign requested address\n");
  expect(last(machine, 'ifconfig lo0 alias 127.0.0.2 up')).toBe(
    'ifconfig: ioctl (SIOCAIFADDR): permission denied\n',
  );
  expect(last(machine, 'sudo ifconfig lo0 alias 127.0.0.2 up')).toBe('');
  expect(last(machine, 'ifconfig lo0')).toBe(`lo0: flags=8049<UP,LOOPBACK,RUNNING,MULTICAST> mtu 16384
\toptions=1203<RXCSUM,TXCSUM,TXSTATUS,SW_TIMESTAMP>
\tinet 127.0.0.1 netmask 0xff000000
\tinet6 ::1 prefixlen 128
\tinet 127.0.0.2 netmask 0xff000000
\tnd6 options=201<PERFORMNUD,DAD>
`);
  expect(last(machine, 'nc -l 127.0.0.2 8080 &', 'nc -zv 127.0.0.2 8080')).toContain('succeeded!\n');
  expect(last(machine, 'sudo ifconfig lo0 -alias 127.0.0.2; nc -l 127.0.0.2 8081')).toBe(
    "nc: Can't assign requested address\n",
  );
});

test.each([
  [
    'dscacheutil -q host -a name localhost',
    'name: localhost\nipv6_address: ::1\n\nname: localhost\nip_address: 127.0.0.1\n\n',
  ],
  ['id', 'uid=501(dev) gid=20(staff) groups=20(staff)\n'],
  ['man sw_vers | grep -o "version of macOS"', 'version of macOS\n'],
  ['man ss', 'No manual entry for ss\n'],
  ['ipconfig getifaddr en0', '192.168.1.20\n'],
  [
    'sysctl net.inet.ip.portrange.first net.inet.ip.portrange.last',
    'net.inet.ip.portrange.first: 49152\nnet.inet.ip.portrange.last: 65535\n',
  ],
  ['sysctl -n net.inet.ip.portrange.first', '49152\n'],
  ['sysctl net.ipv4.ip_local_port_range', "sysctl: unknown oid 'net.ipv4.ip_local_port_range'\n"],
  ['sudo sysctl -w net.inet.ip.portrange.first=32768', 'net.inet.ip.portrange.first: 49152 -> 32768\n'],
  ['nc -z -v 127.0.0.1 5000', 'Connection to 127.0.0.1 port 5000 [tcp/commplex-main] succeeded!\n'],
  ['nc -zv 127.0.0.1 5001', 'nc: connectx to 127.0.0.1 port 5001 (tcp) failed: Connection refused\n'],
  ['nc -l 127.0.0.1 80', 'nc: Permission denied\n'],
  [
    'curl http://127.0.0.1:5001/',
    "curl: (7) Failed to connect to 127.0.0.1 port 5001 after 0 ms: Couldn't connect to server\n",
  ],
  ['ps -p 1 -o comm=', '/sbin/launchd\n'],
  ['uname', 'Darwin\n'],
  ['sw_vers -productVersion', '15.4\n'],
  ['ping -c 1 nosuch', 'ping: cannot resolve nosuch: Unknown host\n'],
  [
    'grep localhost /etc/hosts',
    '# localhost is used to configure the loopback interface\n127.0.0.1\tlocalhost\n::1             localhost\n',
  ],
])('%s', (line, output) => {
  expect(run(line)).toBe(output);
});

test('ping counts from 0 and ends with the round trip', () => {
  expect(
    run('ping -c 2 127.0.0.1').replace(/\d\.\d{3}/g, '0.050'),
  ).toBe(`PING 127.0.0.1 (127.0.0.1): 56 data bytes
64 bytes from 127.0.0.1: icmp_seq=0 ttl=64 time=0.050 ms
64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.050 ms

--- 127.0.0.1 ping statistics ---
2 packets transmitted, 2 packets received, 0.0% packet loss
round-trip min/avg/max/stddev = 0.050/0.050/0.050/0.050 ms
`);
  expect(run('ping -c 2 192.168.1.77; echo $?')).toContain('Request timeout for icmp_seq 0\n');
});

test('ps aux has the columns of BSD', () => {
  const [head = '', first = ''] = run('ps aux | cat').split('\n');
  expect(head).toBe('USER               PID  %CPU %MEM      VSZ    RSS   TT  STAT STARTED      TIME COMMAND');
  expect(first).toMatch(
    /^root {17}1 {3}0\.0 {2}0\.0 \d+ {3}\d+ {3}\?\? {2}Ss {4}9:12AM {3}0:00\.00 \/sbin\/launchd$/,
  );
  expect(run('ps').split('\n')[0]).toBe('  PID TTY           TIME CMD');
});

test('curl says what localhost was resolved to, and tries ::1 first', () => {
  expect(run('curl -sv http://localhost:5000/ 2>&1 | head -5')).toBe(`* Host localhost:5000 was resolved.
* IPv6: ::1
* IPv4: 127.0.0.1
*   Trying [::1]:5000...
* Connected to localhost (::1) port 5000
`);
});

test('the wildcard address needs no right below 1024, an address of its own does', () => {
  const machine = freshMac([]);
  expect(last(machine, 'nc -l 80 &', 'lsof -nP -i :80 | tail -1')).toContain('TCP *:80 (LISTEN)');
});

test('killing ControlCenter brings it back; switched off, it frees the ports', () => {
  const machine = freshMac();
  last(machine, 'kill $(lsof -t -i :5000)');
  expect(last(machine, 'lsof -t -i :5000')).toMatch(/^5\d\d\n$/);
  last(machine, 'defaults -currentHost write com.apple.controlcenter AirplayRecieverEnabled -bool false');
  expect(last(machine, 'lsof -nP -i :5000; echo $?')).toBe('1\n');
  expect(last(machine, 'nc -l 5000 &', 'nc -zv 127.0.0.1 5000')).toContain('succeeded!\n');
});

test('a server on 127.0.0.1:5000 starts beside AirPlay, and answers there', () => {
  const machine = freshMac();
  last(machine, 'python3 -m http.server --bind 127.0.0.1 5000 >/dev/null 2>&1 &');
  const code = (host: string): string =>
    last(machine, `curl -so /dev/null -w '%{http_code}\\n' 'http://${host}:5000/'`);
  expect([code('127.0.0.1'), code('[::1]')]).toEqual(['200\n', '403\n']);
});

test('the learner’s own laptop, set to macOS, has zsh and lsof, and its Wi-Fi is en0', () => {
  const scene = findScene('laptop');
  const host = createHost(createNetwork({ seed: 1 }), { ...scene.host, system: 'macos' });
  const machine = createMachine({ host, user: userOf(scene), epoch: 0, tools: allTools });
  expect(runTranscript(machine, ['ipconfig getifaddr en0'])[0]).toEqual({
    prompt: 'dev@laptop ~ % ',
    command: 'ipconfig getifaddr en0',
    output: '192.168.1.20\n',
  });
  expect(last(machine, 'ifconfig -l')).toBe('lo0 en0\n');
  expect(last(machine, 'sudo whoami')).toBe('root\n');
});
