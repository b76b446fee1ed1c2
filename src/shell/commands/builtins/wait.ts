import type { Builtin } from '../../command.ts';
import { endJob, exitStatus, type Job, jobState, takeNotices } from '../../jobs.ts';
import { assignVariable } from '../../language/assign.ts';
import { shellMessage } from '../../language/run.ts';
import type { OptionTable } from '../../option-table.ts';
import { ask, blocked, Interrupt, type Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';
import { signalNumber } from '../../signal.ts';
import { complain } from '../../syscalls.ts';
import { hasEnded, type Task } from '../../task.ts';
import { builtinOptions } from './builtin-options.ts';
import { namedJob } from './job-spec.ts';

const options: OptionTable = {
  options: [
    { short: 'n', help: 'until the first of them has ended' },
    { short: 'p', argument: 'VARIABLE', help: 'put the process id of the one that ended into a variable' },
    { short: 'f', help: 'until it has ended, where it could also stop' },
  ],
};

/** wait, a builtin of bash(1). */
export const wait: Builtin = {
  name: 'wait',
  summary: 'wait until background jobs have ended',
  options,
  *run(shell, argv) {
    const parsed = yield* builtinOptions(shell, argv, options, 'wait [-fn] [-p var] [id ...]');
    if (!parsed) return 2;
    try {
      if (parsed.has('n')) return yield* waitForFirst(shell, parsed.operands, parsed.value('p'));
      return yield* waitForAll(shell, parsed.operands);
    } catch (error) {
      // A signal with a trap ends the wait; the trap runs after it.
      if (!(error instanceof Interrupt) || !shell.pendingTraps.includes(error.signal)) throw error;
      return 128 + signalNumber(error.signal);
    }
  },
};

function* waitForAll(shell: Shell, ids: readonly string[]): Program {
  if (ids.length === 0) {
    for (const job of [...shell.jobs]) {
      if (jobState(job.members).kind !== 'done') yield* waitFor(shell, job);
    }
    // Those that had ended before are not mentioned any more.
    for (const job of [...shell.jobs]) {
      if (jobState(job.members).kind === 'done') endJob(shell.jobs, shell.ended, job);
    }
    return 0;
  }
  let status = 0;
  for (const id of ids) {
    if (id.startsWith('%')) {
      const job = yield* namedJob(shell, 'wait', id);
      status = job ? yield* waitFor(shell, job) : 127;
      continue;
    }
    const job = jobOfProcess(shell, id);
    const known = shell.ended.get(Number(id));
    if (job) status = yield* waitFor(shell, job);
    else if (known !== undefined) status = known;
    else {
      yield* shellMessage(shell, `wait: ${reasonFor(id)}`);
      status = /^\d+$/.test(id) ? 127 : 1;
    }
  }
  return status;
}

function jobOfProcess(shell: Shell, id: string): Job | undefined {
  return shell.jobs.find(({ members }) => members.some(({ pid }) => String(pid) === id));
}

function reasonFor(id: string): string {
  if (/^\d+$/.test(id)) return `pid ${id} is not a child of this shell`;
  return `\`${id}': not a pid or valid job spec`;
}

/** A stopped job is waited for as well: it may go on one day. */
function* waitFor(shell: Shell, job: Job): Program {
  const state = yield* ask('wait4', () => {
    const now = jobState(job.members);
    return now.kind === 'done' ? now : blocked;
  });
  return yield* end(shell, job, exitStatus(state.status));
}

/** The job is over and known to be; a person is told at once. */
function* end(shell: Shell, job: Job, status: number): Program {
  if (shell.jobControl) yield* complain(takeNotices(shell, true));
  endJob(shell.jobs, shell.ended, job);
  return status;
}

function* waitForFirst(shell: Shell, ids: readonly string[], name: string | undefined): Program {
  const wanted = ids.length === 0 ? [...shell.jobs] : [];
  for (const id of ids) {
    const job = id.startsWith('%') ? yield* namedJob(shell, 'wait', id) : jobOfProcess(shell, id);
    if (job) wanted.push(job);
  }
  if (wanted.length === 0) return 127;
  const ended = (job: Job): Task | undefined => {
    const last = job.members.at(-1);
    return job.members.every(hasEnded) ? last : undefined;
  };
  const job = yield* ask('wait4', () => wanted.find(ended) ?? blocked);
  if (name !== undefined) assignVariable(shell, name, undefined, String(job.members.at(-1)?.pid));
  const state = jobState(job.members);
  return yield* end(shell, job, state.kind === 'done' ? exitStatus(state.status) : 0);
}
