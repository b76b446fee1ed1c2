/** Gives a shell its lines: one that is edited, several that were pasted together, and what `!!` stands for. */
import type { Expansion } from './history-expansion.ts';
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
  /** What `!!` and its like stand for; left out where they stand for themselves. @param before as for `next` */
  expand?(text: string, before: string): Expansion;
  /** From the terminal; of several that were pasted together, all. */
  read(prompt: string): Program<Line>;
}

export function createLineReader({ expand, read }: LineSource): LineReader {
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
        if (line.kind !== 'line' || !expand) return line;
        const expansion = expand(line.text, before);
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
