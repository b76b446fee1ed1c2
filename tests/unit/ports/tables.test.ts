import { expect, test } from 'vitest';
import { BAD_PORTS, browserRefusal } from '../../../src/ports/blocked-by-browsers.ts';
import { DEV_PORT_KINDS, sourceOf } from '../../../src/ports/dev-ports.ts';
import { isEphemeral, isPrivileged, SYSTEM_PORTS } from '../../../src/ports/operating-systems.ts';
import { summarise } from '../../../src/ports/range-summary.ts';
import { isPort, PORT_RANGES, rangeOf } from '../../../src/ports/ranges.ts';
import { devPorts, registry } from './knowledge.ts';

test('the three ranges meet without a gap, from 0 to 65535 (RFC 6335 §6)', () => {
  expect(PORT_RANGES.map(({ name, first, last }) => [name, first, last])).toEqual([
    ['system', 0, 1023],
    ['user', 1024, 49151],
    ['dynamic', 49152, 65535],
  ]);
  expect(rangeOf(1023).name).toBe('system');
  expect(rangeOf(1024).name).toBe('user');
  expect(rangeOf(49152).name).toBe('dynamic');
  expect(() => rangeOf(65536)).toThrow(RangeError);
  expect(isPort(80.5)).toBe(false);
});

test('62893 is ephemeral on macOS and Windows and not on Linux', () => {
  expect(isEphemeral(62893, 'linux')).toBe(false);
  expect(isEphemeral(62893, 'macos')).toBe(true);
  expect(isEphemeral(62893, 'windows')).toBe(true);
  expect([32767, 32768, 60999, 61000].map((port) => isEphemeral(port, 'linux'))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('below 1024 is privileged on Linux and macOS, nothing is on Windows, and port 0 nowhere', () => {
  expect(isPrivileged(80, 'linux')).toBe(true);
  expect(isPrivileged(1023, 'macos')).toBe(true);
  expect(isPrivileged(1024, 'linux')).toBe(false);
  expect(isPrivileged(80, 'windows')).toBe(false);
  expect(isPrivileged(0, 'linux')).toBe(false);
});

test('only Linux is called measured', () => {
  expect(SYSTEM_PORTS.linux.ephemeral.evidence).toBe('measured');
  expect(SYSTEM_PORTS.macos.privileged.evidence).toBe('documented');
  expect(SYSTEM_PORTS.windows.ephemeral.evidence).toBe('documented');
});

test('browsers refuse the 83 ports of the Fetch standard, Chromium all but 4190 and 6679', () => {
  expect(BAD_PORTS.size).toBe(83);
  const opened = [...BAD_PORTS.keys()].filter((port) => browserRefusal(port)?.chromium === 'opened');
  expect(opened).toEqual([4190, 6679]);
  expect([...BAD_PORTS.keys()].every((port) => browserRefusal(port)?.firefox === 'refused')).toBe(true);
  expect(Math.max(...BAD_PORTS.keys())).toBe(10080);
  expect(browserRefusal(62893)).toBeUndefined();
});

test('the table of programs has 282 rows, each with a port, a kind and a source to follow', () => {
  expect(devPorts.all).toHaveLength(282);
  for (const row of devPorts.all) {
    expect(isPort(row.port)).toBe(true);
    expect(row.program).not.toBe('');
    expect(DEV_PORT_KINDS[row.kind]).toBeDefined();
    expect(new URL(row.source.url).protocol).toBe('https:');
  }
});

test('a row’s source becomes a link to the very line', () => {
  expect(sourceOf('gh vitejs/vite@a98c8d95d5 packages/vite/src/node/constants.ts#L209')).toEqual({
    label: 'vitejs/vite, packages/vite/src/node/constants.ts',
    url: 'https://github.com/vitejs/vite/blob/a98c8d95d5/packages/vite/src/node/constants.ts#L209',
  });
  expect(sourceOf('npm @11ty/eleventy@3.1.8 src/Eleventy.js:812').url).toBe(
    'https://www.npmjs.com/package/@11ty/eleventy/v/3.1.8',
  );
  expect(() => sourceOf('hearsay')).toThrow(SyntaxError);
});

test('programs are found by their first word before any other', () => {
  expect(devPorts.named('next').map(({ port }) => port)).toEqual([3000]);
  expect(devPorts.named('nosuchprogram')).toEqual([]);
});

test('a range is counted: the system ports', () => {
  expect(summarise(0, 1023, 'linux', registry)).toMatchObject({ total: 1024, refused: 64, ephemeral: 0 });
  expect(summarise(49152, 65535, 'linux', registry)).toMatchObject({ assigned: 0, ephemeral: 11848 });
  expect(summarise(1, 9, 'linux', undefined)).toMatchObject({ assigned: undefined, total: 9 });
});
