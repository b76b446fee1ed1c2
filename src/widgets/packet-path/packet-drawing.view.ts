/** The drawing of a packet's way as a tree of SVG elements: the page draws it, and so does the build, for a still. */
import type { PacketStep } from '../../course/packet-steps.ts';
import type { DrawnHost, DrawnInterface, PacketMap, Point } from './packet-map.view.ts';
import { wayOf } from './packet-way.view.ts';

export interface SvgNode {
  readonly name: 'g' | 'path' | 'rect' | 'text' | 'circle';
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly text?: string;
  readonly children?: readonly SvgNode[];
}

/** Room round the drawing for strokes, and for the ends of links. */
const margin = 12;

export function viewBoxOf({ width, height }: PacketMap): { width: number; height: number; box: string } {
  const all = { width: width + 2 * margin, height: height + 2 * margin };
  return { ...all, box: `${-margin} ${-margin} ${all.width} ${all.height}` };
}

/** @param on the hosts that the packet comes to */
export function drawHosts(map: PacketMap, on: readonly string[]): readonly SvgNode[] {
  const links = map.links.flatMap(({ name, from, to, stubs }) => [
    line('path-link', [from, to]),
    ...stubs.map((stub) => line('path-stub', stub)),
    linkName(map, name, from, to),
  ]);
  return [...links, ...map.hosts.map((host) => drawHost(map, host, on.includes(host.name)))];
}

function linkName({ direction, width }: PacketMap, name: string, from: Point, to: Point): SvgNode {
  if (direction === 'across') return text('path-link-name', { x: (from.x + to.x) / 2, y: from.y - 5 }, name);
  return to.x + 80 < width
    ? text('path-link-name is-start', { x: to.x + 6, y: to.y + 4 }, name)
    : text('path-link-name is-end', { x: to.x - 2, y: to.y - 5 }, name);
}

function drawHost({ direction }: PacketMap, host: DrawnHost, isOn: boolean): SvgNode {
  const { x, y, width, height, program, loop, name, interfaces } = host;
  const across = direction === 'across';
  const lo = interfaces.find(({ side }) => side === 'inside');
  return {
    name: 'g',
    attributes: { class: isOn ? 'path-host is-on' : 'path-host' },
    children: [
      { name: 'rect', attributes: { class: 'path-ground', x, y, width, height, rx: 3 } },
      text('path-name', { x: program.x, y: across ? y + 19 : y + 55 }, name),
      { name: 'circle', attributes: { class: 'path-program', cx: program.x, cy: program.y, r: 4 } },
      ...(lo ? [line('path-canal', [program, loop[0], lo, loop[1], program])] : []),
      ...interfaces.flatMap((one) => drawInterface(one, across)),
    ],
  };
}

function drawInterface({ label, address, side, x, y }: DrawnInterface, across: boolean): readonly SvgNode[] {
  const mark: SvgNode = {
    name: 'rect',
    attributes: {
      class: side === 'inside' ? 'path-lo' : 'path-port',
      x: x - 5,
      y: y - 5,
      width: 10,
      height: 10,
    },
  };
  if (side === 'inside') {
    return [mark, text('path-interface is-lo', { x: x + 10, y: y + 4 }, label)];
  }
  if (across) {
    const at = { x: side === 'before' ? x + 9 : x - 9, y: y + 16 };
    const anchor = side === 'before' ? 'is-start' : 'is-end';
    return [
      mark,
      text(`path-interface ${anchor}`, at, label),
      text(`path-address ${anchor}`, { x: at.x, y: y + 29 }, address),
    ];
  }
  const at = { x: x + 11, y: side === 'before' ? y + 16 : y - 19 };
  return [
    mark,
    text('path-interface is-start', at, label),
    text('path-address is-start', { x: at.x, y: at.y + 13 }, address),
  ];
}

/** The way of every step up to this one. */
export function drawTrail(map: PacketMap, steps: readonly PacketStep[], current: number): readonly SvgNode[] {
  const nodes: SvgNode[] = [];
  for (let index = 1; index <= current; index += 1) {
    const before = steps[index - 1];
    const step = steps[index];
    if (!before || !step) continue;
    const way = wayOf(map, before, step);
    const kind = step.stage === 'tunnel' ? 'tunnel' : step.mood;
    if (way.length > 1) nodes.push(line(`path-trail is-${kind}`, way));
  }
  return nodes;
}

/** How it ends, as words and a mark where it ends. */
export function drawEnd(step: PacketStep, at: Point | undefined, word: EndWord): readonly SvgNode[] {
  if (!at || step.stage !== 'end') return [];
  const marks = {
    reached: 'M-7 0l5 5 9-10',
    refused: 'M-6-6l12 12M-6 6l12-12',
    'no answer': 'M-7 0h3m3 0h2m3 0h3',
  };
  return [
    {
      name: 'g',
      attributes: {
        class: `path-end is-${word.replace(' ', '-')}`,
        transform: `translate(${at.x} ${at.y - 2})`,
      },
      children: [
        { name: 'circle', attributes: { r: 12 } },
        { name: 'path', attributes: { d: marks[word] } },
      ],
    },
  ];
}

export type EndWord = 'reached' | 'refused' | 'no answer';

/** A small boat, its keel at the place. */
export const packetShape = 'M-11-3h22l-5 8h-12zM-4-4v-7h7v7z';

function line(className: string, points: readonly Point[]): SvgNode {
  const d = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  return { name: 'path', attributes: { class: className, d } };
}

function text(className: string, { x, y }: Point, content: string): SvgNode {
  return { name: 'text', attributes: { class: className, x, y }, text: content };
}
