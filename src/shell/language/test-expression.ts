/** `[[ … ]]`, and the tests that it shares with `test`. */
import type { TestExpression, Word } from 'unbash';
import { mayAccess, type Node, readContent } from '../file-system.ts';
import { translateRegex } from '../posix-regex.ts';
import { repeatedRepetition } from '../posix-regex-level.ts';
import type { Program } from '../program.ts';
import type { Shell } from '../shell.ts';
import { self } from '../syscalls.ts';
import type { Task } from '../task.ts';
import { arithmetic, parseReference, readVariable, setArray } from './assign.ts';
import { ShellError } from './control-flow.ts';
import { expandExpression, expandPattern, expandText } from './expand.ts';
import { matches, parsePattern } from './pattern.ts';
import { type Run, shellMessage } from './run.ts';
import { traceCommand } from './simple-command.ts';

/** @returns 0 true, 1 false, 2 wrong */
export function* evaluateTest(run: Run, node: TestExpression): Program {
  try {
    return (yield* holds(run, node)) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof BadExpression)) throw error;
    return 2;
  }
}

class BadExpression extends Error {}

function* holds(run: Run, node: TestExpression): Program<boolean> {
  switch (node.type) {
    case 'TestGroup':
      return yield* holds(run, node.expression);
    case 'TestNot': {
      const value = yield* holds(run, node.operand);
      return node.negations.length % 2 === 1 ? !value : value;
    }
    case 'TestLogical':
      for (const operand of node.operands) {
        if ((yield* holds(run, operand)) !== (node.operator === '&&')) return node.operator === '||';
      }
      return node.operator === '&&';
    case 'TestUnary': {
      const text = yield* expandText(run, node.operand);
      yield* traceCommand(run, [`[[ ${node.operator} ${text} ]]`], false);
      return unaryTest(run.shell, yield* self(), node.operator, text) ?? false;
    }
    case 'TestBinary':
      return yield* binary(run, node.operator, node.left, node.right);
  }
}

function* binary(run: Run, operator: string, leftWord: Word, rightWord: Word): Program<boolean> {
  const { shell } = run;
  const left = yield* expandText(run, leftWord);
  const fold = shell.extraOptions.has('nocasematch');
  switch (operator) {
    case '=':
    case '==':
    case '!=': {
      const pattern = yield* expandPattern(run, rightWord);
      yield* traceCommand(run, [`[[ ${left} ${operator} ${pattern} ]]`], false);
      const same = fold
        ? matches(parsePattern(pattern.toLowerCase()), left.toLowerCase())
        : matches(parsePattern(pattern), left);
      return same === (operator !== '!=');
    }
    case '=~': {
      const source = yield* expandExpression(run, rightWord);
      const translated = translateRegex(source, { dialect: 'bash', extended: true });
      if (!translated.ok) {
        if (translated.error === repeatedRepetition) yield* shellMessage(shell, `[[: ${translated.error}`);
        throw new BadExpression();
      }
      const match = new RegExp(translated.source, fold ? 'sui' : 'su').exec(left);
      setArray(shell, 'BASH_REMATCH', match ? [...match].map((group) => group ?? '') : []);
      return match !== null;
    }
    case '-eq':
    case '-ne':
    case '-lt':
    case '-le':
    case '-gt':
    case '-ge': {
      const right = yield* expandText(run, rightWord);
      try {
        return compareNumbers(operator, arithmetic(shell, left), arithmetic(shell, right));
      } catch (error) {
        if (!(error instanceof ShellError) || error.fatal) throw error;
        yield* shellMessage(shell, `[[: ${error.message}`);
        return false;
      }
    }
    default:
      return binaryTest(yield* self(), left, operator, yield* expandText(run, rightWord)) ?? false;
  }
}

export function compareNumbers(operator: string, left: bigint, right: bigint): boolean {
  switch (operator) {
    case '-eq':
      return left === right;
    case '-ne':
      return left !== right;
    case '-lt':
      return left < right;
    case '-le':
      return left <= right;
    case '-gt':
      return left > right;
    default:
      return left >= right;
  }
}

export const unaryOperators: ReadonlySet<string> = new Set(
  [...'abcdefghknoprstuvwxzGLNORS'].map((letter) => `-${letter}`),
);
export const binaryOperators: ReadonlySet<string> = new Set(
  '= == != < > -eq -ne -lt -le -gt -ge -nt -ot -ef'.split(' '),
);

/** Undefined when there is no such test. */
export function unaryTest(shell: Shell, task: Task, operator: string, text: string): boolean | undefined {
  switch (operator) {
    case '-n':
      return text !== '';
    case '-z':
      return text === '';
    case '-v': {
      const reference = parseReference(text);
      if (!reference) return /^\d+$/.test(text) && shell.positional[Number(text) - 1] !== undefined;
      const { name, subscript } = reference;
      if (subscript === '@' || subscript === '*') return (shell.variables.find(name)?.elements.size ?? 0) > 0;
      return readVariable(shell, name, subscript) !== undefined;
    }
    case '-o':
      return shell.options.has(text);
    case '-R':
      return shell.variables.find(text)?.reference ?? false;
    case '-t':
      return task.streams.get(Number(text))?.terminal !== undefined;
    default:
      return fileTest(task, operator, text);
  }
}

function fileTest(task: Task, operator: string, path: string): boolean | undefined {
  if (!unaryOperators.has(operator)) return undefined;
  const { around, cwd, process } = task;
  const found = around.files.find(cwd, path, process.uid);
  if (operator === '-h' || operator === '-L') return isLink(task, path);
  if (!found.ok) return operator === '-e' && /^\/dev\/(?:fd\/\d+|std(?:in|out|err)|tty)$/.test(path);
  const node = found.value;
  switch (operator) {
    case '-a':
    case '-e':
      return true;
    case '-f':
      return node.kind === 'file';
    case '-d':
      return node.kind === 'directory';
    case '-c':
      return node.kind === 'device';
    case '-S':
      return node.kind === 'socket';
    case '-s':
      return node.kind === 'directory' || (node.kind === 'file' && sizeOf(node) > 0);
    case '-r':
      return mayAccess(node, process.uid, 4);
    case '-w':
      return mayAccess(node, process.uid, 2);
    case '-x':
      return mayAccess(node, process.uid, 1);
    case '-O':
    case '-G':
      return node.ownerUid === process.uid;
    default:
      return false;
  }
}

function sizeOf(node: Node & { readonly kind: 'file' }): number {
  return node.program ? 1 : readContent(node).length;
}

function isLink({ around, cwd, process }: Task, path: string): boolean {
  const found = around.files.walk(cwd, path, process.uid, false);
  return found.ok && found.value.entry?.kind === 'link';
}

/** Undefined when there is no such test. */
export function binaryTest(task: Task, left: string, operator: string, right: string): boolean | undefined {
  switch (operator) {
    case '=':
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '-nt':
    case '-ot':
    case '-ef': {
      const { around, cwd, process } = task;
      const one = around.files.find(cwd, left, process.uid);
      const other = around.files.find(cwd, right, process.uid);
      if (operator === '-ef') return one.ok && other.ok && one.value === other.value;
      const [newer, older] = operator === '-nt' ? [one, other] : [other, one];
      return newer.ok && (!older.ok || newer.value.modified > older.value.modified);
    }
    default:
      return undefined;
  }
}
