/** From the parser's errors to what bash would do: wait for the next line, or refuse in its own words. */
import type { ParsedScript, Redirection, Statement } from 'unbash';

export type Reading =
  | { readonly kind: 'complete' }
  | { readonly kind: 'incomplete' }
  | {
      readonly kind: 'error';
      readonly message: string;
      /** Where the token stands that cannot. */
      readonly place?: number;
      /** bash says no more than this, and not the line. */
      readonly alone?: boolean;
    };

const complete: Reading = { kind: 'complete' };
const incomplete: Reading = { kind: 'incomplete' };

/**
 * Whether the text is a whole command, the beginning of one, or wrong.
 *
 * @param atEnd no more text comes: what only waits for a line is complete
 * @param offset where the text begins among the positions of the script
 */
export function judgeSyntax(source: string, script: ParsedScript, atEnd = false, offset = 0): Reading {
  const [error] = script.errors ?? [];
  if (!error) {
    if (atEnd) return complete;
    if (/(^|[^\\])(\\\\)*\\\n?$/.test(source)) return incomplete;
    return hasOpenHereDocument(script) ? incomplete : complete;
  }
  if (error.message.startsWith('unterminated')) return incomplete;
  // The parser points at what opens a group, bash at what stands in it.
  const at = /^expected command in (?:brace group|subshell)$/.test(error.message) ? error.pos + 1 : error.pos;
  const rest = source.slice(at - offset);
  if (error.message === 'unterminated arithmetic command' || isOpenTest(script, rest)) return incomplete;
  if (
    /^unexpected token '/.test(error.message) &&
    script.errors?.some(({ message }) => message === closesTest)
  ) {
    return { kind: 'error', message: 'conditional binary operator expected', place: at, alone: true };
  }
  if (rest.trim() === '' && error.message !== 'expected redirect target') {
    // bash knows at once that a keyword such as `for` needs its word on the same line.
    return /(^|\s)(for|case|select)$/.test(source.trim()) ? unexpected('newline') : incomplete;
  }
  return unexpected(tokenAt(rest), at);
}

const closesTest = "expected ']]' to close '[['";

function isOpenTest({ errors = [] }: ParsedScript, rest: string): boolean {
  return errors[0]?.message === closesTest && rest.trim() === '';
}

const closing: Readonly<Record<string, string>> = {
  'unterminated arithmetic command': ')',
  'unterminated arithmetic expansion': ')',
  'unterminated backtick': '`',
  'unterminated command substitution': ')',
  'unterminated double quote': '"',
  'unterminated extended glob': ')',
  'unterminated parameter expansion': '}',
  'unterminated single quote': "'",
};

/** What bash says when the text ends where a command cannot end. */
export function unfinished({ errors }: ParsedScript): string {
  if (errors?.[0]?.message === closesTest) return "unexpected EOF while looking for `]]'";
  const missing = closing[errors?.[0]?.message ?? ''];
  return missing === undefined
    ? 'syntax error: unexpected end of file'
    : `unexpected EOF while looking for matching \`${missing}'`;
}

function unexpected(token: string, place?: number): Reading {
  const message = `syntax error near unexpected token \`${token}'`;
  return place === undefined ? { kind: 'error', message } : { kind: 'error', message, place };
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
