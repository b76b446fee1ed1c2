/** A server listens on an address of the laptop: who gets in? */
import { formatEndpoint, socketAddress } from '../../simulator/address.ts';
import { createHost, type Host } from '../../simulator/host.ts';
import { systemCall } from '../../simulator/kernel.ts';
import { createNetwork } from '../../simulator/network.ts';
import { createPacketFilter } from '../../simulator/packet-filter.ts';
import { createProcess } from '../../simulator/process.ts';
import type { Random } from '../../simulator/random.ts';
import { type Cell, reachMatrix } from '../reach-matrix.ts';
import { hostsOf } from '../scene.ts';
import { home } from '../scenes/home.ts';
import { viewpointsOf } from '../viewpoints.ts';
import { type MadeQuestion, pick } from './made-question.ts';

const addresses = [
  '127.0.0.1',
  '127.0.0.5',
  '::1',
  '0.0.0.0',
  '::',
  '192.168.1.20',
  '2001:db8:1::20',
] as const;

/** Who asks, by the labels of the viewpoints that stand for it. */
const callers = [
  { name: 'the laptop itself', labels: ['This host, IPv4', 'This host, IPv6'] },
  { name: 'the phone', labels: ['A phone on the Wi-Fi'] },
  { name: 'the internet', labels: ['The internet'] },
] as const;

export interface Reached {
  readonly gets: boolean;
  readonly reason: string;
}

export function makeReach(random: Random): MadeQuestion {
  const address = pick(random, addresses);
  const port = pick(random, [3000, 5173, 8000, 62893]);
  const wall = random.below(4) === 0;
  const reached = whoReaches(address, port, wall);
  const filter = wall ? ' The laptop’s firewall drops whatever new comes in by the Wi-Fi.' : '';
  return {
    question: `Your laptop is on the home Wi-Fi, behind a router, and so is your phone. A server on the laptop listens on \`${formatEndpoint({ address, port })}\`.${filter} Who can connect to it?`,
    choices: answers.map(({ says, who }) => {
      const mistaken = callers.findIndex((_, index) => reached[index]?.gets !== who[index]);
      return {
        says,
        right: mistaken === -1,
        answer: mistaken === -1 ? sayWhy(reached) : (reached[mistaken]?.reason ?? ''),
      };
    }),
  };
}

const answers = [
  { says: 'Only the laptop itself', who: [true, false, false] },
  { says: 'The laptop and the phone', who: [true, true, false] },
  { says: 'The laptop, the phone and the internet', who: [true, true, true] },
  { says: 'The phone, but not the laptop', who: [false, true, false] },
] as const;

/** For those who got it right: how the laptop comes in, and what of the phone. */
function sayWhy(reached: readonly Reached[]): string {
  return reached
    .slice(0, 2)
    .map(({ reason }) => reason)
    .join(' ');
}

/** One for each caller: whether it gets in, and the one reason. */
export function whoReaches(address: string, port: number, wall: boolean): readonly Reached[] {
  const network = createNetwork({ seed: 1 });
  const hosts = hostsOf(home).map(({ host }) => createHost(network, host));
  const [laptop] = hosts;
  if (!laptop) throw new Error('a scene without a host');
  for (const host of hosts) if (host.name === 'router') closeToTheInternet(host);
  if (wall) dropNewOnWiFi(laptop);
  listen(laptop, address, port);
  const { viewpoints, rows } = reachMatrix([laptop], viewpointsOf(network, laptop));
  const cells = rows[0]?.cells ?? [];
  return callers.map(({ labels }) => {
    const own = viewpoints.flatMap(({ label }, index): readonly Cell[] => {
      const cell = cells[index];
      return cell && labels.some((one) => one === label) ? [cell] : [];
    });
    const decides = own.find(({ answer }) => answer === 'yes') ?? own[0];
    return { gets: decides?.answer === 'yes', reason: decides?.reason ?? '' };
  });
}

function listen(host: Host, address: string, port: number): void {
  const process = createProcess(host, { uid: 1000, argv: ['server'] });
  const local = socketAddress(address, port);
  const socket = systemCall(host, process, { name: 'socket', domain: local.family, type: 'SOCK_STREAM' });
  if (!socket.ok) return;
  systemCall(host, process, { name: 'bind', fd: socket.value, address: local });
  systemCall(host, process, { name: 'listen', fd: socket.value, backlog: 5 });
}

/** As the router of the scene is prepared: nothing new passes from outside. */
function closeToTheInternet(router: Host): void {
  const filter = createPacketFilter();
  router.packetFilter = filter;
  for (const table of [filter.ipv4, filter.ipv6]) {
    const chain = table.get('FORWARD');
    if (chain) chain.policy = 'DROP';
  }
}

function dropNewOnWiFi(host: Host): void {
  const filter = createPacketFilter();
  host.packetFilter = filter;
  for (const table of [filter.ipv4, filter.ipv6]) {
    table.get('INPUT')?.rules.push({
      inInterface: { not: false, value: 'wlan0' },
      matches: [{ kind: 'state', module: 'conntrack', states: { not: false, value: ['NEW'] } }],
      target: { kind: 'DROP' },
      packets: 0,
      bytes: 0,
    });
  }
}
