/** Runs what was typed: statements, pipelines of objects, programs among them. */
import type { Program } from '../../program.ts';
import { complain, print, self } from '../../syscalls.ts';
import { bindArguments, type CmdletCall, type Given, numberFor } from './cmdlet.ts';
import { errorText, notRecognized, PsError, StopLine } from './errors.ts';
import { evaluate } from './evaluate.ts';
import { formatValues } from './format.ts';
import { startJob } from './job.ts';
import { findProgram, runNative } from './native.ts';
import { ParseError } from './reader.ts';
import { writeRedirected } from './redirect.ts';
import type { PsState } from './state.ts';
import type { Element, Pipeline, Statement } from './tree.ts';
import { isObject, listOf, textOf, type Value } from './values.ts';
import { setVariable } from './variables.ts';
import { parseSource } from './words.ts';

export interface Run {
  readonly state: PsState;
  /** `$_` */
  readonly current: { object: Value };
  /** What the statements leave, instead of showing it. */
  collect(statements: readonly Statement[]): Program<readonly Value[]>;
}

export function createRun(state: PsState): Run {
  const run: Run = {
    state,
    current: { object: undefined },
    *collect(statements) {
      const into: Value[] = [];
      for (const statement of statements) yield* runStatement(run, statement, into);
      return into;
    },
  };
  return run;
}

export function* runSource(state: PsState, source: string): Program<void> {
  const run = createRun(state);
  try {
    for (const statement of parseSource(source)) {
      yield* runStatement(run, statement, undefined);
      if (state.leaving !== undefined) return;
    }
  } catch (error) {
    if (error instanceof StopLine) return;
    if (!(error instanceof ParseError || error instanceof PsError)) throw error;
    state.ok = false;
    const from = error instanceof ParseError ? 'ParserError' : (error.from ?? '');
    yield* complain(errorText(from, error.message, yield* hasColours()));
  }
}

export function* hasColours(): Program<boolean> {
  const task = yield* self();
  return task.streams.get(2)?.terminal?.editing ?? false;
}

/** @param into undefined: the output is shown */
function* runStatement(run: Run, statement: Statement, into: Value[] | undefined): Program<void> {
  const { assignTo, first, rest } = statement;
  if (assignTo !== undefined) {
    const values: Value[] = [];
    yield* runPipeline(run, first, values);
    yield* setVariable(run, assignTo, values.length <= 1 ? values[0] : values);
    return;
  }
  yield* runPipeline(run, first, into);
  for (const { operator, pipeline } of rest) {
    if (run.state.ok === (operator === '&&')) yield* runPipeline(run, pipeline, into);
  }
}

function* runPipeline(run: Run, pipeline: Pipeline, into: Value[] | undefined): Program<void> {
  if (pipeline.background) {
    const job = yield* startJob(run.state, pipeline.source.replace(/&$/, '').trim());
    yield* give([job], into);
    return;
  }
  let values: readonly Value[] | undefined;
  const { elements } = pipeline;
  for (const [index, element] of elements.entries()) {
    const last = index === elements.length - 1;
    values = yield* runElement(
      run,
      element,
      values,
      last && into === undefined && element.redirections.every(({ stream }) => stream === 2),
    );
    const redirected = element.redirections.find(({ stream, to }) => stream === 1 && to !== 'output');
    if (redirected) {
      yield* writeRedirected(run, redirected, values);
      values = [];
    }
  }
  yield* give(values ?? [], into);
}

function* give(values: readonly Value[], into: Value[] | undefined): Program<void> {
  if (into) {
    into.push(...values);
    return;
  }
  if (values.length === 0) return;
  const task = yield* self();
  const columns = task.tty?.columns ?? 120;
  yield* print(formatValues(values, columns, yield* hasColours()));
}

function* runElement(
  run: Run,
  element: Element,
  input: readonly Value[] | undefined,
  /** A program prints by itself. */
  shown: boolean,
): Program<readonly Value[]> {
  if (element.kind === 'expression') {
    if (input)
      throw new PsError('Expressions are only allowed as the first element of a pipeline.', 'ParserError');
    const values = listOf(yield* evaluate(run, element.value));
    run.state.ok = true;
    return values;
  }
  const name = textOf(yield* evaluate(run, element.name));
  const cmdlet = run.state.cmdlets.get(name.toLowerCase());
  const given: Given[] = [];
  const words: string[] = [];
  for (const argument of element.arguments) {
    if (argument.kind === 'parameter') {
      const value = argument.value ? yield* evaluate(run, argument.value) : 'none';
      given.push({ kind: 'parameter', name: argument.name, value });
      words.push(argument.value ? `-${argument.name}:${textOf(value)}` : argument.raw);
    } else {
      const value = yield* evaluate(run, argument.value);
      given.push({ kind: 'value', value });
      words.push(...(Array.isArray(value) ? value.map(textOf) : [textOf(value)]));
    }
  }
  if (cmdlet) {
    const silent = silences(given);
    const complains = { any: false };
    try {
      const values = bindArguments(cmdlet, given);
      const call = makeCall(run, { name, cmdlet: cmdlet.name, values, input, silent, complains });
      const made = cmdlet.run({
        ...call,
        number: (one) => (values.has(one) ? numberFor(cmdlet, one, values.get(one)) : undefined),
      });
      const output = Symbol.iterator in made && 'next' in made ? yield* made : made;
      run.state.ok = !complains.any;
      return output;
    } catch (error) {
      if (!(error instanceof PsError)) throw error;
      run.state.ok = false;
      if (!silent) yield* complain(errorText(error.from ?? cmdlet.name, error.message, yield* hasColours()));
      if (stops(given)) throw new StopLine();
      return [];
    }
  }
  const found = yield* findProgram(name);
  if (!found) {
    run.state.ok = false;
    yield* complain(errorText(name, notRecognized(name), yield* hasColours()));
    return [];
  }
  return yield* runNative(run, {
    path: found,
    name,
    words,
    input,
    shown,
    redirections: element.redirections,
  });
}

function actionIn(given: readonly Given[]): string {
  const at = given.findIndex((one) => one.kind === 'parameter' && /^(?:ea|erroraction)$/i.test(one.name));
  const one = given[at];
  const next = given[at + 1];
  if (one?.kind !== 'parameter') return '';
  return textOf(
    one.value === 'none' && next?.kind === 'value' ? next.value : one.value === 'none' ? '' : one.value,
  ).toLowerCase();
}

function silences(given: readonly Given[]): boolean {
  return ['silentlycontinue', 'ignore', '0'].includes(actionIn(given));
}

function stops(given: readonly Given[]): boolean {
  return actionIn(given) === 'stop';
}

interface CallFacts {
  readonly name: string;
  readonly cmdlet: string;
  readonly values: ReadonlyMap<string, Value>;
  readonly input: readonly Value[] | undefined;
  readonly silent: boolean;
  readonly complains: { any: boolean };
}

function makeCall(
  run: Run,
  { name, cmdlet, values, input, silent, complains }: CallFacts,
): Omit<CmdletCall, 'number'> {
  return {
    state: run.state,
    name,
    input,
    has: (parameter) => values.get(parameter) !== undefined && values.get(parameter) !== false,
    value: (parameter) => values.get(parameter),
    text: (parameter) => (values.has(parameter) ? textOf(values.get(parameter)) : undefined),
    list: (parameter) => listOf(values.get(parameter)),
    *complain(message) {
      complains.any = true;
      if (!silent) yield* complain(errorText(cmdlet, message, yield* hasColours()));
    },
    *invoke(block, object) {
      if (typeof block !== 'object' || Array.isArray(block) || isObject(block) || !('statements' in block))
        return [block];
      const before = run.current.object;
      run.current.object = object;
      try {
        return yield* run.collect(block.statements);
      } finally {
        run.current.object = before;
      }
    },
    *show(text) {
      yield* print(text);
    },
  };
}
