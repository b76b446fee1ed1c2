/** Runs one case on the real kernel, in namespaces of its own. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Case, Header } from '../../../src/simulator/notation/case.ts';
import { portMayChange, type StepSeen } from '../run-result.ts';
import { takeHosts } from './hosts.ts';
import { type CallContext, kernelCall } from './kernel-calls.ts';
import {
  actAs,
  actWithoutCapabilities,
  libcClose,
  libcGetsockname,
  libcSetsockopt,
  mayActAs,
} from './libc.ts';
import { enter } from './namespace.ts';
import { lengthOf } from './netlink.ts';
import { optionNumbers } from './option-levels.ts';
import { AF_UNIX, decodeSockaddr } from './sockaddr.ts';
import { makeRoot } from './unix-kernel-calls.ts';

function settingsOf({ headers }: Case): readonly Header[] {
  return headers.filter(({ kind }) => kind !== 'recorded' && kind !== 'source' && kind !== 'gap');
}

/**
 * @param reuse take a namespace in which an earlier program left nothing behind, instead of a new one
 * @throws when this machine cannot make the hosts that the case asks for
 */
export async function runOnKernel(program: Case, reuse: boolean): Promise<readonly StepSeen[]> {
  const callAs = userSwitch(program);
  if (!callAs) throw new Error('this case compares users, and this machine lets you act as no other user');
  const headers = settingsOf(program);
  const hosts = await takeHosts(headers, reuse);
  const fds = new Map<string, number>();
  const unnamed: number[] = [];
  const ports = new Map<string, number>();
  const seen: StepSeen[] = [];
  const files = makeRoot(program);
  try {
    for (const { makes, host, uid = 0, call } of program.calls) {
      const context: CallContext = {
        fdOf: (name) => fds.get(name) ?? -1,
        portOf: (name) => ports.get(name) ?? 0,
        keep: (fd) => (makes === undefined ? unnamed.push(fd) : fds.set(makes, fd)),
        drop: (name) => fds.delete(name),
        as: (act) => callAs(uid, act),
        root: files.root,
        pause: sleep,
        settle: hosts.settle,
      };
      if (call.name === 'socket' || call.name === 'ping socket') enter(hosts.namespaceOf(host));
      const made = kernelCall(call, context);
      const outcome = made instanceof Promise ? await made : made;
      if (hosts.settle) await hosts.settle();
      const subject = portMayChange(call)
        ? (makes ?? ('socket' in call ? call.socket : undefined))
        : undefined;
      const port = subject === undefined ? 0 : localPort(fds.get(subject) ?? -1);
      if (subject !== undefined && port !== 0) ports.set(subject, port);
      seen.push({ outcome, port });
    }
  } finally {
    for (const fd of [...fds.values(), ...unnamed]) reset(fd);
    hosts.release();
    files.remove();
  }
  return seen;
}

/**
 * How a program acts as other users here. Only SO_REUSEPORT and the rights to files compare users; every other rule asks
 * for capabilities, which root can do without.
 *
 * @returns undefined when this machine cannot do it
 */
function userSwitch({ calls }: Case): CallAs | undefined {
  const users = new Set(calls.map(({ uid = 0 }) => uid));
  users.delete(0);
  if ([...users].every(mayActAs)) return actAs;
  const compares = calls.some(({ call }) => {
    return 'path' in call || (call.name === 'setsockopt' && call.option === 'SO_REUSEPORT');
  });
  if (compares) return undefined;
  return (uid, act) => (uid === 0 ? act() : actWithoutCapabilities(act));
}

type CallAs = typeof actAs;

function localPort(fd: number): number {
  const bytes = Buffer.alloc(28);
  return fd >= 0 && libcGetsockname(fd, bytes, lengthOf(28)) === 0 && bytes.readUInt16LE(0) !== AF_UNIX
    ? decodeSockaddr(bytes).port
    : 0;
}

const lingerZero = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]);

/** Closes with a reset, which leaves nothing behind. */
function reset(fd: number): void {
  const [level, name] = optionNumbers.SO_LINGER;
  libcSetsockopt(fd, level, name, lingerZero, lingerZero.length);
  libcClose(fd);
}
