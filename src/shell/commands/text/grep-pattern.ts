/** grep's patterns: several at once, as expressions or strings, as words or whole lines. */
import { literalSource, translateRegex } from '../../posix-regex.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Matcher {
  test(line: string): boolean;
  /** What matches, from left to right; nothing that is empty. */
  all(line: string): readonly Span[];
}

export interface PatternOptions {
  readonly extended: boolean;
  readonly fixed: boolean;
  readonly ignoreCase: boolean;
  readonly words: boolean;
  readonly lines: boolean;
}

export type CompiledPatterns =
  | { readonly ok: true; readonly matcher: Matcher; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly error: string };

const letter = '[\\p{L}\\p{N}_]';

export function matcherOf(patterns: readonly string[], options: PatternOptions): CompiledPatterns {
  const expressions: RegExp[] = [];
  const warnings: string[] = [];
  for (const pattern of patterns) {
    const translated = options.fixed
      ? { ok: true as const, source: [...pattern].map(literalSource).join(''), warnings: [] }
      : translateRegex(pattern, { dialect: 'grep', extended: options.extended });
    if (!translated.ok) return translated;
    warnings.push(...translated.warnings);
    let source = `(?:${translated.source})`;
    if (options.words) source = `(?<!${letter})${source}(?!${letter})`;
    if (options.lines) source = `^${source}$`;
    expressions.push(new RegExp(source, options.ignoreCase ? 'gsui' : 'gsu'));
  }

  /** Of all patterns the leftmost match, and of those the longest. */
  function next(line: string, from: number): Span | undefined {
    let best: Span | undefined;
    for (const expression of expressions) {
      expression.lastIndex = from;
      let found = expression.exec(line);
      while (found?.[0] === '' && found.index < line.length) {
        expression.lastIndex = found.index + 1;
        found = expression.exec(line);
      }
      if (!found || found[0] === '') continue;
      const span = { start: found.index, end: found.index + found[0].length };
      if (!best || span.start < best.start || (span.start === best.start && span.end > best.end)) best = span;
    }
    return best;
  }

  return {
    ok: true,
    warnings,
    matcher: {
      test: (line) =>
        expressions.some((expression) => {
          expression.lastIndex = 0;
          return expression.test(line);
        }),
      all(line) {
        const spans: Span[] = [];
        for (let span = next(line, 0); span; span = next(line, span.end)) spans.push(span);
        return spans;
      },
    },
  };
}
