/** A real interactive bash on a pseudo-terminal inside the sandbox. */
import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { ReadStream } from 'node:tty';
import { openPseudoTerminal } from './devices.ts';
import type { SessionRequest } from './messages.ts';
import { promptEnd, promptMark } from './sandbox.ts';
import { shellCommand } from './shell-command.ts';

export interface RealTerminal {
  type(text: string): void;
  /** What came since it was last asked, with prompts. */
  take(): string;
  /** Whether a prompt was shown since something was last typed. */
  atPrompt(): boolean;
  /** How much was shown since the beginning. */
  shown(): number;
}

export function openRealTerminal(inside: string, request: SessionRequest): RealTerminal {
  const { user, columns, rows, environment } = request;
  const { master, path } = openPseudoTerminal(`${inside}/dev/pts`, columns, rows);
  // The leader of a new session gets the first terminal that it opens as its controlling one.
  const start = 'terminal=$0; exec "$@" <"$terminal" >"$terminal" 2>&1';
  const shell = shellCommand(inside, user, environment['HOME'] ?? '/', 'bash');
  spawn('/bin/sh', ['-c', start, path, ...shell], {
    cwd: inside,
    detached: true,
    stdio: 'ignore',
    env: environment,
  });
  const decoder = new StringDecoder('utf8');
  let waiting = '';
  let count = 0;
  let prompted = false;
  const stream = new ReadStream(master);
  stream.on('data', (bytes: Buffer) => {
    const text = decoder.write(bytes);
    waiting += text;
    count += text.length;
    if (text.includes(promptEnd)) prompted = true;
  });
  // The end of a pseudo-terminal is an error: its last process is gone.
  stream.on('error', () => {});
  return {
    type(text) {
      prompted = false;
      writeSync(master, text);
    },
    take() {
      const all = waiting;
      waiting = '';
      return all;
    },
    atPrompt: () => prompted,
    shown: () => count,
  };
}

/** As a person reads it: the terminal's line ends, without prompts. */
export function withoutPrompts(text: string): string {
  return text
    .replaceAll(new RegExp(`${promptMark}[^${promptEnd}]*${promptEnd}`, 'g'), '')
    .replaceAll(/\r+\n/g, '\n');
}
