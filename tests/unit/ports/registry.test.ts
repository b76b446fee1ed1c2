import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { compileRegistry } from '../../../src/build/compile-registry.ts';
import { findService } from '../../../src/ports/find-service.ts';
import { openRegistry, readNames, writeNames } from '../../../src/ports/registry.ts';
import { compiled, devPorts, knowledge, registry } from './knowledge.ts';

const namesOf = (port: number) => registry.assignments(port).map(({ name }) => name);

test('port 80 is http first, on TCP, UDP and SCTP', () => {
  expect(registry.assignments(80)[0]).toMatchObject({ name: 'http', protocols: ['tcp', 'udp', 'sctp'] });
  expect(namesOf(80)).toEqual(['http', 'www-http', 'www']);
});

test('a range of ports in the registry gives each of its ports: x11 has 6000 to 6063', () => {
  expect(registry.portsOf('x11')).toHaveLength(64);
  expect(namesOf(6000)).toEqual(['x11']);
  expect(namesOf(6063)).toEqual(['x11']);
  expect(namesOf(6064)).not.toContain('x11');
});

test('a port that IANA holds back has an assignment without a name', () => {
  for (const port of [0, 1023, 1024, 49151]) expect(namesOf(port)).toEqual(['']);
});

test('no dynamic port is assigned', () => {
  for (let port = 49152; port <= 65535; port += 1) expect(registry.assignments(port)).toEqual([]);
});

test('TCP and UDP may have different services', () => {
  expect(registry.assignments(465).filter(({ protocols }) => protocols.includes('udp'))).toMatchObject([
    { name: 'igmpv3lite' },
  ]);
});

test('a service name gives its ports, whatever its case', () => {
  expect(registry.portsOf('POSTGRESQL')).toEqual([5432]);
  expect(registry.portsOf('http-alt')).toEqual([591, 8008, 8080]);
  expect(registry.portsOf('nosuchservice')).toEqual([]);
});

test('each line of the names has its line of the descriptions', () => {
  expect(knowledge.descriptions).toHaveLength(readNames(compiled.names).length);
  const [ssh] = registry.assignments(22);
  expect(knowledge.descriptions[ssh?.line ?? -1]).toBe('The Secure Shell (SSH) Protocol');
});

test('every name of the package that is not corrected is found under its port', () => {
  const source = { '7/tcp': ['echo', 'Echo'], '9/udp': ['Discard', ''], '9/sctp': ['discard', ''] };
  const small = openRegistry(compileRegistry(source).names);
  expect(small.assignments(7)).toMatchObject([{ name: 'echo', protocols: ['tcp'] }]);
  expect(small.assignments(9)).toMatchObject([{ name: 'discard', protocols: ['udp', 'sctp'] }]);
});

test('a name that the compiled form cannot carry stops the build', () => {
  expect(() => compileRegistry({ '7/tcp': ['Ünicode', ''] })).toThrow('cannot compile the name');
});

test('what is written is read back: gaps, shared beginnings, counted names, empty names', () => {
  const lines = [
    { port: 0, protocols: 3, name: '' },
    { port: 1, protocols: 1, name: 'wap-push' },
    { port: 1, protocols: 2, name: 'wap-pushsecure' },
    { port: 16, protocols: 2, name: 'node9' },
    { port: 17, protocols: 2, name: 'node10' },
    { port: 60000, protocols: 15, name: '914c/g' },
  ];
  expect(readNames(writeNames(lines))).toEqual(lines);
});

test('a broken file is refused', () => {
  expect(() => readNames('<!doctype html>')).toThrow(SyntaxError);
});

test('the names weigh 31 kB at most, the descriptions 38 kB (gzip)', () => {
  expect(gzipSync(compiled.names, { level: 9 }).length).toBeLessThanOrEqual(31_000);
  expect(gzipSync(compiled.descriptions, { level: 9 }).length).toBeLessThanOrEqual(38_000);
});

test('a registered name wins; else programs of that name; else a clear no', () => {
  expect(findService('https', registry, devPorts)).toMatchObject({ ports: [443], via: 'registry' });
  expect(findService('postgres', registry, devPorts)).toMatchObject({ ports: [5432], via: 'programs' });
  expect(findService('vite', registry, devPorts)).toMatchObject({ ports: [4173, 5173], via: 'programs' });
  expect(findService('nosuchservice', registry, devPorts)).toMatchObject({ kind: 'mistake' });
  expect(findService('example.com', registry, devPorts)).toMatchObject({
    kind: 'mistake',
    wrong: 'example.com names no port.',
  });
});
