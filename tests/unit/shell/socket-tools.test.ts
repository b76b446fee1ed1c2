import { expect, test } from 'vitest';
import { dev, freshMachine, guest, lastOutput, shown } from './fresh-machine.ts';

const server = 'python3 -m http.server 62893 --bind 127.0.0.1 --directory site > log 2>&1 &';

test.each([
  ['ss -ti', 'ss: -i is a real option that this host does not have yet\n'],
  ['ss -m', 'ss: -m is a real option that this host does not have yet\n'],
  ['netstat -s', 'netstat: -s is a real option that this host does not have yet\n'],
  ['netstat -c', 'netstat: -c is a real option that this host does not have yet\n'],
  ['lsof -F', 'lsof: -F is a real option that this host does not have yet\n'],
  ['fuser -m /', 'fuser: -m is a real option that this host does not have yet\n'],
])('%s says that it is not here', (line, expected) => {
  expect(lastOutput([line])).toBe(expected);
});

test.each(['ss -h', 'netstat --help', 'lsof -h'])('%s says what is not here', (line) => {
  expect(lastOutput([`${line} 2>&1 | tail -4`])).toMatch(/[Nn]ot here:|not on this host/);
});

test('ss -s counts the sockets of the host', () => {
  expect(lastOutput([server, 'curl -s -o x 127.0.0.1:62893', 'ss -s'])).toBe(`Total: 2
TCP:   2 (estab 0, closed 1, orphaned 0, timewait 1)

Transport Total     IP        IPv6
RAW	  0         0         0        
UDP	  0         0         0        
TCP	  1         1         0        
INET	  1         1         0        
FRAG	  0         0         0        

`);
});

test('netstat -i lists the interfaces', () => {
  expect(lastOutput(['netstat -i'])).toBe(`Kernel Interface table
Iface             MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg
lo              65536        0      0      0 0             0      0      0      0 LRU
wlan0            1500        0      0      0 0             0      0      0      0 BMRU
`);
});

test('lsof -p lists the directory, the program and the descriptors of a process', () => {
  const text = lastOutput([server, "lsof -nP -p $! | awk '{print $4, $5, $9}'"]);
  expect(text).toBe(`FD TYPE NAME
cwd DIR /home/dev
rtd DIR /
txt REG /usr/bin/python3.11
0u CHR /dev/pts/0
1w REG /home/dev/log
2w REG /home/dev/log
3u IPv4 127.0.0.1:62893
`);
});

test('another user sees no process at a port', () => {
  const machine = freshMachine();
  shown([server], machine, dev);
  for (const line of [
    'lsof -i :62893',
    'fuser 62893/tcp',
    'ss -Htlnp | grep users',
    'netstat -tlnp | grep python',
  ]) {
    const output = lastOutput([line], machine, guest);
    expect(output.replace(/^\(Not all[\s\S]*see it all.\)\n/, '')).toBe('');
  }
});

test('fuser -ki asks before it kills', () => {
  const machine = freshMachine();
  expect(lastOutput([server, 'echo n | fuser -ki 62893/tcp; echo; jobs'], machine)).toBe(
    '62893/tcp:            4288\nKill process 4288 ? (y/N) \n[1]+  Running                 ' +
      'python3 -m http.server 62893 --bind 127.0.0.1 --directory site > log 2>&1 &\n',
  );
});
