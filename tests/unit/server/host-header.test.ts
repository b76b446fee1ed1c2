import { describe, expect, test } from 'vitest';
import { isLoopbackHost } from '../../../src/server/host-header.ts';

describe('a loopback name or address is answered', () => {
  test.each([
    'localhost',
    'localhost:62893',
    'LOCALHOST',
    'localhost.',
    'localhost:',
    'app.localhost',
    'a.b.localhost:8080',
    '127.0.0.1',
    '127.0.0.1:62893',
    '127.0.0.1:80',
    '127.255.255.254:1',
    '127.1',
    '0x7f000001',
    '[::1]',
    '[::1]:62893',
    '[0:0:0:0:0:0:0:1]',
    '[0000::0001]:8080',
  ])('%s', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });
});

describe('any other name or address is refused', () => {
  test.each([
    'evil.example',
    'evil.example:62893',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'evillocalhost',
    'notlocalhost:62893',
    '0.0.0.0',
    '0.0.0.0:62893',
    '128.0.0.1',
    '192.168.1.5:62893',
    '[::]',
    '[::2]',
    '[::ffff:127.0.0.1]',
    '[fe80::1]',
    '[2001:db8::1]:62893',
  ])('%s', (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});

describe('what is no host at all is refused', () => {
  test.each([
    '',
    ' ',
    ':62893',
    'localhost:99999',
    'localhost:-1',
    'localhost:80:80',
    'localhost:http',
    'localhost, evil.example',
    'localhost evil.example',
    'user@localhost',
    'evil.example@localhost',
    'localhost/path',
    'localhost#x',
    'evil.example\\@localhost',
    '::1',
    '[::1',
    '[::1]x',
    '[::1]:99999',
    '[localhost]',
    '[fe80::1%25eth0]',
    'loc%61lhost',
    'ｌocalhost',
    '127.0.0.256',
    '..',
    '.localhost:99999',
    'http://localhost',
  ])('%j', (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  });
});
