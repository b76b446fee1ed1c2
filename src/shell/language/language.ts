/** The language as the shell that a person types to asks for it. */
import { parse } from 'unbash';
import { completeLine } from '../completion.ts';
import { historyEntry } from '../history-entry.ts';
import { expandHistory, quoteAfter } from '../history-expansion.ts';
import { complain, self } from '../syscalls.ts';
import type { Language } from '../tools.ts';
import { onOwnStack } from './call-stack.ts';
import { Abandon, Exit, LeaveLoop, Return } from './control-flow.ts';
import { expandText } from './expand.ts';
import { keepsSignal } from './fork.ts';
import { runUnits } from './interpreter.ts';
import type { Run } from './run.ts';
import { read } from './script.ts';
import { setFirstVariables } from './special-parameter.ts';
import { judgeSyntax, unfinished } from './syntax-error.ts';
import { runExitTrap } from './trap.ts';

export const language: Language = {
  judge(shell, commands, source) {
    const run: Run = { shell, commands, source, firstLine: 1 };
    const { reading, script, text } = read(run, source, false);
    return reading.kind === 'complete' ? judgeSyntax(text, script) : reading;
  },
  unfinished: (source) => unfinished(parse(source)),
  expandHistory: (line, history, before) => expandHistory(line, history, quoteAfter(before)),
  historyEntry,
  complete: completeLine,
  *run(shell, commands, source) {
    if (shell.variables.get('BASH_VERSION') === undefined) setFirstVariables(shell, yield* self());
    const run: Run = { shell, commands, source, firstLine: 1 };
    const { script, text } = read(run, source, false);
    if (shell.options.has('verbose')) yield* complain(`${source}\n`);
    try {
      yield* onOwnStack(runUnits({ ...run, source: text }, script.commands), (signal, call) =>
        keepsSignal(shell, signal, call),
      );
    } catch (error) {
      shell.calls.length = 0;
      shell.loops = 0;
      shell.conditions = 0;
      while (shell.variables.depth > 0) shell.variables.pop();
      if (error instanceof Exit) shell.leaving = error.status;
      else if (!(error instanceof LeaveLoop || error instanceof Return || error instanceof Abandon))
        throw error;
    }
    return shell.status;
  },
  *expandPrompt(shell, commands, text) {
    if (!/[$`]/.test(text)) return text;
    const end = 'EOF'.padEnd(text.length + 4, '_');
    const [statement] = parse(`: "${text.replace(/(?<!\\)"/g, '\\"')}" #${end}`).commands;
    const [word] = statement?.command.type === 'Command' ? statement.command.args : [];
    if (word?.type !== 'Word') return text;
    const { status } = shell;
    const expanded = yield* expandText({ shell, commands, source: '', firstLine: 1 }, word);
    shell.status = status;
    return expanded;
  },
  *end(shell, commands) {
    const run: Run = { shell, commands, source: '', firstLine: 1 };
    try {
      yield* onOwnStack(runExitTrap(run), () => false);
    } catch (error) {
      if (!(error instanceof Exit)) throw error;
      shell.leaving = error.status;
    }
  },
};
