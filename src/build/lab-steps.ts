/** A recorded case as steps of the bind lab. */
import { findScene } from '../course/scenes/index.ts';
import { apply, createWorld, type WorldStep } from '../course/world.ts';
import { socketAddress } from '../simulator/address.ts';
import type { Call, CallLine, Case, Outcome } from '../simulator/notation/case.ts';
import { matchesAny } from '../simulator/notation/match-outcome.ts';
import type { CallResult, SystemCall } from '../simulator/system-call.ts';

/** The users that the lab's host has: root, and the two of its scene. */
const users: readonly number[] = [0, 1000, 1001];

/** Where a socket of the case is in the lab: there each user has descriptors of their own. */
interface LabSocket {
  readonly uid: number;
  readonly fd: number;
}

/**
 * The same calls on the lab's host, each a step of its own.
 *
 * @returns undefined when the lab has no such host, user or call, or would answer a call otherwise than was recorded
 */
export function labStepsOf({ headers, calls }: Case): readonly WorldStep[] | undefined {
  if (headers.some(({ kind }) => kind !== 'recorded' && kind !== 'source')) return undefined;
  const world = createWorld({ scene: findScene('laptop'), seed: 1, epoch: 0, shell: undefined });
  const owners = ownersOf(calls);
  const sockets = new Map<string, LabSocket>();
  const steps: WorldStep[] = [];
  const ask = (uid: number, call: SystemCall, goesOn: boolean): CallResult | undefined => {
    const step: WorldStep = { kind: 'call', at: steps.length, uid, call, ...(goesOn && { goesOn: true }) };
    steps.push(step);
    return apply(world, step);
  };

  for (const { call, makes, expected } of calls) {
    const subject =
      'socket' in call ? sockets.get(call.socket) : { uid: owners.get(makes ?? '') ?? 0, fd: -1 };
    const asked = subject && labCall(call, subject.fd);
    if (!asked || !users.includes(subject.uid)) return undefined;
    const { uid } = subject;
    const decides = call.name === 'connect' && call.wait === 'usual';
    let result = ask(uid, asked, decides);
    if (decides && result && !result.ok && result.errno === 'EINPROGRESS') {
      const later = ask(uid, asked, false);
      if (later && !later.ok && later.errno === 'EALREADY') steps.pop();
      else result = later;
    }
    const outcome = result && outcomeOf(result);
    if (!outcome || !matchesAny(expected, outcome, () => undefined)) return undefined;
    if (makes !== undefined && result?.ok && typeof result.value === 'number') {
      sockets.set(makes, { uid, fd: result.value });
    }
    settleLast(steps);
  }
  return steps;
}

/**
 * Who makes each socket in the lab. A case may hand a socket from one user to another, and the lab may not: there the user
 * who makes it, or else the first one who acts on it, makes all its calls. Whether that answers the same is tried.
 */
function ownersOf(calls: readonly CallLine[]): ReadonlyMap<string, number> {
  const owners = new Map<string, number>();
  for (const { call, makes, uid } of calls) {
    const name = makes ?? ('socket' in call ? call.socket : undefined);
    if (name !== undefined && uid !== undefined && !owners.has(name)) owners.set(name, uid);
  }
  return owners;
}

/** The last step of a call ends a move, or stepping back would take two calls at once. */
function settleLast(steps: WorldStep[]): void {
  const last = steps.at(-1);
  if (last?.kind !== 'call' || !last.goesOn) return;
  const { goesOn: _, ...settled } = last;
  steps[steps.length - 1] = settled;
}

const labOptions = ['SO_REUSEADDR', 'SO_REUSEPORT', 'IPV6_V6ONLY'] as const;

function labCall(call: Call, fd: number): SystemCall | undefined {
  switch (call.name) {
    case 'socket':
      return { name: 'socket', domain: call.domain, type: call.type };
    case 'setsockopt': {
      const option = labOptions.find((name) => name === call.option);
      if (!option || typeof call.value !== 'number') return undefined;
      return { name: 'setsockopt', fd, option, value: call.value };
    }
    case 'bind':
    case 'connect': {
      if (call.address === 'unspec' || typeof call.address.port !== 'number') return undefined;
      if (call.name === 'connect' && typeof call.wait === 'number') return undefined;
      return { name: call.name, fd, address: socketAddress(call.address.address, call.address.port) };
    }
    case 'listen':
      return { name: 'listen', fd, backlog: call.backlog };
    case 'accept':
    case 'close':
      return { name: call.name, fd };
    default:
      return undefined;
  }
}

function outcomeOf(result: CallResult): Outcome {
  return result.ok ? { kind: 'number', value: 0 } : { kind: 'errno', errno: result.errno };
}
