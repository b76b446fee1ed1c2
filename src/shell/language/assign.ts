/** Reading and setting variables by name and subscript, with their attributes. */
import type { Shell } from '../shell.ts';
import { ArithmeticError, type ArithmeticWorld, evaluate } from './arithmetic.ts';
import { ShellError } from './control-flow.ts';
import {
  highestSubscript,
  newVariable,
  scalarOf,
  type Variable,
  valueLimit,
  variablesLimit,
} from './variables.ts';

const namePattern = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function isName(text: string): boolean {
  return namePattern.test(text);
}

/** `name` or `name[subscript]`; undefined for anything else. */
export function parseReference(
  text: string,
): { readonly name: string; readonly subscript: string | undefined } | undefined {
  const match = /^([A-Za-z_]\w*)(?:\[([\s\S]+)\])?$/.exec(text);
  return match ? { name: match[1] ?? '', subscript: match[2] } : undefined;
}

/** Follows `declare -n`: the variable that is meant. */
export function resolveReference(
  shell: Shell,
  name: string,
): { readonly name: string; readonly subscript: string | undefined } {
  let current = name;
  for (let count = 0; count < 10; count += 1) {
    const variable = shell.variables.find(current);
    if (!variable?.reference || !variable.value) return { name: current, subscript: undefined };
    const target = parseReference(variable.value);
    if (!target) return { name: current, subscript: undefined };
    if (target.subscript !== undefined) return target;
    current = target.name;
  }
  return { name: current, subscript: undefined };
}

/** Evaluates an expression whose expansions are done. @throws ShellError */
export function arithmetic(shell: Shell, text: string, command = ''): bigint {
  try {
    return evaluate(text, arithmeticWorld(shell));
  } catch (error) {
    if (error instanceof ArithmeticError) throw new ShellError(command + error.message);
    throw error;
  }
}

export function arithmeticWorld(shell: Shell): ArithmeticWorld {
  return {
    read(name, subscript) {
      const value = readVariable(shell, name, subscript);
      if (value === undefined && shell.options.has('nounset')) {
        throw new ShellError(`${name}: unbound variable`, 127, true);
      }
      return value;
    },
    write(name, subscript, value) {
      assignVariable(shell, name, subscript, value);
    },
  };
}

/** The key of an array's element: of an indexed array the value of the subscript, counted from its end below 0. */
function keyOf(shell: Shell, name: string, variable: Variable, subscript: string): string {
  if (variable.kind === 'associative') return subscript;
  const index = arithmetic(shell, subscript);
  if (index >= 0n) return String(index);
  const last = highestSubscript(variable);
  if (last + 1n + index < 0n) throw new ShellError(`${name}[${subscript}]: bad array subscript`);
  return String(last + 1n + index);
}

export function readVariable(shell: Shell, given: string, index?: string): string | undefined {
  const { name, subscript = index } = resolveReference(shell, given);
  const variable = shell.variables.find(name);
  if (!variable) return undefined;
  if (subscript === undefined) return scalarOf(variable);
  if (variable.kind === 'scalar') {
    return keyOf(shell, name, variable, subscript) === '0' ? scalarOf(variable) : undefined;
  }
  return variable.elements.get(keyOf(shell, name, variable, subscript));
}

export interface AssignOptions {
  readonly append?: boolean;
  /** Assigns in the innermost function's scope. */
  readonly variable?: Variable;
}

/** @throws ShellError for a readonly variable or a bad subscript */
export function assignVariable(
  shell: Shell,
  given: string,
  index: string | undefined,
  value: string,
  { append = false, variable: known }: AssignOptions = {},
): void {
  const { name, subscript = index } = resolveReference(shell, given);
  const variable = known ?? shell.variables.ensure(name);
  if (variable.readonly) throw new ShellError(`${name}: readonly variable`);
  if (subscript === undefined && variable.dynamic) {
    variable.dynamic.set(value);
    return;
  }
  if (subscript !== undefined && variable.kind === 'scalar') toArray(variable, 'indexed');
  if (variable.kind === 'scalar') {
    variable.value = converted(shell, variable, value, append ? scalarOf(variable) : undefined);
    if (shell.options.has('allexport')) variable.exported = true;
    return;
  }
  const key = keyOf(shell, name, variable, subscript ?? '0');
  const before = append ? variable.elements.get(key) : undefined;
  variable.elements.set(key, converted(shell, variable, value, before));
}

function converted(shell: Shell, variable: Variable, value: string, before: string | undefined): string {
  if (variable.integer) {
    const sum = before === undefined || before === '' ? value : `(${before})+(${value})`;
    return String(arithmetic(shell, sum));
  }
  const text = (before ?? '') + value;
  if (text.length > valueLimit) {
    throw new ShellError(`a variable holds at most ${valueLimit} characters here: this value has more`);
  }
  if (!shell.variables.hasRoomFor(text.length)) {
    throw new ShellError(
      `the variables of a shell hold at most ${variablesLimit} characters or 20000 values here: they are full`,
    );
  }
  if (variable.letters === 'lower') return text.toLowerCase();
  if (variable.letters === 'upper') return text.toUpperCase();
  return text;
}

/** Makes an array of a variable; what it held becomes element 0. */
export function toArray(variable: Variable, kind: 'indexed' | 'associative'): void {
  if (variable.kind === kind) return;
  if (variable.value !== undefined) variable.elements.set('0', variable.value);
  variable.value = undefined;
  variable.kind = kind;
}

export interface Element {
  readonly subscript: string | undefined;
  readonly value: string;
}

/** `name=(a b [7]=c)` */
export function assignArray(
  shell: Shell,
  given: string,
  elements: readonly Element[],
  { append = false, variable: known }: AssignOptions = {},
): void {
  const { name } = resolveReference(shell, given);
  const variable = known ?? shell.variables.ensure(name);
  if (variable.readonly) throw new ShellError(`${name}: readonly variable`);
  toArray(variable, variable.kind === 'associative' ? 'associative' : 'indexed');
  if (!append) variable.elements.clear();
  if (variable.kind === 'associative') {
    assignPairs(shell, name, variable, elements);
    return;
  }
  let next = highestSubscript(variable) + 1n;
  for (const { subscript, value } of elements) {
    const key = subscript === undefined ? String(next) : keyOf(shell, name, variable, subscript);
    variable.elements.set(key, converted(shell, variable, value, undefined));
    next = BigInt(key) + 1n;
  }
}

/** `([key]=value …)`, or keys and values in turn. */
function assignPairs(shell: Shell, name: string, variable: Variable, elements: readonly Element[]): void {
  const [first] = elements;
  if (first?.subscript === undefined) {
    for (let index = 0; index < elements.length; index += 2) {
      const key = elements[index]?.value ?? '';
      variable.elements.set(key, converted(shell, variable, elements[index + 1]?.value ?? '', undefined));
    }
    return;
  }
  for (const { subscript, value } of elements) {
    if (subscript === undefined) {
      throw new ShellError(`${name}: ${value}: must use subscript when assigning associative array`);
    }
    variable.elements.set(subscript, converted(shell, variable, value, undefined));
  }
}

/** Sets an array that the shell itself keeps: PIPESTATUS, BASH_REMATCH. */
export function setArray(shell: Shell, name: string, values: readonly string[]): void {
  const variable = newVariable();
  variable.kind = 'indexed';
  values.forEach((value, index) => {
    variable.elements.set(String(index), value);
  });
  shell.variables.put(name, variable);
}

/** unset: true when something was there or could have been. @throws ShellError for a readonly variable */
export function unsetVariable(shell: Shell, given: string, index: string | undefined): void {
  const { name, subscript = index } = resolveReference(shell, given);
  const variable = shell.variables.find(name);
  if (!variable) return;
  if (variable.readonly) throw new ShellError(`${name}: cannot unset: readonly variable`);
  if (subscript === undefined || (variable.kind === 'scalar' && subscript === '0')) {
    shell.variables.unset(name);
  } else if (subscript === '@' || subscript === '*') variable.elements.clear();
  else variable.elements.delete(keyOf(shell, name, variable, subscript));
}
