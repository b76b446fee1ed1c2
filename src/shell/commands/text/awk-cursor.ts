/** Goes through the words of an awk program, and refuses wrong ones in mawk's words. */
import { AwkSyntaxError, type AwkToken } from './awk-lexer.ts';

export interface AwkCursor {
  readonly last: AwkToken;
  /** `print a > b` writes to a file: there `>` compares only inside parentheses. */
  comparesMore: boolean;
  /** `for (k in a)`: there `in` belongs to the loop. */
  allowsIn: boolean;
  peek(ahead?: number): AwkToken;
  /** Takes a token of whatever kind. */
  skip(): void;
  place(): number;
  back(place: number): void;
  is(text: string): boolean;
  take(text: string): boolean;
  expect(text: string): void;
  newlines(): void;
  optionalNewlines(): void;
  fail(): never;
  complain(text: string): never;
  /** Reads with `>` and `in` meaning what they always mean. */
  inside<T>(read: () => T): T;
}

export function createCursor(tokens: readonly AwkToken[]): AwkCursor {
  let at = 0;
  let parentheses = 0;
  let braces = 0;
  const last: AwkToken = tokens.at(-1) ?? { kind: 'end', text: 'end of file', line: 1 };
  const peek = (ahead = 0): AwkToken => tokens[at + ahead] ?? last;
  const is = (text: string): boolean => {
    const token = peek();
    return (token.kind === 'operator' || token.kind === 'keyword') && token.text === text;
  };

  function fail(): never {
    const { kind, text, line } = peek();
    if (kind === 'end' && braces > 0) throw new AwkSyntaxError(`line ${line}: missing } near end of file`);
    if (
      parentheses > 0 &&
      (kind !== 'operator' || text === '}' || text === ';') &&
      (kind === 'operator' || kind === 'newline' || kind === 'end')
    ) {
      throw new AwkSyntaxError(`line ${line}: missing ) near ${text}`);
    }
    if (text === ')') throw new AwkSyntaxError(`line ${line}: extra ')'`);
    if (text === '}' && braces === 0) {
      const after = peek(1);
      throw new AwkSyntaxError(
        `line ${line}: extra '}'\nawk: line ${after.line}: syntax error at or near ${after.text}`,
      );
    }
    throw new AwkSyntaxError(`line ${line}: syntax error at or near ${text}`);
  }

  function complain(text: string): never {
    throw new AwkSyntaxError(`line ${peek().line}: ${text}`);
  }

  function take(text: string): boolean {
    if (!is(text)) return false;
    at += 1;
    if (text === '(') parentheses += 1;
    if (text === ')') parentheses -= 1;
    if (text === '{') braces += 1;
    if (text === '}') braces -= 1;
    return true;
  }

  function expect(text: string): void {
    if (!take(text)) fail();
  }

  function newlines(): void {
    while (peek().kind === 'newline' || is(';')) at += 1;
  }

  function optionalNewlines(): void {
    while (peek().kind === 'newline') at += 1;
  }

  const cursor: AwkCursor = {
    last,
    comparesMore: true,
    allowsIn: true,
    peek,
    skip() {
      at += 1;
    },
    place: () => at,
    back(place) {
      at = place;
    },
    is,
    take,
    expect,
    newlines,
    optionalNewlines,
    fail,
    complain,
    inside(read) {
      const before = [cursor.comparesMore, cursor.allowsIn] as const;
      cursor.comparesMore = true;
      cursor.allowsIn = true;
      const result = read();
      [cursor.comparesMore, cursor.allowsIn] = before;
      return result;
    },
  };
  return cursor;
}
