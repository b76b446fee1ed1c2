import fc from 'fast-check';
import { expect, test } from 'vitest';
import { casesByRule, readRecordedCases } from '../../src/build/recorded-cases.ts';
import type { Case } from '../../src/simulator/notation/case.ts';
import { measuredRules } from '../../src/simulator/rules.ts';
import type { TraceEntry } from '../../src/simulator/system-call.ts';
import { randomPrograms } from './differential/random-program.ts';
import { anyCase } from './notation-programs.ts';
import { runOnSimulator } from './simulator-executor.ts';

const ruleIds = Object.keys(measuredRules);

/** Rules that no case can show, each with the reason. */
const withoutCase: Readonly<Record<string, string>> = {
  'not-a-socket': 'every name in a case is a socket',
  'ping-group-range': 'ping sockets leave no trace',
};

function entriesOf(program: Case): readonly TraceEntry[] {
  const entries: TraceEntry[] = [];
  runOnSimulator(program, undefined, undefined, (entry) => entries.push(entry));
  return entries;
}

/** What is missing in the reason of a refusal. */
function missing({ call, result }: TraceEntry): readonly string[] {
  if (result.ok) return [];
  const lacks: string[] = [];
  if (!ruleIds.includes(result.rule)) lacks.push(`${call.name}: ${result.errno} without a rule`);
  // Where the kernel was to pick, every port of a range is taken, by as many sockets; a port asked for has a holder.
  const picks = result.rule === 'no-free-port';
  if (result.errno === 'EADDRINUSE' && !picks && result.met.length === 0) {
    lacks.push(`${call.name}: EADDRINUSE by ${result.rule} met no socket`);
  }
  if (call.name === 'bind' && call.address.port !== 0 && picks) {
    lacks.push(`bind: EADDRINUSE on port ${call.address.port} blames the range`);
  }
  return lacks;
}

test('every refusal has a rule, and a refused port the socket that holds it', () => {
  const lacks = new Set<string>();
  for (const { program } of randomPrograms(3, 600)) {
    for (const lack of entriesOf(program).flatMap(missing)) lacks.add(lack);
  }
  expect([...lacks]).toEqual([]);
});

test('every refusal of calls with any arguments has a rule', () => {
  fc.assert(
    fc.property(anyCase, (program) => {
      expect(entriesOf(program).flatMap(missing)).toEqual([]);
    }),
  );
});

test('every rule is shown by a recorded case', async () => {
  const shown = casesByRule(await readRecordedCases());
  const unshown = ruleIds.filter((id) => ![...shown.keys()].some((rule) => rule === id));
  expect(unshown).toEqual(Object.keys(withoutCase));
});

test('every rule has a sentence and a source', () => {
  for (const { sentence, source } of Object.values(measuredRules)) {
    expect(sentence).toMatch(/^\S.*\.$/);
    expect(source.label).not.toBe('');
    expect(URL.canParse(source.url)).toBe(true);
  }
});
