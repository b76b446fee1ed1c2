import { describe, expect, test } from 'vitest';
import { parseQuery } from '../../../src/ports/parse-query.ts';

describe('a port is understood however it is written', () => {
  const port = (number: number) => expect.objectContaining({ kind: 'port', port: number });
  test.each([
    ['62893', 62893],
    [':62893', 62893],
    ['  62893\n', 62893],
    ['0', 0],
    ['65535', 65535],
    ['0x1F90', 8080],
    ['0b101', 5],
    ['0080', 80],
    ['80/tcp', 80],
    ['udp 53', 53],
    ['port 80', 80],
    ['--port=3000', 3000],
    ['“62893”', 62893],
    ['80,', 80],
    ['8080-8080', 8080],
    ['python3 -m http.server 62893', 62893],
    ['php -S localhost:8000', 8000],
  ])('%j', (text, number) => {
    expect(parseQuery(text)).toEqual(port(number));
  });
});

describe('an address with a port gives both', () => {
  test.each([
    ['127.0.0.1:62893', '127.0.0.1', 62893],
    ['localhost:5173/path', 'localhost', 5173],
    ['http://[::1]:8080', '[::1]', 8080],
    ['http://user:secret@db:5432/x?y#z', 'db', 5432],
    ['[::1]:80', '[::1]', 80],
    ['[fe80::1%eth0]:80', '[fe80::1%eth0]', 80],
    ['*:3000', '*', 3000],
    [':::3000', '[::]', 3000],
    ['0.0.0.0:0x50', '0.0.0.0', 80],
    ['jdbc:postgresql://localhost:5432/x', 'localhost', 5432],
  ])('%j', (text, host, port) => {
    expect(parseQuery(text)).toMatchObject({ kind: 'address-port', host, port });
  });
});

test.each([
  ['http://localhost/', 80],
  ['https://example.com', 443],
  ['HTTP://LOCALHOST:', 80],
  ['postgres://u:p@db/x', 5432],
  ['ws://[::1]/', 80],
])('%j names no port, so the scheme’s default applies', (text, port) => {
  expect(parseQuery(text)).toMatchObject({ kind: 'default-port', port });
});

test.each(['localhost', '127.0.0.1', '[::1]', '::', '*', 'app.localhost'])(
  '%j is an address without a port',
  (host) => {
    expect(parseQuery(host)).toMatchObject({ kind: 'address', host });
  },
);

test.each([
  ['8000-8010', 8000, 8010],
  ['8000..8010', 8000, 8010],
  ['8000 – 8010', 8000, 8010],
  ['8000 to 8010', 8000, 8010],
])('%j is a range', (text, first, last) => {
  expect(parseQuery(text)).toEqual({ kind: 'range', first, last, notes: [] });
});

test('a reversed range is turned round and says so', () => {
  expect(parseQuery('9000-8000')).toEqual({
    kind: 'range',
    first: 8000,
    last: 9000,
    notes: ['The range was written backwards; read as 8000-9000.'],
  });
});

test('a list keeps its order and holds each port once', () => {
  expect(parseQuery('443, 80; 8080 80')).toEqual({ kind: 'list', ports: [443, 80, 8080], notes: [] });
});

test.each(['postgres', 'https', 'http-alt', 'Node.js', 'z39.50'])('%j is perhaps a service', (name) => {
  expect(parseQuery(name)).toEqual({ kind: 'service', name: name.toLowerCase() });
});

describe('what is no port says what was wrong and offers what was probably meant', () => {
  test.each([
    ['70000', /too large.*becomes 4464/, undefined],
    ['65536', /too large/, undefined],
    ['-1', /negative/, '1'],
    ['+80', /plus sign/, '80'],
    ['80.5', /decimal point/, '80'],
    ['1e3', /scientific/, '1000'],
    ['80a', /ends in a letter: a/, '80'],
    ['0xZZ', /not a hexadecimal/, undefined],
    ['６２８９３', /fullwidth digits/, '62893'],
    ['٨٠', /Arabic-Indic digits/, '80'],
    ['127.0.0.1：８０', /fullwidth digits/, '127.0.0.1:80'],
    ['127.0.0.1:', /Nothing follows the colon/, undefined],
    ['[::1]:', /Nothing follows the colon/, undefined],
    ['[::1', /never closed/, undefined],
    ['[zz]:1', /not an IPv6 address/, undefined],
    ['::1:80', /IPv6 address as a whole/, '[::1]:80'],
    ['256.1.1.1:80', /256 is above 255/, undefined],
    ['localhost:http', /not a number/, 'localhost:80'],
    ['localhost:99999', /too large/, undefined],
    ['localhost:80a', /ends in a letter/, 'localhost:80'],
    ['http://', /names no host/, undefined],
    ['gemini://host/', /no default that is known/, undefined],
    ['80-', /no end/, undefined],
    ['80-99999', /too large/, undefined],
    ['::::', /colons/, undefined],
    ['x'.repeat(1001), /1001 characters/, undefined],
  ])('%j', (text, wrong, suggestion) => {
    expect(parseQuery(text)).toMatchObject({
      kind: 'mistake',
      wrong: expect.stringMatching(wrong),
      right: expect.stringMatching(/\.$/),
      suggestion,
    });
  });
});

test('nothing but spaces is empty, not wrong', () => {
  expect(parseQuery(' \t')).toEqual({ kind: 'empty' });
});
