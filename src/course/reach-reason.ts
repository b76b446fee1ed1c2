/** Why somebody reaches a listener or does not: a few words for a cell, one sentence for whoever asks. */
import {
  familyOf,
  formatEndpoint,
  inPrefix,
  isLoopback,
  isWildcard,
  onTheWire,
} from '../simulator/address.ts';
import type { Host } from '../simulator/host.ts';
import type { Hop } from '../simulator/packet-path.ts';
import type { Outcome } from '../simulator/probe-path.ts';
import type { QuickProbe } from '../simulator/prober.ts';
import type { Listener } from '../simulator/reach.ts';
import { rules } from '../simulator/rules.ts';
import type { Endpoint } from '../simulator/socket.ts';
import type { MatrixViewpoint } from './reach-matrix.ts';

export interface Reason {
  readonly short: string;
  readonly reason: string;
}

/** An attempt that did not come through. The hops of `like` may be those of another port that goes the same way. */
export interface Failure extends QuickProbe {
  readonly near: number;
  readonly listener: Listener;
  readonly address: string;
  readonly port: number;
}

/** How near an attempt came to the listener: of several that fail, the nearest tells most. */
export function nearness(
  { host, socket }: Listener,
  from: Host,
  address: string,
  hops: readonly Hop[],
): number {
  // Where it does not listen at all, nothing on the way matters.
  const listensThere = covers(socket, address) ? 10 : 0;
  if (from === host) return listensThere + (isLoopback(address) ? 3 : 2);
  let near = 1;
  for (const hop of hops) {
    if (hop.host === host) {
      if (hop.kind === 'delivered') return listensThere + 4;
      near = 3;
    } else if (near < 2 && (hop.kind === 'translated' || isStop(hop))) near = 2;
  }
  return listensThere + near;
}

function isStop(hop: Hop): boolean {
  return hop.kind === 'judged' && hop.verdict.action !== 'ACCEPT';
}

function covers({ local, v6only }: Listener['socket'], address: string): boolean {
  const bound = onTheWire(local.address);
  if (!isWildcard(bound)) return bound === address;
  return bound.includes(':') ? !v6only || address.includes(':') : !address.includes(':');
}

export function sayYes(
  { host, socket }: Listener,
  { who, host: from }: MatrixViewpoint,
  to: Endpoint,
  /** Whose address that is. */
  owner: Host,
): Reason {
  const at = formatEndpoint(to);
  if (who === 'website') {
    return {
      short: 'it can send',
      reason: `The browser runs on ${from.name}, so a website can send to ${at}. Whether it may read the answer, CORS and Local Network Access decide.`,
    };
  }
  if (who === 'user') {
    return {
      short: 'ports know no users',
      reason: `Any user of ${from.name} may connect to ${at}: a port asks for no password.`,
    };
  }
  if (from === host) {
    return {
      short: `by ${to.address}`,
      reason: isLoopback(to.address)
        ? `${at} leads to it through the loopback interface, inside ${host.name}.`
        : `${at} is an address of ${host.name} itself; the packets stay inside.`,
    };
  }
  if (isLoopback(to.address)) {
    return { short: `by ${to.address}`, reason: `${at} leads from ${from.name} to ${host.name}.` };
  }
  if (owner !== host) {
    return {
      short: `by ${owner.name}, ${to.port}`,
      reason: `${owner.name} hands ${at} on to port ${listenerPort(to, owner, host)} of ${host.name}.`,
    };
  }
  const bound = onTheWire(socket.local.address);
  return {
    short: `by ${to.address}`,
    reason: isWildcard(bound)
      ? `${bound} is every ${bound === '::' ? 'address' : 'IPv4 address'}, so it listens at ${at} too, and nothing on the way says no.`
      : `It listens at ${at}, and nothing on the way says no.`,
  };
}

function listenerPort({ port }: Endpoint, owner: Host, host: Host): number {
  const tables = owner.nat ? [owner.nat.ipv4, owner.nat.ipv6] : [];
  for (const chain of tables.flatMap((table) => [...table.values()])) {
    for (const { target, matches } of chain.rules) {
      if (target?.kind !== 'DNAT' || !hasAddress(host, target.address ?? '')) continue;
      const asked = matches.some((match) => match.kind === 'ports' && match.destination?.value[0] === port);
      if (asked) return target.ports?.[0] ?? port;
    }
  }
  return port;
}

export function sayNo(
  listener: Listener,
  { host: from, families }: MatrixViewpoint,
  failure: Failure | undefined,
): Reason {
  if (!failure)
    return noAddress(
      listener,
      from,
      families.every((family) => family === 'AF_INET6'),
    );
  const { like, socket, address, port } = failure;
  const { hops, outcome } = like;
  const at = formatEndpoint({ address, port });
  // Whatever else stops it on the way: the address alone decides.
  const bound = onTheWire(listener.socket.local.address);
  const apart =
    from !== listener.host && !(listener.host.wsl && listener.host.wsl === from.wsl && isLoopback(address));
  if (apart && isLoopback(bound)) {
    return {
      short: `bound to ${bound}`,
      reason: `It is bound to ${bound}, a loopback address, which leads to it from ${listener.host.name} itself and from nowhere else.`,
    };
  }
  const filter = stopByFilter(hops);
  if (filter) return filter;
  if (socket && outcome.kind === 'reached') {
    return {
      short: 'another answers',
      reason: `At ${at} another socket answers: ${formatEndpoint(socket.local)} of ${outcome.host.name}.`,
    };
  }
  const arrived = hops.some((hop) => hop.kind === 'delivered' && hop.host === listener.host);
  if (arrived && outcome.kind === 'silence' && listener.socket.protocol === 'tcp') {
    return { short: 'queue is full', reason: 'Its accept queue is full, so the host answers no new SYN.' };
  }
  if (arrived || from === listener.host) return notBoundThere(listener, { address, port }, outcome);
  return onTheWay(listener, from, { address, port }, outcome);
}

function noAddress({ host, socket }: Listener, from: Host, onlyIPv6: boolean): Reason {
  const family = onlyIPv6 ? 'IPv6' : 'IP';
  if (from === host) {
    return { short: `no ${family} here`, reason: `${host.name} has no ${family} address to try.` };
  }
  const bound = isLoopback(socket.local.address) ? ', and it listens on loopback only' : '';
  return {
    short: `no ${family} address`,
    reason: `${host.name} has no ${family} address that others could try${bound}.`,
  };
}

/** The rule of a packet filter that stopped the packet or its answer. */
function stopByFilter(hops: readonly Hop[]): Reason | undefined {
  const stop = hops.find(isStop);
  if (stop?.kind !== 'judged') return undefined;
  const { action, by } = stop.verdict;
  if (by.says !== undefined) return { short: `firewall of ${stop.host.name}`, reason: by.says };
  const rule = by.rule ? `${by.chain}, rule ${by.position}` : `the policy of ${by.chain}`;
  return action === 'DROP'
    ? {
        short: `dropped by ${stop.host.name}`,
        reason: `The packet filter of ${stop.host.name} drops it (${rule}), so no answer comes back.`,
      }
    : {
        short: `rejected by ${stop.host.name}`,
        reason: `The packet filter of ${stop.host.name} rejects it and says so (${rule}).`,
      };
}

function notBoundThere({ socket }: Listener, destination: Endpoint, outcome: Outcome): Reason {
  const bound = onTheWire(socket.local.address);
  const at = formatEndpoint(destination);
  const end = outcome.kind === 'silence' ? 'no answer comes' : 'the host refuses';
  if (
    familyOf(bound) !== familyOf(destination.address) ||
    (socket.v6only && !destination.address.includes(':'))
  ) {
    const family = bound.includes(':') ? 'IPv6' : 'IPv4';
    return { short: `${family} only`, reason: `It listens on ${family} only, so at ${at} ${end}.` };
  }
  return isWildcard(bound)
    ? { short: 'refused', reason: `At ${at} ${end}.` }
    : { short: `bound to ${bound}`, reason: `It is bound to ${bound} alone, so at ${at} ${end}.` };
}

const privateNetworks = ['10.0.0.0', '172.16.0.0', '192.168.0.0', 'fc00::'].map((address, index) => ({
  address,
  length: [8, 12, 16, 7][index] ?? 8,
}));

/** It never came to the listener's host. */
function onTheWay({ host }: Listener, from: Host, { address, port }: Endpoint, outcome: Outcome): Reason {
  const at = formatEndpoint({ address, port });
  if (hasAddress(host, address) && privateNetworks.some((network) => inPrefix(address, network))) {
    return {
      short: 'private address',
      reason: `${address} is a private address: from ${from.name} no way leads there, and nobody forwards a port to it.`,
    };
  }
  if (outcome.kind !== 'refused')
    return { short: 'no answer', reason: `From ${from.name}, ${at} gives no answer.` };
  return { short: 'no way there', reason: rules[outcome.refusal.rule].sentence };
}

function hasAddress({ interfaces }: Host, address: string): boolean {
  return interfaces.some(({ addresses }) => addresses.some((own) => own.address === address));
}
