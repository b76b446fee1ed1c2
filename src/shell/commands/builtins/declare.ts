/** declare, typeset, local, export, readonly and unset: builtins of bash(1) that make and change variables. */
import type { Argument, Builtin } from '../../command.ts';
import { type AssignOptions, assignArray, assignVariable, isName, toArray } from '../../language/assign.ts';
import { ShellError } from '../../language/control-flow.ts';
import { listing } from '../../language/declaration.ts';
import { listQuote } from '../../language/quote.ts';
import { shellMessage } from '../../language/run.ts';
import { type OptionTable, parseOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';
import { print } from '../../syscalls.ts';
import { builtinOptions } from './builtin-options.ts';
import { listFunctions, printVariables } from './declare-list.ts';

const attributes: OptionTable = {
  options: [
    { short: 'a', help: 'an indexed array' },
    { short: 'A', help: 'an associative array' },
    { short: 'f', help: 'functions, not variables' },
    { short: 'F', help: 'the names of functions only' },
    { short: 'g', help: 'a global variable, inside a function too' },
    { short: 'i', help: 'an integer: what is assigned is evaluated' },
    { short: 'l', help: 'lower case' },
    { short: 'n', help: 'the name of another variable' },
    { short: 'p', help: 'print it' },
    { short: 'r', help: 'readonly' },
    { short: 'u', help: 'upper case' },
    { short: 'x', help: 'exported' },
  ],
  absent: 'It',
};

interface Request {
  /** The command, as messages name it. */
  readonly name: string;
  readonly letters: ReadonlySet<string>;
  /** Letters after `+`: attributes to take away. */
  readonly without: ReadonlySet<string>;
  readonly local: boolean;
}

function declarer(
  name: string,
  summary: string,
  options: OptionTable,
  run: Required<Builtin>['declare'],
): Builtin {
  return {
    name,
    summary,
    options,
    run: (shell, argv, language) => run(shell, argv, language),
    declare: run,
  };
}

export const declare: Builtin = declarer(
  'declare',
  'set variables and their attributes',
  attributes,
  function* (shell, words) {
    const split = yield* readLetters(
      shell,
      words,
      attributes,
      '[-aAfFgiIlnrtux] [name[=value] ...] or declare -p [-aAfFilnrtux] [name ...]',
    );
    if (!split) return 2;
    const { letters, without, names, name } = split;
    if (letters.has('f') || letters.has('F')) return yield* listFunctions(shell, names, letters.has('F'));
    if (letters.has('p')) return yield* printVariables(shell, name, names, letters);
    if (names.length === 0) return yield* printVariables(shell, name, names, letters, letters.size === 0);
    const local = shell.calls.length > 0 && !letters.has('g');
    return yield* declareAll(shell, { name, letters, without, local }, names);
  },
);

export const typeset: Builtin = { ...declare, name: 'typeset' };

export const local: Builtin = declarer(
  'local',
  'make variables of the function that runs',
  attributes,
  function* (shell, words) {
    if (shell.calls.length === 0) {
      yield* shellMessage(shell, 'local: can only be used in a function');
      return 1;
    }
    const split = yield* readLetters(shell, words, attributes, '[option] name[=value] ...');
    if (!split) return 2;
    const { letters, without, names } = split;
    if (names.length === 0) {
      for (const own of shell.variables.localNames()) {
        const variable = shell.variables.find(own);
        if (variable) yield* print(listing(own, variable, listQuote));
      }
      return 0;
    }
    return yield* declareAll(shell, { name: 'local', letters, without, local: true }, names);
  },
);

const exportOptions: OptionTable = {
  options: [
    { short: 'p', help: 'list what is exported' },
    { short: 'n', help: 'export it no longer' },
    { short: 'f', help: 'functions, not variables' },
  ],
};

/** export, a builtin of bash(1). */
export const exportBuiltin: Builtin = declarer(
  'export',
  'give a variable to the programs you start',
  exportOptions,
  function* (shell, words) {
    const split = yield* readLetters(shell, words, exportOptions, '[-fn] [name[=value] ...] or export -p');
    if (!split) return 2;
    const { letters, names } = split;
    if (names.length === 0) return yield* printVariables(shell, 'export', [], new Set(['x']));
    if (letters.has('f')) return 0;
    const off = letters.has('n');
    const request = {
      name: 'export',
      letters: new Set(off ? [] : ['x']),
      without: new Set(off ? ['x'] : []),
      local: false,
    };
    return yield* declareAll(shell, request, names);
  },
);

const readonlyOptions: OptionTable = {
  options: [
    { short: 'p', help: 'list what is readonly' },
    { short: 'a', help: 'indexed arrays' },
    { short: 'A', help: 'associative arrays' },
    { short: 'f', help: 'functions, not variables' },
  ],
};

export const readonlyBuiltin: Builtin = declarer(
  'readonly',
  'keep variables from being changed',
  readonlyOptions,
  function* (shell, words) {
    const split = yield* readLetters(
      shell,
      words,
      readonlyOptions,
      '[-aAf] [name[=value] ...] or readonly -p',
    );
    if (!split) return 2;
    const { letters, names } = split;
    if (names.length === 0) return yield* printVariables(shell, 'readonly', [], new Set(['r']));
    const kept = new Set([...letters].filter((letter) => letter === 'a' || letter === 'A'));
    return yield* declareAll(
      shell,
      { name: 'readonly', letters: new Set([...kept, 'r']), without: new Set(), local: false },
      names,
    );
  },
);

/** The options in front, which may also take attributes away (`+x`), and what follows. */
function* readLetters(
  shell: Shell,
  words: readonly Argument[],
  table: OptionTable,
  usage: string,
): Program<
  | {
      readonly name: string;
      readonly letters: ReadonlySet<string>;
      readonly without: ReadonlySet<string>;
      readonly names: readonly Argument[];
    }
  | undefined
> {
  const [first, ...rest] = words;
  const name = typeof first === 'string' ? first : 'declare';
  const without = new Set<string>();
  const letters = new Set<string>();
  let place = 0;
  for (; place < rest.length; place += 1) {
    const word = rest[place];
    if (typeof word !== 'string') break;
    if (word === '--') {
      place += 1;
      break;
    }
    const sign = /^[-+](?=.)/.exec(word)?.[0];
    if (sign === undefined) break;
    const parsed = parseOptions(table, [`-${word.slice(1)}`]);
    if (!parsed.ok) {
      yield* builtinOptions(shell, [name, word], table, `${name} ${usage}`);
      return undefined;
    }
    for (const { name: letter } of parsed.given) (sign === '-' ? letters : without).add(letter);
  }
  return { name, letters, without, names: rest.slice(place) };
}

function* declareAll(shell: Shell, request: Request, words: readonly Argument[]): Program {
  let status = 0;
  for (const word of words) {
    try {
      const wrong = declareOne(shell, request, word);
      if (wrong === undefined) continue;
      yield* shellMessage(shell, `${request.name}: ${wrong}`);
    } catch (error) {
      if (!(error instanceof ShellError) || error.fatal) throw error;
      yield* shellMessage(
        shell,
        `${request.name === 'export' || request.name === 'readonly' ? '' : `${request.name}: `}${error.message}`,
      );
    }
    status = 1;
  }
  return status;
}

function declareOne(shell: Shell, request: Request, word: Argument): string | undefined {
  const match =
    typeof word === 'string' ? /^([^=+[]*)(?:\[([^\]]*)\])?(?:(\+?)=([\s\S]*))?$/.exec(word) : undefined;
  const name = typeof word === 'string' ? (match?.[1] ?? word) : word.name;
  if (!isName(name)) return `\`${typeof word === 'string' ? word : word.name}': not a valid identifier`;
  const { letters, without } = request;
  if (
    request.local &&
    shell.variables.find(name)?.readonly &&
    typeof word === 'string' &&
    match?.[4] !== undefined
  ) {
    return `${name}: readonly variable`;
  }
  const before =
    request.local && !shell.variables.localNames().includes(name) ? undefined : shell.variables.find(name);
  const variable = request.local ? shell.variables.local(name) : shell.variables.ensure(name);
  if (variable.readonly && (without.has('r') || typeof word !== 'string' || match?.[4] !== undefined)) {
    return `${name}: readonly variable`;
  }
  if (letters.has('a') && variable.kind === 'associative')
    return `${name}: cannot convert associative to indexed array`;
  if (letters.has('A') && variable.kind === 'indexed')
    return `${name}: cannot convert indexed to associative array`;
  if (letters.has('a')) toArray(variable, 'indexed');
  if (letters.has('A')) toArray(variable, 'associative');
  if (letters.has('i')) variable.integer = true;
  if (letters.has('l')) variable.letters = 'lower';
  if (letters.has('u')) variable.letters = 'upper';
  if (without.has('i')) variable.integer = false;
  if (without.has('l') || without.has('u')) variable.letters = undefined;
  const options: AssignOptions = {
    variable,
    append: typeof word === 'string' ? match?.[3] === '+' : word.append,
  };
  if (typeof word !== 'string') assignArray(shell, name, word.elements, options);
  else if (match?.[4] !== undefined) {
    const array = /^\((.*)\)$/s.exec(match[4]);
    if (letters.has('n')) variable.value = match[4];
    else if (array && variable.kind !== 'scalar' && before === undefined) {
      assignArray(shell, name, plainElements(array[1] ?? ''), options);
    } else assignVariable(shell, name, match[2], match[4], options);
  }
  if (letters.has('n')) variable.reference = true;
  if (without.has('n')) variable.reference = false;
  if (letters.has('r')) variable.readonly = true;
  if (letters.has('x')) variable.exported = true;
  if (without.has('x')) variable.exported = false;
  return undefined;
}

/** `declare -a 'x=(a b)'`: the words of a value in quotes. */
function plainElements(text: string): readonly { readonly subscript: undefined; readonly value: string }[] {
  return (text.match(/\S+/g) ?? []).map((value) => ({ subscript: undefined, value }));
}
