import { describe, expect, test } from 'vitest';
import { createNormalise } from './normalise.ts';

const plain = (text: string, typed: readonly string[] = []): string => createNormalise(typed)(text);

describe('process ids', () => {
  test('keep their identity', () => {
    const normalise = createNormalise([]);
    expect(normalise('[1] 4201\n[2] 4203\n')).toBe('[1] <pid 1>\n[2] <pid 2>\n');
    expect(normalise('users:(("python3",pid=4203,fd=3))')).toBe('users:(("python3",pid=<pid 2>,fd=3))');
  });

  test('are whole numbers from 4200 to 4999 that stand alone', () => {
    expect(plain('4199 4200 4999 5000 14200 42000 v4200 4200.5 4321/python3')).toBe(
      '4199 <pid 1> <pid 2> 5000 14200 <port 1> v4200 4200.5 <pid 3>/python3',
    );
  });
});

describe('ephemeral ports', () => {
  test('keep their identity', () => {
    expect(plain('127.0.0.1:40312 [::1]:50000 *:40312')).toBe('127.0.0.1:<port 1> [::1]:<port 2> *:<port 1>');
  });

  test('are those of the range 32768 to 60999', () => {
    expect(plain(':32767 :32768 :60999 :61000')).toBe(':32767 :<port 1> :<port 2> :61000');
  });
});

test('a number that is coloured stands alone', () => {
  expect(plain('port: \x1b[33m40312\x1b[39m, ␛[33m40312␛[39m')).toBe(
    'port: \x1b[33m<port 1>\x1b[39m, ␛[33m<port 1>␛[39m',
  );
});

test('a number that the session types stays', () => {
  expect(plain(':40000 pid 4242 :40001', ['nc -l 40000', 'kill 4242'])).toBe(':40000 pid 4242 :<port 1>');
});

test('points in time, as each tool writes them', () => {
  expect(plain('[23/Nov/2026 09:12:25] "GET"')).toBe('[<time>] "GET"');
  expect(plain('Date: Mon, 23 Nov 2026 09:12:25 GMT')).toBe('Date: <time>');
  expect(plain('-rw-r--r-- 1 dev dev 118 Nov 23 09:12 index.html')).toBe(
    '-rw-r--r-- 1 dev dev 118 <time> index.html',
  );
  expect(plain('Mon Nov 23 09:12:25 UTC 2026')).toBe('<time>');
  expect(plain('Tue Dec  1 09:12:25 2026 python3')).toBe('<time> python3');
  expect(plain('2026-11-23 09:12:25.123456789 +0000')).toBe('<time>');
  expect(plain('pts/0    00:00:00 bash')).toBe('pts/0    <time> bash');
});

test('what is no point in time stays', () => {
  for (const text of ['127.0.0.1:8080', 'fe80::12:34', '1:2', 'HTTP/1.1 404', 'python 3.11.2', '99:99'])
    expect(plain(text)).toBe(text);
});

test('durations, to the nearest second', () => {
  expect(plain('Operation timed out after 2001 milliseconds with 0 bytes')).toBe(
    'Operation timed out after <2 s> with 0 bytes',
  );
  expect(plain('port 1 after 0 ms: ')).toBe('port 1 after <0 s>: ');
  expect(plain('ttl=64 time=0.043 ms')).toBe('ttl=64 time=<0 s>');
  expect(plain('rtt min/avg/max/mdev = 0.029/0.036/0.043/0.007 ms')).toBe('rtt min/avg/max/mdev = <0 s>');
  expect(plain('\nreal\t0m1.203s\nuser\t0m0.004s\n')).toBe('\nreal\t<1 s>\nuser\t<0 s>\n');
});

test('sizes, counts and versions stay', () => {
  const text = 'Content-Length: 118\ncurl 7.88.1\ntotal 20\nLISTEN 0 128 127.0.0.1:62893\n5 packets';
  expect(plain(text)).toBe(text);
});

test('inodes of sockets, where a tool shows them as such', () => {
  expect(plain('python3 4201 dev 3u  IPv4  51812      0t0  TCP *:62893 (LISTEN)')).toBe(
    'python3 <pid 1> dev 3u  IPv4 <inode 1>      0t0  TCP *:62893 (LISTEN)',
  );
  expect(plain('FD   TYPE     DEVICE SIZE/OFF')).toBe('FD   TYPE DEVICE SIZE/OFF');
  expect(plain('uid:1000 ino:70001 sk:1')).toBe('uid:1000 ino:<inode 1> sk:1');
});

test('lists of Unix-domain sockets, whose columns follow the inodes', () => {
  const ss = 'u_str ESTAB 0      0      /tmp/app.sock 16271146 * 16271219 users:(("nc",pid=4202,fd=4))';
  expect(plain(ss)).toBe(
    'u_str ESTAB 0 0 /tmp/app.sock <inode 1> * <inode 2> users:(("nc",pid=<pid 1>,fd=4))',
  );
  expect(plain('unix  2      [ ACC ]     STREAM     LISTENING     51812    /tmp/app.sock')).toBe(
    'unix 2 [ ACC ] STREAM LISTENING <inode 1> /tmp/app.sock',
  );
  expect(
    plain('nc  4202  dev  3u  unix 0x00000000d6eef17e  0t0 51812 /tmp/a.sock type=STREAM (LISTEN)'),
  ).toBe('nc <pid 1> dev 3u unix <address> 0t0 <inode 1> /tmp/a.sock type=STREAM (LISTEN)');
});

test('how much of a processor a process had, in ps -f', () => {
  expect(plain('dev         4200       1  3 14:19 pts/0    00:00:00 bash')).toBe(
    'dev         <pid 1>       1 <n> <time> pts/0    <time> bash',
  );
});
