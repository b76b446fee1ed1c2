/** What a cmdlet is, and how its parameters are bound: by name or an unambiguous beginning of it, then by position. */
import type { Program } from '../../program.ts';
import { PsError } from './errors.ts';
import type { PsState } from './state.ts';
import { isTrue, listOf, numberOf, sameText, textOf, type Value } from './values.ts';

export interface Parameter {
  readonly name: string;
  /** A switch stands alone. */
  readonly switch?: true;
  readonly aliases?: readonly string[];
  /** Its place among arguments without a name; the last place takes several. */
  readonly position?: number;
  /** The only values that it takes, in their own spelling. */
  readonly values?: readonly string[];
}

export interface Cmdlet {
  readonly name: string;
  readonly summary: string;
  readonly aliases?: readonly string[];
  readonly parameters: readonly Parameter[];
  /** Parameters of the real one that this one does not have, apart by blanks. */
  readonly absent?: string;
  run(call: CmdletCall): Program<readonly Value[]> | readonly Value[];
}

export interface CmdletCall {
  readonly state: PsState;
  /** The name as typed. */
  readonly name: string;
  /** What came through the pipe; undefined where it is the first. */
  readonly input: readonly Value[] | undefined;
  has(parameter: string): boolean;
  value(parameter: string): Value;
  /** Undefined where it was not given. */
  text(parameter: string): string | undefined;
  list(parameter: string): readonly Value[];
  /** @throws PsError where it is no number */
  number(parameter: string): number | undefined;
  /** A mistake that does not end the line. */
  complain(message: string): Program<void>;
  /** Runs a script block for one object, which is `$_` in it. */
  invoke(block: Value, object: Value): Program<readonly Value[]>;
  /** Writes to the screen, whoever takes the output: Write-Host, warnings. */
  show(text: string): Program<void>;
}

export interface BoundArguments {
  readonly values: ReadonlyMap<string, Value>;
}

/** Those that every cmdlet has (about_CommonParameters). */
const common: readonly Parameter[] = [
  {
    name: 'ErrorAction',
    aliases: ['ea'],
    values: ['SilentlyContinue', 'Stop', 'Continue', 'Ignore', 'Inquire'],
  },
  { name: 'WarningAction', aliases: ['wa'] },
  { name: 'Verbose', switch: true, aliases: ['vb'] },
  { name: 'Debug', switch: true, aliases: ['db'] },
  { name: 'ErrorVariable', aliases: ['ev'] },
  { name: 'OutVariable', aliases: ['ov'] },
];

export type Given =
  | { readonly kind: 'parameter'; readonly name: string; readonly value: Value | 'none' }
  | { readonly kind: 'value'; readonly value: Value };

/** @throws PsError in PowerShell's words */
export function bindArguments(cmdlet: Cmdlet, given: readonly Given[]): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  const loose: Value[] = [];
  for (let at = 0; at < given.length; at += 1) {
    const one = given[at];
    if (!one) break;
    if (one.kind === 'value') {
      loose.push(one.value);
      continue;
    }
    const parameter = findParameter(cmdlet, one.name);
    if (values.has(parameter.name)) {
      throw new PsError(
        `Cannot bind parameter because parameter '${parameter.name}' is specified more than once. To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, "-parameter value1,value2,value3".`,
      );
    }
    if (parameter.switch) {
      values.set(parameter.name, one.value === 'none' ? true : isTrue(one.value));
      continue;
    }
    const next = given[at + 1];
    let value = one.value;
    if (value === 'none') {
      if (next?.kind !== 'value')
        throw new PsError(
          `Missing an argument for parameter '${parameter.name}'. Specify a parameter and try again.`,
        );
      value = next.value;
      at += 1;
    }
    values.set(parameter.name, chosen(cmdlet, parameter, value));
  }
  placeLoose(cmdlet, values, loose);
  return values;
}

function placeLoose(cmdlet: Cmdlet, values: Map<string, Value>, loose: readonly Value[]): void {
  const places = cmdlet.parameters
    .filter(({ position, name }) => position !== undefined && !values.has(name))
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
  for (const [index, value] of loose.entries()) {
    const parameter = places[index];
    if (!parameter) {
      throw new PsError(`A positional parameter cannot be found that accepts argument '${textOf(value)}'.`);
    }
    values.set(parameter.name, chosen(cmdlet, parameter, value));
  }
}

/** In the spelling of the parameter's own list. */
function chosen(cmdlet: Cmdlet, parameter: Parameter, value: Value): Value {
  const { values, name } = parameter;
  if (!values) return value;
  const found = listOf(value).map((one) => {
    const text = textOf(one);
    const match = values.find((known) => sameText(known, text));
    if (match !== undefined) return match;
    throw new PsError(
      `Cannot validate argument on parameter '${name}'. The argument "${text}" does not belong to the set "${values.join(',')}" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.`,
      cmdlet.name,
    );
  });
  return found.length === 1 ? found[0] : found;
}

function findParameter(cmdlet: Cmdlet, typed: string): Parameter {
  const all = [...cmdlet.parameters, ...common];
  const exact = all.find(({ name, aliases = [] }) => [name, ...aliases].some((one) => sameText(one, typed)));
  if (exact) return exact;
  const lower = typed.toLowerCase();
  const starting = all.filter(({ name }) => name.toLowerCase().startsWith(lower));
  const own = starting.filter((one) => !common.includes(one));
  const [first, second] = own.length > 0 ? own : starting;
  if (first && !second) return first;
  if (first) {
    const matches = starting.map(({ name }) => ` -${name}`).join('');
    throw new PsError(
      `Parameter cannot be processed because the parameter name '${typed}' is ambiguous. Possible matches include:${matches}.`,
      cmdlet.name,
    );
  }
  const absent = (cmdlet.absent ?? '')
    .split(' ')
    .find((name) => name !== '' && name.toLowerCase().startsWith(lower));
  throw new PsError(
    absent === undefined
      ? `A parameter cannot be found that matches parameter name '${typed}'.`
      : `-${absent} is a parameter of the real ${cmdlet.name} that this host's PowerShell does not have.`,
    cmdlet.name,
  );
}

export function numberFor(cmdlet: Cmdlet, parameter: string, value: Value): number {
  const number = numberOf(value);
  if (Number.isNaN(number)) {
    throw new PsError(
      `Cannot bind parameter '${parameter}'. Cannot convert value "${textOf(value)}" to type "System.Int32". Error: "The input string '${textOf(value)}' was not in a correct format."`,
      cmdlet.name,
    );
  }
  return number;
}
