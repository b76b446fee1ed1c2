import type { Builtin } from '../../command.ts';
import type { OptionTable } from '../../option-table.ts';
import { print } from '../../syscalls.ts';

const options: OptionTable = {
  options: [
    { short: 'n', help: 'no line feed at the end' },
    { short: 'e', help: 'read backslash escapes such as \\n and \\t' },
    { short: 'E', help: 'leave backslashes alone (the usual)' },
  ],
};

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** echo, a builtin of bash(1): what looks like an option but is none is printed. */
export const echo: Builtin = {
  name: 'echo',
  summary: 'print its arguments',
  options,
  *run(_shell, argv) {
    const words = argv.slice(1);
    let newline = '\n';
    let escaped = false;
    while (/^-[neE]+$/.test(words[0] ?? '')) {
      for (const letter of words.shift() ?? '') {
        if (letter === 'n') newline = '';
        if (letter === 'e') escaped = true;
        if (letter === 'E') escaped = false;
      }
    }
    const text = words.join(' ');
    yield* print(escaped ? readEscapes(text, newline) : text + newline);
    return 0;
  },
};

/** `\c` ends the output at once. */
function readEscapes(text: string, newline: string): string {
  const cut = text.search(/(?<!\\)(?:\\\\)*\\c/);
  const kept = cut < 0 ? text + newline : text.slice(0, text.indexOf('\\c', cut));
  return kept.replace(/\\(?:0([0-7]{0,3})|x([0-9a-fA-F]{1,2})|([\s\S]))/g, (all, octal, hex, letter) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal || '0', 8) & 255);
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return escapes[letter] ?? all;
  });
}
