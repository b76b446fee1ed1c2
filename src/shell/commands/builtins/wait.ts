import type { Builtin } from '../../command.ts';
import { exitStatus, findJob, forgetJob, type Job, jobState } from '../../jobs.ts';
import { noOptions } from '../../option-table.ts';
import { ask, blocked, type Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';
import { complain } from '../../syscalls.ts';
import { builtinOptions } from './builtin-options.ts';

/** wait, a builtin of bash(1). */
export const wait: Builtin = {
  name: 'wait',
  summary: 'wait until background jobs have ended',
  options: noOptions,
  *run(shell, argv) {
    const table = { options: [], absent: 'fnp' };
    const parsed = yield* builtinOptions(argv, table, 'wait [-fn] [-p var] [id ...]');
    if (!parsed) return 2;
    if (parsed.operands.length === 0) {
      for (const job of [...shell.jobs]) yield* waitFor(shell, job);
      return 0;
    }
    let status = 0;
    for (const id of parsed.operands) {
      const job = id.startsWith('%')
        ? findJob(shell.jobs, id)
        : shell.jobs.find(({ members }) => members.some(({ pid }) => String(pid) === id));
      if (job) status = yield* waitFor(shell, job);
      else {
        yield* complain(`bash: wait: ${reasonFor(id)}\n`);
        status = 127;
      }
    }
    return status;
  },
};

function reasonFor(id: string): string {
  if (id.startsWith('%')) return `${id}: no such job`;
  if (/^\d+$/.test(id)) return `pid ${id} is not a child of this shell`;
  return `\`${id}': not a pid or valid job spec`;
}

/** A stopped job is waited for as well: it may go on one day. */
function* waitFor(shell: Shell, job: Job): Program {
  const status = yield* ask('wait', () => {
    const state = jobState(job.members);
    return state.kind === 'done' ? state.status : blocked;
  });
  forgetJob(shell.jobs, job);
  for (const task of job.members) task.around.scheduler.reap(task);
  return exitStatus(status);
}
