/** Parameters that have a name (bash(1), PARAMETERS): values, attributes, and the scopes of functions. */

export type VariableKind = 'scalar' | 'indexed' | 'associative';

export interface Variable {
  kind: VariableKind;
  /** A scalar's value; undefined while the variable is declared and not set. */
  value: string | undefined;
  /** The elements of an array, by subscript. */
  elements: Map<string, string>;
  exported: boolean;
  readonly: boolean;
  integer: boolean;
  letters: 'lower' | 'upper' | undefined;
  /** The value is the name of another variable (`declare -n`). */
  reference: boolean;
  /** The shell answers itself: RANDOM, SECONDS. */
  readonly dynamic?: Dynamic | undefined;
}

export interface Dynamic {
  get(): string;
  set(value: string): void;
}

/** Names of the innermost function first shadow those outside (dynamic scoping). */
export interface Variables {
  find(name: string): Variable | undefined;
  /** The value of a scalar, or the first element of an array. */
  get(name: string): string | undefined;
  /** Sets a scalar, or the first element of an array; makes a global variable when there is none. */
  set(name: string, value: string): void;
  /** Makes the variable where `find` finds it, else a global one. */
  ensure(name: string): Variable;
  /** Makes a variable of the innermost function. */
  local(name: string): Variable;
  put(name: string, variable: Variable): void;
  unset(name: string): void;
  names(): readonly string[];
  push(): void;
  pop(): void;
  /** How many functions and commands with an environment of their own are running. */
  readonly depth: number;
  localNames(): readonly string[];
  copy(): Variables;
  /** Notes that a value of so many characters is about to be kept; false when all of them together have no room. */
  hasRoomFor(characters: number): boolean;
}

/** What one value may have, and all variables of a shell together, in characters: a value that grows without end ends. */
export const valueLimit = 1_000_000;
export const variablesLimit = 8_000_000;
/** What a value takes of that beside its characters: with the shortest ones it is full after 20000. */
const elementCost = 400;

export function newVariable(value?: string, exported = false): Variable {
  return {
    kind: 'scalar',
    value,
    elements: new Map(),
    exported,
    readonly: false,
    integer: false,
    letters: undefined,
    reference: false,
  };
}

export function scalarOf(variable: Variable | undefined): string | undefined {
  if (!variable) return undefined;
  if (variable.dynamic) return variable.dynamic.get();
  return variable.kind === 'scalar' ? variable.value : variable.elements.get('0');
}

export function createVariables(scopes: Map<string, Variable>[] = [new Map<string, Variable>()]): Variables {
  const [globals = new Map<string, Variable>()] = scopes;

  function scopeOf(name: string): Map<string, Variable> | undefined {
    return scopes.findLast((scope) => scope.has(name));
  }

  function find(name: string): Variable | undefined {
    for (let index = scopes.length - 1; index >= 0; index -= 1) {
      const variable = scopes[index]?.get(name);
      if (variable) return variable;
    }
    return undefined;
  }

  /** Characters that were kept since all of them were last counted, so that counting costs no more than keeping. */
  let uncounted = 0;

  function count(): number {
    let sum = 0;
    for (const scope of scopes) {
      for (const { value = '', elements } of scope.values()) {
        sum += value.length + elementCost;
        for (const element of elements.values()) sum += element.length + elementCost;
      }
    }
    return sum;
  }

  function ensure(name: string): Variable {
    const found = find(name);
    if (found) return found;
    const made = newVariable();
    globals.set(name, made);
    return made;
  }

  return {
    find,
    ensure,
    hasRoomFor(characters) {
      uncounted += characters + elementCost;
      if (uncounted < variablesLimit / 4) return true;
      uncounted = 0;
      return count() + characters <= variablesLimit;
    },
    get: (name) => scalarOf(find(name)),
    set(name, value) {
      const variable = ensure(name);
      if (variable.dynamic) variable.dynamic.set(value);
      else if (variable.kind === 'scalar') variable.value = value;
      else variable.elements.set('0', value);
    },
    local(name) {
      const scope = scopes.at(-1) ?? globals;
      const made = scope.get(name) ?? newVariable();
      scope.set(name, made);
      return made;
    },
    put(name, variable) {
      (scopeOf(name) ?? globals).set(name, variable);
    },
    unset(name) {
      scopeOf(name)?.delete(name);
    },
    names: () => [...new Set(scopes.flatMap((scope) => [...scope.keys()]))].sort(),
    push() {
      scopes.push(new Map());
    },
    pop() {
      scopes.pop();
    },
    get depth() {
      return scopes.length - 1;
    },
    localNames: () => [...(scopes.at(-1)?.keys() ?? [])].sort(),
    copy: () =>
      createVariables(
        scopes.map(
          (scope) =>
            new Map(
              [...scope].map(([name, variable]) => [
                name,
                { ...variable, elements: new Map(variable.elements) },
              ]),
            ),
        ),
      ),
  };
}

/** The highest subscript of an indexed array; -1 while it has none. */
export function highestSubscript({ kind, elements, value }: Variable): bigint {
  if (kind === 'scalar') return value === undefined ? -1n : 0n;
  let highest = -1;
  for (const key of elements.keys()) highest = Math.max(highest, Number(key));
  return BigInt(highest);
}

/** The subscripts of an array in the order in which bash lists them. */
export function subscripts({ kind, elements, value }: Variable): readonly string[] {
  if (kind === 'scalar') return value === undefined ? [] : ['0'];
  const keys = [...elements.keys()];
  if (kind === 'indexed') return keys.sort((a, b) => Number(a) - Number(b));
  // bash walks the 1024 buckets of its hash table; a newer key stands before an older one of its bucket.
  return keys
    .map((key, age) => ({ key, age, bucket: bucketOf(key) }))
    .sort((a, b) => a.bucket - b.bucket || b.age - a.age)
    .map(({ key }) => key);
}

export function valuesOf(variable: Variable): readonly string[] {
  if (variable.kind === 'scalar') {
    const value = scalarOf(variable);
    return value === undefined ? [] : [value];
  }
  return subscripts(variable).map((key) => variable.elements.get(key) ?? '');
}

/** FNV-1, as hashlib.c of bash has it. */
function bucketOf(key: string): number {
  let hash = 2166136261;
  for (const character of key) hash = Math.imul(hash, 16777619) ^ (character.codePointAt(0) ?? 0);
  return (hash >>> 0) & 1023;
}
