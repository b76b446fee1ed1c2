/** A place in the source, for the parser. */

/** What cannot be read; `incomplete` where more lines could still complete it. */
export class ParseError extends Error {
  readonly incomplete: boolean;
  constructor(message: string, incomplete = false) {
    super(message);
    this.incomplete = incomplete;
  }
}

export class Reader {
  readonly source: string;
  at = 0;

  constructor(source: string) {
    this.source = source;
  }

  get ended(): boolean {
    return this.at >= this.source.length;
  }

  peek(length = 1): string {
    return this.source.slice(this.at, this.at + length);
  }

  /** Steps over the text if it stands here. */
  take(text: string): boolean {
    if (this.peek(text.length) !== text) return false;
    this.at += text.length;
    return true;
  }

  /** @param pattern sticky */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** Blanks, comments, and a backtick at the end of a line; line ends too where asked. */
  skip(lines = false): void {
    const blank = lines ? /(?:[ \t\r\n]|`\r?\n|#[^\n]*)+/y : /(?:[ \t]|`\r?\n|#[^\n]*)+/y;
    this.match(blank);
  }

  /** Line ends and semicolons between statements. */
  skipSeparators(): void {
    do this.skip(true);
    while (this.take(';'));
  }

  fail(message: string): never {
    throw new ParseError(message);
  }

  missing(what: string): never {
    throw new ParseError(`Missing ${what}.`, this.ended);
  }
}
