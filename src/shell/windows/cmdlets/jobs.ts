/** Jobs: learn.microsoft.com, about_Jobs. `python -m http.server 62893 &` starts one too. */
import { ask, blocked, type Program } from '../../program.ts';
import { self } from '../../syscalls.ts';
import { hasEnded, type Task } from '../../task.ts';
import type { Cmdlet, CmdletCall } from '../language/cmdlet.ts';
import { PsError } from '../language/errors.ts';
import { jobObject, startJob, stateOf } from '../language/job.ts';
import type { PsJob } from '../language/state.ts';
import { isObject, numberOf, propertyOf, sameText, textOf, type Value } from '../language/values.ts';

const which = [{ name: 'Id', position: 0 }, { name: 'Name' }, { name: 'Job' }] as const;

/** Those that are named, those that came through the pipe, or all. */
function* chosen(call: CmdletCall, all: boolean) {
  const { jobs } = call.state;
  const given: Value[] = [
    ...call.list('Id'),
    ...call.list('Job'),
    ...(call.input ?? []),
    ...call.list('Name'),
  ];
  if (given.length === 0) return all ? jobs : [];
  const found: PsJob[] = [];
  for (const one of given) {
    const id = isObject(one) ? numberOf(propertyOf(one, 'Id')) : numberOf(one);
    const job = jobs.find((known) => known.id === id || sameText(`Job${known.id}`, textOf(one)));
    if (job) found.push(job);
    else
      yield* call.complain(
        `The command cannot find a job with the job ID ${textOf(one)}. Verify the value of the Id parameter and then try the command again.`,
      );
  }
  return found;
}

const startJobCmdlet: Cmdlet = {
  name: 'Start-Job',
  summary: 'run a script block in the background: Start-Job { python -m http.server 62893 }',
  aliases: ['sajb'],
  parameters: [{ name: 'ScriptBlock', position: 0 }, { name: 'Name' }],
  absent: 'FilePath ArgumentList InitializationScript RunAs32 PSVersion WorkingDirectory InputObject',
  *run(call) {
    const block = call.value('ScriptBlock');
    if (block === undefined) throw new PsError('Start-Job needs a script block.');
    return [yield* startJob(call.state, textOf(block).trim())];
  },
};

const getJob: Cmdlet = {
  name: 'Get-Job',
  summary: 'list the jobs',
  aliases: ['gjb'],
  parameters: which,
  *run(call) {
    return (yield* chosen(call, true)).map(jobObject);
  },
};

const receiveJob: Cmdlet = {
  name: 'Receive-Job',
  summary: 'what a job has printed since it was last asked',
  aliases: ['rcjb'],
  parameters: [...which, { name: 'Keep', switch: true }, { name: 'Wait', switch: true }],
  *run(call) {
    const values: Value[] = [];
    for (const job of yield* chosen(call, false)) {
      if (call.has('Wait')) yield* waitFor(job);
      if (job.output !== '') values.push(...job.output.replace(/\n$/, '').split('\n'));
      if (!call.has('Keep')) job.output = '';
    }
    return values;
  },
};

function* waitFor(job: PsJob) {
  yield* ask('wait', () => (hasEnded(job.task) ? true : blocked));
}

const waitJob: Cmdlet = {
  name: 'Wait-Job',
  summary: 'wait for the end of a job',
  aliases: ['wjb'],
  parameters: which,
  *run(call) {
    const jobs = yield* chosen(call, false);
    for (const job of jobs) yield* waitFor(job);
    return jobs.map(jobObject);
  },
};

/** The job's own PowerShell, and what it runs. */
export function* endJob({ task }: PsJob): Program<void> {
  const { scheduler } = (yield* self()).around;
  const family = (one: Task): readonly Task[] => [
    one,
    ...[...scheduler.tasks.values()].filter(({ parent }) => parent === one).flatMap(family),
  ];
  yield* ask('TerminateJobObject', () => {
    for (const one of family(task).toReversed()) scheduler.signal(one, 'SIGKILL');
    return true;
  });
}

const stopJob: Cmdlet = {
  name: 'Stop-Job',
  summary: 'end a job and what it runs',
  aliases: ['spjb'],
  parameters: which,
  *run(call) {
    for (const job of yield* chosen(call, false)) yield* endJob(job);
    return [];
  },
};

const removeJob: Cmdlet = {
  name: 'Remove-Job',
  summary: 'forget a job',
  aliases: ['rjb'],
  parameters: [...which, { name: 'Force', switch: true }],
  *run(call) {
    for (const job of [...(yield* chosen(call, false))]) {
      if (stateOf(job) === 'Running') {
        if (!call.has('Force')) {
          yield* call.complain(
            `The command cannot remove the job with the job ID ${job.id} because the job is not finished. To remove the job, first stop the job, or use the Force parameter.`,
          );
          continue;
        }
        yield* endJob(job);
      }
      call.state.jobs.splice(call.state.jobs.indexOf(job), 1);
    }
    return [];
  },
};

export const jobCmdlets: readonly Cmdlet[] = [
  startJobCmdlet,
  getJob,
  receiveJob,
  waitJob,
  stopJob,
  removeJob,
];
