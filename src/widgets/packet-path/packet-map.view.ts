/**
 * Where hosts, interfaces and links stand on the drawing, as plain numbers. The learner's host is in the middle of the
 * thought: what it is a router for (containers) stands before it, what is on its links after it, what is beyond after that.
 */

import { isLoopback } from '../../simulator/address.ts';
import type { Host } from '../../simulator/host.ts';
import type { Link } from '../../simulator/link.ts';
import { shortInterfaceName } from '../../simulator/os/interface-name.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DrawnInterface extends Point {
  readonly name: string;
  /** As the host's own system calls it. */
  readonly label: string;
  readonly address: string;
  /** On which edge of its host it is; `lo` is inside. */
  readonly side: 'before' | 'after' | 'inside';
}

export interface DrawnHost {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly program: Point;
  readonly kernel: Point;
  /** The corners of the way to `lo`, and of the way back from it. */
  readonly loop: readonly [out: Point, back: Point];
  readonly interfaces: readonly DrawnInterface[];
}

export interface DrawnLink {
  readonly name: string;
  readonly from: Point;
  readonly to: Point;
  /** From each interface to the link. */
  readonly stubs: readonly (readonly [Point, Point])[];
}

export interface PacketMap {
  readonly width: number;
  readonly height: number;
  /** `across`: the hosts stand beside each other; `down`: below each other. */
  readonly direction: 'across' | 'down';
  readonly hosts: readonly DrawnHost[];
  readonly links: readonly DrawnLink[];
  /** Hosts for which there was no room. */
  readonly left: number;
}

export interface MapOptions {
  readonly home: Host;
  /** Hosts that must be there. */
  readonly on: readonly string[];
  readonly direction: 'across' | 'down';
}

/** Hosts that a packet does not come to are there so that one sees it: so many of each distance. */
const mostBeside = 3;

/** Sizes along the way a packet takes (`main`) and to its side (`cross`). */
const sizes = {
  across: { main: 208, cross: 124, gap: 78, space: 18 },
  down: { main: 144, cross: 110, gap: 40, space: 8 },
} as const;

interface Standing {
  readonly host: Host;
  readonly distance: number;
}

export function toMap({ home, on, direction }: MapOptions): PacketMap {
  const all = distancesFrom(home);
  const standing = choose(all, on, direction);
  const { main, cross, gap, space } = sizes[direction];
  const first = Math.min(...standing.map(({ distance }) => distance));
  const last = Math.max(...standing.map(({ distance }) => distance));
  const rowsOf = (distance: number): readonly Standing[] =>
    standing.filter((one) => one.distance === distance);
  const most = Math.max(...standing.map(({ distance }) => rowsOf(distance).length));
  const whole = most * (cross + space) - space;
  const point = (along: number, aside: number): Point =>
    direction === 'across' ? { x: along, y: aside } : { x: aside, y: along };

  const corner = ({ host, distance }: Standing): Point => {
    const beside = rowsOf(distance);
    const index = beside.findIndex((one) => one.host === host);
    const start = (whole - (beside.length * (cross + space) - space)) / 2;
    return point((distance - first) * (main + gap), start + index * (cross + space));
  };
  const links = linksOf(standing);
  const hosts = standing.map((one) => drawHost(one, corner(one), direction, links, standing));
  const length = (last - first + 1) * (main + gap) - gap;
  const { x: width, y: height } = point(length, whole);
  return {
    width,
    height,
    direction,
    hosts,
    links: links.map((link) => drawLink(link, links, hosts, standing, direction, first)),
    left: all.length - standing.length,
  };
}

/** How many links away each host is; negative for hosts that have this one as their router. */
function distancesFrom(home: Host): readonly Standing[] {
  const found: Standing[] = [{ host: home, distance: 0 }];
  for (const { host, distance } of found) {
    for (const { link } of host.interfaces) {
      for (const { host: other } of link?.ends ?? []) {
        if (found.some((known) => known.host === other)) continue;
        const behind = distance < 0 || (distance === 0 && isRouterOf(home, other));
        found.push({ host: other, distance: distance + (behind ? -1 : 1) });
      }
    }
  }
  return [...found, ...apartFrom(home, found)];
}

/** Hosts that no link joins with it, as those inside of a virtual machine's program: before it, their router next to it. */
function apartFrom({ network }: Host, found: readonly Standing[]): readonly Standing[] {
  const apart = network.hosts.filter((host) => !found.some((known) => known.host === host));
  return apart.map((host) => {
    const isRouter = apart.some((other) => isRouterOf(host, other));
    return { host, distance: isRouter ? -1 : -2 };
  });
}

function isRouterOf(router: Host, host: Host): boolean {
  return host.routes.some(({ via }) =>
    router.interfaces.some(({ addresses }) => addresses.some(({ address }) => address === via)),
  );
}

function choose(
  all: readonly Standing[],
  on: readonly string[],
  direction: PacketMap['direction'],
): readonly Standing[] {
  const isOn = ({ host }: Standing): boolean => on.includes(host.name);
  const passed = all.filter(isOn).map(({ distance }) => distance);
  // Below each other they take much room, so those beyond the way are left out.
  const near = ({ distance }: Standing): boolean =>
    direction === 'across' || (distance >= Math.min(0, ...passed) && distance <= Math.max(1, ...passed));
  return all.filter((one, index) => {
    if (one.distance === 0 || isOn(one)) return true;
    const beside = all.filter(({ distance }) => distance === one.distance);
    const rest = beside.filter((other) => !isOn(other) && all.indexOf(other) < index).length;
    return near(one) && beside.filter(isOn).length + rest < mostBeside;
  });
}

/** Links between hosts that are drawn. */
function linksOf(standing: readonly Standing[]): readonly Link[] {
  const links = standing.flatMap(({ host }) => host.interfaces.flatMap(({ link }) => (link ? [link] : [])));
  return [...new Set(links.filter((link, index) => links.indexOf(link) !== index))];
}

/** The distance of the nearer of a link's hosts, counted from the learner's host outwards. */
function nearOf(link: Link, standing: readonly Standing[]): { near: number; outwards: 1 | -1 } {
  const distances = standing
    .filter(({ host }) => link.ends.some((end) => end.host === host))
    .map(({ distance }) => distance);
  const low = Math.min(...distances);
  return low < 0 ? { near: Math.max(...distances), outwards: -1 } : { near: low, outwards: 1 };
}

function sideOn(link: Link, distance: number, standing: readonly Standing[]): 'before' | 'after' {
  const { near, outwards } = nearOf(link, standing);
  const isNear = distance === near;
  return isNear === (outwards === 1) ? 'after' : 'before';
}

function drawHost(
  { host, distance }: Standing,
  { x, y }: Point,
  direction: PacketMap['direction'],
  links: readonly Link[],
  standing: readonly Standing[],
): DrawnHost {
  const { main, cross } = sizes[direction];
  const [width, height] = direction === 'across' ? [main, cross] : [cross, main];
  const middle = x + width / 2;
  const across = direction === 'across';
  const outside = host.interfaces.filter(({ link }) => link && links.includes(link));
  const interfaces = outside.map(({ name, link, addresses }): DrawnInterface => {
    const side = link ? sideOn(link, distance, standing) : 'after';
    const same = outside.filter((one) => one.link && sideOn(one.link, distance, standing) === side);
    const index = same.findIndex((one) => one.name === name);
    const address = addresses[0]?.address ?? '';
    const label = shortInterfaceName(host, name);
    if (across) {
      const edge = side === 'before' ? x : x + width;
      return { name, label, address, side, x: edge, y: y + 56 + index * 40 };
    }
    const edge = side === 'before' ? y : y + height;
    return { name, label, address, side, x: x + 14 + index * 40, y: edge };
  });
  const lo = host.interfaces.find(({ name }) => name === 'lo');
  const inside: DrawnInterface[] = lo
    ? [
        {
          name: 'lo',
          label: shortInterfaceName(host, 'lo'),
          address: lo.addresses.find(({ address }) => isLoopback(address))?.address ?? '',
          side: 'inside',
          x: across ? middle : x + 62,
          y: across ? y + 106 : y + 104,
        },
      ]
    : [];
  return {
    name: host.name,
    x,
    y,
    width,
    height,
    program: across ? { x: middle, y: y + 36 } : { x: x + 62, y: y + 70 },
    kernel: across ? { x: middle, y: y + 56 } : { x: x + 14, y: y + 70 },
    loop: across
      ? [
          { x: middle - 13, y: y + 76 },
          { x: middle + 13, y: y + 76 },
        ]
      : [
          { x: x + 46, y: y + 87 },
          { x: x + 78, y: y + 87 },
        ],
    interfaces: [...interfaces, ...inside],
  };
}

function drawLink(
  link: Link,
  links: readonly Link[],
  hosts: readonly DrawnHost[],
  standing: readonly Standing[],
  direction: PacketMap['direction'],
  first: number,
): DrawnLink {
  const { main, gap } = sizes[direction];
  const key = (one: Link): number => {
    const { near, outwards } = nearOf(one, standing);
    return outwards === 1 ? near : near - 1;
  };
  const beside = links.filter((one) => key(one) === key(link));
  const share = (beside.indexOf(link) + 1) / (beside.length + 1);
  const along = (key(link) - first) * (main + gap) + main + gap * share;
  const across = direction === 'across';
  const ends = hosts.flatMap((host) => {
    const name = link.ends.find((end) => end.host.name === host.name)?.interface.name;
    return host.interfaces.filter((one) => one.name === name && one.side !== 'inside');
  });
  const onLink = ({ x, y }: Point): Point => (across ? { x: along, y } : { x, y: along });
  const asides = ends.map(({ x, y }) => (across ? y : x));
  const low = Math.min(...asides);
  const high = Math.max(...asides);
  const reach = low === high ? 16 : 0;
  const point = (aside: number): Point => (across ? { x: along, y: aside } : { x: aside, y: along });
  return {
    name: link.name,
    from: point(low - reach),
    to: point(high + reach),
    stubs: ends.map((end) => [end, onLink(end)] as const),
  };
}
