/** How grep prints the lines it selects, and those around them. */
import type { Matcher } from './grep-pattern.ts';

export interface GrepForm {
  readonly names: boolean;
  readonly numbers: boolean;
  /** Only the parts that match. */
  readonly only: boolean;
  readonly invert: boolean;
  /** Lines of context. */
  readonly before: number;
  readonly after: number;
  readonly colour: boolean;
}

/** GREP_COLORS as it is by default: `mt=01;31:fn=35:ln=32:se=36`. */
function painter(colour: boolean): (code: string, text: string) => string {
  return colour ? (code, text) => `\x1b[${code}m\x1b[K${text}\x1b[m\x1b[K` : (_code, text) => text;
}

/** Given line after line of one file, gives what is to be printed for each. */
export function printed(
  form: GrepForm,
  matcher: Matcher,
  path: string,
  end = '\n',
): (line: string, selected: boolean) => string {
  const paint = painter(form.colour);
  const hasContext = form.before > 0 || form.after > 0;
  const held: { readonly number: number; readonly line: string }[] = [];
  let number = 0;
  let trailing = 0;
  let lastPrinted = 0;

  const prefix = (at: number, mark: string): string =>
    (form.names ? paint('35', path) + paint('36', mark) : '') +
    (form.numbers ? paint('32', String(at)) + paint('36', mark) : '');

  function painted(line: string): string {
    if (!form.colour || form.invert) return line;
    let out = '';
    let at = 0;
    for (const { start, end } of matcher.all(line)) {
      out += line.slice(at, start) + paint('01;31', line.slice(start, end));
      at = end;
    }
    return out + line.slice(at);
  }

  function whole(at: number, line: string, selected: boolean): string {
    const gap = hasContext && lastPrinted > 0 && at > lastPrinted + 1 ? `${paint('36', '--')}\n` : '';
    lastPrinted = at;
    if (form.only) return gap;
    return `${gap}${prefix(at, selected ? ':' : '-')}${selected ? painted(line) : line}${end}`;
  }

  return (line, selected) => {
    number += 1;
    if (!selected) {
      if (trailing > 0) {
        trailing -= 1;
        return whole(number, line, false);
      }
      held.push({ number, line });
      if (held.length > form.before) held.shift();
      return '';
    }
    trailing = form.after;
    const before = held.splice(0).map((one) => whole(one.number, one.line, false));
    if (!form.only || form.invert) return before.join('') + whole(number, line, true);
    const gap = whole(number, line, true);
    const parts = matcher
      .all(line)
      .map(
        ({ start, end: stop }) => `${prefix(number, ':')}${paint('01;31', line.slice(start, stop))}${end}`,
      );
    return before.join('') + gap + parts.join('');
  };
}
