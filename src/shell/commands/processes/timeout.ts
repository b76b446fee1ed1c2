import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { startProgram } from '../../exec.ts';
import { gnuOptionError, type OptionTable, type ParsedOptions, parseOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { type Signal, signalNumber } from '../../signal.ts';
import { complain, kill, now, print, self } from '../../syscalls.ts';
import type { Task, WaitStatus } from '../../task.ts';
import { parseDuration } from './duration.ts';
import { timeoutUsage } from './runner-usages.ts';
import { notSendable, sendable, signalNameOf, signalNumberOf } from './signal-names.ts';
import { waitUntil } from './wait-until.ts';

const options: OptionTable = {
  options: [
    { long: 'preserve-status', help: 'exit with the same status as COMMAND, even when it times out' },
    { long: 'foreground', help: 'allow COMMAND to read from the TTY and get TTY signals' },
    {
      short: 'k',
      long: 'kill-after',
      argument: 'DURATION',
      help: 'send KILL this long after the first signal',
    },
    { short: 's', long: 'signal', argument: 'SIGNAL', help: 'the signal to be sent on timeout' },
    { short: 'v', long: 'verbose', help: 'diagnose to stderr any signal sent upon timeout' },
    { long: 'help', help: 'display this help and exit' },
    { long: 'version', help: 'output version information and exit' },
  ],
};

const hint = "Try 'timeout --help' for more information.\n";

/** timeout(1) of GNU coreutils 9.1. */
export const timeout: ProgramFile = {
  name: 'timeout',
  summary: 'run a program, and end it when it takes too long: timeout 5 curl …',
  options,
  *run([, ...args]) {
    const parsed = parseOptions(options, args, true);
    if (!parsed.ok) return yield* misused(gnuOptionError('timeout', parsed));
    if (parsed.has('help') || parsed.has('version')) {
      yield* print(parsed.has('help') ? timeoutUsage : 'timeout (GNU coreutils) 9.1\n');
      return 0;
    }
    const [duration, ...command] = parsed.operands;
    if (duration === undefined || command.length === 0) return yield* misused('');
    const after = parsed.value('kill-after');
    const name = parsed.value('signal') ?? 'TERM';
    const number = signalNumberOf(name);
    for (const text of [after ?? '0', duration]) {
      if (parseDuration(text) === undefined)
        return yield* misused(`timeout: invalid time interval ‘${text}’\n`);
    }
    if (number === undefined || number > 64) return yield* misused(`timeout: ‘${name}’: invalid signal\n`);
    const signal = sendable(number);
    if (!signal) {
      yield* complain(notSendable('timeout', number));
      return 125;
    }
    const started = yield* startProgram(command);
    if (!started.ok) {
      yield* complain(`timeout: failed to run command ‘${command[0]}’: ${strerror(started.errno)}\n`);
      return started.errno === 'ENOENT' ? 127 : 126;
    }
    const limit = parseDuration(duration) ?? 0;
    const more = after === undefined ? undefined : parseDuration(after);
    return yield* watchOver(started.task, { limit, signal, more, name: command[0] ?? '' }, parsed);
  },
};

function* misused(text: string): Program {
  yield* complain(text + hint);
  return 125;
}

interface Limits {
  /** Milliseconds; 0 is none. */
  readonly limit: number;
  readonly signal: Signal;
  /** Milliseconds from the signal to SIGKILL. */
  readonly more: number | undefined;
  readonly name: string;
}

function* watchOver(child: Task, { limit, signal, more, name }: Limits, parsed: ParsedOptions): Program {
  const verbose = parsed.has('verbose');
  let sent: Signal | undefined;
  let deadline = limit > 0 ? (yield* now()) + limit : undefined;
  for (;;) {
    const status = yield* waitUntil(child, deadline);
    if (status !== 'timeout') return yield* statusFor(status, sent, parsed);
    const next: Signal = sent === undefined ? signal : 'SIGKILL';
    if (verbose) {
      const text = signalNameOf(signalNumber(next)) ?? next;
      yield* complain(`timeout: sending signal ${text} to command ‘${name}’\n`);
    }
    yield* kill(child.pid, next);
    if (next !== 'SIGKILL') yield* kill(child.pid, 'SIGCONT');
    deadline = sent === undefined && more !== undefined && more > 0 ? (yield* now()) + more : undefined;
    sent = next;
  }
}

function* statusFor(status: WaitStatus, sent: Signal | undefined, parsed: ParsedOptions): Program {
  if (status.kind === 'exited') return sent && !parsed.has('preserve-status') ? 124 : status.code;
  // A child that was killed outright takes timeout with it; one that died of another's signal, too.
  if (!sent || status.signal === 'SIGKILL') yield* kill((yield* self()).pid, status.signal);
  return sent && !parsed.has('preserve-status') ? 124 : 128 + signalNumber(status.signal);
}
