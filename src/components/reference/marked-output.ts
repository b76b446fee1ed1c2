/** An output with its fields marked: the text in pieces, each plain or the n-th field. */
import type { TranscriptEntry } from '../../shell/transcript.ts';

export interface SoughtField {
  readonly find: RegExp;
  readonly name: string;
}

export interface OutputPiece {
  readonly text: string;
  /** The place of its field in the list, counted from 1; undefined for text between fields. */
  readonly field: number | undefined;
}

export interface MarkedEntry {
  readonly prompt: string;
  readonly command: string;
  readonly pieces: readonly OutputPiece[];
}

export interface MarkedOutput {
  readonly entries: readonly MarkedEntry[];
  /** What the output shows for each field, in the order of the fields. */
  readonly found: readonly string[];
}

/**
 * Finds the fields one after the other: each is sought after the end of the one before it, in the same output or a later
 * one. A pattern with a group marks the group.
 *
 * @throws when a field is not in the output: the explanation and the simulator have parted
 */
export function markFields(
  entries: readonly TranscriptEntry[],
  fields: readonly SoughtField[],
): MarkedOutput {
  const marks: { readonly entry: number; readonly start: number; readonly end: number }[] = [];
  let entry = 0;
  let from = 0;
  for (const { find, name } of fields) {
    const place = seek(entries, find, entry, from);
    if (!place) {
      const output = entries.map(({ output: text }) => text).join('');
      throw new Error(`the field "${name}" (${find}) is not in the output, or not in this order:\n${output}`);
    }
    marks.push(place);
    entry = place.entry;
    from = place.end;
  }
  return {
    entries: entries.map(({ prompt, command, output }, index) => ({
      prompt,
      command,
      pieces: cut(
        output,
        marks.flatMap((mark, at) => (mark.entry === index ? [{ ...mark, field: at + 1 }] : [])),
      ),
    })),
    found: marks.map(({ entry: at, start, end }) => (entries[at]?.output ?? '').slice(start, end)),
  };
}

function seek(
  entries: readonly TranscriptEntry[],
  find: RegExp,
  firstEntry: number,
  from: number,
): { readonly entry: number; readonly start: number; readonly end: number } | undefined {
  const pattern = new RegExp(find.source, `${find.flags.replace(/[gyd]/g, '')}gd`);
  for (const [entry, { output }] of entries.entries()) {
    if (entry < firstEntry) continue;
    pattern.lastIndex = entry === firstEntry ? from : 0;
    const indices = pattern.exec(output)?.indices;
    const place = indices?.[1] ?? indices?.[0];
    if (place) return { entry, start: place[0], end: place[1] };
  }
  return undefined;
}

function cut(
  output: string,
  marks: readonly { readonly start: number; readonly end: number; readonly field: number }[],
): readonly OutputPiece[] {
  const pieces: OutputPiece[] = [];
  let from = 0;
  for (const { start, end, field } of marks) {
    pieces.push({ text: output.slice(from, start), field: undefined });
    pieces.push({ text: output.slice(start, end), field });
    from = end;
  }
  pieces.push({ text: output.slice(from), field: undefined });
  return pieces.filter(({ text }) => text !== '');
}
