/** The current record of awk and its fields: a change of one shows in the other. */
import { awkRegex } from './awk-lexer.ts';
import { type AwkValue, inputValue, textOf } from './awk-values.ts';

export interface AwkRecord {
  set(text: string): void;
  field(index: number): AwkValue;
  setField(index: number, value: AwkValue): void;
  count(): number;
  setCount(count: number): void;
}

/** @param variable gives FS, OFS and CONVFMT as they are now */
export function createRecord(variable: (name: 'FS' | 'OFS' | 'CONVFMT') => string): AwkRecord {
  let whole: AwkValue = '';
  /** Undefined until somebody asks. */
  let fields: AwkValue[] | undefined = [];
  let stale = false;

  function split(): AwkValue[] {
    fields ??= splitFields(textOf(whole, variable('CONVFMT')), variable('FS')).map(inputValue);
    return fields;
  }

  return {
    set(text) {
      whole = inputValue(text);
      fields = undefined;
      stale = false;
    },
    field(index) {
      if (index > 0) return split()[index - 1];
      if (stale) {
        const format = variable('CONVFMT');
        whole = inputValue(
          split()
            .map((value) => textOf(value, format))
            .join(variable('OFS')),
        );
        stale = false;
      }
      return whole;
    },
    setField(index, value) {
      if (index === 0) {
        whole = value;
        fields = undefined;
        stale = false;
        return;
      }
      const all = split();
      while (all.length < index) all.push('');
      all[index - 1] = value;
      stale = true;
    },
    count: () => split().length,
    setCount(count) {
      const all = split();
      while (all.length < count) all.push('');
      all.length = Math.max(0, count);
      stale = true;
    },
  };
}

/** @param separator one blank: runs of white space; one character: itself; else a regular expression */
export function splitFields(text: string, separator: string | RegExp): readonly string[] {
  if (text === '') return [];
  if (separator === ' ') {
    const trimmed = text.replace(/^[ \t\n]+|[ \t\n]+$/g, '');
    return trimmed === '' ? [] : trimmed.split(/[ \t\n]+/);
  }
  if (separator === '') return [...text];
  if (typeof separator === 'string' && separator.length === 1) return text.split(separator);
  const expression = typeof separator === 'string' ? awkRegex(separator) : separator;
  const fields: string[] = [];
  let at = 0;
  for (const match of text.matchAll(expression)) {
    if (match[0] === '') continue;
    fields.push(text.slice(at, match.index));
    at = match.index + match[0].length;
  }
  return [...fields, text.slice(at)];
}

/** Cuts a text into records by RS: a line feed, another character, '' for paragraphs, or an expression. */
export function takeRecord(
  buffer: string,
  separator: string,
  ended: boolean,
): { readonly record: string; readonly rest: string } | undefined {
  if (separator === '') {
    const text = buffer.replace(/^\n+/, '');
    const match = /\n\n+/.exec(text);
    if (match && (ended || match.index + match[0].length < text.length)) {
      return { record: text.slice(0, match.index), rest: text.slice(match.index + match[0].length) };
    }
    const left = text.replace(/\n+$/, '');
    return ended && left !== '' ? { record: left, rest: '' } : undefined;
  }
  if (separator.length === 1) {
    const cut = buffer.indexOf(separator);
    if (cut >= 0) return { record: buffer.slice(0, cut), rest: buffer.slice(cut + 1) };
  } else {
    const expression = awkRegex(separator);
    const match = expression.exec(buffer);
    if (match && match[0] !== '' && (ended || match.index + match[0].length < buffer.length)) {
      return { record: buffer.slice(0, match.index), rest: buffer.slice(match.index + match[0].length) };
    }
  }
  if (!ended || buffer === '') return undefined;
  return { record: separator.length > 1 ? buffer.replace(/\n$/, '') : buffer, rest: '' };
}
