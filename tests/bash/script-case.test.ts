import { describe, expect, test } from 'vitest';
import { parseExpected, printExpected, withoutPids } from './expected-results.ts';
import { parseCases } from './script-case.ts';

describe('a file of scripts', () => {
  test('is cut at its headings', () => {
    const { cases, errors } = parseCases(
      '# About.\n\n### one rule\nx=1\n\necho $x\n\n\n### another\n# a comment\ntrue\n',
    );
    expect(errors).toEqual([]);
    expect(cases).toEqual([
      { name: 'one rule', line: 3, script: 'x=1\n\necho $x\n' },
      { name: 'another', line: 9, script: '# a comment\ntrue\n' },
    ]);
  });

  test('names a wrong line', () => {
    expect(parseCases('true\n### a\ntrue\n### a\n###\ntrue\n').errors).toEqual([
      { line: 1, message: 'a line of script before the first "### NAME OF THE RULE"' },
      { line: 4, message: 'the name "a" is used twice in this file' },
      { line: 4, message: 'no script stands below this name' },
      { line: 5, message: '"###" needs the name of a rule' },
    ]);
  });
});

test('a result is read as it was written', () => {
  const results = new Map([
    ['nothing', { stdout: '', stderr: '', status: 0 }],
    ['everything', { stdout: 'a\n\n### b\n$ c', stderr: '\x1b[1mx\n', status: 127 }],
    ['only errors', { stdout: '', stderr: 'script: line 1: x\n', status: 1 }],
  ]);
  const read = parseExpected(printExpected('Debian 12', results));
  expect(read.get('nothing')).toEqual(results.get('nothing'));
  expect(read.get('everything')).toEqual({ stdout: 'a\n\n### b\n$ c', stderr: '␛[1mx\n', status: 127 });
  expect(read.get('only errors')).toEqual(results.get('only errors'));
});

test('of what bash says only the process id of a child that a signal ended is hidden', () => {
  expect(withoutPids('script: line 3: 31360 Killed                  sleep 5\n')).toBe(
    'script: line 3: <pid> Killed                  sleep 5\n',
  );
  for (const text of ['script: line 3: 42: command not found\n', '4242 Killed\n', 'line 3: 31360 Killed\n'])
    expect(withoutPids(text)).toBe(text);
});
