import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalogue } from '../../../src/shell/commands/catalogue.ts';
import { commands } from '../../../src/shell/commands/index.ts';
import { shellPrograms } from '../../../src/shell/commands/shells/index.ts';
import { catalogueText } from '../../run/catalogue-text.ts';

test('the catalogue is what `npm run catalogue` writes now', async () => {
  const file = new URL('../../../src/shell/commands/catalogue.ts', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(await catalogueText());
});

test('every program comes with the shell or in one part', () => {
  const parts = Object.values(catalogue).flatMap((part) => Object.keys(part));
  const withShell = shellPrograms(() => commands).map(({ name }) => name);
  const named = [...parts, ...withShell];
  expect(named.toSorted()).toEqual([...commands.programs.keys()].toSorted());
  expect(new Set(named).size).toBe(named.length);
});
