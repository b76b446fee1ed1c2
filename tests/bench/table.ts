/** The figures as a table of plain text. */
import { median, spread } from './race.ts';

export interface Row {
  readonly what: string;
  /** The figure of every round. */
  readonly rounds: readonly number[];
  readonly show: (figure: number) => string;
  readonly ratio?: string;
  readonly aim?: { readonly text: string; readonly met: boolean };
}

const heads = ['', 'median', 'best', 'ratio', 'aim', 'met', 'spread'];

/** `best` is the round that was disturbed least, `spread` how far the rounds lie apart, see race.ts. */
export function printTable(rows: readonly Row[]): string {
  const cells = [
    heads,
    ...rows.map(({ what, rounds, show, ratio, aim }) => [
      what,
      show(median(rounds)),
      show(Math.min(...rounds)),
      ratio ?? '',
      aim?.text ?? '',
      aim ? (aim.met ? 'yes' : 'no') : '',
      `${Math.round(spread(rounds) * 100)} %`,
    ]),
  ];
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return cells.map(line).join('\n');
}

export function times(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} x`;
}

export function microseconds(seconds: number): string {
  return `${(seconds * 1e6).toFixed(2)} µs`;
}

export function inSeconds(seconds: number): string {
  return `${seconds.toFixed(2)} s`;
}

export function inMegabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
