/**
 * A terminal as the kernel keeps it (termios(3)): line editing for programs that read, echo, the keys that send
 * signals, and the process group that these reach.
 */
import { type Blocked, blocked } from './program.ts';
import type { Signal } from './signal.ts';
import type { Stream } from './stream.ts';
import type { Task } from './task.ts';

export interface Tty {
  /** `pts/0` */
  readonly name: string;
  readonly stream: Stream;
  columns: number;
  rows: number;
  /** The process group that Ctrl-C reaches and that may read (tcsetpgrp(3)). */
  foreground: number;
  /** A shell here edits its line; false where lines come whole, as for a still. */
  editing: boolean;
  /** Raw: the reader gets key by key, as typed. Else: line by line, with echo and signals. */
  raw: boolean;
  /** Keys from the person. */
  input(text: string): void;
  /** Text from a program; a line feed becomes carriage return and line feed. */
  output(text: string): void;
  /** Nobody sits here any more: what is written is lost, and reading is at its end. */
  hangUp(): void;
  /** What to tell the person when there is room: keys were lost. '' when there is nothing. */
  takeNotice(): string;
}

export interface TtyOptions {
  readonly name: string;
  readonly columns: number;
  readonly rows: number;
  readonly onOutput: (text: string) => void;
  readonly onSignal: (group: number, signal: Signal) => void;
}

/** n_tty(4): a line longer than this is cut. */
const lineLimit = 4095;
/** What waits to be read, at most. */
const inputLimit = 65536;

/** One key: an escape sequence, or one control character; or a run of characters that are text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: keys are control characters.
const keyPattern = /^(?:\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O[A-Z]|[\s\S])|[\x00-\x1f\x7f]|[^\x00-\x1f\x7f]+)/u;

/** How a terminal marks what was pasted, for a program that asked for it (bracketed paste, as xterm has it). */
export const pasteStart = '\x1b[200~';
export const pasteEnd = '\x1b[201~';

const signalKeys: ReadonlyMap<string, Signal> = new Map([
  ['\x03', 'SIGINT'],
  ['\x1a', 'SIGTSTP'],
  ['\x1c', 'SIGQUIT'],
]);

export function createTty({ name, columns, rows, onOutput, onSignal }: TtyOptions): Tty {
  /** The line being typed, the lines that are ready to be read, and keys that nobody has looked at yet. */
  let line = '';
  let ready = '';
  let keys = '';
  let ended = false;
  let hungUp = false;
  let notice = '';

  function take(key: string): void {
    const signal = signalKeys.get(key);
    if (signal) {
      tty.output(caret(key));
      line = '';
      ready = '';
      keys = '';
      onSignal(tty.foreground, signal);
    } else if (key === '\n' || key === '\r') {
      tty.output('\n');
      ready += `${line}\n`;
      line = '';
    } else if (key === '\x04') {
      ended = line === '' && ready === '';
      ready += line;
      line = '';
    } else if (key === '\x7f' || key === '\b') {
      erase(1);
    } else if (key === '\x15') {
      erase([...line].length);
    } else if (key === '\x17') {
      erase([...line].length - [...line.replace(/\S+\s*$/, '')].length);
    } else if (line.length < lineLimit) {
      line += key;
      tty.output(key < ' ' && key !== '\t' ? caret(key) : key);
    }
  }

  function erase(count: number): void {
    const characters = [...line];
    for (const gone of characters.splice(Math.max(0, characters.length - count))) {
      tty.output('\b \b'.repeat(gone < ' ' && gone !== '\t' ? 2 : 1));
    }
    line = characters.join('');
  }

  const tty: Tty = {
    name,
    columns,
    rows,
    foreground: 0,
    editing: true,
    raw: false,
    stream: {
      path: `/dev/${name}`,
      get terminal() {
        return tty;
      },
      read: (task) => read(task),
      write(_task, text) {
        tty.output(text);
        return { ok: true };
      },
      retain() {},
      release() {},
    },
    input(text) {
      const room = text.slice(0, Math.max(0, inputLimit - ready.length - keys.length));
      for (const key of room) {
        if (!tty.raw && (keys === '' || signalKeys.has(key))) take(key);
        else keys += key;
      }
      if (room.length === text.length) return;
      // Whoever edits the line must learn that what was pasted is over.
      if (tty.raw && text.endsWith(pasteEnd)) keys += pasteEnd;
      notice = `[the terminal takes ${inputLimit} characters at a time; the rest was cut]\n`;
      if (!tty.raw) tty.output(`\n${tty.takeNotice()}`);
    },
    output(text) {
      if (text !== '' && !hungUp) onOutput(text.replaceAll('\n', '\r\n'));
    },
    hangUp() {
      hungUp = true;
    },
    takeNotice() {
      const told = notice;
      notice = '';
      return told;
    },
  };

  function read(task: Task): string | Blocked {
    if (hungUp) return '';
    if (task.group !== tty.foreground) {
      task.around.scheduler.signal(task, 'SIGTTIN');
      return blocked;
    }
    if (tty.raw) {
      keys = ready + line + keys;
      ready = '';
      line = '';
      const key = keyPattern.exec(keys)?.[0] ?? '';
      keys = keys.slice(key.length);
      return key === '' ? blocked : key;
    }
    while (!ready.includes('\n') && !ended && keys !== '') {
      const [key = ''] = keys;
      keys = keys.slice(key.length);
      take(key);
    }
    if (ready !== '') {
      const cut = ready.indexOf('\n') + 1 || ready.length;
      const first = ready.slice(0, cut);
      ready = ready.slice(cut);
      return first;
    }
    if (!ended) return blocked;
    ended = false;
    return '';
  }

  return tty;
}

/** How a terminal echoes a control key: `^C`. */
function caret(key: string): string {
  return `^${String.fromCharCode(key.charCodeAt(0) ^ 64)}`;
}
