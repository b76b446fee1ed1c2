/** Parameter expansion (bash(1), Parameter Expansion). */
import type { ParameterExpansionPart } from 'unbash';
import type { Program } from '../program.ts';
import { self } from '../syscalls.ts';
import {
  arithmetic,
  assignVariable,
  isName,
  parseReference,
  readVariable,
  resolveReference,
} from './assign.ts';
import { ShellError } from './control-flow.ts';
import { expandExpressionText, expandSubscript, type Place, wordPieces } from './expand.ts';
import { changeCase, transform } from './parameter-text.ts';
import { parsePattern, replaceMatch, withoutMatch } from './pattern.ts';
import { joinPattern, joinReplacement, joinText, type Piece } from './pieces.ts';
import { type Run, shellMessage } from './run.ts';
import { isSpecial, specialParameter } from './special-parameter.ts';
import { subscripts, valuesOf } from './variables.ts';

/** What a parameter holds: one value, or the list of `$@` and `${array[@]}`. */
interface Held {
  /** As messages name it. */
  readonly name: string;
  readonly values: readonly string[];
  /** `@` keeps its values apart in double quotes, `*` joins them. */
  readonly list: '@' | '*' | undefined;
  /** Assigns to it, where that can be. */
  readonly assign?: ((value: string) => void) | undefined;
  /** Of `${a[@]:1}`: the subscript of each value. */
  readonly subscripts?: readonly string[] | undefined;
}

/** `$name` */
export function* expandSimple(run: Run, name: string, place: Place): Program<readonly Piece[]> {
  const held = yield* hold(run, name, undefined);
  if (held.values.length === 0 && !held.list) checkBound(run, held.name);
  return listPieces(run, held, place);
}

/** `${…}` */
export function* expandParameter(
  run: Run,
  part: ParameterExpansionPart,
  place: Place,
): Program<readonly Piece[]> {
  const { operation, parameter, prefix } = part;
  const bad = (): never => {
    throw new ShellError(`${part.text}: bad substitution`);
  };
  if (!isName(parameter) && !isSpecial(parameter)) return bad();
  const index = part.index ? part.index.text : undefined;
  if (operation?.type === 'Names')
    return listPieces(run, namesWith(run, parameter, operation.operator), place);
  let held: Held;
  if (prefix === '!' && (index === '@' || index === '*')) {
    const variable = run.shell.variables.find(resolveReference(run.shell, parameter).name);
    held = { name: parameter, values: variable ? subscripts(variable) : [], list: index };
  } else {
    held = yield* hold(run, parameter, index);
    if (prefix === '!') held = yield* indirect(run, parameter, held);
  }
  if (prefix === '#') {
    if (operation) return bad();
    if (held.list) return result(String(held.values.length), place);
    if (held.values.length === 0) checkBound(run, held.name);
    return result(String([...(held.values[0] ?? '')].length), place);
  }
  if (!operation) {
    if (held.values.length === 0 && !held.list) checkBound(run, held.name);
    return listPieces(run, held, place);
  }
  if (operation.type === 'Default') {
    const [first = ''] = held.values;
    const empty = held.values.length === 0 || (held.values.length === 1 && first === '');
    const missing = operation.operator.startsWith(':') ? empty : held.values.length === 0;
    const kind = operation.operator.at(-1);
    if (kind === '+' ? missing : !missing)
      return kind === '+' ? none(held, place) : listPieces(run, held, place);
    const operand = yield* wordPieces(run, operation.operand, place);
    if (kind === '?') {
      const reason = operation.operator.startsWith(':') ? 'parameter null or not set' : 'parameter not set';
      throw new ShellError(`${held.name}: ${joinText(operand) || reason}`, 127, true);
    }
    if (kind === '=') {
      const value = joinText(operand);
      if (!held.assign) throw new ShellError(`$${held.name}: cannot assign in this way`);
      held.assign(value);
      return result(readVariable(run.shell, parameter, index) ?? value, place);
    }
    return operand.map((piece): Piece => {
      if (piece.kind !== 'literal' || place.quoted || piece.text !== piece.pattern) return piece;
      return { kind: 'split', text: piece.text };
    });
  }
  if (held.values.length === 0 && !held.list) checkBound(run, held.name);
  switch (operation.type) {
    case 'Remove': {
      const pattern = parsePattern(joinPattern(yield* wordPieces(run, operation.operand, { quoted: false })));
      return each(run, held, place, (text) => withoutMatch(text, pattern, operation.operator));
    }
    case 'Replace': {
      const pattern = parsePattern(joinPattern(yield* wordPieces(run, operation.pattern, { quoted: false })));
      const replacement = joinReplacement(yield* wordPieces(run, operation.replacement, { quoted: false }));
      return each(run, held, place, (text) => replaceMatch(text, pattern, operation.operator, replacement));
    }
    case 'CaseModification': {
      const source = operation.operand ? joinPattern(yield* wordPieces(run, operation.operand, place)) : '?';
      const pattern = parsePattern(source);
      return each(run, held, place, (text) => changeCase(text, operation.operator, pattern));
    }
    case 'Slice': {
      const offset = arithmetic(run.shell, yield* expandExpressionText(run, operation.offset.text));
      const length = operation.length
        ? arithmetic(run.shell, yield* expandExpressionText(run, operation.length.text))
        : undefined;
      return slice(run, held, Number(offset), length === undefined ? undefined : Number(length), {
        place,
        lengthText: operation.length?.text ?? '',
      });
    }
    case 'Transform': {
      const how = operation.operand.text;
      if (!/^[QEPAaKkULu]$/.test(how)) return bad();
      return transform(run.shell, parameter, how, held.values).flatMap((text, place_) => [
        ...(place_ > 0 ? separator(run, held.list ?? '@', place) : []),
        ...result(text, place),
      ]);
    }
    case 'Unknown':
      return bad();
  }
}

function checkBound(run: Run, name: string): void {
  if (!run.shell.options.has('nounset')) return;
  const shown = /^\d+$/.test(name) || name === '!' ? `$${name}` : name;
  throw new ShellError(`${shown}: unbound variable`, 127, true);
}

function* hold(run: Run, name: string, index: string | undefined): Program<Held> {
  const { shell } = run;
  if (name === '@' || name === '*') return { name, values: shell.positional, list: name };
  if (isSpecial(name)) return single(name, specialParameter(shell, name));
  const own = yield* ownVariable(run, name);
  if (own) {
    if (index === '@' || index === '*') return { name, values: own, list: index };
    return single(name, own[Number(index ?? 0)]);
  }
  const target = resolveReference(shell, name);
  const subscript = index ?? target.subscript;
  if (subscript === undefined) {
    return single(name, readVariable(shell, name), (value) => assignVariable(shell, name, undefined, value));
  }
  const variable = shell.variables.find(target.name);
  if (subscript === '@' || subscript === '*') {
    const values = variable ? valuesOf(variable) : [];
    return { name, values, list: subscript, subscripts: variable && subscripts(variable) };
  }
  const key = yield* expandSubscript(run, target.name, subscript);
  const assign = (value: string): void => assignVariable(shell, target.name, key, value);
  const value = yield* elementOf(run, target.name, key);
  return single(`${name}[${subscript}]`, value, assign);
}

/** An element before the first one is said, and is empty. */
function* elementOf({ shell }: Run, name: string, key: string): Program<string | undefined> {
  try {
    return readVariable(shell, name, key);
  } catch (error) {
    if (!(error instanceof ShellError) || !error.message.endsWith('bad array subscript')) throw error;
    yield* shellMessage(shell, `${name}: bad array subscript`);
    return undefined;
  }
}

function single(name: string, value: string | undefined, assign?: (value: string) => void): Held {
  return { name, values: value === undefined ? [] : [value], list: undefined, assign };
}

/** Variables that only the moment can answer. */
function* ownVariable({ shell }: Run, name: string): Program<readonly string[] | undefined> {
  switch (name) {
    case 'LINENO':
      return [String(shell.line)];
    case 'BASHPID':
      return [String((yield* self()).pid)];
    case 'BASH_SUBSHELL':
      return [String(shell.level)];
    case 'FUNCNAME':
      return shell.calls.length > 0 ? [...[...shell.calls].reverse(), 'main'] : [];
    case 'BASH_SOURCE':
      return shell.interactive ? [] : [shell.source];
    case 'PIPESTATUS':
      return shell.pipeStatuses.map(String);
    case 'DIRSTACK':
      return [(yield* self()).cwd, ...shell.folders];
    case 'GROUPS':
      return [String((yield* self()).process.uid)];
    default:
      return undefined;
  }
}

/** `${!name}`: the parameter whose name the value is. */
function* indirect(run: Run, parameter: string, held: Held): Program<Held> {
  const variable = run.shell.variables.find(parameter);
  if (variable?.reference) return single(parameter, variable.value);
  const [name] = held.values;
  if (name === undefined) {
    if (!isName(parameter)) return single(parameter, undefined);
    throw new ShellError(`${parameter}: invalid indirect expansion`);
  }
  const reference = parseReference(name);
  if (reference) return yield* hold(run, reference.name, reference.subscript);
  if (isSpecial(name)) return yield* hold(run, name, undefined);
  throw new ShellError(`${name}: invalid variable name`);
}

/** `${!prefix*}` */
function namesWith({ shell }: Run, prefix: string, list: '@' | '*'): Held {
  return { name: prefix, values: shell.variables.names().filter((name) => name.startsWith(prefix)), list };
}

function result(text: string, { quoted }: Place): readonly Piece[] {
  return [{ kind: quoted ? 'quoted' : 'split', text }];
}

function none({ list }: Held, place: Place): readonly Piece[] {
  return place.quoted && list !== '@' ? [{ kind: 'quoted', text: '' }] : [];
}

/** What stands between the values of a list. */
function separator(run: Run, list: '@' | '*', place: Place): readonly Piece[] {
  const ifs = run.shell.variables.get('IFS');
  const first = ifs === undefined ? ' ' : ([...ifs][0] ?? '');
  if (list === '*' && place.quoted) return [{ kind: 'quoted', text: first }];
  return [{ kind: 'break', joined: list === '*' ? first : ' ' }];
}

function listPieces(run: Run, held: Held, place: Place): readonly Piece[] {
  if (!held.list) return result(held.values[0] ?? '', place);
  const { list } = held;
  if (held.values.length === 0) return none(held, place);
  return held.values.flatMap((value, index) => [
    ...(index > 0 ? separator(run, list, place) : []),
    ...result(value, place),
  ]);
}

function each(run: Run, held: Held, place: Place, change: (text: string) => string): readonly Piece[] {
  return listPieces(run, { ...held, values: held.values.map(change) }, place);
}

function slice(
  run: Run,
  held: Held,
  offset: number,
  length: number | undefined,
  { place, lengthText }: { readonly place: Place; readonly lengthText: string },
): readonly Piece[] {
  const fail = (): never => {
    throw new ShellError(`${lengthText}: substring expression < 0`);
  };
  if (!held.list) {
    const characters = [...(held.values[0] ?? '')];
    const from = offset < 0 ? characters.length + offset : offset;
    if (from < 0 || from > characters.length) return result('', place);
    const to =
      length === undefined ? characters.length : length < 0 ? characters.length + length : from + length;
    if (to < from) fail();
    return result(characters.slice(from, to).join(''), place);
  }
  if (length !== undefined && length < 0) fail();
  const positional = held.name === '@' || held.name === '*';
  const values = positional ? [run.shell.name, ...held.values] : held.values;
  let from = offset < 0 ? values.length + offset : offset;
  if (held.subscripts && run.shell.variables.find(held.name)?.kind === 'indexed') {
    const last = Number(held.subscripts.at(-1) ?? -1);
    const wanted = offset < 0 ? last + 1 + offset : offset;
    const found = held.subscripts.findIndex((subscript) => Number(subscript) >= wanted);
    from = wanted < 0 ? -1 : found < 0 ? values.length : found;
  }
  if (from < 0) return none(held, place);
  if (positional && offset === 0 && length !== undefined && length === 0) return none(held, place);
  const chosen = values.slice(from, length === undefined ? undefined : from + length);
  return listPieces(run, { ...held, values: chosen }, place);
}
