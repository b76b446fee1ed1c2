/** The part of ping(8) that sends, waits and counts. */
import { familyOf } from '../../../simulator/address.ts';
import { strerror } from '../../../simulator/errno.ts';
import { type Host, isLocalAddress } from '../../../simulator/host.ts';
import type { UnreachableKind } from '../../../simulator/packet.ts';
import type { EchoAnswer } from '../../../simulator/ping-socket.ts';
import { openPingSocket, recvEcho, sendEcho } from '../../ping-calls.ts';
import { Interrupt, type Program } from '../../program.ts';
import { complain, now, onSignal, print, self } from '../../syscalls.ts';

export interface PingPlan {
  /** The first line, and the one above the statistics. */
  readonly head: string;
  readonly tail: string;
  readonly source: string;
  readonly destination: string;
  /** As a reply names its sender. */
  readonly from: string;
  /** Undefined: until Ctrl-C. */
  readonly count: number | undefined;
  /** Bytes of data. */
  readonly size: number;
  /** Seconds. */
  readonly interval: number;
  /** Only root may send so fast. */
  readonly tooFast: boolean;
  /** -t; undefined for the host's own. */
  readonly hopLimit: number | undefined;
  readonly wait: number | undefined;
  readonly deadline: number | undefined;
  readonly quiet: boolean;
}

interface Tally {
  sent: number;
  errors: number;
  readonly trips: number[];
  readonly startedAt: number;
  lastAt: number;
}

/** Seconds that ping waits for a first reply when nothing else is said. */
const patience = 10;
/** A real one is late by a little each time. */
const lateness = 12;

export function* askForEchoes(plan: PingPlan): Program {
  const fd = yield* openForEchoes(plan.destination);
  yield* onSignal('SIGINT', 'catch');
  yield* onSignal('SIGQUIT', 'catch');
  yield* print(plan.head);
  if (plan.tooFast) {
    yield* complain('ping: cannot flood; minimal interval allowed for user is 2ms\n');
    return 2;
  }
  const start = yield* now();
  const tally: Tally = {
    sent: 0,
    errors: 0,
    trips: [],
    startedAt: start,
    lastAt: start,
  };
  const end = plan.deadline ? start + plan.deadline * 1000 : Number.POSITIVE_INFINITY;
  try {
    yield* sendAll(fd, plan, tally, end);
  } catch (error) {
    if (!(error instanceof Interrupt) || error.signal !== 'SIGINT') throw error;
    yield* print('\n');
    return yield* finish(plan, tally, false);
  }
  return yield* finish(plan, tally, true);
}

/** Debian gives ping the right to a raw socket, for where ping sockets are kept from its users. */
function* openForEchoes(destination: string): Program<number> {
  const family = familyOf(destination);
  const opened = yield* openPingSocket(family, 'SOCK_DGRAM');
  const raw = opened.ok ? opened : yield* openPingSocket(family, 'SOCK_RAW');
  return raw.ok ? raw.value : -1;
}

function* sendAll(fd: number, plan: PingPlan, tally: Tally, end: number): Program<void> {
  const enough = (): boolean => plan.count !== undefined && tally.trips.length + tally.errors >= plan.count;
  while (plan.count === undefined || tally.sent < plan.count) {
    yield* sendOne(fd, plan, tally);
    if (enough() || (plan.count !== undefined && tally.sent >= plan.count)) break;
    const next = (yield* now()) + plan.interval * 1000 + (plan.interval >= 0.2 ? lateness : 0);
    yield* hearUntil(fd, plan, tally, Math.min(next, end), () => false);
    if (next >= end) return;
  }
  if (enough() || tally.trips.length > 0) return;
  const last = (yield* now()) + (plan.wait ?? patience) * 1000;
  yield* hearUntil(fd, plan, tally, Math.min(last, end), enough);
}

/** Tells what comes, until a time of the network, or until it is enough. */
function* hearUntil(
  fd: number,
  plan: PingPlan,
  tally: Tally,
  until: number,
  enough: () => boolean,
): Program<void> {
  while (!enough()) {
    const answer = yield* recvEcho(fd, until);
    if (answer === 'timeout' || !answer.ok) return;
    yield* tellAnswer(plan, tally, answer.value);
  }
}

function* sendOne(fd: number, plan: PingPlan, tally: Tally): Program<void> {
  tally.sent += 1;
  tally.lastAt = yield* now();
  const { destination, source, size, hopLimit } = plan;
  const sent = yield* sendEcho(fd, destination, { sequence: tally.sent, size, source, hopLimit });
  const before = tally.errors;
  yield* hearUntil(fd, plan, tally, tally.lastAt, () => false);
  // Where it hears nothing of why, it says nothing: what OUTPUT drops looks like silence.
  if (!sent.ok && tally.errors > before) yield* complain(`ping: sendmsg: ${strerror(sent.errno)}\n`);
}

function* tellAnswer(plan: PingPlan, tally: Tally, answer: EchoAnswer): Program<void> {
  const { host } = (yield* self()).around;
  if (answer.kind === 'error') yield* tellError(plan, tally, answer);
  else yield* tellReply(host, plan, tally, answer);
}

function* tellReply(
  host: Host,
  plan: PingPlan,
  tally: Tally,
  { sequence, hopLimit }: Extract<EchoAnswer, { kind: 'reply' }>,
): Program<void> {
  const { random } = host.network;
  // Microseconds, as they are on a machine of today: through loopback, and over a Wi-Fi.
  const trip = isLocalAddress(host, plan.destination) ? 20 + random.below(40) : 1200 + random.below(4000);
  tally.trips.push(trip);
  if (plan.quiet) return;
  const time = plan.size >= 16 ? ` time=${tripText(trip)} ms` : '';
  yield* print(`${plan.size + 8} bytes from ${plan.from}: icmp_seq=${sequence} ttl=${hopLimit}${time}\n`);
}

/** Three digits that count, as ping prints a time. */
function tripText(microseconds: number): string {
  const time = microseconds / 1000;
  return time.toFixed(time >= 100 ? 0 : time >= 10 ? 1 : time >= 1 ? 2 : 3);
}

/** What each says; IPv6 puts `Destination unreachable: ` before it. */
const unreachableTexts: Readonly<Record<Exclude<UnreachableKind, 'time-exceeded'>, string>> = {
  'icmp-net-unreachable': 'Destination Net Unreachable',
  'icmp-host-unreachable': 'Destination Host Unreachable',
  'icmp-proto-unreachable': 'Destination Protocol Unreachable',
  'icmp-port-unreachable': 'Destination Port Unreachable',
  'icmp-net-prohibited': 'Destination Net Prohibited',
  'icmp-host-prohibited': 'Destination Host Prohibited',
  'icmp-admin-prohibited': 'Packet filtered',
  'icmp6-no-route': 'No route',
  'icmp6-adm-prohibited': 'Administratively prohibited',
  'icmp6-addr-unreachable': 'Address unreachable',
  'icmp6-port-unreachable': 'Port unreachable',
  'icmp6-policy-fail': 'Source address failed ingress/egress policy',
  'icmp6-reject-route': 'Reject route to destination',
};

function* tellError(
  plan: PingPlan,
  tally: Tally,
  { from, sequence, error }: Extract<EchoAnswer, { kind: 'error' }>,
): Program<void> {
  tally.errors += 1;
  if (!plan.quiet) yield* print(`From ${from} icmp_seq=${sequence} ${errorText(error, plan.destination)}\n`);
}

function errorText(error: UnreachableKind, destination: string): string {
  if (error === 'time-exceeded') {
    return destination.includes(':') ? 'Time exceeded: Hop limit' : 'Time to live exceeded';
  }
  return `${error.startsWith('icmp6-') ? 'Destination unreachable: ' : ''}${unreachableTexts[error]}`;
}

/** @param reached false when Ctrl-C came before the end */
function* finish(plan: PingPlan, tally: Tally, reached: boolean): Program {
  const { sent, errors, trips } = tally;
  const loss = sent === 0 ? 0 : ((sent - trips.length) * 100) / sent;
  const lost = `${Number(loss.toPrecision(6))}% packet loss`;
  const counts = `${sent} packets transmitted, ${trips.length} received,${errors > 0 ? ` +${errors} errors,` : ''}`;
  const round = trips.length > 0 && plan.size >= 16 ? roundTrips(trips) : '';
  yield* print(
    `${reached ? '\n' : ''}${plan.tail}${counts} ${lost}, time ${Math.round(tally.lastAt - tally.startedAt)}ms\n${round}\n`,
  );
  const failed = trips.length === 0 || (plan.deadline !== undefined && trips.length < (plan.count ?? 0));
  return failed ? 1 : 0;
}

function roundTrips(trips: readonly number[]): string {
  const mean = trips.reduce((sum, trip) => sum + trip, 0) / trips.length;
  const squares = trips.reduce((sum, trip) => sum + trip * trip, 0) / trips.length;
  const deviation = Math.sqrt(Math.max(0, squares - mean * mean));
  const numbers = [Math.min(...trips), mean, Math.max(...trips), deviation];
  return `rtt min/avg/max/mdev = ${numbers.map((number) => (Math.floor(number) / 1000).toFixed(3)).join('/')} ms`;
}
