/** The expression of find(1) as a tree. */
import { strerror } from '../../../simulator/errno.ts';
import { stat } from '../../file-calls.ts';
import type { Program } from '../../program.ts';
import { self, timeOfDay } from '../../syscalls.ts';
import { curly } from '../gnu-tool.ts';
import { wildcardMatcher } from '../text/wildcard.ts';

/** `+n`, `-n` or `n`. */
export interface Amount {
  readonly sign: '+' | '-' | '';
  readonly value: number;
}

export type FindNode =
  | { readonly kind: 'and' | 'or'; readonly left: FindNode; readonly right: FindNode }
  | { readonly kind: 'not'; readonly inner: FindNode }
  | { readonly kind: 'name' | 'path'; readonly matcher: RegExp }
  | { readonly kind: 'type'; readonly letters: string }
  | { readonly kind: 'size'; readonly amount: Amount; readonly unit: number }
  /** In units of the given milliseconds. */
  | { readonly kind: 'age'; readonly amount: Amount; readonly unit: number }
  | { readonly kind: 'newer'; readonly than: number }
  | { readonly kind: 'user'; readonly uid: number }
  | { readonly kind: 'perm'; readonly how: '' | '-' | '/'; readonly mode: number }
  | { readonly kind: 'exec'; readonly words: readonly string[]; readonly together: boolean }
  | { readonly kind: 'printf'; readonly format: string }
  | { readonly kind: 'empty' | 'print' | 'print0' | 'delete' | 'prune' | 'quit' | 'true' | 'false' };

export interface FindExpression {
  readonly tree: FindNode;
  readonly leastDepth: number;
  readonly mostDepth: number;
  readonly depthFirst: boolean;
  /** Milliseconds since 1970, when the search began. */
  readonly now: number;
}

/** The expression cannot be used: the text after `find: `. */
export class FindError extends Error {}

const units: Readonly<Record<string, number>> = {
  '': 512,
  b: 512,
  c: 1,
  w: 2,
  k: 1024,
  M: 1024 ** 2,
  G: 1024 ** 3,
};
const actions = new Set(['print', 'print0', 'exec', 'delete', 'printf', 'quit']);

export function* parseFind(words: readonly string[]): Program<FindExpression> {
  const rest = [...words];
  let leastDepth = 0;
  let mostDepth = Number.POSITIVE_INFINITY;
  let depthFirst = false;
  let acts = false;

  function argument(name: string): string {
    const value = rest.shift();
    if (value === undefined) throw new FindError(`missing argument to \`${name}'`);
    return value;
  }

  function depth(name: string): number {
    const text = argument(name);
    if (/^\d+$/.test(text)) return Number(text);
    throw new FindError(`Expected a positive decimal integer argument to ${name}, but got ${curly(text)}`);
  }

  function amount(name: string): Amount {
    const text = argument(name);
    const match = /^([+-]?)(\d+)$/.exec(text);
    if (!match) throw new FindError(`invalid argument \`${text}' to \`${name}'`);
    return { sign: match[1] === '+' ? '+' : match[1] === '-' ? '-' : '', value: Number(match[2]) };
  }

  function matcher(name: string, ignoreCase: boolean): RegExp {
    return wildcardMatcher(argument(name), ignoreCase) ?? /(?!)/;
  }

  function* either(): Program<FindNode> {
    let left = yield* both();
    while (rest[0] === '-o' || rest[0] === '-or') {
      rest.shift();
      left = { kind: 'or', left, right: yield* both() };
    }
    return left;
  }

  function* both(): Program<FindNode> {
    let left = yield* one();
    for (;;) {
      const [next] = rest;
      if (next === undefined || next === ')' || next === '-o' || next === '-or') return left;
      if (next === '-a' || next === '-and') rest.shift();
      left = { kind: 'and', left, right: yield* one() };
    }
  }

  function* one(): Program<FindNode> {
    const word = rest.shift();
    if (word === undefined) throw new FindError('expected an expression');
    if (word === '!' || word === '-not') {
      if (rest.length === 0) throw new FindError(`expected an expression after '${word}'`);
      return { kind: 'not', inner: yield* one() };
    }
    if (word === '(') {
      const inner = yield* either();
      if (rest.shift() !== ')') {
        throw new FindError(
          "invalid expression; I was expecting to find a ')' somewhere but did not see one.",
        );
      }
      return inner;
    }
    if (['-a', '-and', '-o', '-or'].includes(word)) {
      throw new FindError(
        `invalid expression; you have used a binary operator '${word}' with nothing before it.`,
      );
    }
    if (word === ')') throw new FindError("you have too many ')'");
    if (!word.startsWith('-')) throw new FindError(`paths must precede expression: \`${word}'`);
    const name = word.slice(1);
    acts ||= actions.has(name);
    return yield* predicate(name, word);
  }

  function* predicate(name: string, word: string): Program<FindNode> {
    switch (name) {
      case 'name':
      case 'iname':
        return { kind: 'name', matcher: matcher(word, name === 'iname') };
      case 'path':
      case 'ipath':
      case 'wholename':
        return { kind: 'path', matcher: matcher(word, name === 'ipath') };
      case 'type': {
        const letters = argument(word);
        const wrong = letters.split(',').find((letter) => !/^[fdlcbps]$/.test(letter));
        if (wrong !== undefined) throw new FindError(`Unknown argument to -type: ${wrong}`);
        return { kind: 'type', letters };
      }
      case 'maxdepth':
        mostDepth = depth(word);
        return { kind: 'true' };
      case 'mindepth':
        leastDepth = depth(word);
        return { kind: 'true' };
      case 'depth':
        depthFirst = true;
        return { kind: 'true' };
      case 'size': {
        const text = argument(word);
        const match = /^([+-]?)(\d+)([a-zA-Z]?)$/.exec(text);
        const unit = match ? units[match[3] ?? ''] : undefined;
        if (!match || unit === undefined) throw new FindError(`invalid -size type \`${text.at(-1) ?? ''}'`);
        const sign = match[1] === '+' ? '+' : match[1] === '-' ? '-' : '';
        return { kind: 'size', amount: { sign, value: Number(match[2]) }, unit };
      }
      case 'mtime':
      case 'ctime':
      case 'atime':
        return { kind: 'age', amount: amount(word), unit: 86_400_000 };
      case 'mmin':
      case 'cmin':
      case 'amin':
        return { kind: 'age', amount: amount(word), unit: 60_000 };
      case 'newer': {
        const path = argument(word);
        const found = yield* stat(path);
        if (!found.ok) throw new FindError(`${curly(path)}: ${strerror(found.errno)}`);
        return { kind: 'newer', than: found.value.modified };
      }
      case 'user':
      case 'group': {
        const text = argument(word);
        const { users } = (yield* self()).around.host;
        const uid =
          users.find((user) => user.name === text)?.uid ?? (/^\d+$/.test(text) ? Number(text) : undefined);
        if (uid === undefined) throw new FindError(`${curly(text)} is not the name of a known user`);
        return { kind: 'user', uid };
      }
      case 'perm': {
        const text = argument(word);
        const match = /^([-/]?)([0-7]{1,4})$/.exec(text);
        if (!match) throw new FindError(`invalid mode ${curly(text)}`);
        const how = match[1] === '-' ? '-' : match[1] === '/' ? '/' : '';
        return { kind: 'perm', how, mode: Number.parseInt(match[2] ?? '0', 8) };
      }
      case 'exec': {
        const end = rest.findIndex(
          (part, index) => part === ';' || (part === '+' && rest[index - 1] === '{}'),
        );
        if (end <= 0) throw new FindError(`missing argument to \`${word}'`);
        const together = rest[end] === '+';
        const parts = rest.splice(0, end + 1);
        return { kind: 'exec', words: parts.slice(0, together ? -2 : -1), together };
      }
      case 'printf':
        return { kind: 'printf', format: argument(word) };
      case 'delete':
        depthFirst = true;
        return { kind: 'delete' };
      case 'empty':
      case 'print':
      case 'print0':
      case 'prune':
      case 'quit':
      case 'true':
      case 'false':
        return { kind: name };
      default:
        throw new FindError(`unknown predicate \`${word}'`);
    }
  }

  let tree: FindNode = rest.length > 0 ? yield* either() : { kind: 'true' };
  if (rest.length > 0) throw new FindError("you have too many ')'");
  if (!acts) tree = { kind: 'and', left: tree, right: { kind: 'print' } };
  return { tree, leastDepth, mostDepth, depthFirst, now: yield* timeOfDay() };
}
