import { describe, expect, test } from 'vitest';
import {
  type Migrations,
  merge,
  nextLesson,
  noProgress,
  type Progress,
  readProgress,
  stateOf,
  withDone,
  writeProgress,
} from '../../../src/course/progress.ts';

function done(...steps: readonly (readonly [string, number, number])[]): Progress {
  return steps.reduce<Progress>(
    (progress, [lesson, step, of], index) => withDone(progress, { lesson, step, of }, 1000 + index),
    noProgress,
  );
}

function reason(text: string): string {
  const read = readProgress(text);
  return read.ok ? 'it was read' : `${read.kind}: ${read.reason}`;
}

describe('a text of progress', () => {
  test('what is written is read again, whole', () => {
    const progress = withDone(
      done(['a', 2, 3], ['a', 1, 3], ['b', 1, 1]),
      { lesson: 'a', check: 'check-1', right: false },
      5000,
    );
    expect(readProgress(writeProgress(progress))).toEqual({ ok: true, progress });
    expect(progress.lessons['a']).toEqual({ steps: [1, 2], of: 3, checks: { 'check-1': 'tried' }, at: 5000 });
  });

  test('nothing stored is nothing done', () => {
    expect(readProgress(undefined)).toEqual({ ok: true, progress: noProgress });
  });

  test.each([
    ['{', 'it is no JSON text'],
    ['[]', 'it does not say "homeport": "progress"'],
    ['{"homeport":"progress","version":"1"}', 'its version is "1", which is no version'],
    ['{"homeport":"progress","version":1}', 'it has no "lessons"'],
    [
      '{"homeport":"progress","version":1,"lessons":{"a":{"steps":["x"],"of":1,"checks":{},"at":1}}}',
      'its lesson "a" cannot be read',
    ],
    [
      '{"homeport":"progress","version":1,"lessons":{"a":{"steps":[],"of":1,"checks":{"c":"yes"},"at":1}}}',
      'its lesson "a" cannot be read',
    ],
  ])('%s is damaged, and the reason says where', (text, expected) => {
    expect(reason(text)).toBe(`damaged: This is no progress that Homeport can read: ${expected}.`);
  });

  test('one of a later version is newer, not damaged', () => {
    expect(reason('{"homeport":"progress","version":2,"lessons":{}}')).toBe(
      'newer: It was written by a newer Homeport: version 2, and this one reads up to 1.',
    );
  });

  test('an older one goes through every version between', () => {
    const migrations: Migrations = new Map([
      [1, (old: Readonly<Record<string, unknown>>): unknown => ({ ...old, renamed: old['first'] })],
      [2, (old: Readonly<Record<string, unknown>>): unknown => ({ lessons: old['renamed'] })],
    ]);
    const lesson = { steps: [1], of: 1, checks: {}, at: 1 };
    const text = JSON.stringify({ homeport: 'progress', version: 1, first: { a: lesson } });
    expect(readProgress(text, 3, migrations)).toEqual({ ok: true, progress: { lessons: { a: lesson } } });
    expect(readProgress(text, 3, new Map())).toMatchObject({ ok: false, kind: 'damaged' });
  });

  test('a lesson that this course does not have is kept', () => {
    const text = writeProgress(done(['gone', 1, 1]));
    const read = readProgress(text);
    expect(read.ok && writeProgress(read.progress)).toBe(text);
  });
});

describe('what was done', () => {
  test('a lesson is done when all its steps are', () => {
    expect(stateOf(noProgress, 'a')).toBe('untouched');
    expect(stateOf(done(['a', 1, 2]), 'a')).toBe('begun');
    expect(stateOf(done(['a', 1, 2], ['a', 2, 2]), 'a')).toBe('done');
  });

  test('a lesson that got more steps since is begun, not done', () => {
    expect(stateOf(done(['a', 1, 1], ['a', 1, 2]), 'a')).toBe('begun');
  });

  test('an answer that was right stays right', () => {
    const right = withDone(noProgress, { lesson: 'a', check: 'c', right: true }, 1);
    expect(withDone(right, { lesson: 'a', check: 'c', right: false }, 2).lessons['a']?.checks).toEqual({
      c: 'right',
    });
  });

  test('two tabs together have done what either has, in whichever order they meet', () => {
    const one = withDone(done(['a', 1, 2], ['b', 1, 1]), { lesson: 'a', check: 'c', right: true }, 9);
    const other = withDone(done(['a', 2, 2]), { lesson: 'a', check: 'c', right: false }, 8);
    expect(merge(one, other).lessons).toEqual(merge(other, one).lessons);
    expect(stateOf(merge(one, other), 'a')).toBe('done');
    expect(merge(one, other).lessons['a']?.checks).toEqual({ c: 'right' });
    expect(merge(one, one)).toEqual(one);
  });
});

describe('where to go on', () => {
  const course = ['a', 'b', 'c'];
  test.each([
    ['nothing was done', noProgress, 'a'],
    ['one is begun', done(['b', 1, 2]), 'b'],
    ['one is done', done(['a', 1, 1]), 'b'],
    ['a later one is done: what follows it', done(['b', 1, 1]), 'c'],
    ['the last is done and others are not', done(['c', 1, 1]), 'a'],
    [
      'the last touched is done: on from there, not back to one begun before',
      done(['a', 1, 2], ['b', 1, 1]),
      'c',
    ],
    ['all are done', done(['a', 1, 1], ['b', 1, 1], ['c', 1, 1]), undefined],
  ])('when %s', (_, progress, expected) => {
    expect(nextLesson(progress, course)).toBe(expected);
  });
});
