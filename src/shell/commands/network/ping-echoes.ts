/** The part of ping(8) that sends, waits and counts. */
import { type EchoAnswer, sendEcho } from '../../../simulator/echo.ts';
import { type Host, isLocalAddress } from '../../../simulator/host.ts';
import { neighbourTimeout } from '../../../simulator/neighbour.ts';
import type { RejectWith } from '../../../simulator/packet-filter.ts';
import { Interrupt, type Program } from '../../program.ts';
import { complain, now, onSignal, print, self, sleep } from '../../syscalls.ts';

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
  readonly wait: number | undefined;
  readonly deadline: number | undefined;
  readonly quiet: boolean;
}

interface Tally {
  sent: number;
  errors: number;
  readonly trips: number[];
  /** Requests for whose address the link is still being asked. */
  readonly asking: number[];
  /** When the link will have given up, in the network's milliseconds. */
  givenUpAt: number | undefined;
  readonly startedAt: number;
  lastAt: number;
}

/** Seconds that ping waits for a first reply when nothing else is said. */
const patience = 10;
/** A real one is late by a little each time. */
const lateness = 12;

export function* askForEchoes(plan: PingPlan): Program {
  const { host } = (yield* self()).around;
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
    asking: [],
    givenUpAt: undefined,
    startedAt: start,
    lastAt: start,
  };
  const end = plan.deadline ? start + plan.deadline * 1000 : Number.POSITIVE_INFINITY;
  try {
    yield* sendAll(host, plan, tally, end);
  } catch (error) {
    if (!(error instanceof Interrupt) || error.signal !== 'SIGINT') throw error;
    yield* print('\n');
    return yield* finish(plan, tally, false);
  }
  return yield* finish(plan, tally, true);
}

function* sendAll(host: Host, plan: PingPlan, tally: Tally, end: number): Program<void> {
  const enough = (): boolean => plan.count !== undefined && tally.trips.length + tally.errors >= plan.count;
  while (plan.count === undefined || tally.sent < plan.count) {
    yield* sendOne(host, plan, tally);
    if (enough() || (plan.count !== undefined && tally.sent >= plan.count)) break;
    const next = (yield* now()) + plan.interval * 1000 + (plan.interval >= 0.2 ? lateness : 0);
    yield* waitUntil(plan, tally, Math.min(next, end));
    if (next >= end) return;
  }
  if (enough() || tally.trips.length > 0) return;
  const last = (yield* now()) + (plan.wait ?? patience) * 1000;
  while (!enough()) {
    const until = Math.min(last, end, tally.givenUpAt ?? last);
    yield* waitUntil(plan, tally, until);
    if (until === last || until === end) return;
  }
}

/** Waits, and hears what the link has to say meanwhile. */
function* waitUntil(plan: PingPlan, tally: Tally, until: number): Program<void> {
  if (tally.givenUpAt !== undefined && tally.givenUpAt <= until) {
    yield* sleepUntil(tally.givenUpAt);
    tally.givenUpAt = undefined;
    for (const sequence of tally.asking.splice(0)) {
      const kind = plan.destination.includes(':') ? 'icmp6-addr-unreachable' : 'icmp-host-unreachable';
      yield* tellError(plan, tally, sequence, plan.source, kind);
    }
  }
  yield* sleepUntil(until);
}

function* sleepUntil(time: number): Program<void> {
  const left = time - (yield* now());
  if (left > 0) yield* sleep(left);
}

function* sendOne(host: Host, plan: PingPlan, tally: Tally): Program<void> {
  tally.sent += 1;
  tally.lastAt = yield* now();
  const sequence = tally.sent;
  const answer: EchoAnswer = sendEcho(host, plan.source, plan.destination, plan.size);
  switch (answer.kind) {
    case 'reply':
      yield* tellReply(host, plan, tally, sequence);
      break;
    case 'rejected':
      yield* tellError(plan, tally, sequence, answer.from, answer.with);
      if (!answer.sent) yield* complain('ping: sendmsg: Operation not permitted\n');
      break;
    case 'nobody':
      tally.asking.push(sequence);
      tally.givenUpAt ??= (yield* now()) + neighbourTimeout + 60;
      break;
    case 'silence':
      break;
  }
}

function* tellReply(host: Host, plan: PingPlan, tally: Tally, sequence: number): Program<void> {
  const { random } = host.network;
  // Microseconds, as they are on a machine of today: through loopback, and over a Wi-Fi.
  const trip = isLocalAddress(host, plan.destination) ? 20 + random.below(40) : 1200 + random.below(4000);
  tally.trips.push(trip);
  if (plan.quiet) return;
  const time = plan.size >= 16 ? ` time=${tripText(trip)} ms` : '';
  yield* print(`${plan.size + 8} bytes from ${plan.from}: icmp_seq=${sequence} ttl=64${time}\n`);
}

/** Three digits that count, as ping prints a time. */
function tripText(microseconds: number): string {
  const time = microseconds / 1000;
  return time.toFixed(time >= 100 ? 0 : time >= 10 ? 1 : time >= 1 ? 2 : 3);
}

/** What each says; IPv6 puts `Destination unreachable: ` before it. */
const unreachableTexts: Readonly<Record<RejectWith, string>> = {
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
  'tcp-reset': '',
};

function* tellError(
  plan: PingPlan,
  tally: Tally,
  sequence: number,
  from: string,
  kind: RejectWith,
): Program<void> {
  tally.errors += 1;
  const start = kind.startsWith('icmp6-') ? 'Destination unreachable: ' : '';
  if (!plan.quiet) yield* print(`From ${from} icmp_seq=${sequence} ${start}${unreachableTexts[kind]}\n`);
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
