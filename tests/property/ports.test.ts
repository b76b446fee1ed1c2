import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatQuery } from '../../src/ports/format-query.ts';
import { parseQuery } from '../../src/ports/parse-query.ts';
import { type RegistryLine, readNames, writeNames } from '../../src/ports/registry.ts';
import { verdict } from '../../src/ports/verdict.ts';
import { answer } from '../../src/widgets/port-verdict/answer.ts';
import { words } from '../../src/widgets/port-verdict/piece.ts';
import { announce, toPieces } from '../../src/widgets/port-verdict/port-verdict.view.ts';
import { knowledge } from '../unit/ports/knowledge.ts';

const port = fc.integer({ min: 0, max: 65535 });
const options = { size: 'full', system: 'macos', knowledge, page: '/ports/' } as const;

/** Strings as fuzzers write them, and strings that nearly are ports, which is where parsers break. */
const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 1500 }),
  fc.string({ unit: fc.constantFrom(...'0123456789:.[]-x/a, ٨６%eE*+@'), maxLength: 24 }),
  fc
    .tuple(fc.constantFrom('http://', '[::1]:', 'localhost:', ':::', '127.0.0.1:', '0x'), fc.string())
    .map((parts) => parts.join('')),
);

test('every string gives a verdict or a clear mistake, and never throws', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const given = answer(text, knowledge);
      const shown = toPieces(given, options).map(words).join(' ');
      expect(shown).not.toMatch(/undefined|NaN|\[object/);
      announce(given, options);
      if (given.kind === 'mistake') {
        expect(given.mistake.wrong.length).toBeGreaterThan(0);
        expect(given.mistake.right).toMatch(/\.$/);
      }
    }),
    { numRuns: 2000 },
  );
});

test('what a mistake suggests is itself no mistake', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const query = parseQuery(text);
      if (query.kind === 'mistake' && query.suggestion !== undefined && !/[^ -~]/.test(text)) {
        expect(parseQuery(query.suggestion).kind).not.toBe('mistake');
      }
    }),
    { numRuns: 2000 },
  );
});

test('parsing what was formatted gives the same query', () => {
  const host = fc.constantFrom('127.0.0.1', '[::1]', 'localhost', 'db.example', '*', '[fe80::1%eth0]');
  const query = fc.oneof(
    port.map((number) => ({ kind: 'port', port: number, notes: [] }) as const),
    fc
      .tuple(host, port)
      .map(([name, number]) => ({ kind: 'address-port', host: name, port: number, notes: [] }) as const),
    fc
      .tuple(port, port)
      .filter(([one, other]) => one < other)
      .map(([first, last]) => ({ kind: 'range', first, last, notes: [] }) as const),
    fc
      .uniqueArray(port, { minLength: 2, maxLength: 20 })
      .map((ports) => ({ kind: 'list', ports, notes: [] }) as const),
    fc.constantFrom('https', 'postgres', 'http-alt').map((name) => ({ kind: 'service', name }) as const),
  );
  fc.assert(
    fc.property(query, (given) => {
      expect(parseQuery(formatQuery(given) ?? '')).toEqual(given);
    }),
  );
});

test('a query that was typed and formatted means the same when it is opened as a link', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const query = parseQuery(text);
      const formatted = formatQuery(query);
      if (formatted === undefined || query.kind === 'service') return;
      expect(formatQuery(parseQuery(formatted))).toBe(formatted);
    }),
    { numRuns: 2000 },
  );
});

test('all 65,536 ports have a verdict on every system', () => {
  for (let number = 0; number <= 65535; number += 1) {
    const found = verdict(number, knowledge);
    if (found.headline.length < 10) expect.fail(`no headline for ${number}`);
    for (const { title, reasons } of Object.values(found.conclusions)) {
      if (title === '' || reasons.length === 0) expect.fail(`no conclusion for ${number}`);
    }
  }
});

test('any registry that is written is read back as it was', () => {
  const line = fc.record({
    port,
    protocols: fc.integer({ min: 1, max: 15 }),
    name: fc.stringMatching(/^(?:[a-z\d][a-z\d+*./_-]{0,20})?$/),
  });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), (given) => {
      const lines: readonly RegistryLine[] = given.toSorted((one, other) => one.port - other.port);
      expect(readNames(writeNames(lines))).toEqual(lines);
    }),
  );
});
