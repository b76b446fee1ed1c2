import type { Builtin } from '../../command.ts';
import { findJob, forgetJob, type Job, jobLine, jobMark, jobState } from '../../jobs.ts';
import { noOptions, type OptionTable } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';
import { complain, kill, print } from '../../syscalls.ts';
import { waitForeground } from '../../wait-for-job.ts';
import { builtinOptions } from './builtin-options.ts';

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
    const parsed = yield* builtinOptions(argv, jobsOptions, usage);
    if (!parsed) return 2;
    let status = 0;
    const chosen: Job[] = [];
    for (const spec of parsed.operands) {
      const job = findJob(shell.jobs, spec, true);
      if (job) chosen.push(job);
      else {
        yield* complain(`bash: jobs: ${spec}: no such job\n`);
        status = 1;
      }
    }
    let text = '';
    for (const job of parsed.operands.length > 0 ? chosen : shell.jobs) {
      const { kind } = jobState(job.members);
      if (parsed.has('r') && kind !== 'running') continue;
      if (parsed.has('s') && kind !== 'stopped') continue;
      text += parsed.has('p') ? `${job.members[0]?.pid}\n` : jobLine(shell.jobs, job, parsed.has('l'));
      job.told = kind;
    }
    yield* print(text);
    for (const job of [...shell.jobs]) if (job.told === 'done') forgetJob(shell.jobs, job);
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
    const job = yield* jobToMove(shell, argv, 'bg [job_spec ...]');
    if (typeof job === 'number') return job;
    if (jobState(job.members).kind === 'running') {
      yield* complain(`bash: bg: job ${job.number} already in background\n`);
      return 0;
    }
    const mark = jobMark(shell.jobs, job).trim();
    job.told = 'running';
    yield* print(`[${job.number}]${mark} ${job.text} &\n`);
    yield* kill(-job.group, 'SIGCONT');
    return 0;
  },
};

/** disown, a builtin of bash(1). */
export const disown: Builtin = {
  name: 'disown',
  summary: 'forget a job and let it run',
  options: noOptions,
  *run(shell, argv) {
    const job = yield* jobToMove(shell, argv, 'disown [-h] [-ar] [jobspec ... | pid ...]');
    if (typeof job === 'number') return job;
    forgetJob(shell.jobs, job);
    return 0;
  },
};

/** The job that fg or bg is about, or the status to return when the message is out. */
function* jobToMove(shell: Shell, argv: readonly string[], usage: string): Program<Job | number> {
  const [name] = argv;
  const parsed = yield* builtinOptions(argv, noOptions, usage);
  if (!parsed) return 2;
  if (!shell.jobControl && name !== 'disown') {
    yield* complain(`bash: ${name}: no job control\n`);
    return 1;
  }
  const [spec] = parsed.operands;
  const job = findJob(shell.jobs, spec ?? '%+', true);
  if (!job) {
    yield* complain(`bash: ${name}: ${spec ?? 'current'}: no such job\n`);
    return 1;
  }
  if (jobState(job.members).kind === 'done' && name !== 'disown') {
    yield* complain(`bash: ${name}: job has terminated\n`);
    return 1;
  }
  return job;
}
