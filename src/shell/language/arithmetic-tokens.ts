/** The tokens of an arithmetic expression, as readtok() of bash's expr.c reads them. */

export type Token =
  | { readonly kind: 'end' }
  | { readonly kind: 'none' }
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'name'; readonly name: string; readonly subscript: string | undefined }
  | { readonly kind: 'operator' | 'assign' | 'prefix' | 'postfix'; readonly text: string };

type Fail = (reason: string, rest: string) => never;

export class Tokens {
  current: Token = { kind: 'none' };
  /** What was read before, unless a value stands in its place. */
  previous: Token = { kind: 'none' };
  private readonly text: string;
  private readonly fail: Fail;
  private place = 0;
  /** Where the last token began. */
  private start = 0;

  constructor(text: string, fail: Fail) {
    this.text = text;
    this.fail = fail;
  }

  /** The text from the last token on, as messages show it. */
  rest(): string {
    return this.text.slice(this.start);
  }

  /** From here on the value that was read is no variable. */
  forget(): void {
    this.previous = { kind: 'none' };
  }

  next(): void {
    const before = this.current;
    this.current = this.read(before);
    this.previous = before;
  }

  private read(before: Token): Token {
    const { text } = this;
    while (/\s/.test(text[this.place] ?? '')) this.place += 1;
    if (this.place >= text.length) return { kind: 'end' };
    this.start = this.place;
    const rest = text.slice(this.place);
    const name = /^[A-Za-z_]\w*/.exec(rest)?.[0];
    if (name !== undefined) return this.readName(name);
    const number = /^\d[\w#@]*/.exec(rest)?.[0];
    if (number !== undefined) {
      this.place += number.length;
      return { kind: 'number', value: this.readNumber(number) };
    }
    return this.readOperator(rest, before);
  }

  private readName(name: string): Token {
    this.place += name.length;
    if (this.text[this.place] !== '[') return { kind: 'name', name, subscript: undefined };
    let depth = 0;
    for (let index = this.place; index < this.text.length; index += 1) {
      if (this.text[index] === '[') depth += 1;
      if (this.text[index] === ']') depth -= 1;
      if (depth > 0) continue;
      const subscript = this.text.slice(this.place + 1, index);
      this.place = index + 1;
      return { kind: 'name', name, subscript };
    }
    return this.fail('bad array subscript', this.rest());
  }

  private readOperator(rest: string, before: Token): Token {
    const double = /^(?:\+\+|--)/.exec(rest)?.[0];
    if (double !== undefined) {
      if (before.kind === 'name') {
        this.place += 2;
        return { kind: 'postfix', text: double };
      }
      if (/^..\s*[A-Za-z_]/.test(rest)) {
        this.place += 2;
        return { kind: 'prefix', text: double };
      }
      this.place += 1;
      return { kind: 'operator', text: double.slice(1) };
    }
    const assign = /^(?:<<|>>|[*/%+\-&^|])?=(?!=)/.exec(rest)?.[0];
    const operator = /^(?:==|!=|<=|>=|&&|\|\||<<|>>|\*\*|[-+*/%<>&|^!~(),?:])/.exec(rest)?.[0];
    if (assign !== undefined) {
      this.place += assign.length;
      return { kind: 'assign', text: assign };
    }
    if (operator !== undefined) {
      this.place += operator.length;
      return { kind: 'operator', text: operator };
    }
    const wantsOperand = before.kind !== 'name' && before.kind !== 'number' && before.kind !== 'postfix';
    const afterParenthesis = before.kind === 'operator' && before.text === ')';
    return this.fail(
      wantsOperand && !afterParenthesis
        ? 'syntax error: operand expected'
        : 'syntax error: invalid arithmetic operator',
      rest,
    );
  }

  /** `42`, `0x1f`, `017`, `2#1010`, `36#z` */
  private readNumber(text: string): bigint {
    const based = /^(\d+)#(.*)$/.exec(text);
    if (based) {
      const [, baseText = '', digits = ''] = based;
      const base = Number(baseText);
      if (base < 2 || base > 64) this.fail('invalid arithmetic base', this.rest());
      if (digits === '') this.fail('invalid integer constant', this.rest());
      return this.digits(digits, base);
    }
    if (text.includes('#')) this.fail('invalid number', this.rest());
    if (/^0[xX]/.test(text)) return this.digits(text.slice(2), 16);
    if (/^0./.test(text)) return this.digits(text.slice(1), 8);
    return this.digits(text, 10);
  }

  private digits(text: string, base: number): bigint {
    let value = 0n;
    for (const digit of text) {
      const place = digitOf(digit, base);
      if (place >= base) this.fail('value too great for base', this.rest());
      value = BigInt.asIntN(64, value * BigInt(base) + BigInt(place));
    }
    return value;
  }
}

function digitOf(digit: string, base: number): number {
  if (digit === '@') return 62;
  if (digit === '_') return 63;
  const code = digit.charCodeAt(0);
  if (code <= 57) return code - 48;
  if (code >= 97) return code - 87;
  return base <= 36 ? code - 55 : code - 29;
}
