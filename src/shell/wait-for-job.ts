/** Waiting for processes: in the foreground of a terminal, and inside a script. */
import { addJob, exitStatus, type Job, type JobState, jobLine, jobState, takeNotices } from './jobs.ts';
import { ask, blocked, Interrupt, type Program } from './program.ts';
import type { Shell } from './shell.ts';
import { signalText } from './signal.ts';
import { complain, self } from './syscalls.ts';
import type { Task, WaitStatus } from './task.ts';

/** Until all have ended, wherever they run. */
export function* waitHere(members: readonly Task[]): Program<WaitStatus> {
  const status = yield* ask('wait', () => {
    const state = jobState(members);
    return state.kind === 'done' ? state.status : blocked;
  });
  reap(members);
  return status;
}

/** As `waitHere`, in a script: says there how a process died by a signal. */
export function* waitInScript(
  members: readonly Task[],
  text: () => string,
  prefix: () => string,
): Program<WaitStatus> {
  const status = yield* waitHere(members);
  if (status.kind === 'signaled' && status.signal === 'SIGTERM')
    yield* complain(`${signalText(status.signal)}\n`);
  else if (status.kind === 'signaled' && status.signal !== 'SIGINT' && status.signal !== 'SIGPIPE') {
    const pid = String(members.at(-1)?.pid).padStart(5);
    yield* complain(`${prefix()}${pid} ${signalText(status.signal).padEnd(24)}${text()}\n`);
  }
  return status;
}

/**
 * Gives the terminal to the processes and waits until they end or stop; says what bash says about it.
 *
 * @param text the command, should it become a job by stopping
 * @param known the job that it was before
 * @returns `$?`
 */
export function* waitForeground(
  shell: Shell,
  members: readonly Task[],
  text: () => string,
  known?: Job,
): Program {
  const task = yield* self();
  const group = members[0]?.group ?? task.group;
  if (task.tty) task.tty.foreground = group;
  try {
    const state = yield* ask<JobState>('wait', () => {
      const now = jobState(members);
      return now.kind === 'running' ? blocked : now;
    });
    if (state.kind === 'stopped') {
      const job = addJob(shell.jobs, group, members, text(), known?.number);
      job.told = 'stopped';
      yield* complain(`\n${shell.wording?.suspended(job.text) ?? jobLine(shell.jobs, job)}`);
      return 148;
    }
    if (state.kind === 'running') return 0;
    reap(members);
    const { status } = state;
    if (members.some(wasInterrupted)) throw new Interrupt('SIGINT');
    if (status.kind !== 'exited') {
      const said = shell.wording?.killed(status.signal, text()) ?? `${signalText(status.signal)}\n`;
      if (status.signal !== 'SIGPIPE') yield* complain(said);
    }
    yield* complain(takeNotices(shell, true));
    return exitStatus(status);
  } finally {
    if (task.tty) task.tty.foreground = task.group;
  }
}

function wasInterrupted({ status }: Task): boolean {
  return status?.kind === 'signaled' && status.signal === 'SIGINT';
}

function reap(members: readonly Task[]): void {
  for (const member of members) member.around.scheduler.reap(member);
}
