import { expect, test } from 'vitest';
import { errors } from '../../../content/reference/errors.ts';
import { course } from '../../../src/components/course-outline.ts';
import { commands } from '../../../src/components/reference/commands.ts';
import { readErrors } from '../../../src/components/reference/error-entry.ts';
import { errorSlug, findError } from '../../../src/ports/error-texts.ts';
import { KNOWN_ERRORS } from '../../../src/ports/known-errors.ts';
import { measuredRules } from '../../../src/simulator/rules.ts';

const seen = errors.flatMap(({ error, seen: texts }) => texts.map((text) => ({ error, ...text })));

test.each(seen)('the port field recognises “$text” as $error', ({ error, text }) => {
  expect(findError(text)?.name).toBe(error);
});

test('every error that the port field knows is explained, and no other', () => {
  const known = [...new Set(KNOWN_ERRORS.map(({ error }) => error.name))];
  expect(
    readErrors(errors)
      .map(({ error }) => error)
      .toSorted(),
  ).toEqual(known.toSorted());
});

test('the lessons that teach an error are lessons of the course', () => {
  const slugs = course.map(({ slug }) => slug);
  for (const { error, lessons } of errors)
    for (const lesson of lessons) expect(slugs, error).toContain(lesson);
});

test('every message has a place of its own on the page', () => {
  const places = seen.map(({ name }) => errorSlug(name));
  expect(places).toEqual([...new Set(places)]);
  for (const { error } of errors) expect(places).toContain(errorSlug(error));
});

test.each([
  ['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES', 'ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
  ['ECONNRESET', 'EPIPE', 'EAFNOSUPPORT', 'EINVAL', 'ENOTFOUND', 'getaddrinfo', 'ERR_SOCKET_BAD_PORT'],
  ['WinError 10013', 'WinError 10048', 'WinError 10049', 'WinError 10060', 'WinError 10061'],
  ['Errno 48', 'Errno 49', 'Errno 61', 'Errno 98'],
  ['ERR_CONNECTION_REFUSED', 'ERR_CONNECTION_TIMED_OUT', 'ERR_ADDRESS_INVALID', 'ERR_UNSAFE_PORT'],
  ['ERR_EMPTY_RESPONSE', 'ERR_CONNECTION_RESET', 'ERR_SSL_PROTOCOL_ERROR'],
  ['Unable to connect', 'This address is restricted', 'BindException', 'Invalid Host header'],
  ['port is already allocated', 'Bind for 0.0.0.0:80 failed'],
  ['curl (6)', 'curl (7)', 'curl (28)', 'curl (52)', 'curl (56)'],
])('what people search for has its place: %s, %s and so on', (...names) => {
  expect(seen.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
});

test.each(errors)('$error names causes, commands that exist, rules that exist and sources', (entry) => {
  expect(entry.causes.length).toBeGreaterThan(0);
  expect(entry.sources.length).toBeGreaterThan(0);
  for (const slug of entry.commands) expect(commands.map((command) => command.slug)).toContain(slug);
  for (const rule of entry.rules) expect(Object.keys(measuredRules)).toContain(rule);
});

test('the heading that Chrome puts above many errors does not hide the error itself', () => {
  expect(findError('This site can’t be reached 192.168.1.20 took too long to respond.')?.name).toBe(
    'ETIMEDOUT',
  );
  expect(findError('This site can’t be reached')?.name).toBe('ECONNREFUSED');
});
