/** What the trace view shows of each line; no DOM. */
import { printTraceLine, programOf, type TraceLine } from '../../course/trace.ts';
import { isWaiting } from '../../course/trace-waits.ts';
import type { TraceEntry } from '../../simulator/system-call.ts';

/** A longer list is no longer read, and slow to draw. */
export const linesShown = 300;

export interface TraceRow {
  /** Who asked: `curl 4012`; empty for time that passes. */
  readonly program: string;
  /** The line before is of the same program. */
  readonly goesOn: boolean;
  readonly text: string;
  /** `kind` picks colour and mark; the word says the same. */
  readonly kind: 'done' | 'refused' | 'waiting' | 'time';
  readonly word: 'refused' | 'waits' | 'waited' | '';
}

/** @param pid only this program's calls; undefined for all */
export function toRows(lines: readonly TraceLine[], pid: number | undefined): readonly TraceRow[] {
  const rows: TraceRow[] = [];
  const ended = new Set(
    lines.flatMap((line) => (line.kind === 'call' && line.entry.atExit ? [line.entry.pid] : [])),
  );
  let before: number | undefined;
  for (const line of lines) {
    const text = shortened(printTraceLine(line));
    if (line.kind === 'time') {
      // One program alone: its pauses are those of the whole host, and would stand in a row.
      if (pid === undefined) rows.push({ program: '', goesOn: false, text, kind: 'time', word: '' });
      before = undefined;
      continue;
    }
    const { entry } = line;
    if (pid !== undefined && entry.pid !== pid) continue;
    rows.push({
      program: programLabel(entry),
      goesOn: entry.pid === before,
      text,
      ...outcomeOf(entry, ended),
    });
    before = entry.pid;
  }
  return rows;
}

function outcomeOf(entry: TraceEntry, ended: ReadonlySet<number>): Pick<TraceRow, 'kind' | 'word'> {
  if (entry.result.ok) return { kind: 'done', word: '' };
  if (!isWaiting(entry)) return { kind: 'refused', word: 'refused' };
  return { kind: 'waiting', word: ended.has(entry.pid) ? 'waited' : 'waits' };
}

/** A whole page that was sent would hide the calls around it; a copy has it all. */
function shortened(text: string): string {
  return text.replace(/"((?:[^"\\]|\\x..|\\[^x]){48})(?:[^"\\]|\\x..|\\[^x]){8,}"/g, '"$1…"');
}

export function programLabel(entry: TraceEntry): string {
  return `${programOf(entry)} ${entry.pid}`;
}

/** Each program that made a call, in the order of their first. */
export function programsIn(
  entries: readonly TraceEntry[],
): readonly { readonly pid: number; readonly label: string }[] {
  const found = new Map<number, string>();
  for (const entry of entries) found.set(entry.pid, programLabel(entry));
  return [...found].map(([pid, label]) => ({ pid, label }));
}

/** What stands above the lines that are shown. */
export function olderText(count: number): string {
  return count === 1
    ? '1 older line is not shown. A copy has it.'
    : `${count} older lines are not shown. A copy has them.`;
}
