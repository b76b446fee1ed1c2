/** Expansion of words (bash(1), EXPANSION): braces, tilde, parameters, commands, arithmetic, splitting, pathnames. */
import type { ArithmeticExpansionPart, Word, WordPart } from 'unbash';
import { parse } from 'unbash';
import type { Program } from '../program.ts';
import { NotSupported } from '../shell.ts';
import { self } from '../syscalls.ts';
import { arithmetic, resolveReference } from './assign.ts';
import { expandBraces, TooManyWords } from './brace.ts';
import { ShellError } from './control-flow.ts';
import { expandGlob } from './glob.ts';
import { expandParameter, expandSimple } from './parameter.ts';
import { hasSpecial } from './pattern.ts';
import { type Field, joinExpression, joinPattern, joinText, type Piece, toFields } from './pieces.ts';
import type { Run } from './run.ts';
import { substituteCommand, substituteProcess } from './substitution.ts';
import { literalPart, partsOfText } from './text-parts.ts';
import { expandTildes } from './tilde.ts';

/** Where a word stands decides how it is expanded. */
export interface Place {
  /** Inside double quotes, or a here-document. */
  readonly quoted: boolean;
  /** The value of an assignment: a tilde may also follow a colon. */
  readonly assigned?: boolean;
  /** `name=value` is the whole word: a tilde may follow the equals sign as well. */
  readonly argument?: boolean;
}

const bare: Place = { quoted: false };
const assigned: Place = { quoted: false, assigned: true };
const inQuotes: Place = { quoted: true };

/** All words of a command as arguments. */
export function* expandWords(run: Run, words: readonly Word[]): Program<string[]> {
  const expanded: string[] = [];
  for (const word of words) {
    if (!word.parts && !word.text.includes('~')) {
      expanded.push(word.value);
      continue;
    }
    for (const one of bracesOf(run, word)) expanded.push(...(yield* expandWord(run, one)));
  }
  return expanded;
}

function* expandWord(run: Run, word: Word): Program<readonly string[]> {
  if (!word.parts && !word.text.includes('~')) return [word.value];
  // An argument that looks like an assignment has its tildes expanded as one.
  const place = /^[A-Za-z_]\w*=(?:.*:)?~/.test(word.text) ? { ...assigned, argument: true } : bare;
  const pieces = yield* wordPieces(run, word, place);
  const fields = toFields(pieces, run.shell.variables.get('IFS') ?? ' \t\n');
  const expanded: string[] = [];
  for (const field of fields) expanded.push(...(yield* expandPath(run, field)));
  return expanded;
}

function* expandPath(run: Run, { text, pattern }: Field): Program<readonly string[]> {
  if (run.shell.options.has('noglob') || !hasSpecial(pattern)) return [text];
  const { around, cwd, process } = yield* self();
  const { extraOptions } = run.shell;
  const paths = expandGlob(around.files, cwd, process.uid, pattern, {
    dots: extraOptions.has('dotglob'),
    deep: extraOptions.has('globstar'),
  });
  if (paths.length > 0) return paths;
  const noMatch = run.shell.wording?.noMatch(text);
  if (noMatch !== undefined) throw new ShellError(noMatch);
  if (extraOptions.has('failglob')) throw new ShellError(`no match: ${text}`);
  return extraOptions.has('nullglob') ? [] : [text];
}

/** One word as one text, without splitting and pathnames: a here-string, the word of `case`. */
export function* expandText(run: Run, word: Word): Program<string> {
  return joinText(yield* wordPieces(run, word, bare));
}

/** The value of an assignment. */
export function* expandAssigned(run: Run, word: Word): Program<string> {
  return joinText(yield* wordPieces(run, word, assigned));
}

/** A word as a pattern in which what was quoted stands for itself. */
export function* expandPattern(run: Run, word: Word, place: Place = bare): Program<string> {
  return joinPattern(yield* wordPieces(run, word, place));
}

/** The right side of `=~`. */
export function* expandExpression(run: Run, word: Word): Program<string> {
  return joinExpression(yield* wordPieces(run, word, bare));
}

/** The text of a here-document. @param parts what was parsed of it, where nothing was taken away since */
export function* expandDocument(
  run: Run,
  text: string,
  parts: readonly WordPart[] | undefined,
): Program<string> {
  if (!/[$`\\]/.test(text)) return text;
  const joined = text.replace(/(?<!\\)((?:\\\\)*)\\\n/g, '$1');
  const known = joined === text ? parts : undefined;
  return yield* expandParts(run, known ?? partsOfText(joined) ?? [literalPart(joined)]);
}

/** Parts as they stand in double quotes. */
export function* expandParts(run: Run, parts: readonly WordPart[]): Program<string> {
  return joinText(yield* toPieces(run, parts, inQuotes));
}

export function* wordPieces(run: Run, word: Word, place: Place): Program<readonly Piece[]> {
  if (word.parts) return yield* toPieces(run, word.parts, place);
  if (place.quoted) return [{ kind: 'quoted', text: quotedText(word.text) }];
  return yield* literalPieces(run, word.value, word.text, place, true, true);
}

/** In double quotes a backslash is only special before these. */
function quotedText(text: string): string {
  return text.replace(/\\([$`"\\}])|\\\n/g, '$1');
}

function* literalPieces(
  run: Run,
  value: string,
  text: string,
  place: Place,
  first: boolean,
  last: boolean,
): Program<readonly Piece[]> {
  const pattern = text.replaceAll('\\\n', '');
  const tildes =
    (first && value.startsWith('~')) || (place.assigned && /:~/.test(value)) || (place.argument && first);
  if (!tildes || value !== text) return [{ kind: 'literal', text: value, pattern }];
  return expandTildes(run.shell, yield* self(), value, {
    first,
    last,
    assigned: place.assigned ?? false,
    argument: place.argument ?? false,
  });
}

export function* toPieces(run: Run, parts: readonly WordPart[], place: Place): Program<readonly Piece[]> {
  const pieces: Piece[] = [];
  for (const [index, part] of parts.entries()) {
    pieces.push(...(yield* partPieces(run, part, place, index === 0, index === parts.length - 1)));
  }
  return pieces;
}

function* partPieces(
  run: Run,
  part: WordPart,
  place: Place,
  first: boolean,
  last: boolean,
): Program<readonly Piece[]> {
  const result = (text: string): readonly Piece[] => [{ kind: place.quoted ? 'quoted' : 'split', text }];
  switch (part.type) {
    case 'Literal':
      if (place.quoted) return [{ kind: 'quoted', text: part.value }];
      return yield* literalPieces(run, part.value, part.text, place, first, last);
    case 'SingleQuoted':
      return [{ kind: 'quoted', text: place.quoted ? part.text : part.value }];
    case 'AnsiCQuoted':
      return [{ kind: 'quoted', text: part.value }];
    case 'DoubleQuoted':
    case 'LocaleString':
      return yield* quotedPieces(run, part.parts);
    case 'SimpleExpansion':
      return whole(run, yield* expandSimple(run, part.text.slice(1), place));
    case 'ParameterExpansion':
      return whole(run, yield* expandParameter(run, part, place));
    case 'CommandExpansion':
      if (!part.script) throw new NotSupported(part.text);
      return result(yield* substituteCommand(run, part.script, part.text));
    case 'ArithmeticExpansion':
      return result(String(arithmetic(run.shell, yield* arithmeticText(run, part))));
    case 'ProcessSubstitution':
      if (!part.script) throw new NotSupported(part.text);
      return [{ kind: 'quoted', text: yield* substituteProcess(run, part.script, part.operator) }];
    case 'Glob': {
      if (part.kind !== 'bracket') return [{ kind: 'literal', text: part.text, pattern: part.text }];
      const inner = yield* toPieces(run, part.parts, place);
      return [
        { kind: 'literal', text: '[', pattern: '[' },
        ...inner.map((piece): Piece => {
          if (piece.kind !== 'split') return piece;
          return { kind: 'literal', text: piece.text, pattern: piece.text };
        }),
        { kind: 'literal', text: ']', pattern: ']' },
      ];
    }
    case 'ExtendedGlob': {
      const inner = part.parts ? joinPattern(yield* toPieces(run, part.parts, place)) : part.pattern;
      return [{ kind: 'literal', text: part.text, pattern: `${part.operator}(${inner})` }];
    }
    case 'BraceExpansion':
      if (part.parts) {
        const inner = yield* toPieces(run, part.parts, place);
        const brace = (text: string): Piece => ({ kind: 'literal', text, pattern: text });
        return [brace('{'), ...inner, brace('}')];
      }
      return [{ kind: 'literal', text: part.text, pattern: part.text }];
  }
}

/** zsh does not split the value of a parameter; an empty one is no word. */
function whole({ shell }: Run, pieces: readonly Piece[]): readonly Piece[] {
  if (!shell.wording) return pieces;
  return pieces.flatMap((piece): readonly Piece[] => {
    if (piece.kind !== 'split') return [piece];
    return piece.text === '' ? [] : [{ kind: 'quoted', text: piece.text }];
  });
}

/** `"…"`: one field even when empty, unless all that stands there is `$@` without values. */
function* quotedPieces(run: Run, parts: readonly WordPart[]): Program<readonly Piece[]> {
  if (parts.length === 0) return [{ kind: 'quoted', text: '' }];
  return yield* toPieces(run, parts, inQuotes);
}

/** The expression of `$((…))` with its own expansions done. */
function* arithmeticText(run: Run, { text }: ArithmeticExpansionPart): Program<string> {
  return yield* expandExpressionText(run, text.startsWith('$((') ? text.slice(3, -2) : text.slice(2, -1));
}

/** The text between `((` and `))`, a subscript, an offset: expanded as if in double quotes. */
export function* expandExpressionText(run: Run, text: string): Program<string> {
  if (!/[$`"'\\]/.test(text)) return text;
  const body = text.replace(/(?<!\\)"/g, '');
  return yield* expandParts(run, partsOfText(body) ?? [literalPart(body)]);
}

/** A subscript: an expression, or the key of an associative array, which is a word. */
export function* expandSubscript(run: Run, name: string, text: string): Program<string> {
  const { name: target } = resolveReference(run.shell, name);
  if (run.shell.variables.find(target)?.kind !== 'associative') return yield* expandExpressionText(run, text);
  if (!/[$`"'\\~]/.test(text)) return text;
  const [statement] = parse(
    `: ${text.replace(/ /g, (space, at: number) => (isQuoted(text, at) ? space : '\\ '))}`,
  ).commands;
  const [word] = statement?.command.type === 'Command' ? statement.command.args : [];
  return word?.type === 'Word' ? yield* expandText(run, word) : text;
}

/** Whether a place of the text lies between quotes. */
function isQuoted(text: string, at: number): boolean {
  const before = text.slice(0, at).replace(/\\./g, '');
  const open = /^(?:[^"']|"[^"]*"|'[^']*')*(["'])?/.exec(before)?.[1];
  return open !== undefined;
}

/** `name=value` as an argument of a command that declares nothing: a word whose tildes count as in an assignment. */
export function* expandAssignmentWord(run: Run, start: string, value: Word): Program<readonly string[]> {
  const pieces = yield* wordPieces(run, value, assigned);
  const fields = toFields(
    [{ kind: 'literal', text: start, pattern: start }, ...pieces],
    run.shell.variables.get('IFS') ?? ' \t\n',
  );
  const expanded: string[] = [];
  for (const field of fields) expanded.push(...(yield* expandPath(run, field)));
  return expanded;
}

const bracedWords = new WeakMap<Word, readonly Word[]>();

/** The words that braces make of one; each is parsed as if it had been typed. */
function bracesOf(run: Run, word: Word): readonly Word[] {
  if (!run.shell.options.has('braceexpand')) return [word];
  if (!word.parts?.some(({ type }) => type === 'BraceExpansion')) return [word];
  const known = bracedWords.get(word);
  if (known) return known;
  let texts: readonly string[];
  try {
    texts = expandBraces(word.text);
  } catch (error) {
    if (error instanceof TooManyWords) {
      throw new ShellError(`${word.text}: brace expansion: this shell makes at most 20000 words of one`);
    }
    throw error;
  }
  const words = texts.length === 1 ? [word] : texts.flatMap(parseWord);
  bracedWords.set(word, words);
  return words;
}

function parseWord(text: string): readonly Word[] {
  if (text === '') return [];
  const [statement] = parse(`: ${text}`).commands;
  const words = statement?.command.type === 'Command' ? statement.command.args : [];
  return words.flatMap((word) => (word.type === 'Word' ? [word] : plainWord(word.text)));
}

function plainWord(text: string): readonly Word[] {
  return [{ type: 'Word', text, value: text, pos: 0, end: text.length }];
}
