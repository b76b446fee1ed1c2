/** Runs an awk program. Texts are bytes in here, as they are in mawk: a character of 0 to 255 each. */
import type { Program } from '../../program.ts';
import { now } from '../../syscalls.ts';
import { createBuiltins } from './awk-builtins.ts';
import { type AwkEvaluator, createEvaluator } from './awk-evaluate.ts';
import type { AwkFiles } from './awk-files.ts';
import { type Cell, cell, createMemory } from './awk-memory.ts';
import type { AwkExpression, AwkProgram, AwkRule, AwkStatement } from './awk-tree.ts';
import { type AwkValue, elementOf, inputValue, isTrue, keysInOrder, numberOf, textOf } from './awk-values.ts';

/** Where the main records come from. */
export interface AwkInput {
  /** The next record, undefined at the end; assignments among the arguments happen on the way. */
  next(separator: string): Program<string | undefined>;
}

export interface AwkMachine {
  run(): Program;
  /** `-v name=value`, and arguments of that form. */
  assign(name: string, value: string): void;
  setFile(name: string): void;
  /** ARGV and ARGC */
  setArguments(words: readonly string[]): void;
}

/** What a statement leads to. */
type Flow = 'on' | 'break' | 'continue' | 'next' | 'exit' | 'return';

/** How many statements run between two calls, so that a loop can be stopped. */
const statementsPerCall = 4;
const callDepth = 200;

export function createAwk(
  program: AwkProgram,
  input: AwkInput,
  files: AwkFiles,
  environment: ReadonlyMap<string, string>,
  random: () => number,
): AwkMachine {
  const memory = createMemory(environment);
  const { record, convert, setting, variable, arrayOf, setVariable } = memory;
  const fail: (message: string) => never = memory.fail;
  const ranges = new Set<AwkRule>();
  let depth = 0;
  let status = 0;
  let returned: AwkValue;
  let statements = 0;
  const evaluator: AwkEvaluator = createEvaluator(memory, {
    call,
    builtin: (name, given) => builtin(name, given),
    getline,
  });
  const { evaluate, set, keyOf } = evaluator;
  const { builtin, formatted } = createBuiltins(evaluator, memory, files, random);

  function* call(name: string, given: readonly AwkExpression[]): Program<AwkValue> {
    const found = program.functions.get(name);
    if (!found) throw new Error(`awk: the parser let the call of ${name} pass`);
    if (given.length > found.parameters.length) fail(`too many arguments in call to ${name}`);
    const frame = new Map<string, Cell>();
    for (const [index, parameter] of found.parameters.entries()) {
      const argument = given[index];
      if (argument?.kind === 'name' && argument.name !== 'NF') {
        const place = variable(argument.name);
        const passed = cell(place.value, place.value === undefined ? place : undefined);
        if (place.array) passed.array = place.array;
        frame.set(parameter, passed);
      } else frame.set(parameter, cell(argument ? yield* evaluate(argument) : undefined));
    }
    if (depth >= callDepth) fail('function call nesting too deep');
    const before = memory.locals;
    memory.locals = frame;
    depth += 1;
    returned = undefined;
    const flow = yield* execute(found.body);
    depth -= 1;
    memory.locals = before;
    if (flow === 'exit' || flow === 'next') throw new Leave(flow);
    const value = returned;
    returned = undefined;
    return value;
  }
  function* getline(node: AwkExpression & { readonly kind: 'getline' }): Program<AwkValue> {
    let line: string | 0 | -1;
    if (node.from === 'input') {
      line = (yield* nextRecord()) ?? 0;
    } else {
      const name = node.source ? convert(yield* evaluate(node.source)) : '';
      line = yield* files.readFrom(node.from, name, setting('RS'));
      if (typeof line === 'string' && node.from === 'command')
        setVariable('NR', numberOf(variable('NR').value) + 1);
    }
    if (typeof line !== 'string') return line;
    if (node.target) yield* set(node.target, inputValue(line));
    else record.set(line);
    return 1;
  }

  function* nextRecord(): Program<string | undefined> {
    const line = yield* input.next(setting('RS'));
    if (line === undefined) return undefined;
    setVariable('NR', numberOf(variable('NR').value) + 1);
    setVariable('FNR', numberOf(variable('FNR').value) + 1);
    return line;
  }

  function* execute(node: AwkStatement): Program<Flow> {
    statements += 1;
    if (statements > statementsPerCall) {
      statements = 0;
      yield* now();
    }
    switch (node.kind) {
      case 'block': {
        for (const one of node.body) {
          const flow = yield* execute(one);
          if (flow !== 'on') return flow;
        }
        return 'on';
      }
      case 'expression':
        yield* evaluate(node.expression);
        return 'on';
      case 'print':
      case 'printf':
        yield* output(node);
        return 'on';
      case 'if':
        if (isTrue(yield* evaluate(node.test))) return yield* execute(node.then);
        return node.else ? yield* execute(node.else) : 'on';
      case 'while':
      case 'do': {
        let first = node.kind === 'do';
        while (first || isTrue(yield* evaluate(node.test))) {
          first = false;
          const flow = yield* execute(node.body);
          if (flow === 'break') break;
          if (flow !== 'on' && flow !== 'continue') return flow;
        }
        return 'on';
      }
      case 'for': {
        if (node.start) yield* execute(node.start);
        while (!node.test || isTrue(yield* evaluate(node.test))) {
          const flow = yield* execute(node.body);
          if (flow === 'break') break;
          if (flow !== 'on' && flow !== 'continue') return flow;
          if (node.step) yield* execute(node.step);
        }
        return 'on';
      }
      case 'forin': {
        for (const key of keysInOrder(arrayOf(variable(node.array), node.array))) {
          setVariable(node.name, inputValue(key));
          const flow = yield* execute(node.body);
          if (flow === 'break') break;
          if (flow !== 'on' && flow !== 'continue') return flow;
        }
        return 'on';
      }
      case 'next':
      case 'break':
      case 'continue':
        return node.kind;
      case 'exit':
        if (node.value) status = Math.trunc(numberOf(yield* evaluate(node.value))) & 255;
        return 'exit';
      case 'return':
        returned = node.value ? yield* evaluate(node.value) : undefined;
        return 'return';
      case 'delete': {
        const { elements } = arrayOf(variable(node.array), node.array);
        if (node.index) elements.delete(yield* keyOf(node.index));
        else elements.clear();
        return 'on';
      }
    }
  }

  function* output(node: AwkStatement & { readonly kind: 'print' | 'printf' }): Program<void> {
    let text: string;
    if (node.kind === 'printf') text = yield* formatted(node.arguments, 'printf');
    else {
      const parts: string[] = [];
      const format = setting('OFMT');
      for (const one of node.arguments) parts.push(textOf(yield* evaluate(one), format));
      if (node.arguments.length === 0) parts.push(convert(record.field(0)));
      text = parts.join(setting('OFS')) + setting('ORS');
    }
    if (!node.redirect) yield* files.out(text);
    else yield* files.writeTo(node.redirect.operator, convert(yield* evaluate(node.redirect.target)), text);
  }

  function* selected(rule: AwkRule): Program<boolean> {
    if (!rule.from) return true;
    if (!rule.to) return isTrue(yield* evaluate(rule.from));
    if (!ranges.has(rule)) {
      if (!isTrue(yield* evaluate(rule.from))) return false;
      ranges.add(rule);
    }
    if (isTrue(yield* evaluate(rule.to))) ranges.delete(rule);
    return true;
  }

  /** A rule's body; what a function of the program's own left by `exit` or `next` ends it too. */
  function* perform(rule: AwkRule): Program<Flow> {
    try {
      if (rule.when === 'record' && !(yield* selected(rule))) return 'on';
      if (rule.body) return yield* execute(rule.body);
      yield* files.out(convert(record.field(0)) + setting('ORS'));
      return 'on';
    } catch (error) {
      if (!(error instanceof Leave)) throw error;
      memory.locals = undefined;
      depth = 0;
      return error.flow;
    }
  }

  function* performAll(when: AwkRule['when']): Program<Flow> {
    for (const rule of program.rules) {
      if (rule.when !== when) continue;
      const flow = yield* perform(rule);
      if (flow === 'exit' || flow === 'next') return flow;
    }
    return 'on';
  }

  return {
    assign: (name, value) => setVariable(name, inputValue(value)),
    setFile(name) {
      setVariable('FILENAME', name);
      setVariable('FNR', 0);
    },
    setArguments(words) {
      setVariable('ARGC', words.length);
      const array = arrayOf(variable('ARGV'), 'ARGV');
      words.forEach((word, index) => {
        elementOf(array, String(index)).value = inputValue(word);
      });
    },
    *run() {
      const reads = program.rules.some(({ when }) => when !== 'begin');
      let flow = yield* performAll('begin');
      while (reads && flow !== 'exit') {
        const line = yield* nextRecord();
        if (line === undefined) break;
        record.set(line);
        flow = yield* performAll('record');
      }
      yield* performAll('end');
      yield* files.closeAll();
      return status;
    },
  };
}

/** `exit` or `next` inside a function of the program's own. */
class Leave extends Error {
  readonly flow: 'exit' | 'next';
  constructor(flow: 'exit' | 'next') {
    super(flow);
    this.flow = flow;
  }
}
