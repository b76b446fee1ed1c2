import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { runProgram } from '../../exec.ts';
import type { Program } from '../../program.ts';
import { nullStream } from '../../stream.ts';
import { complain, self } from '../../syscalls.ts';
import { gnuTool, quit, type ToolCall, usageError } from '../gnu-tool.ts';
import { eachFile, readAll } from './input.ts';

/** How long a command line gets at most, as xargs of Debian has it. */
const lineLimit = 131072;

/** xargs(1) of GNU findutils. */
export const xargs: ProgramFile = gnuTool({
  name: 'xargs',
  summary: 'build command lines from standard input and run them',
  operands: '[OPTION]... COMMAND [INITIAL-ARGS]...',
  about: 'Run COMMAND with arguments INITIAL-ARGS and more arguments read from input.',
  version: 'xargs (GNU findutils) 4.9.0',
  options: [
    { short: '0', long: 'null', help: 'items are separated by NUL; nothing is quoted' },
    { short: 'a', long: 'arg-file', argument: 'FILE', help: 'read arguments from FILE' },
    { short: 'd', long: 'delimiter', argument: 'CHARACTER', help: 'items end with CHARACTER' },
    { short: 'I', argument: 'R', help: 'replace R in INITIAL-ARGS with each line of input' },
    {
      short: 'L',
      long: 'max-lines',
      argument: 'MAX-LINES',
      help: 'use at most MAX-LINES lines per command line',
    },
    {
      short: 'n',
      long: 'max-args',
      argument: 'MAX-ARGS',
      help: 'use at most MAX-ARGS arguments per command line',
    },
    { short: 'P', long: 'max-procs', argument: 'MAX-PROCS', help: '(here one command runs at a time)' },
    { short: 'r', long: 'no-run-if-empty', help: 'if there are no arguments, do not run COMMAND' },
    { short: 't', long: 'verbose', help: 'print commands before executing them' },
  ],
  absent: 'EeilopSsx',
  absentNames: [
    'eof',
    'exit',
    'interactive',
    'max-chars',
    'open-tty',
    'process-slot-var',
    'replace',
    'show-limits',
  ],
  inOrder: true,
  *run(call) {
    const most = yield* number(call, 'max-args', 'n');
    const mostLines = yield* number(call, 'max-lines', 'L');
    const replaced = call.value('I');
    const command = call.operands.length > 0 ? call.operands : ['echo'];
    const delimiter = call.has('null') ? '\0' : unescaped(call.value('delimiter'));
    let text = '';
    yield* eachFile(
      [call.value('arg-file') ?? '-'],
      (path, errno) => quit(1, `xargs: Cannot open input file ‘${path}’: ${strerror(errno)}\n`),
      function* (fd) {
        text = yield* readAll(fd);
      },
    );
    const items = readItems(text, delimiter, replaced !== undefined);
    if (typeof items === 'string') return yield* quit(1, `xargs: ${items}\n`);
    let status = 0;
    const runs: (readonly string[])[] = [];
    if (replaced !== undefined) {
      for (const { word } of items) {
        if (word !== '') runs.push(command.map((part) => part.replaceAll(replaced, () => word)));
      }
    } else {
      let batch: string[] = [];
      let lines = 0;
      let size = 0;
      for (const { word, endsLine } of items) {
        batch.push(word);
        size += word.length + 1;
        if (endsLine) lines += 1;
        if (batch.length < (most ?? Infinity) && lines < (mostLines ?? Infinity) && size < lineLimit)
          continue;
        runs.push([...command, ...batch]);
        batch = [];
        lines = 0;
        size = 0;
      }
      if (batch.length > 0 || (items.length === 0 && !call.has('no-run-if-empty')))
        runs.push([...command, ...batch]);
    }
    for (const argv of runs) {
      if (call.has('verbose')) yield* complain(`${argv.map(shown).join(' ')}\n`);
      const ended = yield* runOne(argv);
      if (ended >= 124) return ended;
      if (ended !== 0) status = 123;
    }
    return status;
  },
});

function* number(call: ToolCall, option: string, letter: string): Program<number | undefined> {
  const text = call.value(option);
  if (text === undefined) return undefined;
  if (!/^-?\d+$/.test(text)) {
    return yield* usageError(call, `invalid number "${text}" for -${letter} option`);
  }
  if (Number(text) < 1) return yield* usageError(call, `value ${text} for -${letter} option should be >= 1`);
  return Number(text);
}

/** 0 or what it ended with; from 124 on xargs ends with that number itself. */
function* runOne(argv: readonly string[]): Program {
  const [name = ''] = argv;
  const streams = new Map((yield* self()).streams).set(0, nullStream);
  const result = yield* runProgram(argv, { streams });
  if (!result.ok) {
    yield* complain(`xargs: ${name}: ${strerror(result.errno)}\n`);
    return result.errno === 'ENOENT' ? 127 : 126;
  }
  const { status } = result;
  if (status.kind === 'exited') {
    if (status.code !== 255) return status.code === 0 ? 0 : 1;
    yield* complain(`xargs: ${name}: exited with status 255; aborting\n`);
    return 124;
  }
  yield* complain(`xargs: ${name}: ${status.kind === 'signaled' ? 'terminated' : 'stopped'} by a signal\n`);
  return 125;
}

interface Item {
  readonly word: string;
  readonly endsLine: boolean;
}

/** The words of the input; else what is wrong with it. */
function readItems(text: string, delimiter: string | undefined, byLine: boolean): readonly Item[] | string {
  if (delimiter !== undefined) {
    const words = text.split(delimiter);
    if (words.at(-1) === '') words.pop();
    return words.map((word) => ({ word, endsLine: true }));
  }
  const items: Item[] = [];
  for (const line of text.split('\n')) {
    let word = '';
    let begun = false;
    const rest = byLine ? line.replace(/^[ \t]+/, '') : line;
    for (const { 0: piece } of rest.matchAll(/\\[\s\S]|'[^']*'|"[^"]*"|[\s\S]/gu)) {
      if (piece === "'" || piece === '"') {
        const kind = piece === "'" ? 'single' : 'double';
        return `unmatched ${kind} quote; by default quotes are special to xargs unless you use the -0 option`;
      }
      if (!byLine && /^[ \t]$/.test(piece)) {
        if (begun) items.push({ word, endsLine: false });
        word = '';
        begun = false;
        continue;
      }
      begun = true;
      const quoted = piece.length > 1 && /^['"]/.test(piece);
      word += quoted
        ? piece.slice(1, -1)
        : piece.length > 1 && piece.startsWith('\\')
          ? piece.slice(1)
          : piece;
    }
    if (begun) items.push({ word, endsLine: true });
    else {
      const last = items.pop();
      if (last) items.push({ ...last, endsLine: true });
    }
  }
  return items;
}

function unescaped(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return text === '\\n' ? '\n' : text === '\\t' ? '\t' : text === '\\0' ? '\0' : text.slice(0, 1);
}

function shown(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`;
}
