/** zsh's builtins where they speak otherwise than bash's (zshbuiltins(1)); recorded on zsh 5.9. */
import { strerror } from '../../simulator/errno.ts';
import type { Builtin } from '../command.ts';
import { cd as bashCd } from '../commands/builtins/cd.ts';
import { listSignals } from '../commands/builtins/kill.ts';
import { mayAccess } from '../file-system.ts';
import { findJob, forgetJob, type Job, jobState } from '../jobs.ts';
import { pathOf } from '../language/simple-command.ts';
import { noOptions } from '../option-table.ts';
import type { Program } from '../program.ts';
import type { Shell } from '../shell.ts';
import { parseSignal, type Signal } from '../signal.ts';
import { complain, kill as killCall, print, self } from '../syscalls.ts';
import { waitForeground } from '../wait-for-job.ts';
import { lower, zshJob } from './zsh-wording.ts';

const cd: Builtin = {
  ...bashCd,
  *run(shell, argv, run) {
    const target = argv.slice(1).find((word) => !word.startsWith('-'));
    const task = yield* self();
    const found =
      target === undefined ? undefined : task.around.files.find(task.cwd, target, task.process.uid);
    const wrong = !found
      ? undefined
      : !found.ok
        ? found.errno
        : found.value.kind !== 'directory'
          ? 'ENOTDIR'
          : mayAccess(found.value, task.process.uid, 1)
            ? undefined
            : 'EACCES';
    if (wrong === undefined) return yield* bashCd.run(shell, argv, run);
    yield* complain(`cd: ${lower(strerror(wrong))}: ${target}\n`);
    return 1;
  },
};

const kill: Builtin = {
  name: 'kill',
  summary: 'send a signal to a process or a job (%1)',
  options: {
    options: [
      { short: 's', argument: 'SIGNAL', help: 'the signal, by name' },
      { short: 'l', help: 'list the signals' },
    ],
  },
  *run(shell, [, ...args]) {
    const [first = ''] = args;
    if (first === '-l') return yield* listSignals(shell, args.slice(1));
    const separate = first === '-s' || first === '-n';
    const name = separate ? args[1] : /^-.+/.test(first) && first !== '--' ? first.slice(1) : undefined;
    const signal = name === undefined ? 'SIGTERM' : parseSignal(name);
    if (name !== undefined && !signal && name !== '0') {
      yield* complain(`kill: unknown signal: SIG${name}\nkill: type kill -l for a list of signals\n`);
      return 1;
    }
    const targets = args.slice(separate ? 2 : name === undefined ? 0 : 1).filter((word) => word !== '--');
    if (targets.length === 0) {
      yield* complain('kill: not enough arguments\n');
      return 1;
    }
    let status = 0;
    for (const target of targets) status = (yield* sendTo(shell, target, signal)) || status;
    yield* self();
    return status;
  },
};

/** After any other signal zsh lets a stopped job go on, so that it hears of it. */
const leavesAsleep: ReadonlySet<Signal> = new Set<Signal>([
  'SIGKILL',
  'SIGCONT',
  'SIGSTOP',
  'SIGTSTP',
  'SIGTTIN',
]);

function* sendTo(shell: Shell, target: string, signal: ReturnType<typeof parseSignal>): Program {
  const job = target.startsWith('%') ? findJob(shell.jobs, target) : undefined;
  if (target.startsWith('%') && !job) {
    yield* complain(`kill: ${target}: no such job\n`);
    return 1;
  }
  if (!job && !/^-?\d+$/.test(target)) {
    yield* complain(`kill: illegal pid: ${target}\n`);
    return 1;
  }
  const pid = job ? -job.group : Number(target);
  const wakes = job && jobState(job.members).kind === 'stopped' && signal && !leavesAsleep.has(signal);
  const result = yield* killCall(pid, signal);
  if (wakes) yield* killCall(pid, 'SIGCONT');
  if (result === 'ok') return 0;
  yield* complain(`kill: kill ${target} failed: ${lower(strerror(result))}\n`);
  return 1;
}

function* jobToMove(shell: Shell, [name = '', spec]: readonly string[]): Program<Job | undefined> {
  const job = findJob(shell.jobs, spec ?? '%+', true);
  if (!job)
    yield* complain(spec === undefined ? `${name}: no current job\n` : `${name}: ${spec}: no such job\n`);
  return job;
}

const fg: Builtin = {
  name: 'fg',
  summary: 'bring a job to the foreground',
  options: noOptions,
  *run(shell, argv) {
    const job = yield* jobToMove(shell, argv);
    if (!job) return 1;
    const word = jobState(job.members).kind === 'stopped' ? 'continued' : 'running';
    yield* print(zshJob(shell.jobs, job, word));
    forgetJob(shell.jobs, job);
    yield* killCall(-job.group, 'SIGCONT');
    return yield* waitForeground(shell, job.members, () => job.text, job);
  },
};

const bg: Builtin = {
  name: 'bg',
  summary: 'let a stopped job go on in the background',
  options: noOptions,
  *run(shell, argv) {
    const job = yield* jobToMove(shell, argv);
    if (!job) return 1;
    if (jobState(job.members).kind === 'running') {
      yield* complain('bg: job already in background\n');
      return 1;
    }
    yield* print(zshJob(shell.jobs, job, 'continued'));
    job.told = 'running';
    yield* killCall(-job.group, 'SIGCONT');
    return 0;
  },
};

function lookUp(name: 'which' | 'type' | 'where'): Builtin {
  return {
    name,
    summary: 'tell what a name stands for',
    options: noOptions,
    *run(shell, [, ...names], { commands }) {
      const task = yield* self();
      let status = 0;
      for (const word of names.filter((given) => !given.startsWith('-'))) {
        const alias = shell.aliases.get(word);
        const path = pathOf(shell, task, word);
        const builtin = commands.builtins.has(word);
        const inside = name === 'type' ? `${word} is a shell builtin` : `${word}: shell built-in command`;
        if (alias !== undefined) {
          yield* print(
            name === 'type' ? `${word} is an alias for ${alias}\n` : `${word}: aliased to ${alias}\n`,
          );
        } else if (shell.functions.has(word)) yield* print(`${word} is a shell function\n`);
        else if (builtin) yield* print(`${inside}\n`);
        else if (path !== undefined) yield* print(`${name === 'type' ? `${word} is ` : ''}${path}\n`);
        else {
          yield* print(`${word} not found\n`);
          status = 1;
        }
      }
      return status;
    },
  };
}

export const zshBuiltins: readonly Builtin[] = [
  cd,
  kill,
  fg,
  bg,
  lookUp('which'),
  lookUp('type'),
  lookUp('where'),
];
