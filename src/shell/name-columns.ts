/** Names side by side, as `ls` and Tab completion list them. */
import { columnsOf } from './text-width.ts';

/** As few rows as fit, filled column by column, two spaces between. */
export function inColumns(names: readonly string[], width: number): string {
  const sizes = names.map(columnsOf);
  for (let rows = 1; rows <= names.length; rows += 1) {
    const across = Math.ceil(names.length / rows);
    const widths = Array.from({ length: across }, (_, column) =>
      Math.max(...sizes.slice(column * rows, (column + 1) * rows)),
    );
    const total = widths.reduce((sum, size) => sum + size + 2, -2);
    if (total >= width && rows < names.length) continue;
    let text = '';
    for (let row = 0; row < rows; row += 1) {
      let line = '';
      for (let column = 0; column < across; column += 1) {
        const index = column * rows + row;
        const name = names[index];
        if (name === undefined) continue;
        const last = index + rows >= names.length;
        line += last ? name : name + ' '.repeat((widths[column] ?? 0) + 2 - (sizes[index] ?? 0));
      }
      text += `${line}\n`;
    }
    return text;
  }
  return '';
}

/** As Tab completion lists its matches: every column as wide as the longest name and two more. */
export function matchList(names: readonly string[], width: number): string {
  const sizes = names.map(columnsOf);
  const widest = Math.max(0, ...sizes) + 2;
  let across = Math.max(1, Math.floor(width / widest));
  if (across !== 1 && across * widest === width) across -= 1;
  const rows = Math.ceil(names.length / across);
  let text = '';
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < across; column += 1) {
      const index = column * rows + row;
      const name = names[index];
      if (name === undefined) break;
      text += name + (column + 1 < across ? ' '.repeat(widest - (sizes[index] ?? 0)) : '');
    }
    text += '\n';
  }
  return text;
}
