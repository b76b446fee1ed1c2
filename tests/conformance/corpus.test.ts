import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { printHeader } from '../../src/simulator/notation/print-case.ts';
import { errorsIn, readCaseFiles } from './case-files.ts';
import { judge } from './judge.ts';
import { runOnSimulator } from './simulator-executor.ts';

const files = await readCaseFiles([fileURLToPath(new URL('./cases', import.meta.url))]);
const cases = files.flatMap(({ path, parsed }) => parsed.cases.map((one) => ({ path, one })));

test('every line of the corpus can be read', () => {
  expect(errorsIn(files)).toEqual([]);
});

describe('the simulator answers as Linux did', () => {
  test.each(files.map(({ path, parsed }) => ({ path, parsed })))('$path', ({ path, parsed }) => {
    const differences = parsed.cases.flatMap((one) => {
      const seen = runOnSimulator(one);
      if (seen.kind === 'not run') return [`${path}:${one.line}: ${one.name}: not run: ${seen.reason}`];
      return judge(one, seen.steps).map(({ line, call, expected, came }) => {
        return `${path}:${line}: ${one.name}: ${call}: expected ${expected}, came ${came}`;
      });
    });
    expect(differences).toEqual([]);
  });
});

test('the corpus has 500 cases or more', () => {
  expect(cases.length).toBeGreaterThanOrEqual(500);
});

test('no two cases have the same name', () => {
  const names = cases.map(({ one }) => one.name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('every case states its rule as a sentence', () => {
  const silent = cases.filter(({ one }) => !/^\S.*\.$/.test(one.comments.join(' ')));
  expect(silent.map(({ path, one }) => `${path}:${one.line}: ${one.name}`)).toEqual([]);
});

test('every case was recorded on Linux, and none is a known gap', () => {
  const typed = cases.filter(({ one }) => {
    const kernels = one.headers.filter(({ kind }) => kind === 'recorded');
    const recorded =
      kernels.length === 1 && kernels.every((header) => /^recorded Linux \d/.test(printHeader(header)));
    return !recorded || one.headers.some(({ kind }) => kind === 'gap');
  });
  expect(typed.map(({ path, one }) => `${path}:${one.line}: ${one.name}`)).toEqual([]);
});

test('every call has its result, and every file a title and 300 lines at most', () => {
  const unfinished = files.flatMap(({ path, text, parsed }) => [
    ...parsed.cases
      .flatMap(({ calls }) => calls)
      .filter(({ call, expected }) => expected.length === 0 && call.name !== 'advance')
      .map(({ line }) => `${path}:${line}: no result`),
    ...(parsed.comments.length === 1 ? [] : [`${path}: no title`]),
    ...(text.trimEnd().split('\n').length <= 300 ? [] : [`${path}: too long`]),
  ]);
  expect(unfinished).toEqual([]);
});
