/** Open files that are no sockets: what a descriptor of a program reads from and writes to. */
import type { Errno } from '../simulator/errno.ts';
import { type Blocked, blocked } from './program.ts';
import type { Task } from './task.ts';
import type { Tty } from './tty.ts';

export type Written = { readonly ok: true } | { readonly ok: false; readonly errno: Errno };
const written: Written = { ok: true };

/** How much a read takes at most: so many characters, or up to and with the next line feed. */
export type ReadSize = number | 'line';

/** An open file description (open(2)): descriptors that were copied share it. */
export interface Stream {
  readonly path: string;
  /** Set when this is a terminal, as isatty(3) asks. */
  readonly terminal: Tty | undefined;
  /** What there is to read now, as much as there is unless a size is given; '' at the end. */
  read(task: Task, size?: ReadSize): string | Blocked;
  write(task: Task, text: string): Written | Blocked;
  retain(): void;
  release(): void;
}

const uncounted = { terminal: undefined, retain() {}, release() {} };

/** null(4) */
export const nullStream: Stream = {
  ...uncounted,
  path: '/dev/null',
  read: () => '',
  write: () => written,
};

/** zero(4): never ends, so a reader that wants all gets one piece at a time. */
export const zeroStream: Stream = {
  ...uncounted,
  path: '/dev/zero',
  read: (_task, size) => '\0'.repeat(typeof size === 'number' ? Math.min(size, pipeCapacity) : pipeCapacity),
  write: () => written,
};

/** The part of a text that a read of this size takes. */
export function firstPart(text: string, size: ReadSize | undefined): string {
  if (size === undefined) return text;
  return text.slice(0, size === 'line' ? text.indexOf('\n') + 1 || text.length : size);
}

/** A stream that gives a text once: a here-string, a here-document. */
export function textStream(path: string, text: string): Stream {
  let rest = text;
  return {
    ...uncounted,
    path,
    read(_task, size) {
      const part = firstPart(rest, size);
      rest = rest.slice(part.length);
      return part;
    },
    write: () => ({ ok: false, errno: 'EBADF' }),
  };
}

/** A stream that only takes text: what a command substitution collects. */
export function sinkStream(path: string, take: (text: string) => void): Stream {
  return {
    ...uncounted,
    path,
    read: () => '',
    write(_task, text) {
      take(text);
      return written;
    },
  };
}

/** pipe(7): 64 KiB between the two ends. */
const pipeCapacity = 65536;

export function createPipe(): { readonly readEnd: Stream; readonly writeEnd: Stream } {
  let buffer = '';
  let readers = 1;
  let writers = 1;
  return {
    readEnd: {
      path: 'pipe:',
      terminal: undefined,
      read(_task, size) {
        if (buffer === '') return writers === 0 ? '' : blocked;
        const part = firstPart(buffer, size);
        buffer = buffer.slice(part.length);
        return part;
      },
      write: () => ({ ok: false, errno: 'EBADF' }),
      retain() {
        readers += 1;
      },
      release() {
        readers -= 1;
      },
    },
    writeEnd: {
      path: 'pipe:',
      terminal: undefined,
      read: () => '',
      write(_task, text) {
        if (readers === 0) return { ok: false, errno: 'EPIPE' };
        if (buffer.length >= pipeCapacity) return blocked;
        buffer += text;
        return written;
      },
      retain() {
        writers += 1;
      },
      release() {
        writers -= 1;
      },
    },
  };
}
