/** Where on the map a step is, and the corners that the packet turns from one to the next. */
import type { PacketStep, Place } from '../../course/packet-steps.ts';
import type { PacketMap, Point } from './packet-map.view.ts';

/** The point of a place, if its host is drawn. */
export function pointOf(map: PacketMap, place: Place): Point | undefined {
  const host = map.hosts.find(({ name }) => name === place.host);
  if (!host) return undefined;
  if (place.spot === 'program' || place.spot === 'kernel') return host[place.spot];
  const found = host.interfaces.find(({ name }) => name === place.interface) ?? host.interfaces[0];
  if (!found) return host.kernel;
  return place.spot === 'link' ? (stubOf(map, found)?.[1] ?? found) : found;
}

function stubOf(map: PacketMap, { x, y }: Point): readonly [Point, Point] | undefined {
  return map.links.flatMap(({ stubs }) => stubs).find(([end]) => end.x === x && end.y === y);
}

/** The corners of the way from one place to the next, both ends included. */
export function wayBetween(map: PacketMap, from: Place, to: Place): readonly Point[] {
  const start = pointOf(map, from);
  const end = pointOf(map, to);
  if (!start || !end) return [];
  if (from.host !== to.host) {
    const out = stubOf(map, start)?.[1];
    const back = stubOf(map, end)?.[1];
    return without([start, out, back, end]);
  }
  const host = map.hosts.find(({ name }) => name === from.host);
  if (!host) return without([start, end]);
  if (to.interface === 'lo') return [start, host.loop[0], end];
  if (from.interface === 'lo') return [start, host.loop[1], end];
  if (from.spot === 'link' || to.spot === 'link') {
    const door = from.spot === 'link' ? stubOfLink(map, start)?.[0] : undefined;
    return without([start, door, to.spot === 'program' ? host.kernel : undefined, end]);
  }
  return without([start, from.spot === 'kernel' || to.spot === 'kernel' ? undefined : host.kernel, end]);
}

/** The same for two steps of a story: into a tunnel nothing travels, what came by packets is taken in where it arrived. */
export function wayOf(map: PacketMap, before: PacketStep, step: PacketStep): readonly Point[] {
  if (step.stage === 'end' || step.stage === 'name') return [];
  if (step.stage === 'tunnel' && before.stage !== 'tunnel') return [];
  return wayBetween(map, before.place, step.place);
}

function stubOfLink(map: PacketMap, { x, y }: Point): readonly [Point, Point] | undefined {
  return map.links.flatMap(({ stubs }) => stubs).find(([, on]) => on.x === x && on.y === y);
}

/** Leaves out what is missing, and a point that repeats the one before. */
function without(points: readonly (Point | undefined)[]): readonly Point[] {
  const found: Point[] = [];
  for (const point of points) {
    const last = found.at(-1);
    if (point && (last?.x !== point.x || last.y !== point.y)) found.push(point);
  }
  return found;
}
