import { toBytes } from '../../utf-8.ts';

/** How `l` shows a line. */
export function visible(text: string): string {
  const named: Readonly<Record<string, string>> = {
    '\\': '\\\\',
    '\x07': '\\a',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\v': '\\v',
  };
  const all = [...toBytes(text)].map((byte) => {
    const code = byte.charCodeAt(0);
    return named[byte] ?? (code < 32 || code > 126 ? `\\${code.toString(8).padStart(3, '0')}` : byte);
  });
  const lines: string[] = [];
  let line = '';
  for (const piece of all) {
    if (line.length + piece.length > 69) {
      lines.push(`${line}\\`);
      line = '';
    }
    line += piece;
  }
  return [...lines, line].join('\n');
}
