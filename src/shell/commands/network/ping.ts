import { familyOf, parseAddress } from '../../../simulator/address.ts';
import { isBroadcastAddress } from '../../../simulator/host.ts';
import { sourceFor } from '../../../simulator/route.ts';
import type { ProgramFile } from '../../command.ts';
import { gnuOptionError, type OptionTable, type ParsedOptions, parseOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { parseNumericAddress, readHosts, resolveName } from '../../resolve-name.ts';
import { complain, print, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { askForEchoes, type PingPlan } from './ping-echoes.ts';

const options: OptionTable = {
  options: [
    { short: 'a', help: 'use audible ping' },
    { short: 'c', argument: 'count', help: 'stop after <count> replies' },
    { short: 'h', help: 'print help and exit' },
    { short: 'i', argument: 'interval', help: 'seconds between sending each packet' },
    { short: 'n', help: 'no dns name resolution' },
    { short: 'q', help: 'quiet output' },
    { short: 's', argument: 'size', help: 'use <size> as number of data bytes to be sent' },
    { short: 't', argument: 'ttl', help: 'define time to live' },
    { short: 'V', help: 'print version and exit' },
    { short: 'w', argument: 'deadline', help: 'reply wait <deadline> in seconds' },
    { short: 'W', argument: 'timeout', help: 'time to wait for response' },
    { short: '4', help: 'use IPv4' },
    { short: '6', help: 'use IPv6' },
  ],
  absent: 'ABCDdefIlLmMOpQSUvbRTFN',
};

const usage = `
Usage
  ping [options] <destination>

Options:
  <destination>      dns name or ip address
  -a                 use audible ping
  -A                 use adaptive ping
  -B                 sticky source address
  -c <count>         stop after <count> replies
  -C                 call connect() syscall on socket creation
  -D                 print timestamps
  -d                 use SO_DEBUG socket option
  -e <identifier>    define identifier for ping session, default is random for
                     SOCK_RAW and kernel defined for SOCK_DGRAM
                     Imply using SOCK_RAW (for IPv4 only for identifier 0)
  -f                 flood ping
  -h                 print help and exit
  -I <interface>     either interface name or address
  -i <interval>      seconds between sending each packet
  -L                 suppress loopback of multicast packets
  -l <preload>       send <preload> number of packages while waiting replies
  -m <mark>          tag the packets going out
  -M <pmtud opt>     define mtu discovery, can be one of <do|dont|want>
  -n                 no dns name resolution
  -O                 report outstanding replies
  -p <pattern>       contents of padding byte
  -q                 quiet output
  -Q <tclass>        use quality of service <tclass> bits
  -s <size>          use <size> as number of data bytes to be sent
  -S <size>          use <size> as SO_SNDBUF socket option value
  -t <ttl>           define time to live
  -U                 print user-to-user latency
  -v                 verbose output
  -V                 print version and exit
  -w <deadline>      reply wait <deadline> in seconds
  -W <timeout>       time to wait for response

IPv4 options:
  -4                 use IPv4
  -b                 allow pinging broadcast
  -R                 record route
  -T <timestamp>     define timestamp, can be one of <tsonly|tsandaddr|tsprespec>

IPv6 options:
  -6                 use IPv6
  -F <flowlabel>     define flow label, default is random
  -N <nodeinfo opt>  use icmp6 node info query, try <help> as argument

For more details see ping(8).
`;

class PingError extends Error {
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** ping(8) of iputils 20221126. */
export const ping: ProgramFile = {
  name: 'ping',
  summary: 'ask a host whether it is there: ping -c 1 localhost',
  options,
  operands: '[options] <destination>',
  section: 8,
  *run([, ...args]) {
    const parsed = parseOptions(options, args);
    if (!parsed.ok) {
      const error =
        parsed.kind === 'unknown-name'
          ? ({ ...parsed, kind: 'unknown-letter', letter: '-' } as const)
          : parsed;
      yield* complain(gnuOptionError('ping', error) + (parsed.kind === 'absent-letter' ? '' : usage));
      return 2;
    }
    if (parsed.has('h')) {
      yield* complain(usage);
      return 2;
    }
    if (parsed.has('V')) {
      yield* print(
        'ping from iputils 20221126\nlibcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes\n',
      );
      return 0;
    }
    const task = yield* self();
    try {
      return yield* askForEchoes(yield* planOf(task, parsed));
    } catch (error) {
      if (!(error instanceof PingError)) throw error;
      yield* complain(`ping: ${error.message}\n`);
      return error.status;
    }
  },
};

function wholeNumber(
  parsed: ParsedOptions,
  name: string,
  lowest: number,
  highest: string,
): number | undefined {
  const text = parsed.value(name);
  if (text === undefined) return undefined;
  if (!/^-?\d+$/.test(text)) throw new PingError(`invalid argument: '${text}'`, 1);
  if (Number(text) < lowest || Number(text) > Number(highest)) {
    throw new PingError(`invalid argument: '${text}': out of range: ${lowest} <= value <= ${highest}`, 1);
  }
  return Number(text);
}

/** Seconds; what is no number counts as none, with a warning. */
function* seconds(parsed: ParsedOptions, name: string): Program<number | undefined> {
  const text = parsed.value(name);
  if (text === undefined) return undefined;
  if (/^(\d+\.?\d*|\.\d+)$/.test(text)) return Number(text);
  yield* complain(
    `ping: option argument contains garbage: ${text}\nping: this will become fatal error in the future\n`,
  );
  return Number.parseFloat(text) || 0;
}

function* planOf(task: Task, parsed: ParsedOptions): Program<PingPlan> {
  const count = wholeNumber(parsed, 'c', 1, '9223372036854775807');
  const size = wholeNumber(parsed, 's', 0, '2147483647') ?? 56;
  const deadline = wholeNumber(parsed, 'w', 0, '2147483');
  const hopLimit = wholeNumber(parsed, 't', 0, '255') || undefined;
  const interval = (yield* seconds(parsed, 'i')) ?? 1;
  const wait = yield* seconds(parsed, 'W');
  const { host } = task.around;
  const name = parsed.operands.at(-1);
  if (name === undefined) throw new PingError('usage error: Destination address required', 1);
  const address = addressOf(task, parsed, name);
  const source = sourceFor(host, address);
  if (!source.ok || address === '255.255.255.255') throw new PingError('connect: Network is unreachable', 2);
  if (isBroadcastAddress(host, address)) {
    throw new PingError('Do you want to ping broadcast? Then -b. If not, check your local firewall rules', 2);
  }
  const v6 = address.includes(':');
  const numeric = parsed.has('n') || parseNumericAddress(name) !== undefined;
  const reverse = numeric ? undefined : readHosts(task).find((line) => line.address === address)?.names[0];
  // The old way of asking for IPv4 only forgets the name of ::1 in the file.
  const shown = parsed.has('4') && !numeric && resolveName(task, name).includes('::1') ? '' : name;
  const from = reverse === undefined ? address : `${reverse} (${address})`;
  const total = size + 28;
  return {
    head: v6
      ? `PING ${name}(${from}) ${size} data bytes\n`
      : `PING ${shown} (${address}) ${size}(${total}) bytes of data.\n`,
    tail: `--- ${shown} ping statistics ---\n`,
    source: source.address,
    destination: address,
    from,
    count,
    size,
    interval,
    tooFast: interval < 0.002 && task.process.uid !== 0,
    hopLimit,
    wait,
    deadline,
    quiet: parsed.has('q'),
  };
}

function addressOf(task: Task, parsed: ParsedOptions, name: string): string {
  const all = resolveName(task, name);
  if (all.length === 0) {
    const possible = /^[\w.-]+$/.test(name);
    throw new PingError(
      `${name}: ${possible ? 'Temporary failure in name resolution' : 'Name or service not known'}`,
      2,
    );
  }
  const wanted = parsed.has('4') ? 'AF_INET' : parsed.has('6') ? 'AF_INET6' : undefined;
  const found = all.find((address) => wanted === undefined || familyOf(address) === wanted);
  if (found === undefined) throw new PingError(`${name}: Address family for hostname not supported`, 2);
  return found === '0.0.0.0' ? '127.0.0.1' : (parseAddress(found) ?? found);
}
