import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { errorsIn, readScriptFiles } from './case-files.ts';
import { compareScript } from './compare-script.ts';

const files = await readScriptFiles([fileURLToPath(new URL('./cases', import.meta.url))]);

test('every file of scripts can be read', () => {
  expect(errorsIn(files)).toEqual([]);
});

test('every script was run by the real bash, and nothing else is recorded', () => {
  const wrong = files.filter(({ cases, expected }) => {
    return cases.map(({ name }) => name).join('\n') !== [...expected.keys()].join('\n');
  });
  expect(wrong.map(({ path }) => `npm run record:bash -- ${path}`)).toEqual([]);
});

test('there are 300 scripts or more', () => {
  expect(files.flatMap(({ cases }) => cases).length).toBeGreaterThanOrEqual(300);
});

describe.each(files.map(({ path, cases, expected }) => ({ path, cases, expected })))(
  '$path',
  ({ cases, expected }) => {
    for (const one of cases) {
      test(one.name, () => {
        const recorded = expected.get(one.name);
        expect(recorded ? compareScript(one, recorded) : 'not recorded').toBe('');
      });
    }
  },
);
