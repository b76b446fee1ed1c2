/** Open files that are no sockets: what a descriptor of a program reads from and writes to. */
import type { Errno } from '../simulator/errno.ts';
import { type Blocked, blocked } from './program.ts';
import type { Task } from './task.ts';
import type { Tty } from './tty.ts';

export type Written = { readonly ok: true } | { readonly ok: false; readonly errno: Errno };
const written: Written = { ok: true };

/** An open file description (open(2)): descriptors that were copied share it. */
export interface Stream {
  readonly path: string;
  /** Set when this is a terminal, as isatty(3) asks. */
  readonly terminal: Tty | undefined;
  /** What there is to read now, as much as there is; '' at the end. */
  read(task: Task): string | Blocked;
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

/** A stream that gives a text once: a here-string, a file opened for reading. */
export function textStream(path: string, text: string): Stream {
  let rest = text;
  return {
    ...uncounted,
    path,
    read() {
      const all = rest;
      rest = '';
      return all;
    },
    write: () => ({ ok: false, errno: 'EBADF' }),
  };
}

/** A stream that only takes text: a file opened for writing, or what a command substitution collects. */
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
      read() {
        if (buffer === '') return writers === 0 ? '' : blocked;
        const all = buffer;
        buffer = '';
        return all;
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
