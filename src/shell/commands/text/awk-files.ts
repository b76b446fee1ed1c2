/** What awk reads and writes beside standard output: files, commands, the main input. */
import { strerror } from '../../../simulator/errno.ts';
import { runProgram } from '../../exec.ts';
import { exitStatus } from '../../jobs.ts';
import type { Program } from '../../program.ts';
import { sinkStream, textStream } from '../../stream.ts';
import { closeFile, open, print, read, self, write } from '../../syscalls.ts';
import { fromBytes, toBytes } from '../../utf-8.ts';
import { takeRecord } from './awk-fields.ts';

/** Ends awk with a message and status 2; the text as it stands. */
export class AwkFailure extends Error {}

/** How much output is kept before it is written. */
const bufferSize = 4096;
/** What a command may hand over at most, in characters. */
const commandLimit = 1024 * 1024;

export interface AwkFiles {
  /** Standard output, in bytes. */
  out(text: string): Program<void>;
  flush(): Program<void>;
  writeTo(operator: '>' | '>>' | '|', name: string, text: string): Program<void>;
  /** A record of a file or of what a command printed: -1 when it cannot be read, 0 at the end. */
  readFrom(kind: 'file' | 'command', name: string, separator: string): Program<string | 0 | -1>;
  close(name: string): Program<number>;
  closeAll(): Program<void>;
  system(command: string): Program<number>;
}

export function createAwkFiles(): AwkFiles {
  let buffer = '';
  const outputs = new Map<string, number>();
  /** What waits for a command that awk pipes to, which runs when it is closed. */
  const commands = new Map<string, string>();
  const inputs = new Map<string, { text: string; readonly fd: number | undefined; ended: boolean }>();

  function* flush(): Program<void> {
    const text = buffer;
    buffer = '';
    if (text === '') return;
    const written = yield* print(fromBytes(text));
    if (!written.ok)
      throw new AwkFailure(
        `awk: write failure (${strerror(written.errno)})\nawk: close failure (${strerror(written.errno)})\n`,
      );
  }

  function* run(
    command: string,
    input: string | undefined,
    output?: (text: string) => void,
  ): Program<number> {
    yield* flush();
    const streams = new Map((yield* self()).streams);
    if (input !== undefined) streams.set(0, textStream('pipe:', fromBytes(input)));
    if (output) streams.set(1, sinkStream('pipe:', output));
    const result = yield* runProgram(['sh', '-c', fromBytes(command)], { streams });
    return result.ok ? exitStatus(result.status) : 127;
  }

  const files: AwkFiles = {
    flush,
    *out(text) {
      buffer += text;
      if (buffer.length > bufferSize) yield* flush();
    },
    *writeTo(operator, name, text) {
      if (name === '/dev/stdout' || name === '-') {
        yield* files.out(text);
        return;
      }
      if (operator === '|') {
        const waiting = (commands.get(name) ?? '') + text;
        if (waiting.length > commandLimit) throw new AwkFailure(`awk: too much for "${name}" to hold here\n`);
        commands.set(name, waiting);
        return;
      }
      let fd = name === '/dev/stderr' ? 2 : outputs.get(name);
      if (fd === undefined) {
        const opened = yield* open(fromBytes(name), operator === '>' ? 'write' : 'append');
        if (!opened.ok) {
          yield* flush();
          throw new AwkFailure(
            `awk: cannot open "${fromBytes(name)}" for output (${strerror(opened.errno)})\n`,
          );
        }
        fd = opened.value;
        outputs.set(name, fd);
      }
      if (fd === 2) yield* flush();
      const written = yield* write(fd, fromBytes(text));
      if (!written.ok) throw new AwkFailure(`awk: write failure (${strerror(written.errno)})\n`);
    },
    *readFrom(kind, name, separator) {
      let input = inputs.get(name);
      if (!input && kind === 'command') {
        let text = '';
        yield* run(name, undefined, (piece) => {
          if (text.length < commandLimit) text += piece;
        });
        input = { text: toBytes(text), fd: undefined, ended: true };
      } else if (!input) {
        const opened =
          name === '-' ? ({ ok: true, value: 0 } as const) : yield* open(fromBytes(name), 'read');
        if (!opened.ok) return -1;
        input = { text: '', fd: opened.value, ended: false };
      }
      inputs.set(name, input);
      for (;;) {
        const taken = takeRecord(input.text, separator, input.ended);
        if (taken) {
          input.text = taken.rest;
          return taken.record;
        }
        if (input.ended || input.fd === undefined) return 0;
        const part = yield* read(input.fd);
        input.ended = part === '';
        input.text += toBytes(part);
      }
    },
    *close(name) {
      let status = -1;
      const fd = outputs.get(name) ?? inputs.get(name)?.fd;
      if (outputs.delete(name) || inputs.delete(name)) status = 0;
      if (fd !== undefined && fd > 2) yield* closeFile(fd);
      const waiting = commands.get(name);
      if (waiting !== undefined) {
        commands.delete(name);
        status = yield* run(name, waiting);
      }
      return status;
    },
    *closeAll() {
      yield* flush();
      for (const name of [...commands.keys(), ...outputs.keys()]) yield* files.close(name);
    },
    system: (command) => run(command, undefined),
  };
  return files;
}
