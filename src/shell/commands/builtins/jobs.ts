import type { Builtin } from '../../command.ts';
import { endJob, findJob, forgetJob, type Job, jobMark, jobState, lineOf } from '../../jobs.ts';
import { shellMessage } from '../../language/run.ts';
import { noOptions, type OptionTable } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';
import { kill, print } from '../../syscalls.ts';
import { waitForeground } from '../../wait-for-job.ts';
import { builtinOptions } from './builtin-options.ts';
import { namedJob } from './job-spec.ts';

const jobsOptions: OptionTable = {
  options: [
    { short: 'l', help: 'with process ids' },
    { short: 'p', help: 'process ids only' },
    { short: 'r', help: 'running jobs only' },
    { short: 's', help: 'stopped jobs only' },
  ],
  absent: 'nx',
};

/** jobs, a builtin of bash(1). */
export const jobs: Builtin = {
  name: 'jobs',
  summary: 'list the jobs of this shell',
  options: jobsOptions,
  *run(shell, argv) {
    const usage = 'jobs [-lnprs] [jobspec ...] or jobs -x command [args]';
    const parsed = yield* builtinOptions(shell, argv, jobsOptions, usage);
    if (!parsed) return 2;
    let status = 0;
    const chosen: Job[] = [];
    for (const spec of parsed.operands) {
      const job = yield* namedJob(shell, 'jobs', spec, { bare: true, both: true });
      if (job) chosen.push(job);
      else status = 1;
    }
    let text = '';
    for (const job of parsed.operands.length > 0 ? chosen : shell.jobs) {
      const { kind } = jobState(job.members);
      if (parsed.has('r') && kind !== 'running') continue;
      if (parsed.has('s') && kind !== 'stopped') continue;
      text += parsed.has('p')
        ? `${job.members[0]?.pid}\n`
        : lineOf(shell.jobs, job, shell.wording, parsed.has('l'));
      job.told = kind;
    }
    yield* print(text);
    for (const job of [...shell.jobs]) if (job.told === 'done') endJob(shell.jobs, shell.ended, job);
    return status;
  },
};

/** fg, a builtin of bash(1). */
export const fg: Builtin = {
  name: 'fg',
  summary: 'bring a job to the foreground',
  options: noOptions,
  *run(shell, argv) {
    const job = yield* jobToMove(shell, argv, 'fg [job_spec]');
    if (typeof job === 'number') return job;
    yield* print(`${job.text}\n`);
    forgetJob(shell.jobs, job);
    yield* kill(-job.group, 'SIGCONT');
    return yield* waitForeground(shell, job.members, () => job.text, job);
  },
};

/** bg, a builtin of bash(1). */
export const bg: Builtin = {
  name: 'bg',
  summary: 'let a stopped job go on in the background',
  options: noOptions,
  *run(shell, argv) {
    const [name = 'bg', ...specs] = argv;
    if (specs.length < 2) return yield* moveToBackground(shell, argv);
    let status = 0;
    for (const spec of specs) status = yield* moveToBackground(shell, [name, spec]);
    return status;
  },
};

function* moveToBackground(shell: Shell, argv: readonly string[]): Program {
  const job = yield* jobToMove(shell, argv, 'bg [job_spec ...]');
  if (typeof job === 'number') return job;
  if (jobState(job.members).kind === 'running') {
    yield* shellMessage(shell, `bg: job ${job.number} already in background`);
    return 0;
  }
  const mark = jobMark(shell.jobs, job).trim();
  job.told = 'running';
  yield* print(`[${job.number}]${mark} ${job.text} &\n`);
  yield* kill(-job.group, 'SIGCONT');
  return 0;
}

const disownOptions: OptionTable = {
  options: [
    { short: 'a', help: 'all jobs' },
    { short: 'r', help: 'running jobs only' },
    { short: 'h', help: 'keep the job, but do not hang it up with the shell' },
  ],
};

/** disown, a builtin of bash(1). */
export const disown: Builtin = {
  name: 'disown',
  summary: 'forget a job and let it run',
  options: disownOptions,
  *run(shell, argv) {
    const usage = 'disown [-h] [-ar] [jobspec ... | pid ...]';
    const parsed = yield* builtinOptions(shell, argv, disownOptions, usage);
    if (!parsed) return 2;
    const all = parsed.has('a') || parsed.has('r');
    if (parsed.operands.length === 0 && all) {
      for (const job of [...shell.jobs]) {
        if (!parsed.has('r') || jobState(job.members).kind === 'running') forgetJob(shell.jobs, job);
      }
      return 0;
    }
    let status = 0;
    for (const spec of parsed.operands.length > 0 ? parsed.operands : ['%+']) {
      const job = yield* jobToDisown(shell, spec, parsed.operands.length > 0);
      if (!job) status = 1;
      else if (!parsed.has('h')) forgetJob(shell.jobs, job);
    }
    return status;
  },
};

function* jobToDisown(shell: Shell, spec: string, named: boolean): Program<Job | undefined> {
  if (named && spec.startsWith('%')) return yield* namedJob(shell, 'disown', spec, { both: true });
  const job =
    findJob(shell.jobs, spec) ??
    shell.jobs.find(({ members }) => members.some(({ pid }) => String(pid) === spec));
  if (!job) yield* shellMessage(shell, `disown: ${named ? spec : 'current'}: no such job`);
  return job;
}

/** The job that fg or bg is about, or the status to return when the message is out. */
function* jobToMove(shell: Shell, argv: readonly string[], usage: string): Program<Job | number> {
  const [name = ''] = argv;
  const parsed = yield* builtinOptions(shell, argv, noOptions, usage);
  if (!parsed) return 2;
  if (!shell.jobControl) {
    yield* shellMessage(shell, `${name}: no job control`);
    return 1;
  }
  const [spec] = parsed.operands;
  const job =
    spec === undefined ? findJob(shell.jobs, '%+') : yield* namedJob(shell, name, spec, { bare: true });
  if (!job) {
    if (spec === undefined) yield* shellMessage(shell, `${name}: current: no such job`);
    return 1;
  }
  if (jobState(job.members).kind === 'done') {
    yield* shellMessage(shell, `${name}: job has terminated`);
    return 1;
  }
  return job;
}
