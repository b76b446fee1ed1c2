import { expect, test } from 'vitest';
import { dev, freshMachine, guest, lastOutput, root, shown } from './fresh-machine.ts';

const server = 'python3 -m http.server 62893 --bind 127.0.0.1 --directory site > log 2>&1 &';
const trimmed = (text: string): string => text.replace(/ +$/gm, '');

test('on a terminal the columns spread over its width', () => {
  expect(trimmed(lastOutput([server, 'ss -ltn']))).toBe(
    `State      Recv-Q     Send-Q         Local Address:Port           Peer Address:Port     Process
LISTEN     0          5                  127.0.0.1:62893               0.0.0.0:*
`,
  );
});

test('-p names the own processes; what stands last of all is not measured', () => {
  expect(trimmed(lastOutput([server, 'ss -tlnp']))).toBe(
    `State      Recv-Q     Send-Q         Local Address:Port           Peer Address:Port     Process
LISTEN     0          5                  127.0.0.1:62893               0.0.0.0:*         users:(("python3",pid=4288,fd=3))
`,
  );
});

test('-p shows processes of others to root only', () => {
  const machine = freshMachine();
  shown([server], machine, dev);
  expect(lastOutput(['ss -Htlnp'], machine, guest)).not.toContain('users:');
  expect(lastOutput(['ss -Htlnp'], machine, root)).toContain('users:(("python3",pid=4288,fd=3))');
});

test('in a pipe the columns are as wide as their content', () => {
  expect(lastOutput([server, 'ss -tlnp | cat'])).toBe(
    `State  Recv-Q Send-Q Local Address:Port  Peer Address:PortProcess
LISTEN 0      5          127.0.0.1:62893      0.0.0.0:*    users:(("python3",pid=4288,fd=3))
`,
  );
});

test('-a adds what is connected and what lingers, on the side that closed first', () => {
  const text = lastOutput([server, 'curl -s -o x 127.0.0.1:62893', 'ss -tan | cat']);
  expect(text.replace(/:4\d{4}/, ':4xxxx')).toBe(
    `State     Recv-Q Send-Q Local Address:Port  Peer Address:Port Process
LISTEN    0      5          127.0.0.1:62893      0.0.0.0:*           
TIME-WAIT 0      0          127.0.0.1:62893    127.0.0.1:4xxxx       
`,
  );
});

test('a dual-stack wildcard is a star, an IPv6 address is in brackets', () => {
  const machine = freshMachine();
  shown(
    ['python3 -m http.server 3000 -b :: > a 2>&1 &', 'python3 -m http.server 3001 -b ::1 > b 2>&1 &'],
    machine,
  );
  expect(trimmed(lastOutput(['ss -Htln | cat'], machine))).toBe(`LISTEN 0      5          *:3000    *:*
LISTEN 0      5      [::1]:3001 [::]:*
`);
});

test('without -n a port has its name from /etc/services', () => {
  expect(lastOutput(['python3 -m http.server 8080 > a 2>&1 &', 'ss -tl'])).toContain('0.0.0.0:http-alt ');
});

test('a filter without a match prints the header and succeeds', () => {
  const text = shown([server, "ss -ltn 'sport = :62894'", 'echo $?']);
  expect(trimmed(text)).toMatch(/Process\ndev@lab:~\$ echo \$\?\n0\n$/);
});

test('a filter chooses by state and port', () => {
  const lines = [server, 'curl -s -o x 127.0.0.1:62893'];
  expect(trimmed(lastOutput([...lines, 'ss -Htan state time-wait | cat']))).toMatch(
    /^0 {6}0 {6}127\.0\.0\.1:62893 127\.0\.0\.1:\d+\n$/,
  );
  expect(lastOutput([...lines, 'ss -Htan sport = :1 or dport = :62893 | cat'])).toBe('');
});

test('an unknown option is refused with the usage and 255', () => {
  expect(shown(['ss -Q 2>&1 | cat -n', 'ss --foo', 'echo $?'])).toMatch(
    /^dev@lab:~\$ ss -Q 2>&1 \| cat -n\n {5}1\tss: invalid option -- 'Q'\n {5}2\tUsage: ss \[ OPTIONS \]\n[\s\S]*\nss: unrecognized option '--foo'\nUsage: [\s\S]*\n255\n$/,
  );
});
