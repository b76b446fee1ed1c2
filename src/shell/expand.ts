/** Expansion of words (bash(1), EXPANSION): tilde, parameters, command substitution, splitting, pathnames. */
import type { ParsedScript, Word, WordPart } from 'unbash';
import { escapePattern, expandGlob, globSource, hasGlob } from './glob.ts';
import type { Program } from './program.ts';
import { NotSupported, type Shell } from './shell.ts';
import { self } from './syscalls.ts';

/** Runs what stands in `$(…)` and gives what it printed. */
export type Substitute = (shell: Shell, script: ParsedScript) => Program<string>;

/** A reference to a variable that is not set, where the script asked to stop (`${x:?message}`). */
export class ExpansionError extends Error {}

interface Field {
  text: string;
  /** The same text as a regular expression in which quoted characters stand for themselves. */
  source: string;
  globs: boolean;
}

/** All words of a command as arguments. */
export function* expandWords(
  shell: Shell,
  words: readonly Word[],
  substitute: Substitute,
): Program<string[]> {
  const expanded: string[] = [];
  const task = yield* self();
  for (const word of words) {
    const fields = yield* toFields(shell, word, substitute, true);
    for (const field of fields) {
      const { files } = task.around;
      const paths = field.globs ? expandGlob(files, task.cwd, task.process.uid, field) : [];
      if (paths.length > 0) expanded.push(...paths);
      else expanded.push(field.text);
    }
  }
  return expanded;
}

/** One word as one text, without splitting and pathnames: the value of an assignment, a here-string. */
export function* expandText(shell: Shell, word: Word, substitute: Substitute): Program<string> {
  const fields = yield* toFields(shell, word, substitute, false);
  return fields.map(({ text }) => text).join(' ');
}

/** The text of a here-document. */
export function* expandParts(
  shell: Shell,
  parts: readonly WordPart[],
  substitute: Substitute,
): Program<string> {
  let text = '';
  for (const part of parts) text += yield* partText(shell, part, substitute);
  return text;
}

function* toFields(shell: Shell, word: Word, substitute: Substitute, split: boolean): Program<Field[]> {
  const fields: Field[] = [];
  let open: Field | undefined;
  const current = (): Field => {
    if (!open) {
      open = { text: '', source: '', globs: false };
      fields.push(open);
    }
    return open;
  };
  const addQuoted = (text: string): void => {
    const field = current();
    field.text += text;
    field.source += escapePattern(text);
  };
  const addUnquoted = (text: string): void => {
    if (!split) {
      addQuoted(text);
      return;
    }
    for (const piece of text.split(/([ \t\n]+)/)) {
      if (/^[ \t\n]+$/.test(piece)) open = undefined;
      else if (piece !== '') {
        const field = current();
        field.text += piece;
        field.source += globSource(piece);
        field.globs ||= hasGlob(piece);
      }
    }
  };

  const tilde = tildeOf(shell, word.text);
  if (!word.parts) {
    addQuoted(tilde ? tilde.home + word.value.slice(tilde.length) : word.value);
    return fields;
  }
  for (const [index, part] of word.parts.entries()) {
    if (part.type === 'Literal') {
      addQuoted(index === 0 && tilde ? tilde.home + part.value.slice(tilde.length) : part.value);
    } else if (part.type === 'Glob') {
      const field = current();
      const inner = part.kind === 'bracket' ? yield* expandParts(shell, part.parts, substitute) : '';
      const text = part.kind === 'bracket' ? `[${inner}]` : part.text;
      field.text += text;
      field.source += globSource(text);
      field.globs = true;
    } else if (part.type === 'SimpleExpansion' || part.type === 'ParameterExpansion') {
      addUnquoted(yield* partText(shell, part, substitute));
    } else if (part.type === 'CommandExpansion') {
      addUnquoted(yield* partText(shell, part, substitute));
    } else {
      addQuoted(yield* partText(shell, part, substitute));
    }
  }
  return fields;
}

/** `~`, `~/x`, `~dev/x` at the start of a word. */
function tildeOf(shell: Shell, text: string): { readonly home: string; readonly length: number } | undefined {
  const match = /^~([a-z_][a-z0-9_-]*)?(?=\/|$)/.exec(text);
  if (!match) return undefined;
  const [whole, user] = match;
  const home = user === undefined ? shell.variables.get('HOME') : user === 'root' ? '/root' : `/home/${user}`;
  return home === undefined ? undefined : { home, length: whole.length };
}

function* partText(shell: Shell, part: WordPart, substitute: Substitute): Program<string> {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return part.value;
    case 'DoubleQuoted':
    case 'LocaleString':
      return yield* expandParts(shell, part.parts, substitute);
    case 'SimpleExpansion':
      return parameter(shell, part.text.slice(1)) ?? '';
    case 'ParameterExpansion': {
      if (part.index || (part.prefix && part.prefix !== '#')) throw new NotSupported(part.text);
      const value = parameter(shell, part.parameter);
      if (part.prefix === '#') return String([...(value ?? '')].length);
      const { operation } = part;
      if (!operation) return value ?? '';
      if (operation.type !== 'Default') throw new NotSupported(part.text);
      const missing = value === undefined || (operation.operator.startsWith(':') && value === '');
      const kind = operation.operator.at(-1);
      if (kind === '+') return missing ? '' : yield* expandText(shell, operation.operand, substitute);
      if (!missing) return value;
      const operand = yield* expandText(shell, operation.operand, substitute);
      if (kind === '=') shell.variables.set(part.parameter, operand);
      if (kind === '?') {
        throw new ExpansionError(`${part.parameter}: ${operand || 'parameter null or not set'}`);
      }
      return operand;
    }
    case 'CommandExpansion':
      if (!part.script) throw new NotSupported(part.text);
      return (yield* substitute(shell, part.script)).replace(/\n+$/, '');
    case 'Glob':
      return part.text;
    case 'ArithmeticExpansion':
    case 'ProcessSubstitution':
    case 'ExtendedGlob':
    case 'BraceExpansion':
      throw new NotSupported(part.text);
  }
}

function parameter(shell: Shell, name: string): string | undefined {
  switch (name) {
    case '?':
      return String(shell.status);
    case '$':
      return String(shell.pid);
    case '!':
      return shell.lastBackground === undefined ? '' : String(shell.lastBackground);
    case '#':
      return '0';
    case '0':
      return 'bash';
    case '@':
    case '*':
      return '';
    case '-':
      return 'himBHs';
    default:
      return shell.variables.get(name);
  }
}
