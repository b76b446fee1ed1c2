/** Command substitution and process substitution: a command in a process of its own, at the other end of a pipe. */
import type { ParsedScript } from 'unbash';
import { exitStatus } from '../jobs.ts';
import { Interrupt, type Program } from '../program.ts';
import { createPipe, type Stream, sinkStream } from '../stream.ts';
import { complain, openStream, self } from '../syscalls.ts';
import { waitHere } from '../wait-for-job.ts';
import { expandText } from './expand.ts';
import { fork, noRoomForProcess } from './fork.ts';
import { runUnits } from './interpreter.ts';
import { messagePrefix, type Run } from './run.ts';
import { judgeSyntax } from './syntax-error.ts';

/** What a command substitution keeps of an endless output. */
const outputLimit = 1024 * 1024;

/** The run for a script inside a word; positions that do not point into the text are left without lines. */
function innerRun(run: Run, script: ParsedScript, text: string): Run {
  if (script.source !== undefined) return { ...run, source: script.source, firstLine: run.shell.line };
  const inner = run.source.slice(script.pos, script.end);
  if (inner !== '' && text.includes(inner)) return run;
  return { ...run, source: '', firstLine: run.shell.line };
}

/** `$(…)` and backticks: what the command printed, without the line feeds at its end. */
export function* substituteCommand(run: Run, script: ParsedScript, text: string): Program<string> {
  const { shell } = run;
  const judged = judgeSyntax('', script);
  if (judged.kind !== 'complete') {
    const line = shell.interactive ? '' : `line ${shell.line}: `;
    const start = `${shell.source}: command substitution: ${line}`;
    const message = judged.kind === 'error' ? judged.message : 'syntax error: unexpected end of file';
    yield* complain(`${start}${message}\n`);
    if (judged.kind === 'error') yield* complain(`${start}\`${text.replace(/^`|`$|^\$\(|\)$/g, '')}'\n`);
    shell.substituted = 2;
    return '';
  }
  const file = yield* fileShortcut(run, script);
  if (file !== undefined) return withoutLastLineFeeds(file);
  const task = yield* self();
  let output = '';
  const streams = new Map(task.streams);
  streams.set(
    1,
    sinkStream('pipe:', (piece) => {
      if (output.length < outputLimit) output += piece;
    }),
  );
  const child = fork(innerRun(run, script, text), task, { streams, group: task.group }, function* (inner) {
    inner.shell.options.delete('errexit');
    inner.shell.conditions = 0;
    inner.shell.substitutions += 1;
    return yield* runUnits(inner, script.commands);
  });
  if (!child) {
    yield* noRoomForProcess(shell);
    return '';
  }
  const status = yield* waitHere([child]);
  if (status.kind === 'signaled' && status.signal === 'SIGINT') throw new Interrupt('SIGINT');
  shell.substituted = exitStatus(status);
  // `$?` in the words that follow is already the substitution's.
  shell.status = shell.substituted;
  return withoutLastLineFeeds(output);
}

function withoutLastLineFeeds(text: string): string {
  let end = text.length;
  while (text[end - 1] === '\n') end -= 1;
  return text.slice(0, end).replaceAll('\0', '');
}

/** `$(<file)` reads the file. */
function* fileShortcut(run: Run, script: ParsedScript): Program<string | undefined> {
  const [statement, more] = script.commands;
  if (!statement || more || statement.command.type !== 'Command') return undefined;
  const { name, prefix, suffix } = statement.command;
  const [redirection] = prefix;
  if (name || prefix.length !== 1 || suffix.length > 0) return undefined;
  if (redirection?.type !== 'Redirect' || redirection.operator !== '<' || !redirection.target)
    return undefined;
  const task = yield* self();
  const path = yield* expandText(run, redirection.target);
  const opened = openStream(task, path, 'read');
  if (!opened.ok) {
    yield* complain(`${messagePrefix(run.shell)}${path}: No such file or directory\n`);
    run.shell.substituted = 1;
    return '';
  }
  run.shell.substituted = 0;
  let text = '';
  for (;;) {
    const piece = opened.value.read(task);
    if (typeof piece !== 'string' || piece === '') return text;
    text += piece;
  }
}

/** `<(…)`: the path of a descriptor that reads what the command prints; `>(…)`: one that it reads from. */
export function* substituteProcess(run: Run, script: ParsedScript, operator: '<' | '>'): Program<string> {
  const task = yield* self();
  const pipe = createPipe();
  const [mine, its, itsPlace]: readonly [Stream, Stream, number] =
    operator === '<' ? [pipe.readEnd, pipe.writeEnd, 1] : [pipe.writeEnd, pipe.readEnd, 0];
  const streams = new Map(task.streams);
  streams.set(itsPlace, its);
  const child = fork(
    innerRun(run, script, ''),
    task,
    { streams, group: task.group, background: true },
    (inner) => runUnits(inner, script.commands),
  );
  its.release();
  if (!child) yield* noRoomForProcess(run.shell);
  let fd = 63;
  while (task.streams.has(fd)) fd -= 1;
  task.streams.set(fd, mine);
  task.process.files.set(fd, { kind: 'file', path: 'pipe:' });
  run.shell.openPipes.push(fd);
  return `/dev/fd/${fd}`;
}
