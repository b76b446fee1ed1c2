import type { ProgramFile } from '../../command.ts';
import type { OptionTable } from '../../option-table.ts';
import { complain, print, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { showAddresses } from './ip-address.ts';
import { IpError } from './ip-error.ts';
import { getRoute, showRoutes } from './ip-route.ts';

export interface IpStyle {
  readonly family: '4' | '6' | undefined;
  readonly brief: boolean;
  readonly oneLine: boolean;
  readonly statistics: boolean;
  readonly colour: boolean;
}

/** As iproute2 matches them: any beginning of the long name, the first that fits. */
const optionNames = [
  'Version',
  'statistics',
  'color',
  'oneline',
  'brief',
  'family',
  '4',
  '6',
  'help',
  'json',
  'details',
  'resolve',
];

const options: OptionTable = {
  options: [
    { short: '4', help: 'IPv4 only' },
    { short: '6', help: 'IPv6 only' },
    { short: 'o', help: 'one line each' },
    { short: 'c', help: 'with colours' },
    { short: 's', help: 'with counters' },
    { long: 'brief', help: 'a short table' },
  ],
};

/** ip(8) of iproute2 6.1: address, link and route, to show and to ask. */
export const ip: ProgramFile = {
  name: 'ip',
  summary: 'show addresses, interfaces and routes: ip addr, ip route get 127.0.0.1',
  options,
  section: 8,
  differs: 'Addresses, interfaces and routes are shown; changing them is not possible here.',
  *run([, ...args]) {
    const task = yield* self();
    try {
      const text = answer(task, args);
      yield* print(text);
      return 0;
    } catch (error) {
      if (!(error instanceof IpError)) throw error;
      yield* complain(`${error.message}\n`);
      return error.status;
    }
  },
};

function answer(task: Task, args: readonly string[]): string {
  const words = [...args];
  const style = {
    family: undefined as IpStyle['family'],
    brief: false,
    oneLine: false,
    statistics: false,
    colour: false,
  };
  for (let word = words[0]; word?.startsWith('-'); word = words[0]) {
    words.shift();
    const text = word.replace(/^--?/, '').replace(/=.*$/, '');
    const name = text === '' ? undefined : optionNames.find((known) => known.startsWith(text));
    switch (text === 'br' ? 'brief' : name) {
      case 'Version':
        return 'ip utility, iproute2-6.1.0, libbpf 1.1.2\n';
      case 'help':
        throw new IpError(usage, 255);
      case '4':
      case '6':
        style.family = name === '4' ? '4' : '6';
        break;
      case 'family': {
        const family = words.shift();
        if (family !== 'inet' && family !== 'inet6') {
          throw new IpError(`Error: argument "${family}" is wrong: invalid protocol family\n`, 255);
        }
        style.family = family === 'inet' ? '4' : '6';
        break;
      }
      case 'brief':
        style.brief = true;
        break;
      case 'oneline':
        style.oneLine = true;
        break;
      case 'statistics':
        style.statistics = true;
        break;
      case 'color':
        style.colour = !word.endsWith('=never');
        break;
      case 'json':
      case 'details':
      case 'resolve':
        throw new IpError(`ip: ${word} is a real option that this host does not have yet`, 255);
      default:
        throw new IpError(`Option "${word}" is unknown, try "ip -help".`, 255);
    }
  }
  const [object, ...rest] = words;
  if (object === undefined || object === 'help') throw new IpError(usage, 255);
  return objectAnswer(task, object, rest, style);
}

const objects = [
  'address',
  'link',
  'route',
  'neighbor',
  'neighbour',
  'rule',
  'maddress',
  'netns',
  'tunnel',
  'monitor',
];

function objectAnswer(task: Task, object: string, words: readonly string[], style: IpStyle): string {
  const { host } = task.around;
  const name =
    objects.find((known) => known.startsWith(object)) ?? (object === 'addr' ? 'address' : undefined);
  const [given = 'show', ...rest] = words;
  const command = commandOf(given);
  switch (name) {
    case 'address':
    case 'link':
      if (command === 'show') return showAddresses(host, rest, style, name === 'link');
      if (['add', 'del', 'delete', 'set', 'change', 'replace', 'flush'].includes(given))
        return refuseChange(task, given);
      throw unknownCommand(given, name);
    case 'route':
      if (command === 'show') return showRoutes(host, rest, style);
      if (command === 'get') return getRoute(host, rest, task.process.uid);
      if (['add', 'del', 'delete', 'change', 'replace', 'append', 'flush'].includes(given))
        return refuseChange(task, given);
      throw unknownCommand(given, 'route');
    case 'rule':
      if (command !== 'show') throw unknownCommand(given, 'rule');
      return style.family === '6'
        ? '0:\tfrom all lookup local\n32766:\tfrom all lookup main\n'
        : '0:\tfrom all lookup local\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default\n';
    case 'neighbor':
    case 'neighbour':
      if (command === 'show') return '';
      throw unknownCommand(given, 'neigh');
    case undefined:
      throw new IpError(`Object "${object}" is unknown, try "ip help".`, 1);
    default:
      throw new IpError(`ip: ${name} is a real object that this host does not have yet`, 255);
  }
}

/** Any beginning of `show`, `list` and `get` will do. */
function commandOf(given: string): 'show' | 'get' | undefined {
  if (['show', 'list', 'lst'].some((known) => known.startsWith(given))) return 'show';
  return 'get'.startsWith(given) ? 'get' : undefined;
}

function unknownCommand(given: string, object: string): IpError {
  return new IpError(`Command "${given}" is unknown, try "ip ${object} help".`, 255);
}

function refuseChange(task: Task, given: string): never {
  if (task.process.uid !== 0) {
    if (given === 'flush') throw new IpError('Failed to send flush request: Operation not permitted', 255);
    throw new IpError('RTNETLINK answers: Operation not permitted', 2);
  }
  throw new IpError(
    'ip: this host keeps the addresses and routes it has; changing them is not supported here yet',
    2,
  );
}

const usage = `Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }
       ip [ -force ] -batch filename
where  OBJECT := { address | addrlabel | amt | fou | help | ila | ioam | l2tp |
                   link | macsec | maddress | monitor | mptcp | mroute | mrule |
                   neighbor | neighbour | netconf | netns | nexthop | ntable |
                   ntbl | route | rule | sr | tap | tcpmetrics |
                   token | tunnel | tuntap | vrf | xfrm }
       OPTIONS := { -V[ersion] | -s[tatistics] | -d[etails] | -r[esolve] |
                    -h[uman-readable] | -iec | -j[son] | -p[retty] |
                    -f[amily] { inet | inet6 | mpls | bridge | link } |
                    -4 | -6 | -M | -B | -0 |
                    -l[oops] { maximum-addr-flush-attempts } | -br[ief] |
                    -o[neline] | -t[imestamp] | -ts[hort] | -b[atch] [filename] |
                    -rc[vbuf] [size] | -n[etns] name | -N[umeric] | -a[ll] |
                    -c[olor]}`;
