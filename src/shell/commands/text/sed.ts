import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { rename, stat } from '../../file-calls.ts';
import type { Program } from '../../program.ts';
import { closeFile, open, write } from '../../syscalls.ts';
import { gnuTool, quit, type ToolCall } from '../gnu-tool.ts';
import { linesOf, readAll } from './input.ts';
import { runSed } from './sed-run.ts';
import { parseSed } from './sed-script.ts';
import type { SedInput, SedOutput } from './sed-streams.ts';
import { type ScriptPart, type SedCommand, SedError } from './sed-tree.ts';

/** sed(1) of GNU sed 4.9. */
export const sed: ProgramFile = gnuTool({
  name: 'sed',
  summary: 'edit lines as they pass',
  operands: '[OPTION]... {script-only-if-no-other-script} [input-file]...',
  about: 'Run a script of editing commands on each line of the input files, or of standard input.',
  version: 'sed (GNU sed) 4.9',
  options: [
    { short: 'n', long: 'quiet', help: 'print only what the script prints' },
    { long: 'silent', help: 'as -n' },
    {
      short: 'e',
      long: 'expression',
      argument: 'script',
      help: 'add the script to the commands to be executed',
    },
    { short: 'f', long: 'file', argument: 'script-file', help: 'add the commands in script-file' },
    { short: 'E', long: 'regexp-extended', help: 'use extended regular expressions in the script' },
    { short: 'r', help: 'as -E' },
    {
      short: 'i',
      long: 'in-place',
      argument: 'SUFFIX',
      optional: true,
      help: 'edit files in place (and keep a backup if SUFFIX is given)',
    },
    { short: 's', long: 'separate', help: 'consider files as separate' },
    { short: 'u', long: 'unbuffered', help: 'read little at a time (always so here)' },
    { short: 'z', long: 'null-data', help: 'separate lines by NUL characters' },
  ],
  absent: 'l',
  absentNames: ['debug', 'follow-symlinks', 'line-length', 'posix', 'sandbox'],
  helpOnError: true,
  differs: 'The commands e, R, W and v are not here.',
  *run(call) {
    const operands = [...call.operands];
    const parts: ScriptPart[] = [];
    for (const { name, value } of call.parsed.given) {
      if (name === 'expression') parts.push({ name: `-e expression #${parts.length + 1}`, text: value });
      if (name === 'file') parts.push({ name: `file ${value}`, text: yield* readScript(value) });
    }
    if (parts.length === 0) {
      const text = operands.shift();
      if (text === undefined) return yield* quit(1, call.help);
      parts.push({ name: '-e expression #1', text });
    }
    let commands: readonly SedCommand[];
    try {
      const extended = call.has('regexp-extended') || call.has('r');
      commands = parseSed(parts, extended);
    } catch (error) {
      if (!(error instanceof SedError)) throw error;
      return yield* quit(error.message.startsWith("can't find label") ? 4 : 1, `sed: ${error.message}\n`);
    }
    const quiet = call.has('quiet') || call.has('silent') || /^#n\n/.test(parts[0]?.text ?? '');
    const separator = call.has('null-data') ? '\0' : '\n';
    const inPlace = call.has('in-place');
    const paths = operands.length > 0 ? operands : ['-'];
    const options = { quiet, separator, separate: inPlace || call.has('separate') };
    const written = new Map<string, number>();
    const failed = { any: false };
    const output = outputTo(call, written, (text) => call.out(text));
    if (!options.separate) {
      const status = yield* runSed(commands, inputOf(call, paths, separator, failed), output, options);
      return status || (failed.any ? 2 : 0);
    }
    for (const path of paths) {
      if (inPlace) {
        const found = yield* stat(path);
        if (found.ok && found.value.kind !== 'file') {
          return yield* quit(4, `sed: couldn't edit ${path}: not a regular file\n`);
        }
        if (!found.ok) {
          yield* call.warn(`can't read ${path}: ${strerror(found.errno)}`);
          failed.any = true;
          continue;
        }
      }
      let text = '';
      // biome-ignore lint/correctness/useYield: it only collects.
      const collect = function* (piece: string): Program<void> {
        text += piece;
      };
      const input = inputOf(call, [path], separator, failed);
      const target = inPlace ? outputTo(call, written, collect) : output;
      const status = yield* runSed(commands, input, target, options);
      if (inPlace) yield* replaceFile(path, text, call.value('in-place') ?? '');
      if (status !== 0) return status;
    }
    return failed.any ? 2 : 0;
  },
});

function* readScript(path: string): Program<string> {
  const opened = path === '-' ? ({ ok: true, value: 0 } as const) : yield* open(path, 'read');
  if (!opened.ok) return yield* quit(4, `sed: couldn't open file ${path}: ${strerror(opened.errno)}\n`);
  return (yield* readAll(opened.value)).replace(/\n$/, '');
}

/** All files as one stream of lines. */
function inputOf(
  call: ToolCall,
  paths: readonly string[],
  separator: string,
  failed: { any: boolean },
): SedInput {
  const rest = [...paths];
  let path = '-';
  let fd = 0;
  let lines: ReturnType<typeof linesOf> | undefined;
  let ready: string[] = [];
  let open_ = false;

  function* fill(): Program<boolean> {
    while (ready.length === 0) {
      if (!lines) {
        const next = rest.shift();
        if (next === undefined) return false;
        const opened = next === '-' ? ({ ok: true, value: 0 } as const) : yield* open(next, 'read');
        if (!opened.ok) {
          yield* call.warn(
            opened.errno === 'EISDIR'
              ? `couldn't edit ${next}: not a regular file`
              : `can't read ${next}: ${strerror(opened.errno)}`,
          );
          failed.any = true;
          continue;
        }
        path = next;
        fd = opened.value;
        lines = linesOf(fd, separator);
      }
      const some = yield* lines.next();
      if (some) ready = [...some];
      else {
        if (fd !== 0) yield* closeFile(fd);
        lines = undefined;
      }
    }
    return true;
  }

  return {
    *next() {
      if (!(yield* fill())) return undefined;
      const line = ready.shift();
      open_ = ready.length === 0 && lines?.endedOpen() === true;
      return line;
    },
    *atEnd() {
      return !(yield* fill());
    },
    closed: () => !open_,
    path: () => path,
  };
}

function outputTo(
  call: ToolCall,
  written: Map<string, number>,
  out: (text: string) => Program<void>,
): SedOutput {
  return {
    out,
    *append(path, text) {
      if (path === '/dev/stdout') {
        yield* out(text);
        return;
      }
      let fd = written.get(path);
      if (fd === undefined) {
        const opened = yield* open(path, 'write');
        if (!opened.ok) return yield* quit(4, `sed: couldn't open file ${path}: ${strerror(opened.errno)}\n`);
        fd = opened.value;
        written.set(path, fd);
      }
      const result = yield* write(fd, text);
      if (!result.ok) yield* call.warn(`couldn't write to ${path}: ${strerror(result.errno)}`);
    },
    *read(path) {
      const opened = yield* open(path, 'read');
      if (!opened.ok) return '';
      const text = yield* readAll(opened.value);
      yield* closeFile(opened.value);
      return text;
    },
  };
}

/** What -i does at the end of each file. */
function* replaceFile(path: string, text: string, suffix: string): Program<void> {
  if (suffix !== '') {
    const name = path.split('/').at(-1) ?? '';
    const backup = suffix.includes('*') ? suffix.replaceAll('*', name) : name + suffix;
    const errno = yield* rename(path, path.slice(0, path.length - name.length) + backup);
    if (errno) return yield* quit(4, `sed: cannot rename ${path}: ${strerror(errno)}\n`);
  }
  const opened = yield* open(path, 'write');
  if (!opened.ok) return yield* quit(4, `sed: couldn't open file ${path}: ${strerror(opened.errno)}\n`);
  const result = yield* write(opened.value, text);
  yield* closeFile(opened.value);
  if (!result.ok) return yield* quit(4, `sed: couldn't write to ${path}: ${strerror(result.errno)}\n`);
}
