/** Every cheat sheet, in its order. */
import { readSheet, type Sheet } from './sheet.ts';

const files = import.meta.glob<{ readonly default: unknown }>('../../../content/reference/sheets/*.ts', {
  eager: true,
});

export const sheets: readonly Sheet[] = Object.entries(files)
  .map(([file, module]) => readSheet(file, module.default))
  .toSorted((a, b) => a.order - b.order);
