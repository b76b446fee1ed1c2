/**
 * The options of a command: one table feeds parsing, `--help` and Tab completion.
 * Parsing is that of getopt_long(3), which most tools use; each tool words its errors itself.
 */

export interface Option {
  /** One letter, without the dash. */
  readonly short?: string;
  /** Without the dashes. */
  readonly long?: string;
  /** The name of its argument, in capitals, when it takes one. */
  readonly argument?: string;
  /** The argument may be left out, and stands right after the option if given: `--color[=WHEN]`, `-i[SUFFIX]`. */
  readonly optional?: boolean;
  readonly help: string;
}

export interface OptionTable {
  readonly options: readonly Option[];
  /** Letters of options that the real tool has and this one does not, so that nobody is told they are unknown. */
  readonly absent?: string;
  /** The same for long names. */
  readonly absentNames?: readonly string[];
}

export const noOptions: OptionTable = { options: [] };

export interface ParsedOptions {
  readonly ok: true;
  /** In the order given. An option is named by its long form, else its letter. */
  readonly given: readonly { readonly name: string; readonly value: string }[];
  readonly operands: readonly string[];
  has(name: string): boolean;
  /** The last value given. */
  value(name: string): string | undefined;
}

export type OptionError =
  | { readonly ok: false; readonly kind: 'unknown-letter'; readonly letter: string }
  | { readonly ok: false; readonly kind: 'absent-letter'; readonly letter: string }
  | { readonly ok: false; readonly kind: 'unknown-name'; readonly option: string }
  | { readonly ok: false; readonly kind: 'needs-argument'; readonly option: string }
  | { readonly ok: false; readonly kind: 'takes-no-argument'; readonly option: string };

export function nameOf({ long, short }: Option): string {
  return long ?? short ?? '';
}

/** @param inOrder stop at the first operand, as bash's builtins do */
export function parseOptions(
  table: OptionTable,
  args: readonly string[],
  inOrder = false,
): ParsedOptions | OptionError {
  const given: { name: string; value: string }[] = [];
  const operands: string[] = [];
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      operands.push(...rest);
      break;
    }
    if (word === '-' || !word.startsWith('-')) {
      operands.push(word);
      if (inOrder) operands.push(...rest.splice(0));
      continue;
    }
    const error = word.startsWith('--')
      ? takeLong(table, word, rest, given)
      : takeLetters(table, word, rest, given);
    if (error) return error;
  }
  return {
    ok: true,
    given,
    operands,
    has: (name) => given.some((option) => option.name === name),
    value: (name) => given.findLast((option) => option.name === name)?.value,
  };
}

type Given = { name: string; value: string }[];

function takeLong(table: OptionTable, word: string, rest: string[], given: Given): OptionError | undefined {
  const cut = word.indexOf('=');
  const text = cut < 0 ? word.slice(2) : word.slice(2, cut);
  const candidates = table.options.filter(({ long }) => long?.startsWith(text));
  const option =
    candidates.find(({ long }) => long === text) ?? (candidates.length === 1 ? candidates[0] : undefined);
  if (!option) {
    const absent = table.absentNames?.find((name) => name.startsWith(text));
    if (absent !== undefined) return { ok: false, kind: 'absent-letter', letter: `-${absent}` };
    return { ok: false, kind: 'unknown-name', option: `--${text}` };
  }
  const attached = cut < 0 ? undefined : word.slice(cut + 1);
  if (!option.argument && attached !== undefined) {
    return { ok: false, kind: 'takes-no-argument', option: `--${option.long}` };
  }
  const value = option.argument && !option.optional ? (attached ?? rest.shift()) : (attached ?? '');
  if (value === undefined) return { ok: false, kind: 'needs-argument', option: `--${option.long}` };
  given.push({ name: nameOf(option), value });
  return undefined;
}

function takeLetters(
  table: OptionTable,
  word: string,
  rest: string[],
  given: Given,
): OptionError | undefined {
  const letters = [...word.slice(1)];
  for (let letter = letters.shift(); letter !== undefined; letter = letters.shift()) {
    const option = table.options.find(({ short }) => short === letter);
    if (!option) {
      const kind = table.absent?.includes(letter) ? 'absent-letter' : 'unknown-letter';
      return { ok: false, kind, letter };
    }
    if (!option.argument) {
      given.push({ name: nameOf(option), value: '' });
      continue;
    }
    const value = letters.length > 0 || option.optional ? letters.splice(0).join('') : rest.shift();
    if (value === undefined) return { ok: false, kind: 'needs-argument', option: letter };
    given.push({ name: nameOf(option), value });
  }
  return undefined;
}

/** The lines of `--help` for the options, in the layout that GNU tools share. */
export function optionLines({ options }: OptionTable, column = 27): string {
  return options
    .map(({ short, long, argument, optional, help }) => {
      const left = short ? `  -${short}${long ? ', ' : ''}` : '      ';
      const value = argument && (long ? `=${argument}` : optional ? argument : ` ${argument}`);
      const name = `${left}${long ? `--${long}` : ''}${optional ? `[${value}]` : (value ?? '')}`;
      const space = name.length + 2 > column ? `\n${' '.repeat(column)}` : ' '.repeat(column - name.length);
      return `${name}${space}${help}\n`;
    })
    .join('');
}

/** How GNU's core utilities word a wrong option. */
export function gnuOptionError(command: string, error: OptionError): string {
  return `${command}: ${gnuReason(error)}\n`;
}

function gnuReason(error: OptionError): string {
  switch (error.kind) {
    case 'unknown-letter':
      return `invalid option -- '${error.letter}'`;
    case 'absent-letter':
      return `-${error.letter} is a real option that this host does not have yet`;
    case 'unknown-name':
      return `unrecognized option '${error.option}'`;
    case 'needs-argument':
      return error.option.startsWith('--')
        ? `option '${error.option}' requires an argument`
        : `option requires an argument -- '${error.option}'`;
    case 'takes-no-argument':
      return `option '${error.option}' doesn't allow an argument`;
  }
}
