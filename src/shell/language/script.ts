/** Running text: a script, the string of `-c`, of `eval`, of a trap; each line as soon as it is read. */
import { forEachChild, type ParsedScript, parse, type SyntaxNode } from 'unbash';
import { strerror } from '../../simulator/errno.ts';
import { readContent } from '../file-system.ts';
import type { Program } from '../program.ts';
import { complain, self } from '../syscalls.ts';
import { expandAliases } from './alias.ts';
import { enter } from './call-stack.ts';
import { runUnits } from './interpreter.ts';
import type { Run } from './run.ts';
import { judgeSyntax, type Reading, unfinished } from './syntax-error.ts';

export interface TextOptions {
  readonly firstLine?: number;
  /** What stands after the script's name in a message about syntax: `-c: `, `eval: `. */
  readonly kind?: string;
  /** A shell that a person types to names no lines. */
  readonly lines?: boolean;
}

/** @returns `$?`; 2 after a syntax error, which ends the text */
export function* runText(run: Run, source: string, options: TextOptions = {}): Program {
  return yield* enter(runLines(run, source, options));
}

function* runLines(run: Run, source: string, options: TextOptions): Program {
  const { shell } = run;
  const { firstLine = 1 } = options;
  const aliases = shell.extraOptions.has('expand_aliases');
  const byLine =
    (aliases && /\balias\b/.test(source)) ||
    /<<-?\s*[^<\s]|\bexpand_aliases\b|\bset\s+-\w*[nv]|\b(?:noexec|verbose)\b/.test(source);
  if (source.trim() === '') {
    shell.status = 0;
    return 0;
  }
  const whole = read(run, source, true);
  if (
    !byLine &&
    whole.reading.kind === 'complete' &&
    !shell.options.has('noexec') &&
    !shell.options.has('verbose')
  ) {
    return yield* runUnits({ ...run, source: whole.text, firstLine, becomes: false }, whole.script.commands);
  }
  let line = firstLine;
  let from = 0;
  for (let end = nextLine(source, 0); from < source.length; end = nextLine(source, end)) {
    const last = end >= source.length;
    const chunk = source.slice(from, end);
    const { reading, script, text } = read(run, chunk, last);
    if (reading.kind === 'incomplete' && !last) continue;
    if (reading.kind !== 'complete') {
      yield* complainOfSyntax(run, { chunk, line, reading, script }, options);
      const [error] = script.errors ?? [];
      const inArray = /(?:array assignment|extended glob)$/.test(error?.message ?? '');
      shell.status = reading.kind === 'error' && reading.alone ? 0 : inArray ? 1 : 2;
      return shell.status;
    }
    if (last) yield* warnOfDocuments(run, { chunk: text, line, script });
    if (shell.options.has('verbose')) yield* complain(chunk);
    if (!shell.options.has('noexec')) {
      yield* runUnits({ ...run, source: text, firstLine: line, becomes: false }, script.commands);
    }
    if (shell.leaving !== undefined) break;
    line += chunk.split('\n').length - 1;
    from = end;
  }
  return shell.status;
}

/** A here-document that the end of the text ends is said, and taken as it is. */
function* warnOfDocuments(
  run: Run,
  { chunk, line, script }: { readonly chunk: string; readonly line: number; readonly script: ParsedScript },
): Program<void> {
  const open: { readonly line: number; readonly word: string }[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'HereDoc' && !node.closing) {
      open.push({
        line: line + chunk.slice(0, node.pos).split('\n').length - 1,
        word: node.delimiter?.value ?? '',
      });
    }
    forEachChild(node, visit);
  };
  if (chunk.includes('<<')) visit(script);
  const lastLine = line + chunk.replace(/\n$/, '').split('\n').length - 1;
  for (const { line: from, word } of open) {
    const place = run.shell.interactive ? '' : `line ${lastLine}: `;
    const warning = `here-document at line ${from} delimited by end-of-file (wanted \`${word}')`;
    yield* complain(`${run.shell.source}: ${place}warning: ${warning}\n`);
  }
}

function nextLine(source: string, from: number): number {
  const end = source.indexOf('\n', from);
  return end < 0 ? source.length : end + 1;
}

interface Read {
  /** With its aliases replaced. */
  readonly text: string;
  readonly script: ParsedScript;
  readonly reading: Reading;
}

/** Parses text, its aliases replaced where they count. */
export function read({ shell }: Run, source: string, atEnd: boolean): Read {
  const text = shell.extraOptions.has('expand_aliases') ? expandAliases(source, shell.aliases) : source;
  const script = parse(text);
  const reading = judgeSyntax(text, script, atEnd);
  if (reading.kind !== 'complete') return { text, script, reading };
  const inner = text.includes('$(') ? innerError(script) : undefined;
  return { text, script, reading: inner ?? reading };
}

/** The first error inside a `$(…)`, which bash reads together with the line. */
function innerError(script: ParsedScript): Reading | undefined {
  let found: Reading | undefined;
  const visit = (node: SyntaxNode): void => {
    if (found) return;
    if (node.type === 'CommandExpansion' && node.script && node.text.startsWith('$(')) {
      const reading = judgeSyntax(node.text.slice(2, -1), node.script, true, node.script.pos);
      if (reading.kind !== 'complete') found = reading;
    }
    forEachChild(node, visit);
  };
  visit(script);
  return found;
}

interface Wrong {
  readonly chunk: string;
  readonly line: number;
  readonly reading: Reading;
  readonly script: ParsedScript;
}

/** A syntax error as bash words it in a script: with the line's number, and the line itself. */
function* complainOfSyntax(
  run: Run,
  { chunk, line, reading, script }: Wrong,
  options: TextOptions,
): Program<void> {
  const { kind = '', lines = !run.shell.interactive } = options;
  const start = (number: number): string => `${run.shell.source}: ${kind}${lines ? `line ${number}: ` : ''}`;
  const { errors: [error] = [] } = script;
  if (reading.kind === 'error' && reading.alone) {
    yield* complain(`${start(line)}${reading.message}\n`);
    return;
  }
  const place = (reading.kind === 'error' ? reading.place : undefined) ?? error?.pos ?? chunk.length;
  const before = chunk.trimEnd().slice(0, place).split('\n');
  if (reading.kind === 'error') {
    const number = line + before.length - 1;
    yield* complain(`${start(number)}${reading.message}\n`);
    yield* complain(`${start(number)}\`${chunk.split('\n')[before.length - 1] ?? ''}'\n`);
    return;
  }
  const lastLine = line + chunk.split('\n').length - (chunk.endsWith('\n') ? 1 : 0);
  const missing = unfinished(script);
  // What stands in `$(` is read as commands, up to the end.
  const commands =
    error?.message === 'unterminated command substitution' && !chunk.startsWith('$((', error.pos);
  const atQuote = missing.startsWith('unexpected EOF') && !commands;
  yield* complain(`${start(atQuote ? line + before.length - 1 : lastLine)}${missing}\n`);
}

/** A script file in this very shell: `bash x.sh`, and a script without `#!`. */
export function* runScriptFile(run: Run, path: string, positional: readonly string[]): Program {
  const { shell } = run;
  const task = yield* self();
  const text = yield* readScript(path);
  if (typeof text === 'number') return text;
  shell.name = path;
  shell.source = path;
  shell.positional = positional;
  shell.calls.length = 0;
  shell.extraOptions.delete('command-string');
  task.process.argv = ['bash', path, ...positional];
  return yield* runText({ ...run, source: text, firstLine: 1, becomes: false }, text);
}

/** The text of a script, or the status when it cannot be read and the reason is out. */
function* readScript(path: string): Program<string | number> {
  const { around, cwd, process } = yield* self();
  const found = around.files.find(cwd, path, process.uid);
  if (!found.ok) {
    yield* complain(`bash: ${path}: ${strerror(found.errno)}\n`);
    return found.errno === 'ENOENT' ? 127 : 126;
  }
  if (found.value.kind === 'directory') {
    yield* complain(`${path}: ${path}: Is a directory\n`);
    return 126;
  }
  if (found.value.kind !== 'file') return 126;
  if (found.value.program) {
    yield* complain(`${path}: ${path}: cannot execute binary file\n`);
    return 126;
  }
  const opened = around.files.open(cwd, path, process.uid, 'read', 0);
  if (!opened.ok) {
    yield* complain(`bash: ${path}: ${strerror(opened.errno)}\n`);
    return 126;
  }
  return readContent(found.value);
}
