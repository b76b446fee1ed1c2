/** Gives a shell its lines: one that is edited, several that were pasted together, and what `!!` stands for. */
import { expandHistory, quoteAfter } from './history-expansion.ts';
import type { Line } from './line-editor.ts';
import type { Program } from './program.ts';
import { complain } from './syscalls.ts';

export interface LineReader {
  /** @param before what was read of an unfinished command */
  next(prompt: string, before: string): Program<Line>;
  /** Forgets pasted lines that nobody has asked for: Ctrl-C ends all of them. */
  drop(): void;
}

export interface LineSource {
  readonly history: readonly string[];
  /** `set -H`, as a terminal begins: `!!` stands for the last line. */
  expands(): boolean;
  /** From the terminal; of several that were pasted together, all. */
  read(prompt: string): Program<Line>;
}

export function createLineReader({ history, expands, read }: LineSource): LineReader {
  let pasted: string[] = [];

  function* take(prompt: string): Program<Line> {
    const waiting = pasted.shift();
    if (waiting !== undefined) return { kind: 'line', text: waiting };
    const line = yield* read(prompt);
    if (line.kind !== 'line') return line;
    const [first = '', ...rest] = line.text.split('\n');
    pasted = rest.at(-1) === '' ? rest.slice(0, -1) : rest;
    return { kind: 'line', text: first };
  }

  return {
    *next(prompt, before) {
      for (;;) {
        const line = yield* take(prompt);
        if (line.kind !== 'line' || !expands()) return line;
        const expansion = expandHistory(line.text, history, quoteAfter(before));
        switch (expansion.kind) {
          case 'same':
            return line;
          case 'expanded':
            yield* complain(`${expansion.text}\n`);
            return { kind: 'line', text: expansion.text };
          case 'error':
            yield* complain(`bash: ${expansion.message}\n`);
        }
      }
    },
    drop() {
      pasted = [];
    },
  };
}

/** A command of several lines as the history keeps it: on one line where that means the same (bash's cmdhist). */
export function historyEntry(source: string): string {
  const [first = '', ...rest] = source.split('\n');
  // The lines of a here-document and of an open quote stay lines.
  if (/<</.test(source)) return source;
  return rest.reduce((entry, line) => {
    if (quoteAfter(entry) !== '') return `${entry}\n${line}`;
    if (/\\$/.test(entry)) return entry.slice(0, -1) + line;
    const goesOn = /(?:^|[\s;])(?:do|then|else|in|if|elif|while|until)\s*$|[{(;&|)]\s*$/.test(entry);
    return line.trim() === '' ? entry : `${entry}${goesOn ? ' ' : '; '}${line.trimStart()}`;
  }, first);
}
