/** "Who can reach this?" as the page asks it after every change: every listener of a host, seen from every other host. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type MatrixViewpoint, reachMatrix } from '../../src/course/reach-matrix.ts';
import { socketAddress } from '../../src/simulator/address.ts';
import { createHost, type Host } from '../../src/simulator/host.ts';
import { systemCall } from '../../src/simulator/kernel.ts';
import { createLink } from '../../src/simulator/link.ts';
import { createNat } from '../../src/simulator/nat.ts';
import { createNetwork } from '../../src/simulator/network.ts';
import { createPacketFilter, type Match } from '../../src/simulator/packet-filter.ts';
import { createProcess } from '../../src/simulator/process.ts';
import { median, race, timed } from './race.ts';
import { type Row, times } from './table.ts';

const rounds = { warmUp: 20, kept: 51 };
interface Size {
  readonly hosts: number;
  readonly listeners: number;
}

/** The size that has an aim. */
export const middleSize: Size = { hosts: 20, listeners: 200 };
const sizes: readonly Size[] = [
  { hosts: 5, listeners: 50 },
  { hosts: 10, listeners: 100 },
  middleSize,
  { hosts: 40, listeners: 400 },
];

const bound = ['0.0.0.0', '127.0.0.1', '::', '192.168.1.2'] as const;

function toPort(port: number): Match {
  return { kind: 'ports', protocol: 'tcp', destination: { not: false, value: [port, port] } };
}

/** Half of the hosts on one Wi-Fi, half beyond a router with forwards, on the listeners' host 20 rules of a packet filter. */
function build(size: Size): readonly Host[] {
  const network = createNetwork({ seed: 1 });
  const wifi = createLink(network, 'wifi');
  const internet = createLink(network, 'internet');
  const lo = ['127.0.0.1/8', '::1/128'];
  const hosts = [
    createHost(network, {
      name: 'router',
      sysctls: { ipForward: true },
      interfaces: {
        lo,
        wifi: { link: wifi, addresses: ['192.168.1.1/24'] },
        internet: { link: internet, addresses: ['203.0.113.1/24'] },
      },
    }),
  ];
  for (let number = 2; number <= size.hosts; number += 1) {
    const inside = number <= size.hosts / 2 + 1;
    const interfaces = inside
      ? { lo, wifi: { link: wifi, addresses: [`192.168.1.${number}/24`] } }
      : { lo, internet: { link: internet, addresses: [`203.0.113.${number}/24`] } };
    const routes = inside ? [{ destination: '0.0.0.0/0', via: '192.168.1.1' }] : [];
    hosts.push(createHost(network, { name: `host-${number}`, interfaces, routes }));
  }
  const [router, own] = hosts;
  if (!router || !own) throw new Error('a network of fewer than two hosts');
  openListeners(own, size.listeners);
  own.packetFilter = createPacketFilter();
  for (let number = 0; number < 20; number += 1) {
    const matches = [toPort(8000 + 7 * number)];
    const target = { kind: number % 2 === 0 ? 'ACCEPT' : 'DROP' } as const;
    own.packetFilter.ipv4.get('INPUT')?.rules.push({ matches, target, packets: 0, bytes: 0 });
  }
  router.nat = createNat();
  for (let number = 0; number < 5; number += 1) {
    const matches = [toPort(8000 + number)];
    const target = { kind: 'DNAT', address: '192.168.1.2', ports: undefined } as const;
    router.nat.ipv4.get('PREROUTING')?.rules.push({ matches, target, packets: 0, bytes: 0 });
  }
  return [own, ...hosts.filter((host) => host !== own)];
}

function openListeners(host: Host, count: number): void {
  const process = createProcess(host, { uid: 0, argv: ['server'] });
  for (let number = 0; number < count; number += 1) {
    const address = socketAddress(bound[number % bound.length] ?? '0.0.0.0', 8000 + number);
    const made = systemCall(host, process, { name: 'socket', domain: address.family, type: 'SOCK_STREAM' });
    const fd = made.ok ? made.value : -1;
    systemCall(host, process, { name: 'bind', fd, address });
    const listens = systemCall(host, process, { name: 'listen', fd, backlog: 5 });
    if (!listens.ok) throw new Error(`no listener on ${address.address}:${address.port}`);
  }
}

/** What the page does after a change: every listener of the first host, seen from every host. */
export function computeMatrix(size: Size): () => void {
  const hosts = build(size);
  const viewpoints = hosts.map(
    (host): MatrixViewpoint => ({
      label: host.name,
      host,
      families: ['AF_INET', 'AF_INET6'],
      who: 'program',
    }),
  );
  return () => void reachMatrix(hosts.slice(0, 1), viewpoints);
}

export function wholeMatrix(): readonly Row[] {
  const contestants = sizes.map((size) => {
    const compute = computeMatrix(size);
    return { name: `${size.hosts} hosts × ${size.listeners} listeners`, run: () => timed(compute) };
  });
  const found = race(contestants, rounds);
  const smallest = median(found[0] ?? []);
  const rows = contestants.map(({ name }, index): Row => {
    const seconds = found[index] ?? [];
    const aim = name.startsWith('20 ') ? { text: '< 16 ms', met: median(seconds) < 0.016 } : undefined;
    return {
      what: name,
      rounds: seconds,
      show,
      ratio: times(median(seconds) / smallest),
      ...(aim && { aim }),
    };
  });
  return [...rows, inFreshProcess()];
}

function show(seconds: number): string {
  return `${(seconds * 1000).toFixed(2)} ms`;
}

/** Before the engine has compiled anything: what the first look at a page costs. */
function inFreshProcess(): Row {
  const program = fileURLToPath(new URL('./first-matrix.ts', import.meta.url));
  const seconds = Array.from({ length: 9 }, () => {
    const { stdout } = spawnSync(process.execPath, ['--no-warnings', program], { encoding: 'utf8' });
    return Number(stdout);
  });
  const { hosts, listeners } = middleSize;
  return { what: `${hosts} × ${listeners}, the first of a fresh process`, rounds: seconds, show };
}
