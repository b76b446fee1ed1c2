/** Jobs (about_Jobs): a line that another PowerShell runs in the background, and what it has printed so far. */
import { runProgram } from '../../exec.ts';
import type { Program } from '../../program.ts';
import { nullStream, sinkStream } from '../../stream.ts';
import { self } from '../../syscalls.ts';
import { hasEnded } from '../../task.ts';
import { PsError } from './errors.ts';
import type { PsJob, PsState } from './state.ts';
import { object, type PsObject } from './values.ts';

const outputLimit = 200_000;

/** Starts the line in a PowerShell of its own, as a job does. */
export function* startJob(state: PsState, command: string): Program<PsObject> {
  const task = yield* self();
  const argv = ['/Windows/System32/pwsh.exe', '-Command', command];
  const id = 1 + Math.max(0, ...state.jobs.map((job) => job.id));
  const take = (text: string): void => {
    if (job && job.output.length < outputLimit) job.output += text;
  };
  let job: PsJob | undefined;
  const sink = sinkStream('pipe:', take);
  const child = task.around.scheduler.spawn({
    around: task.around,
    uid: task.process.uid,
    argv: ['pwsh.exe', '-Command', command],
    program: inPowerShell(argv),
    parent: task,
    cwd: task.cwd,
    environment: task.environment,
    streams: new Map([
      [0, nullStream],
      [1, sink],
      [2, sink],
    ]),
  });
  if (!child) throw new PsError('The host has no room for another process.', 'Start-Job');
  job = { id, task: child, command, output: '' };
  state.jobs.push(job);
  return jobObject(job);
}

function* inPowerShell(argv: readonly string[]): Program {
  const ran = yield* runProgram(argv);
  return ran.ok && ran.status.kind === 'exited' ? ran.status.code : 1;
}

export function stateOf({ task }: PsJob): 'Running' | 'Completed' | 'Stopped' {
  if (!hasEnded(task)) return 'Running';
  return task.status?.kind === 'exited' ? 'Completed' : 'Stopped';
}

export function jobObject(job: PsJob): PsObject {
  return object(
    'Job',
    {
      Id: job.id,
      Name: `Job${job.id}`,
      PSJobTypeName: 'BackgroundJob',
      State: stateOf(job),
      HasMoreData: stateOf(job) === 'Running' || job.output !== '',
      Location: 'localhost',
      Command: job.command,
    },
    `System.Management.Automation.PSRemotingJob`,
  );
}
