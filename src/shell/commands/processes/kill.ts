import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { noOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { complain, kill as killCall, print } from '../../syscalls.ts';
import { killUsage } from './process-usages.ts';
import {
  notSendable,
  sendable,
  signalList,
  signalNameOf,
  signalNumberOf,
  signalTableText,
} from './signal-names.ts';

/** kill(1) of procps 4.0, which `/usr/bin/kill`, sudo and env run; the shell has a kill of its own. */
export const kill: ProgramFile = {
  name: 'kill',
  summary: 'send a signal to a process',
  options: noOptions,
  *run([self = 'kill', ...args]) {
    let number: number | undefined = 15;
    const rest = [...args];
    const [first = ''] = rest;
    if (/^(-h|--help)$/.test(first)) return yield* printed(killUsage);
    if (/^(-V|--version)$/.test(first)) return yield* printed('kill from procps-ng 4.0.2\n');
    if (/^(-L|--table)$/.test(first)) return yield* printed(signalTableText());
    if (/^(-l|--list)/.test(first)) {
      return yield* list(self, first.replace(/^(-l|--list=?)/, '') || rest[1]);
    }
    if (/^(-s|--signal)$/.test(first)) {
      rest.shift();
      const name = rest.shift();
      if (name === undefined) return yield* invalid(self, 's');
      number = signalNumberOf(name);
    } else if (/^-./.test(first) && first !== '--') {
      number = signalNumberOf(first.replace(/^-(s|-signal=)?/, ''));
      if (number === undefined) return yield* invalid(self, first[1] ?? '');
      rest.shift();
    }
    if (rest[0] === '--') rest.shift();
    if (rest.length === 0) {
      yield* complain(killUsage);
      return 1;
    }
    let status = 0;
    for (const word of rest) {
      if (!/^-?\d+$/.test(word)) {
        yield* complain(`${self}: failed to parse argument: '${word}'\n`);
        return 1;
      }
      status = (yield* sendTo(self, Number(word), number)) || status;
    }
    return status;
  },
};

/** @param number undefined for a signal that no system has */
function* sendTo(self: string, pid: number, number: number | undefined): Program {
  const signal = number === undefined ? undefined : sendable(number);
  if (number && !signal) {
    yield* complain(notSendable(self, number));
    return 1;
  }
  const known = yield* killCall(pid, signal);
  const result = number === undefined && known !== 'ESRCH' ? 'EINVAL' : known;
  if (result === 'ok') return 0;
  yield* complain(`${self}: (${pid}): ${strerror(result)}\n`);
  return 1;
}

function* printed(text: string): Program {
  yield* print(text);
  return 0;
}

function* invalid(self: string, letter: string): Program {
  yield* complain(`${self}: invalid argument ${letter}\n${killUsage}`);
  return 1;
}

function* list(self: string, spec: string | undefined): Program {
  if (spec === undefined) return yield* printed(signalList);
  const number = signalNumberOf(spec);
  const answer = /^\d+$/.test(spec) ? signalNameOf((number ?? 0) & 127) : number;
  if (answer === undefined) yield* complain(`${self}: unknown signal name ${spec}\n`);
  else yield* print(`${answer}\n`);
  return 0;
}
