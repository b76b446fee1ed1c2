/**
 * ping(8) and ping6(8) of macOS, which come from BSD: sequence numbers begin at 0, a silent second is told, and IPv6 has a
 * program of its own. What ICMP errors print is left out: they count as silence.
 */
import { type Family, familyOf } from '../../../simulator/address.ts';
import { isLocalAddress } from '../../../simulator/host.ts';
import { sourceFor } from '../../../simulator/route.ts';
import type { ProgramFile } from '../../command.ts';
import { type OptionTable, parseOptions } from '../../option-table.ts';
import { openPingSocket, recvEcho, sendEcho } from '../../ping-calls.ts';
import { Interrupt, type Program } from '../../program.ts';
import { resolveName } from '../../resolve-name.ts';
import { complain, now, onSignal, print, self } from '../../syscalls.ts';

const options: OptionTable = {
  options: [
    { short: 'c', argument: 'count', help: 'stop after so many' },
    { short: 'i', argument: 'wait', help: 'seconds between two' },
    { short: 'n', help: 'numbers only' },
    { short: 'q', help: 'only the first and the last lines' },
    { short: 's', argument: 'size', help: 'bytes of data' },
    { short: 't', argument: 'timeout', help: 'end after so many seconds' },
    { short: 'W', argument: 'wait', help: 'milliseconds to wait for a reply' },
  ],
  absent: 'AaCDdfGgIKklMmoPpQRrSTvz',
};

export const ping: ProgramFile = pingOf('ping', 'AF_INET');
export const ping6: ProgramFile = pingOf('ping6', 'AF_INET6');

interface Plan {
  readonly name: 'ping' | 'ping6';
  readonly host: string;
  readonly address: string;
  readonly source: string;
  readonly count: number;
  /** Seconds. */
  readonly interval: number;
  readonly deadline: number;
  readonly size: number;
  readonly quiet: boolean;
  /** Milliseconds that the last one is waited for. */
  readonly patience: number;
}

function pingOf(name: 'ping' | 'ping6', family: Family): ProgramFile {
  return {
    name,
    summary:
      family === 'AF_INET'
        ? 'ask a host whether it is there: ping -c 1 localhost'
        : 'the same over IPv6: ping6 -c 1 ::1',
    options,
    operands: '[-c count] [-i wait] [-q] [-s size] [-t timeout] host',
    section: 8,
    *run([, ...args]) {
      const parsed = parseOptions(options, args);
      const host = parsed.ok ? parsed.operands[0] : undefined;
      if (!parsed.ok || host === undefined) {
        yield* complain(
          `usage: ${name} [-nq] [-c count] [-i wait] [-s packetsize] [-t timeout] [-W waittime] host\n`,
        );
        return 64;
      }
      const number = (option: string, other: number): number => Number(parsed.value(option) ?? other);
      const task = yield* self();
      const address = resolveName(task, host).find((one) => familyOf(one) === family);
      if (address === undefined) {
        yield* complain(
          name === 'ping'
            ? `ping: cannot resolve ${host}: Unknown host\n`
            : 'ping6: getaddrinfo -- nodename nor servname provided, or not known\n',
        );
        return name === 'ping' ? 68 : 1;
      }
      const own = sourceFor(task.around.host, address);
      return yield* ask({
        name,
        host,
        address,
        source: own.ok ? own.address : address,
        count: number('c', Number.POSITIVE_INFINITY),
        interval: number('i', 1),
        deadline: number('t', Number.POSITIVE_INFINITY),
        size: number('s', name === 'ping' ? 56 : 8),
        quiet: parsed.has('q'),
        patience: number('W', 10_000),
      });
    },
  };
}

function* ask(plan: Plan): Program {
  const { name, host, address, source, size } = plan;
  const opened = yield* openPingSocket(familyOf(address), 'SOCK_RAW');
  if (!opened.ok) return 71;
  yield* onSignal('SIGINT', 'catch');
  yield* print(
    name === 'ping'
      ? `PING ${host} (${address}): ${size} data bytes\n`
      : `PING6(${size + 48}=40+8+${size} bytes) ${source} --> ${address}\n`,
  );
  const tally = { sent: 0, trips: [] as number[] };
  try {
    yield* askAll(opened.value, plan, tally);
  } catch (error) {
    if (!(error instanceof Interrupt)) throw error;
  }
  yield* print(`\n--- ${host} ${name} statistics ---\n${statistics(name, tally)}`);
  return tally.trips.length > 0 ? 0 : 2;
}

function* askAll(fd: number, plan: Plan, tally: { sent: number; trips: number[] }): Program<void> {
  const end = (yield* now()) + plan.deadline * 1000;
  while (tally.sent < plan.count) {
    const sequence = tally.sent;
    tally.sent += 1;
    const at = yield* now();
    const sent = yield* sendEcho(fd, plan.address, { sequence, size: plan.size });
    if (!sent.ok) yield* complain(`${plan.name}: sendto: No route to host\n`);
    const last = tally.sent >= plan.count;
    const until = Math.min(end, at + (last ? plan.patience : plan.interval * 1000));
    const heard = yield* hear(fd, plan, tally, last, until);
    if ((yield* now()) >= end) return;
    if (!heard && !last && !plan.quiet && plan.name === 'ping') {
      yield* print(`Request timeout for icmp_seq ${sequence}\n`);
    }
  }
}

/** Until the next one is due; the last one ends with its reply. */
function* hear(
  fd: number,
  plan: Plan,
  tally: { readonly trips: number[] },
  last: boolean,
  until: number,
): Program<boolean> {
  let heard = false;
  for (;;) {
    const answer = yield* recvEcho(fd, until);
    if (answer === 'timeout' || !answer.ok) return heard;
    if (answer.value.kind !== 'reply') continue;
    heard = true;
    yield* tell(plan, tally, answer.value);
    if (last) return true;
  }
}

function* tell(
  plan: Plan,
  tally: { readonly trips: number[] },
  reply: {
    readonly from: string;
    readonly sequence: number;
    readonly hopLimit: number;
    readonly size: number;
  },
): Program<void> {
  const { host } = (yield* self()).around;
  // Microseconds, as they are on a machine of today: through loopback, and over a Wi-Fi.
  const near = isLocalAddress(host, plan.address);
  const trip = near ? 40 + host.network.random.below(80) : 1800 + host.network.random.below(5000);
  tally.trips.push(trip);
  if (plan.quiet) return;
  const time = `time=${(trip / 1000).toFixed(3)} ms`;
  yield* print(
    plan.name === 'ping'
      ? `${reply.size + 8} bytes from ${reply.from}: icmp_seq=${reply.sequence} ttl=${reply.hopLimit} ${time}\n`
      : `${reply.size + 8} bytes from ${reply.from}, icmp_seq=${reply.sequence} hlim=${reply.hopLimit} ${time}\n`,
  );
}

function statistics(
  name: 'ping' | 'ping6',
  { sent, trips }: { sent: number; trips: readonly number[] },
): string {
  const lost = sent === 0 ? 0 : (100 * (sent - trips.length)) / sent;
  const start = `${sent} packets transmitted, ${trips.length} packets received, ${lost.toFixed(1)}% packet loss\n`;
  if (trips.length === 0) return start;
  const mean = trips.reduce((sum, trip) => sum + trip, 0) / trips.length;
  const spread = Math.sqrt(trips.reduce((sum, trip) => sum + (trip - mean) ** 2, 0) / trips.length);
  const figures = [Math.min(...trips), mean, Math.max(...trips), spread].map((value) =>
    (value / 1000).toFixed(3),
  );
  return `${start}round-trip min/avg/max/${name === 'ping' ? 'stddev' : 'std-dev'} = ${figures.join('/')} ms\n`;
}
