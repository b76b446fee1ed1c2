/** test and [: builtins of bash(1), by the rules of POSIX for the number of arguments. */
import type { Builtin } from '../../command.ts';
import { shellMessage } from '../../language/run.ts';
import {
  binaryOperators,
  binaryTest,
  compareNumbers,
  unaryOperators,
  unaryTest,
} from '../../language/test-expression.ts';
import { noOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';
import { self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';

/** The message of a wrong expression, without the name of the command. */
class TestError extends Error {}

export const test: Builtin = {
  name: 'test',
  summary: 'compare texts and numbers, and ask about files',
  options: noOptions,
  *run(shell, argv) {
    return yield* judge(shell, 'test', argv.slice(1));
  },
};

export const bracket: Builtin = {
  ...test,
  name: '[',
  *run(shell, argv) {
    if (argv.at(-1) === ']' && argv.length > 1) return yield* judge(shell, '[', argv.slice(1, -1));
    yield* shellMessage(shell, "[: missing `]'");
    return 2;
  },
};

function* judge(shell: Shell, name: string, words: readonly string[]): Program {
  const task = yield* self();
  try {
    return new Expression(shell, task, words).value() ? 0 : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    yield* shellMessage(shell, `${name}: ${error.message}`);
    return 2;
  }
}

class Expression {
  private readonly shell: Shell;
  private readonly task: Task;
  private readonly words: readonly string[];
  private place = 0;

  constructor(shell: Shell, task: Task, words: readonly string[]) {
    this.shell = shell;
    this.task = task;
    this.words = words;
  }

  value(): boolean {
    const { words } = this;
    const [first = '', second = '', third = '', fourth] = words;
    switch (words.length) {
      case 0:
        return false;
      case 1:
        return first !== '';
      case 2:
        return this.two(first, second);
      case 3:
        return this.three(first, second, third);
      case 4:
        if (first === '!') return !this.three(second, third, fourth ?? '');
        if (first === '(' && fourth === ')') return this.two(second, third);
        return this.long();
      default:
        return this.long();
    }
  }

  private two(first: string, second: string): boolean {
    if (first === '!') return second === '';
    if (isUnary(first)) return this.unary(first, second);
    throw new TestError(`${first}: unary operator expected`);
  }

  private three(first: string, second: string, third: string): boolean {
    if (isBinary(second)) return this.binary(first, second, third);
    if (second === '-a') return first !== '' && third !== '';
    if (second === '-o') return first !== '' || third !== '';
    if (first === '!') return !this.two(second, third);
    if (first === '(' && third === ')') return second !== '';
    throw new TestError(`${second}: binary operator expected`);
  }

  private long(): boolean {
    const value = this.or();
    if (this.place < this.words.length) throw new TestError('too many arguments');
    return value;
  }

  private or(): boolean {
    let value = this.and();
    while (this.words[this.place] === '-o') {
      this.place += 1;
      const right = this.and();
      value ||= right;
    }
    return value;
  }

  private and(): boolean {
    let value = this.term();
    while (this.words[this.place] === '-a') {
      this.place += 1;
      const right = this.term();
      value &&= right;
    }
    return value;
  }

  private term(): boolean {
    let negated = false;
    while (this.words[this.place] === '!') {
      this.place += 1;
      negated = !negated;
    }
    return this.plainTerm() !== negated;
  }

  private plainTerm(): boolean {
    const { words, place } = this;
    const [first, second, third] = words.slice(place, place + 3);
    if (first === undefined) throw new TestError('argument expected');
    if (first === '(') {
      this.place += 1;
      const value = this.or();
      if (words[this.place] !== ')') {
        const found = words[this.place];
        throw new TestError(found === undefined ? "`)' expected" : `\`)' expected, found ${found}`);
      }
      this.place += 1;
      return value;
    }
    if (third !== undefined && second !== undefined && isBinary(second)) {
      this.place += 3;
      return this.binary(first, second, third);
    }
    if (isUnary(first) && second !== undefined) {
      this.place += 2;
      return this.unary(first, second);
    }
    this.place += 1;
    return first !== '';
  }

  private unary(operator: string, text: string): boolean {
    if (operator === '-t' && !/^\s*\d+\s*$/.test(text))
      throw new TestError(`${text}: integer expression expected`);
    return unaryTest(this.shell, this.task, operator, text) ?? false;
  }

  private binary(left: string, operator: string, right: string): boolean {
    if (/^-(?:eq|ne|lt|le|gt|ge)$/.test(operator)) {
      return compareNumbers(operator, toInteger(left), toInteger(right));
    }
    return binaryTest(this.task, left, operator, right) ?? false;
  }
}

function isUnary(word: string): boolean {
  return unaryOperators.has(word);
}

function isBinary(word: string): boolean {
  return binaryOperators.has(word);
}

function toInteger(text: string): bigint {
  if (!/^\s*[-+]?\d+\s*$/.test(text)) throw new TestError(`${text}: integer expression expected`);
  return BigInt(text.trim().replace(/^\+/, ''));
}
