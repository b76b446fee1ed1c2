import { expect, test } from 'vitest';
import { findError, portInText } from '../../../src/ports/error-texts.ts';
import { KNOWN_ERRORS } from '../../../src/ports/known-errors.ts';
import { parseQuery } from '../../../src/ports/parse-query.ts';

test.each([
  ['EADDRINUSE: address already in use :::3000', 'EADDRINUSE', 3000],
  ['Error: listen EADDRINUSE: address already in use 127.0.0.1:5173', 'EADDRINUSE', 5173],
  ['OSError: [Errno 98] Address already in use', 'EADDRINUSE', undefined],
  ['[Errno 48]', 'EADDRINUSE', undefined],
  ['Bind for 0.0.0.0:8080 failed: port is already allocated', 'EADDRINUSE', 8080],
  ['OSError: [WinError 10048] Only one usage of each socket address', 'EADDRINUSE', undefined],
  ['ERR_CONNECTION_REFUSED', 'ECONNREFUSED', undefined],
  ['curl: (7) Failed to connect to 127.0.0.1 port 62893 after 0 ms', 'ECONNREFUSED', 62893],
  ['connect ECONNREFUSED ::1:3000', 'ECONNREFUSED', 3000],
  ['connect ETIMEDOUT 10.0.0.5:443', 'ETIMEDOUT', 443],
  ['Error: listen EACCES: permission denied 0.0.0.0:80', 'EACCES', 80],
  ['net::ERR_UNSAFE_PORT http://localhost:6000/', 'ERR_UNSAFE_PORT', 6000],
  ['OverflowError: bind(): port must be 0-65535.', 'ERR_SOCKET_BAD_PORT', undefined],
  ['curl: (52) Empty reply from server', 'ERR_EMPTY_RESPONSE', undefined],
  ['curl: (6) Could not resolve host: locahost', 'ENOTFOUND', undefined],
])('%j is recognised, with its port', (text, name, port) => {
  expect(parseQuery(text)).toMatchObject({ kind: 'error', error: { name }, port });
});

test('a number that is also an error’s number stays a port', () => {
  expect(parseQuery('10048')).toMatchObject({ kind: 'port', port: 10048 });
});

test('an errno and a time of day are not taken for a port', () => {
  expect(portInText('12:30:45 [Errno 98]')).toBeUndefined();
});

test('every known error is found by its own name, so that its link leads back to it', () => {
  for (const { error } of KNOWN_ERRORS) expect(findError(error.name)?.name).toBe(error.name);
});
