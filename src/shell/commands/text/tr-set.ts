/** The sets of tr(1): `a-z`, `[:digit:]`, `\n`, `[x*3]`. */
import { classMembers } from '../../posix-bracket.ts';

export type CharacterSet =
  | { readonly ok: true; readonly characters: readonly string[] }
  | {
      readonly ok: false;
      readonly problem:
        | { readonly kind: 'class'; readonly name: string }
        | { readonly kind: 'range'; readonly text: string }
        | { readonly kind: 'repeat' };
    };

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** @param fill how long `[x*]` makes the second set */
export function characterSet(text: string, second: boolean, fill = 0): CharacterSet {
  const characters: string[] = [];
  let repeat: { readonly at: number; readonly character: string } | undefined;
  let rest = text;

  function one(): string {
    const octal = /^\\([0-7]{1,3})/.exec(rest);
    if (octal) {
      rest = rest.slice(octal[0].length);
      return String.fromCharCode(Number.parseInt(octal[1] ?? '0', 8) & 255);
    }
    const [first = '', next] = rest;
    if (first === '\\' && next !== undefined) {
      rest = rest.slice(1 + next.length);
      return escapes[next] ?? next;
    }
    rest = rest.slice(first.length);
    return first;
  }

  while (rest !== '') {
    const named = /^\[:(\w*):\]/.exec(rest);
    if (named) {
      const [all, name = ''] = named;
      const members = classMembers(name);
      if (members === undefined) return { ok: false, problem: { kind: 'class', name } };
      characters.push(...inClass(members));
      rest = rest.slice(all.length);
      continue;
    }
    const repeated = /^\[(\\?[\s\S])\*(\d*)\]/.exec(rest);
    if (repeated) {
      if (!second) return { ok: false, problem: { kind: 'repeat' } };
      const [all, , count = ''] = repeated;
      rest = rest.slice(1);
      const character = one();
      if (Number(count) === 0) repeat = { at: characters.length, character };
      else for (let index = 0; index < Math.min(Number(count), 65536); index += 1) characters.push(character);
      rest = rest.slice(all.length - 1 - character.length);
      continue;
    }
    const before = rest;
    const low = one();
    if (!/^-[\s\S]/.test(rest)) {
      characters.push(low);
      continue;
    }
    rest = rest.slice(1);
    const high = one();
    const [from, to] = [low.codePointAt(0) ?? 0, high.codePointAt(0) ?? 0];
    if (to < from) {
      const shown = before.slice(0, before.length - rest.length);
      return { ok: false, problem: { kind: 'range', text: shown } };
    }
    for (let code = from; code <= to && characters.length < 70000; code += 1)
      characters.push(String.fromCodePoint(code));
  }
  if (repeat) {
    const missing = Math.max(0, fill - characters.length);
    characters.splice(repeat.at, 0, ...Array<string>(missing).fill(repeat.character));
  }
  return { ok: true, characters };
}

/** The ASCII members, in order: upper and lower run side by side, so that one can be turned into the other. */
function inClass(members: string): readonly string[] {
  const matcher = new RegExp(`[${members}]`, 'u');
  return Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).filter((character) =>
    matcher.test(character),
  );
}
