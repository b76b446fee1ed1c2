/** How tools read: whole files, or line by line as the lines come. */
import type { Errno } from '../../../simulator/errno.ts';
import type { Program } from '../../program.ts';
import { closeFile, open, read, self } from '../../syscalls.ts';
import { quit } from '../gnu-tool.ts';

/** What a tool keeps in memory at most, in characters: an endless line ends it. */
const memoryLimit = 16 * 1024 * 1024;

function* outOfMemory(): Program<never> {
  const [name = ''] = (yield* self()).process.argv;
  return yield* quit(2, `${name}: memory exhausted\n`);
}

/** All there is to read, for tools that need the end before they can begin. */
export function* readAll(fd: number): Program<string> {
  let text = '';
  for (let part = yield* read(fd); part !== ''; part = yield* read(fd)) {
    text += part;
    if (text.length > memoryLimit) yield* outOfMemory();
  }
  return text;
}

export interface Lines {
  /** The lines that have come since, without their line feeds; undefined at the end. */
  next(): Program<readonly string[] | undefined>;
  /** True once the last line was seen to have no line feed. */
  endedOpen(): boolean;
}

/** @param separator what ends a line: a line feed, or NUL with options such as `-z` */
export function linesOf(fd: number, separator = '\n'): Lines {
  let rest = '';
  let open = false;
  let ended = false;
  return {
    *next() {
      if (ended) return undefined;
      for (;;) {
        const part = yield* read(fd);
        if (part === '') {
          ended = true;
          if (rest === '') return undefined;
          open = true;
          return [rest];
        }
        // Only what is new is looked through: an endless line would cost the square of its length.
        const [first = '', ...more] = part.split(separator);
        const pieces = [rest + first, ...more];
        rest = pieces.pop() ?? '';
        if (rest.length > memoryLimit) yield* outOfMemory();
        if (pieces.length > 0) return pieces;
      }
    },
    endedOpen: () => open,
  };
}

/**
 * Opens each file in turn and gives its descriptor; `-` is standard input, and so is nothing at all.
 *
 * @returns false when one could not be opened
 */
export function* eachFile(
  paths: readonly string[],
  refused: (path: string, errno: Errno) => Program<unknown>,
  body: (fd: number, path: string) => Program<unknown>,
): Program<boolean> {
  let all = true;
  for (const path of paths.length > 0 ? paths : ['-']) {
    const opened = path === '-' ? ({ ok: true, value: 0 } as const) : yield* open(path, 'read');
    if (!opened.ok) {
      all = false;
      yield* refused(path, opened.errno);
      continue;
    }
    try {
      yield* body(opened.value, path);
    } finally {
      if (opened.value !== 0) yield* closeFile(opened.value);
    }
  }
  return all;
}
