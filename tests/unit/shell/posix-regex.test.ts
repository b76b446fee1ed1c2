import { expect, test } from 'vitest';
import { type RegexDialect, translateRegex } from '../../../src/shell/posix-regex.ts';

function parts(
  pattern: string,
  text: string,
  extended: boolean,
  dialect: RegexDialect = 'grep',
): readonly string[] {
  const translated = translateRegex(pattern, { dialect, extended });
  if (!translated.ok) return [`error: ${translated.error}`];
  return text.match(new RegExp(translated.source, 'gsu'))?.filter((part) => part !== '') ?? [];
}

// What grep -o and grep -oE of GNU grep 3.8 print for the same text.
const text = '*a a{1 aa a{x ab+ (a) {1}a ^a a^b a$b [x] tat a|b a\\b';

test.each([
  ['\\(*a\\)', false, ['*a']],
  ['[\\t]', false, ['t', 't', '\\']],
  ['[[.x.]]', false, ['x', 'x']],
  ['x\\?', false, ['x', 'x']],
  ['a\\b', false, text.match(/a\b/g)],
  ['\\1', false, ['error: Invalid back reference']],
  ['a\\)', false, ['error: Unmatched ) or \\)']],
  ['\\(a', false, ['error: Unmatched ( or \\(']],
  ['a\\{1', false, ['error: Unmatched \\{']],
  ['a\\{x\\}', false, ['error: Invalid content of \\{\\}']],
  ['[a', false, ['error: Unmatched [, [^, [:, [., or [=']],
  ['[[:foo:]]', false, ['error: Invalid character class name']],
  ['[:space:]', false, ['error: character class syntax is [[:space:]], not [:space:]']],
  ['[z-a]', false, ['error: Invalid range end']],
  ['a\\', false, ['error: Trailing backslash']],
  ['ab|ab\\+', true, ['ab+']],
  ['a{1', true, ['a{1']],
  ['a{x', true, ['a{x']],
  ['\\{1\\}', true, ['{1}']],
  ['a)', true, ['a)']],
  ['(a', true, ['error: Unmatched ( or \\(']],
  ['a{2,1}', true, ['error: Invalid content of \\{\\}']],
  ['a{99999}', true, ['error: Regular expression too big']],
  ['(a)\\2', true, ['error: Invalid back reference']],
])('%s, extended: %s, gives what GNU grep gives', (pattern, extended, expected) => {
  expect(parts(pattern, text, extended)).toEqual(expected);
});

test('a repetition of nothing is ignored with a warning by grep, refused by sed and awk', () => {
  const read = (dialect: RegexDialect) => translateRegex('*a', { dialect, extended: true });
  expect(read('grep')).toEqual({ ok: true, source: 'a', groups: 0, warnings: ['* at start of expression'] });
  expect(read('sed')).toEqual({ ok: false, error: 'Invalid preceding regular expression' });
  expect(read('awk')).toEqual({ ok: false, error: 'missing operand' });
});

test('braces are plain characters in mawk 1.3.4', () => {
  expect(parts('a{2}', 'aa a{2}', true, 'awk')).toEqual(['a{2}']);
  expect(parts('a{2}', 'aa a{2}', true)).toEqual(['aa']);
});

test('of plain alternatives the longest is tried first', () => {
  expect(parts('ab|abcd', 'abcd', true)).toEqual(['abcd']);
});

test.each(['(a+)+$', '(a*)*', '((a+))+b', '(x|[a-z]+)*$', '([^,]*){20}'])(
  '%s would take for ever and is refused',
  (pattern) => {
    expect(translateRegex(pattern, { dialect: 'grep', extended: true })).toEqual({
      ok: false,
      error: 'Repeating what only repeats, as in (a+)+, is not supported here',
    });
  },
);

test.each(['([0-9]+\\.)+[0-9]+', '(, *[a-z]+)*', '(a|b)*', '(ab)+', '([0-9]{1,3}\\.){3}', '(a+)?'])(
  '%s repeats what has an end, and is translated',
  (pattern) => {
    expect(translateRegex(pattern, { dialect: 'grep', extended: true }).ok).toBe(true);
  },
);
