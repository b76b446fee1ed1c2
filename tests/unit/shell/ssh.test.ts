import { expect, test } from 'vitest';
import { openPlainTerminal } from '../../../src/shell/transcript.ts';
import { root } from './fresh-machine.ts';
import { laptopAndPhone, type Pair } from './two-machines.ts';

/** The phone has an sshd, and a server on its own loopback that nobody else reaches. */
function withServer(): Pair {
  const pair = laptopAndPhone(['ssh']);
  pair.typed(pair.phone, 'nohup python3 -m http.server 8000 --bind 127.0.0.1 --directory site > log 2>&1 &');
  return pair;
}

const server = '192.168.1.30';
const title = 'curl -s http://127.0.0.1:62893/ | head -2 | tail -1';
const listeners = (pair: Pair, at = pair.laptop): string =>
  pair.typed(at, "ss -Hltn 'sport = :62893' | awk '{ print $4 }' | sort | xargs");

test('ssh -L makes a port here lead to a server that only its own host reaches', () => {
  const pair = withServer();
  expect(pair.typed(pair.laptop, `ssh -N -f -L 62893:127.0.0.1:8000 ${server}; echo $?`)).toBe('0');
  expect(pair.typed(pair.laptop, title)).toBe('<title>Hello from 62893</title>');
  expect(pair.typed(pair.phone, "grep GET log | cut -d' ' -f1")).toBe('127.0.0.1');
});

test('ssh -L listens on 127.0.0.1 and ::1, and on every address with -g or when it is told so', () => {
  const pair = withServer();
  const after = (options: string): string => {
    pair.typed(pair.laptop, `ssh -N -f ${options}:127.0.0.1:8000 ${server}`);
    const shown = listeners(pair);
    pair.typed(pair.laptop, "pkill -f 'ssh .*-N'");
    return shown;
  };
  expect(after('-L 62893')).toBe('127.0.0.1:62893 [::1]:62893');
  expect(after('-g -L 62893')).toBe('0.0.0.0:62893 [::]:62893');
  expect(after('-L 0.0.0.0:62893')).toBe('0.0.0.0:62893');
  expect(after('-L "*:62893"')).toBe('0.0.0.0:62893 [::]:62893');
  expect(after('-L localhost:62893')).toBe('127.0.0.1:62893 [::1]:62893');
});

test('a tunnel to a port where nobody listens lets in, and resets', () => {
  const pair = withServer();
  pair.typed(pair.laptop, `ssh -N -f -L 62893:127.0.0.1:5999 ${server}`);
  expect(pair.typed(pair.laptop, 'curl http://127.0.0.1:62893/')).toBe(
    'curl: (56) Recv failure: Connection reset by peer',
  );
});

test('in the foreground ssh says why a connection through the tunnel was not made', () => {
  const pair = withServer();
  const shown = pair.typed(
    pair.laptop,
    `ssh -N -L 62893:127.0.0.1:5999 ${server} 2> said & sleep 1; curl -s http://127.0.0.1:62893/; cat said; kill %1`,
  );
  expect(shown.split('\n')[1]).toBe('channel 2: open failed: connect failed: Connection refused');
});

test('a port that is taken here is told, and ends ssh only with ExitOnForwardFailure', () => {
  const pair = withServer();
  pair.typed(pair.laptop, `ssh -N -f -L 62893:127.0.0.1:8000 ${server}`);
  const said = [
    'bind [127.0.0.1]:62893: Address already in use',
    'channel_setup_fwd_listener_tcpip: cannot listen to port: 62893',
    'Could not request local forwarding.',
  ];
  const again = `-N -f -L 62893:127.0.0.1:8000 ${server}; echo $?`;
  expect(pair.typed(pair.laptop, `ssh ${again}`).split('\n')).toEqual([...said, '0']);
  expect(pair.typed(pair.laptop, `ssh -o ExitOnForwardFailure=yes ${again}`).split('\n')).toEqual([
    ...said,
    '255',
  ]);
});

test('ssh -R makes a port over there lead here, on its loopback whatever was asked', () => {
  const pair = withServer();
  pair.typed(pair.laptop, 'nohup python3 -m http.server 9000 --bind 127.0.0.1 --directory site > log 2>&1 &');
  pair.typed(pair.laptop, `ssh -N -f -R 0.0.0.0:62893:127.0.0.1:9000 ${server}`);
  expect(listeners(pair, pair.phone)).toBe('127.0.0.1:62893 [::1]:62893');
  expect(pair.typed(pair.phone, title)).toBe('<title>Hello from 62893</title>');
  pair.typed(pair.laptop, "pkill -f 'ssh .*-N'");
  expect(listeners(pair, pair.phone)).toBe('');
});

test('with GatewayPorts clientspecified the address that -R names is taken', () => {
  const pair = withServer();
  pair.typed(pair.phone, 'mkdir -p /etc/ssh; echo GatewayPorts clientspecified > /etc/ssh/sshd_config', root);
  pair.typed(pair.laptop, `ssh -N -f -R 0.0.0.0:62893:127.0.0.1:9000 ${server}`);
  expect(listeners(pair, pair.phone)).toBe('0.0.0.0:62893');
});

test('a privileged port over there is not for a user without rights', () => {
  const pair = withServer();
  expect(pair.typed(pair.laptop, `ssh -N -f -R 80:127.0.0.1:9000 ${server}`)).toBe(
    'Warning: remote port forwarding failed for listen port 80',
  );
});

test('a command runs over there, and its status comes back', () => {
  const pair = withServer();
  expect(pair.typed(pair.laptop, `ssh ${server} 'hostname; id -un; exit 3'; echo $?`)).toBe('phone\ndev\n3');
});

test('ssh says what is wrong', () => {
  const pair = laptopAndPhone();
  const said = (line: string): string => pair.typed(pair.laptop, `ssh ${line}; echo $?`);
  expect(said('-N 192.168.1.30')).toBe('ssh: connect to host 192.168.1.30 port 22: Connection refused\n255');
  expect(said('-N nosuch.invalid')).toBe(
    'ssh: Could not resolve hostname nosuch.invalid: Temporary failure in name resolution\n255',
  );
  expect(said('-L 62893 server')).toBe("Bad local forwarding specification '62893'\n255");
  expect(said('-L 62893:127.0.0.1:99999 server')).toBe(
    "Bad local forwarding specification '62893:127.0.0.1:99999'\n255",
  );
  expect(said('-R abc:localhost:80 server')).toBe(
    "Bad remote forwarding specification 'abc:localhost:80'\n255",
  );
  expect(said('-o Foo=bar server')).toBe('command-line: line 0: Bad configuration option: foo\n255');
  expect(said('-p 99999 localhost')).toBe("Bad port '99999'\n255");
});

test('sshd lets in only the users of its host', () => {
  const pair = withServer();
  expect(pair.typed(pair.laptop, `ssh -N nobody@${server}; echo $?`)).toBe(
    `nobody@${server}: Permission denied (publickey).\n255`,
  );
});

test('without a command ssh opens a shell over there, and the keys go to it', () => {
  const { laptop } = laptopAndPhone(['ssh']);
  const { terminal, takeOutput } = openPlainTerminal(laptop, 200);
  const typed = (text: string): string => {
    takeOutput();
    terminal.type(text);
    return takeOutput();
  };
  expect(typed(`ssh ${server}\r`)).toContain('dev@phone');
  typed('sleep 100\r');
  expect(typed('\x03')).toContain('^C');
  expect(typed('hostname\r')).toContain('\nphone\n');
  expect(typed('exit 3\r').split('\n').slice(-3, -1)).toEqual(['logout', `Connection to ${server} closed.`]);
  expect(typed('echo $?\r')).toContain('\n3\n');
});
