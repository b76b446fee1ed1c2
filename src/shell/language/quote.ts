/** Text as bash writes it so that it can be read back. */

const named: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\x1b': '\\E',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  "'": "\\'",
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const control = /[\x00-\x1f\x7f]/;

/** `$'a\nb'` */
function ansiQuote(text: string): string {
  const inner = [...text].map((character) => {
    const name = named[character];
    if (name !== undefined) return name;
    return control.test(character) ? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}` : character;
  });
  return `$'${inner.join('')}'`;
}

/** `'a b'`, as `${x@Q}`, `alias` and `trap -p` write it. */
export function singleQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

export function singleOrAnsiQuote(text: string): string {
  return control.test(text) ? ansiQuote(text) : singleQuote(text);
}

/** `"a b"`, as `declare -p` writes it. */
export function doubleQuote(text: string): string {
  return control.test(text) ? ansiQuote(text) : `"${text.replace(/["\\$`]/g, '\\$&')}"`;
}

/** `a\ b`, as `printf %q` writes it. */
export function backslashQuote(text: string): string {
  if (text === '') return "''";
  if (control.test(text)) return ansiQuote(text);
  return text.replace(/[\s"'\\$`!*?[\](){}<>|&;^,]|^[#~]/g, '\\$&');
}

/** The words of a command as `set -x` shows them: quoted where they must be. */
export function traceQuote(text: string): string {
  if (text === '') return "''";
  if (/[\s"'\\$`!*?[\](){}<>|&;^,]|^[#~]|[=:]~/.test(text)) return singleQuote(text);
  return control.test(text) ? ansiQuote(text) : text;
}

/** The value of a variable as `set` lists it. */
export function listQuote(text: string): string {
  if (control.test(text)) return ansiQuote(text);
  return /[\s"'\\$`!*?[\](){}<>|&;^]|^[#~]|[=:]~/.test(text) ? singleQuote(text) : text;
}
