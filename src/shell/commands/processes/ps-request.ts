/** What a command line of ps(1) asks for. */
import { type Column, columns, type FormatName, formats } from './ps-columns.ts';

export interface Shown {
  readonly column: Column;
  readonly header: string;
  readonly width: number;
}

export interface SortKey {
  readonly column: Column;
  readonly down: boolean;
}

export interface PsRequest {
  /** -e; -a: all but session leaders and those without terminal; -d: all but session leaders. */
  all: 'every' | 'withTerminal' | 'notLeaders' | undefined;
  /** BSD's a and x. */
  bsdAll: boolean;
  bsdWithoutTerminal: boolean;
  /** Lists of what is wanted; any of them is enough. */
  readonly pids: Set<number>;
  readonly ppids: Set<number>;
  readonly uids: Set<number>;
  readonly commands: Set<string>;
  readonly terminals: Set<string>;
  /** Whether any list was given. */
  listed: boolean;
  negated: boolean;
  format: FormatName | undefined;
  readonly own: Shown[];
  long: boolean;
  tree: 'none' | 'branches' | 'indent';
  readonly sort: SortKey[];
  header: boolean;
  /** 0: as wide as the terminal, 1: 132 columns, 2: no limit. */
  wide: number;
  bsd: boolean;
  answer: 'help' | 'version' | undefined;
}

/** Ends the reading of a command line, with what follows `error: `. */
export class Refused extends Error {}

export function emptyRequest(): PsRequest {
  return {
    all: undefined,
    bsdAll: false,
    bsdWithoutTerminal: false,
    pids: new Set(),
    ppids: new Set(),
    uids: new Set(),
    commands: new Set(),
    terminals: new Set(),
    listed: false,
    negated: false,
    format: undefined,
    own: [],
    long: false,
    tree: 'none',
    sort: [],
    header: true,
    wide: 0,
    bsd: false,
    answer: undefined,
  };
}

/** The columns that a request comes to. */
export function columnsOf({ own, format, bsd, long }: PsRequest): readonly Shown[] {
  if (own.length > 0) return own;
  const name = format === 'long' && long ? 'longY' : (format ?? (bsd ? 'bsd' : 'plain'));
  return formats[name].split(' ').flatMap((key) => {
    const column = columns[key];
    return column ? [{ column, header: column.header, width: column.width }] : [];
  });
}
