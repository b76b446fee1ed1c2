import { strerror } from '../../../simulator/errno.ts';
import type { Builtin } from '../../command.ts';
import { jobState } from '../../jobs.ts';
import { shellMessage } from '../../language/run.ts';
import type { OptionTable } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';
import { parseSignal, type Signal, signalTable } from '../../signal.ts';
import { complain, kill as killCall, print, self } from '../../syscalls.ts';
import { namedJob } from './job-spec.ts';

const usage =
  'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n';

const options: OptionTable = {
  options: [
    { short: 's', argument: 'SIGNAL', help: 'the signal to send, by name; TERM when left out' },
    { short: 'n', argument: 'NUMBER', help: 'the signal to send, by number' },
    { short: 'l', help: 'list the signals' },
  ],
};

/** kill, a builtin of bash(1). */
export const kill: Builtin = {
  name: 'kill',
  summary: 'send a signal to a process or a job (%1)',
  options,
  *run(shell, [, ...args]) {
    const [first = ''] = args;
    if (/^-[lL]$/.test(first)) return yield* listSignals(shell, args.slice(1));
    let signal: Signal | undefined = 'SIGTERM';
    let targets = args;
    if (/^-.+/.test(first) && first !== '--') {
      const separate = first === '-s' || first === '-n';
      const name = separate ? args[1] : first.replace(/^-[sn](?=.)(?!TOP|TKFLT)/, '-').slice(1);
      if (name === undefined) {
        yield* shellMessage(shell, `kill: ${first}: option requires an argument`);
        return 1;
      }
      targets = args.slice(separate ? 2 : 1);
      signal = parseSignal(name);
      if (!signal && name !== '0') {
        yield* shellMessage(shell, `kill: ${name}: invalid signal specification`);
        return 1;
      }
    }
    if (targets[0] === '--') targets = targets.slice(1);
    if (targets.length === 0) {
      yield* complain(usage);
      return 2;
    }
    let status = 0;
    for (const target of targets) status = (yield* one(shell, target, signal)) || status;
    // A signal to this very shell arrives here.
    yield* self();
    return status;
  },
};

function* one(shell: Shell, target: string, signal: Signal | undefined): Program {
  if (target.startsWith('%')) {
    const job = yield* namedJob(shell, 'kill', target);
    if (!job) return 1;
    const stopped = jobState(job.members).kind === 'stopped';
    // bash wakes a stopped job, so that it learns of its end.
    const wakes = stopped && (signal === 'SIGTERM' || signal === 'SIGHUP');
    const result = shell.jobControl
      ? yield* killCall(-job.group, signal)
      : yield* killCall(job.members[0]?.pid ?? 0, signal);
    if (wakes) yield* killCall(-job.group, 'SIGCONT');
    if (stopped && signal === 'SIGCONT') job.told = 'running';
    else job.signalled = true;
    return yield* report(shell, String(job.members[0]?.pid), result);
  }
  if (!/^-?\d+$/.test(target)) {
    yield* shellMessage(shell, `kill: ${target}: arguments must be process or job IDs`);
    return 1;
  }
  const pid = Number(target);
  for (const job of shell.jobs) job.signalled ||= job.members.some((member) => member.pid === pid);
  return yield* report(shell, target, yield* killCall(pid, signal));
}

function* report(shell: Shell, pid: string, result: 'ok' | 'ESRCH' | 'EPERM'): Program {
  if (result === 'ok') return 0;
  yield* shellMessage(shell, `kill: (${pid}) - ${strerror(result)}`);
  return 1;
}

export function* listSignals(shell: Shell, specs: readonly string[]): Program {
  if (specs.length === 0) {
    const cells = signalTable.map(([number, name]) => `${String(number).padStart(2)}) ${name}`);
    let text = '';
    cells.forEach((cell, index) => {
      text += cell + (index % 5 === 4 ? '\n' : '\t');
    });
    yield* print(`${text}\n`);
    return 0;
  }
  for (const spec of specs) {
    const number = /^\d+$/.test(spec) ? Number(spec) & 127 : undefined;
    const name = `SIG${spec.toUpperCase().replace(/^SIG/, '')}`;
    const found = signalTable.find(([known, text]) => known === number || text === name);
    if (!found) {
      yield* shellMessage(shell, `kill: ${spec}: invalid signal specification`);
      return 1;
    }
    yield* print(number === undefined ? `${found[0]}\n` : `${found[1].slice(3)}\n`);
  }
  return 0;
}
