/** Jobs as bash keeps and words them (bash(1), JOB CONTROL). */
import { type Signal, signalNumber, signalText } from './signal.ts';
import { hasEnded, type Task, type WaitStatus } from './task.ts';
import type { Wording } from './wording.ts';

export interface Job {
  readonly number: number;
  readonly group: number;
  /** The processes of its pipeline, in order. */
  readonly members: readonly Task[];
  /** The command as bash prints it, without a trailing `&`. */
  readonly text: string;
  /** The state that the person was last told. */
  told: string;
  /** `kill` has just signalled it: bash hears of what became of it only after its next prompt. */
  signalled: boolean;
  /** It had ended when a later job began, and is neither `%+` nor `%-` any more. */
  passed: boolean;
  /** Counts up each time the job is put aside, so that the latest one is `%+`. */
  turn: number;
}

export type JobState =
  | { readonly kind: 'running' }
  /** By this signal. */
  | { readonly kind: 'stopped'; readonly signal: Signal }
  | { readonly kind: 'done'; readonly status: WaitStatus };

export function jobState(members: readonly Task[]): JobState {
  if (members.every(hasEnded)) {
    return { kind: 'done', status: members.at(-1)?.status ?? { kind: 'exited', code: 0 } };
  }
  for (const { status } of members) {
    if (status?.kind === 'stopped') return { kind: 'stopped', signal: status.signal };
  }
  return { kind: 'running' };
}

/** `$?` for how a process ended or stopped. */
export function exitStatus(status: WaitStatus): number {
  return status.kind === 'exited' ? status.code : 128 + signalNumber(status.signal);
}

function stateText(state: JobState): string {
  switch (state.kind) {
    case 'running':
      return 'Running';
    case 'stopped':
      return 'Stopped';
    case 'done':
      if (state.status.kind !== 'exited') return signalText(state.status.signal);
      return state.status.code === 0 ? 'Done' : `Exit ${state.status.code}`;
  }
}

/** `%+` and `%-`: a stopped job before a running one, the latest first. */
export function currentJobs(jobs: readonly Job[]): readonly Job[] {
  const known = jobs.filter((job) => !job.passed);
  const rank = (job: Job): number => {
    const { kind } = jobState(job.members);
    // A stopped job that was ended keeps its place until the person was told.
    return kind === 'stopped' || (kind === 'done' && job.told === 'stopped') ? 0 : 1;
  };
  return known.sort((a, b) => rank(a) - rank(b) || b.turn - a.turn);
}

/** `+`, `-` or a blank. */
export function jobMark(jobs: readonly Job[], job: Job): string {
  const [current, previous] = currentJobs(jobs);
  return job === current ? '+' : job === previous ? '-' : ' ';
}

/** `[1]+  Running                 sleep 300 &`; the long form has a line for each process. */
export function jobLine(
  jobs: readonly Job[],
  job: Job,
  long = false,
  state: JobState = jobState(job.members),
): string {
  const start = `[${job.number}]${jobMark(jobs, job)}`;
  const text = stateText(state).padEnd(24);
  const end = state.kind === 'running' ? ' &\n' : '\n';
  if (!long) return `${start}  ${text}${job.text}${end}`;
  const commands = job.members.length > 1 ? job.text.split(' | ') : [job.text];
  const lines = job.members.map(({ pid }, index) => {
    const place = index === 0 ? `${start} ` : ' '.repeat(start.length + 1);
    const shown = index === 0 ? text : `${' '.repeat(22)}| `;
    return `${place}${String(pid).padStart(5)} ${shown}${commands[index] ?? ''}`;
  });
  return lines.join('\n') + end;
}

export function addJob(
  jobs: Job[],
  group: number,
  members: readonly Task[],
  text: string,
  number = Math.max(0, ...jobs.map((job) => job.number)) + 1,
): Job {
  const turn = Math.max(0, ...jobs.map((job) => job.turn)) + 1;
  const passed = false;
  const job: Job = { number, group, members, text, told: 'running', signalled: false, passed, turn };
  for (const other of jobs) other.passed ||= jobState(other.members).kind === 'done';
  jobs.push(job);
  jobs.sort((a, b) => a.number - b.number);
  return job;
}

/** Finds `%1`, `%+`, `%%`, `%-`, `%python`, `%?server`; a plain number is tried as a job too where `bare` is set. */
export function findJob(jobs: readonly Job[], spec: string, bare = false): Job | undefined {
  const text = spec.startsWith('%') ? spec.slice(1) : bare ? spec : undefined;
  if (text === undefined) return undefined;
  const [current, previous] = currentJobs(jobs);
  if (text === '' || text === '%' || text === '+') return current;
  if (text === '-') return previous ?? current;
  if (/^\d+$/.test(text)) return jobs.find(({ number }) => number === Number(text));
  return text.startsWith('?')
    ? jobs.find((job) => job.text.includes(text.slice(1)))
    : jobs.find((job) => job.text.startsWith(text));
}

/** Whether several jobs begin with `%text`, or hold `%?text`. */
export function isAmbiguous(jobs: readonly Job[], spec: string, bare = false): boolean {
  if (!bare && !spec.startsWith('%')) return false;
  const text = spec.replace(/^%/, '');
  if (/^(?:\d*|[-+%])$/.test(text)) return false;
  const fits = text.startsWith('?')
    ? jobs.filter((job) => job.text.includes(text.slice(1)))
    : jobs.filter((job) => job.text.startsWith(text));
  return fits.length > 1;
}

export function forgetJob(jobs: Job[], job: Job): void {
  const index = jobs.indexOf(job);
  if (index >= 0) jobs.splice(index, 1);
}

/**
 * What bash says about jobs that ended or stopped, before the next prompt and when it has waited for something else;
 * the ended ones are then forgotten, except for their statuses.
 *
 * @param heard it has also heard of those that `kill` has just signalled
 */
export function takeNotices(
  {
    jobs,
    ended,
    wording,
  }: {
    readonly jobs: Job[];
    readonly ended: Map<number, number>;
    readonly wording?: Wording | undefined;
  },
  heard = false,
): string {
  let text = '';
  for (const job of [...jobs]) {
    const { kind } = jobState(job.members);
    if (job.signalled && !heard) {
      // As far as bash knows, it is still stopped; and it says so once more.
      if (job.told === 'stopped')
        text += `\n${jobLine(jobs, job, false, { kind: 'stopped', signal: 'SIGTSTP' })}`;
      job.signalled = false;
      continue;
    }
    job.signalled = false;
    if (kind !== job.told && kind !== 'running')
      text += (kind === 'stopped' ? '\n' : '') + lineOf(jobs, job, wording);
    job.told = kind;
  }
  for (const job of [...jobs]) if (job.told === 'done') endJob(jobs, ended, job);
  return text;
}

/** A job as its shell words it. */
export function lineOf(jobs: readonly Job[], job: Job, wording: Wording | undefined, long = false): string {
  return (wording?.jobLine ?? jobLine)(jobs, job, long, jobState(job.members));
}

/** Forgets a job that has ended, and keeps its status for `wait`. */
export function endJob(jobs: Job[], ended: Map<number, number>, job: Job): void {
  forgetJob(jobs, job);
  const last = job.members.at(-1);
  const state = jobState(job.members);
  if (last && state.kind === 'done') ended.set(last.pid, exitStatus(state.status));
  for (const task of job.members) task.around.scheduler.reap(task);
}
