/** Compound commands (bash(1), Compound Commands). */
import type { ArithmeticExpression, Case, CommandNode, CompoundList, Select, Statement, Word } from 'unbash';
import type { Program } from '../program.ts';
import { NotSupported } from '../shell.ts';
import { complain, read, self } from '../syscalls.ts';
import { arithmetic, assignVariable, isName } from './assign.ts';
import { commandText } from './command-text.ts';
import { LeaveLoop, ShellError } from './control-flow.ts';
import { expandExpressionText, expandPattern, expandText, expandWords } from './expand.ts';
import { awaitMembers, fork, noRoomForProcess } from './fork.ts';
import { asCondition, runCommand, runStatements } from './interpreter.ts';
import { matches, parsePattern } from './pattern.ts';
import { redirect } from './redirect.ts';
import { lineAt, type Run, shellMessage } from './run.ts';
import { traceCommand } from './simple-command.ts';
import { evaluateTest } from './test-expression.ts';

export function* runCompound(run: Run, node: Exclude<CommandNode, { readonly type: 'Command' }>): Program {
  const { shell } = run;
  switch (node.type) {
    case 'BraceGroup':
      return yield* runStatements(run, node.body.commands);
    case 'Subshell':
      return yield* runSubshell(run, node, node.body);
    case 'If': {
      for (const { clause, then } of [node, ...node.elif]) {
        yield* asCondition(run, runStatements(run, clause.commands));
        if (shell.leaving !== undefined) return shell.status;
        if (shell.status === 0) return yield* runStatements(run, then.commands);
      }
      if (node.else) return yield* runStatements(run, node.else.commands);
      shell.status = 0;
      return 0;
    }
    case 'While':
      return yield* runWhile(run, node.kind === 'while', node.clause, node.body);
    case 'For':
      return yield* runFor(run, node.name.value, node.wordlist, node.body);
    case 'ArithmeticFor':
      return yield* runArithmeticFor(run, node);
    case 'Select':
      return yield* runSelect(run, node);
    case 'Case':
      return yield* runCase(run, node);
    case 'TestCommand':
      shell.line = lineAt(run, node.pos);
      shell.status = yield* evaluateTest(run, node.expression);
      return shell.status;
    case 'ArithmeticCommand': {
      shell.line = lineAt(run, node.pos);
      yield* traceCommand(run, [`(( ${node.body.trim()} ))`], false);
      shell.status = yield* arithmeticStatus(run, node.body, '((: ');
      return shell.status;
    }
    case 'Function': {
      const name = node.name.value;
      if (!isFunctionName(name)) {
        shell.line = lineAt(run, node.pos);
        yield* shellMessage(shell, `\`${name}': not a valid identifier`);
        shell.status = 1;
        return 1;
      }
      const file = shell.interactive ? shell.source : sourceOfFunctions(shell.source, shell.extraOptions);
      shell.functions.set(name, { body: node.body, source: run.source, firstLine: run.firstLine, file });
      shell.status = 0;
      return 0;
    }
    case 'Redirected': {
      shell.line = lineAt(run, node.pos);
      const redirected = yield* redirect(run, node.redirects);
      if (!redirected) {
        shell.status = 1;
        return 1;
      }
      try {
        return yield* runCommand(run, node.command);
      } finally {
        redirected.undo();
      }
    }
    case 'Coproc':
      throw new NotSupported('coproc');
  }
}

function isFunctionName(name: string): boolean {
  return !/[$`"'\\<>&|;()\s]/.test(name);
}

/** What bash names as the file of a function that came from no file. */
function sourceOfFunctions(source: string, options: ReadonlySet<string>): string {
  if (options.has('command-string')) return 'environment';
  return options.has('standard-input') ? 'main' : source;
}

/** `((…))` and `let`: 0 when the value is not 0. An error is said, and is a status of 1. */
export function* arithmeticStatus(run: Run, text: string, command: string): Program {
  try {
    return arithmetic(run.shell, yield* expandExpressionText(run, text), command) === 0n ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ShellError) || error.fatal) throw error;
    yield* shellMessage(run.shell, error.message);
    return 1;
  }
}

function* runSubshell(run: Run, node: CommandNode, body: CompoundList): Program {
  const { shell } = run;
  const task = yield* self();
  const child = fork(run, task, { streams: task.streams }, (inner) => runStatements(inner, body.commands));
  if (!child) yield* noRoomForProcess(shell);
  else yield* awaitMembers(run, [child], () => commandText(run.source, node));
  return shell.status;
}

/**
 * Runs the body of a loop once.
 *
 * @returns false when the loop is to end
 */
function* runBody(run: Run, body: readonly Statement[]): Program<boolean> {
  const { shell } = run;
  try {
    yield* runStatements(run, body);
  } catch (error) {
    if (!(error instanceof LeaveLoop)) throw error;
    if (error.levels > 1 && shell.loops > 1) throw new LeaveLoop(error.kind, error.levels - 1);
    shell.status = 0;
    return error.kind === 'continue';
  }
  return shell.leaving === undefined;
}

function* inLoop(run: Run, loop: Program): Program {
  run.shell.loops += 1;
  try {
    return yield* loop;
  } finally {
    run.shell.loops -= 1;
  }
}

function* runWhile(run: Run, kind: boolean, clause: CompoundList, body: CompoundList): Program {
  const { shell } = run;
  return yield* inLoop(
    run,
    (function* (): Program {
      let status = 0;
      for (;;) {
        let going = true;
        yield* asCondition(
          run,
          (function* (): Program {
            going = yield* runBody(run, clause.commands);
            return 0;
          })(),
        );
        if (!going || (shell.status === 0) !== kind) break;
        const more = yield* runBody(run, body.commands);
        ({ status } = shell);
        if (!more) break;
      }
      shell.status = shell.leaving ?? status;
      return shell.status;
    })(),
  );
}

function* runFor(run: Run, name: string, wordlist: readonly Word[] | undefined, body: CompoundList): Program {
  const { shell } = run;
  if (!isName(name)) {
    yield* shellMessage(shell, `\`${name}': not a valid identifier`);
    shell.status = 1;
    return 1;
  }
  const words = wordlist ? yield* expandWords(run, wordlist) : shell.positional;
  if (words.length === 0) shell.status = 0;
  return yield* inLoop(
    run,
    (function* (): Program {
      for (const word of words) {
        if (wordlist)
          yield* traceCommand(
            run,
            [`for ${name} in ${wordlist.map(({ text: one }) => one).join(' ')}`],
            false,
          );
        assignVariable(shell, name, undefined, word);
        if (!(yield* runBody(run, body.commands))) break;
      }
      return shell.status;
    })(),
  );
}

function* runArithmeticFor(
  run: Run,
  node: {
    readonly initialize: ArithmeticExpression | undefined;
    readonly test: ArithmeticExpression | undefined;
    readonly update: ArithmeticExpression | undefined;
    readonly body: CompoundList;
  },
): Program {
  const { shell } = run;
  const value = function* (part: ArithmeticExpression | undefined): Program<bigint> {
    if (!part) return 1n;
    const text = yield* expandExpressionText(run, run.source.slice(part.pos, part.end));
    return arithmetic(shell, text, '((: ');
  };
  return yield* inLoop(
    run,
    (function* (): Program {
      let status = 0;
      for (yield* value(node.initialize); (yield* value(node.test)) !== 0n; yield* value(node.update)) {
        yield* self();
        const more = yield* runBody(run, node.body.commands);
        ({ status } = shell);
        if (!more) break;
      }
      shell.status = status;
      return status;
    })(),
  );
}

function* runCase(run: Run, { word, items }: Case): Program {
  const { shell } = run;
  yield* traceCommand(run, [`case ${word.text} in`], false);
  const text = yield* expandText(run, word);
  let fallsThrough = false;
  let status = 0;
  for (const item of items) {
    if (!fallsThrough && !(yield* anyMatches(run, item.pattern, text))) continue;
    if (item.body.commands.length === 0) shell.status = 0;
    yield* runStatements(run, item.body.commands);
    ({ status } = shell);
    if (item.terminator === ';&') fallsThrough = true;
    else if (item.terminator === ';;&') fallsThrough = false;
    else break;
  }
  shell.status = status;
  return status;
}

function* anyMatches(run: Run, patterns: readonly Word[], text: string): Program<boolean> {
  for (const word of patterns) {
    const pattern = yield* expandPattern(run, word);
    const folded = run.shell.extraOptions.has('nocasematch');
    if (matches(parsePattern(folded ? pattern.toLowerCase() : pattern), folded ? text.toLowerCase() : text)) {
      return true;
    }
  }
  return false;
}

/** `select`: a numbered list, and an answer read for each round. */
function* runSelect(run: Run, { name, wordlist, body }: Select): Program {
  const { shell } = run;
  const words = wordlist ? yield* expandWords(run, wordlist) : shell.positional;
  if (words.length === 0) return 0;
  const width = String(words.length).length;
  const menu = words.map((word, index) => `${String(index + 1).padStart(width)}) ${word}\n`).join('');
  return yield* inLoop(
    run,
    (function* (): Program {
      for (let show = true; ; ) {
        if (show) yield* complain(menu);
        yield* complain(shell.variables.get('PS3') ?? '#? ');
        const line = yield* read(0);
        if (line === '') {
          yield* complain('\n');
          shell.status = 1;
          break;
        }
        const answer = line.replace(/\n$/, '');
        shell.variables.set('REPLY', answer);
        show = answer === '';
        if (show) continue;
        assignVariable(shell, name.value, undefined, words[Number(answer) - 1] ?? '');
        if (!(yield* runBody(run, body.commands))) break;
      }
      return shell.status;
    })(),
  );
}
