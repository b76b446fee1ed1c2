/** From the parser's errors to what bash would do: wait for the next line, or refuse in its own words. */
import type { ParsedScript, Redirection, Statement } from 'unbash';

export type Reading =
  | { readonly kind: 'complete' }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'error'; readonly message: string };

const complete: Reading = { kind: 'complete' };
const incomplete: Reading = { kind: 'incomplete' };

/** Whether the typed text is a whole command, the beginning of one, or wrong. */
export function judgeSyntax(source: string, script: ParsedScript): Reading {
  const [error] = script.errors ?? [];
  if (!error) {
    if (/(^|[^\\])(\\\\)*\\\n?$/.test(source)) return incomplete;
    return hasOpenHereDocument(script) ? incomplete : complete;
  }
  if (error.message.startsWith('unterminated') && !error.message.includes('glob')) return incomplete;
  const rest = source.slice(error.pos);
  if (rest.trim() === '' && error.message !== 'expected redirect target') {
    // bash knows at once that a keyword such as `for` needs its word on the same line.
    return /(^|\s)(for|case|select)$/.test(source.trim()) ? unexpected('newline') : incomplete;
  }
  return unexpected(tokenAt(rest));
}

const closing: Readonly<Record<string, string>> = {
  'unterminated backtick': '`',
  'unterminated command substitution': ')',
  'unterminated double quote': '"',
  'unterminated parameter expansion': '}',
  'unterminated single quote': "'",
};

/** What bash says when the text ends where a command cannot end. */
export function unfinished({ errors }: ParsedScript): string {
  const missing = closing[errors?.[0]?.message ?? ''];
  return missing === undefined
    ? 'syntax error: unexpected end of file'
    : `unexpected EOF while looking for matching \`${missing}'`;
}

function unexpected(token: string): Reading {
  return { kind: 'error', message: `syntax error near unexpected token \`${token}'` };
}

function tokenAt(rest: string): string {
  const text = rest.replace(/^[ \t]+/, '');
  if (text.startsWith('()')) return ')';
  return (
    /^(?:\n|;;&|;&|;;|&&|\|\||<<<|>>|<<|&>|>&|<&|\|&|[;&|<>()]|[^\s;&|<>()]+)/
      .exec(text)?.[0]
      .replace('\n', 'newline') ?? 'newline'
  );
}

/** A here-document whose last line has not come. Inside `if` and loops their last word is missing as well. */
function hasOpenHereDocument({ commands }: { readonly commands: readonly Statement[] }): boolean {
  return commands.some(({ command }) => opensHereDocument(command));
}

function opensHereDocument(node: Statement['command']): boolean {
  switch (node.type) {
    case 'AndOr':
    case 'Pipeline':
      return node.commands.some(opensHereDocument);
    case 'Subshell':
    case 'BraceGroup':
      return hasOpenHereDocument(node.body);
    case 'Redirected':
      return node.redirects.some(isOpen) || opensHereDocument(node.command);
    case 'Command':
      return node.redirects.some(isOpen);
    default:
      return false;
  }
}

function isOpen(redirection: Redirection): boolean {
  return redirection.type === 'HereDoc' && redirection.closing === undefined;
}
