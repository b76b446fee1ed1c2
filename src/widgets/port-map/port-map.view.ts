import { BAD_PORTS } from '../../ports/blocked-by-browsers.ts';
import type { DevPorts } from '../../ports/dev-ports.ts';
import { isEphemeral, type OperatingSystem, SYSTEM_PORTS } from '../../ports/operating-systems.ts';
import { type Status, statusOf } from '../../ports/range-summary.ts';
import { LAST_PORT, type RangeName, rangeOf } from '../../ports/ranges.ts';
import type { Registry } from '../../ports/registry.ts';

/** The map is a square of 256 rows of 256 ports, port 0 at the top left, 65535 at the bottom right. */
export const SIDE = 256;
/** The magnified block is a square of this many ports a side. */
export const BLOCK = 16;

/** What can be shown and hidden. */
export type Layer = 'assigned' | 'unassigned' | 'refused' | 'ephemeral';

export const LAYERS: readonly Layer[] = ['assigned', 'unassigned', 'refused', 'ephemeral'];

export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** The colours of the map, read from the page's tokens. */
export interface Palette {
  readonly system: Colour;
  readonly user: Colour;
  readonly dynamic: Colour;
  readonly refused: Colour;
  readonly paper: Colour;
  readonly ink: Colour;
}

/** What one port's point is painted as. */
export interface Point {
  readonly range: RangeName;
  readonly status: Status;
  readonly refused: boolean;
  readonly ephemeral: boolean;
}

export interface Place {
  readonly column: number;
  readonly row: number;
}

export function placeOf(port: number): Place {
  return { column: port % SIDE, row: Math.floor(port / SIDE) };
}

/** The port at a place; a place outside the map gives the nearest one inside. */
export function portAt({ column, row }: Place): number {
  const inside = (value: number) => Math.min(SIDE - 1, Math.max(0, Math.floor(value)));
  return inside(row) * SIDE + inside(column);
}

/** The top left port of the block of 16 by 16 that a port lies in. */
export function blockOf(port: number): number {
  const { column, row } = placeOf(port);
  return portAt({ column: column - (column % BLOCK), row: row - (row % BLOCK) });
}

/** Where a key leads from a port; undefined for a key that does not move. */
export function step(port: number, key: string, control: boolean): number | undefined {
  const { column, row } = placeOf(port);
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, port - 1);
    case 'ArrowRight':
      return Math.min(LAST_PORT, port + 1);
    case 'ArrowUp':
      return portAt({ column, row: row - 1 });
    case 'ArrowDown':
      return portAt({ column, row: row + 1 });
    case 'PageUp':
      return portAt({ column, row: row - BLOCK });
    case 'PageDown':
      return portAt({ column, row: row + BLOCK });
    case 'Home':
      return control ? 0 : portAt({ column: 0, row });
    case 'End':
      return control ? LAST_PORT : portAt({ column: SIDE - 1, row });
    default:
      return undefined;
  }
}

export function pointOf(port: number, system: OperatingSystem, registry: Registry | undefined): Point {
  return {
    range: rangeOf(port).name,
    status: registry === undefined ? 'unassigned' : statusOf(port, registry),
    refused: BAD_PORTS.has(port),
    ephemeral: isEphemeral(port, system),
  };
}

/** `part` of one colour on the other: 0 is all `under`, 1 is all `over`. */
export function mix(over: Colour, under: Colour, part: number): Colour {
  const one = (a: number, b: number) => Math.round(a * part + b * (1 - part));
  return {
    red: one(over.red, under.red),
    green: one(over.green, under.green),
    blue: one(over.blue, under.blue),
  };
}

/** How much of its hue a port without an assignment keeps. */
const PALE = 0.2;
/** How much ink the stripes of the ephemeral range carry. */
const STRIPE = 0.32;

/**
 * A point's colour: the range's hue, full where a service is assigned and pale where none is, the colour of
 * refusal where browsers refuse it, and diagonal stripes of ink across what the system picks itself.
 */
export function colourOf(point: Point, place: Place, palette: Palette, layers: ReadonlySet<Layer>): Colour {
  if (point.refused && layers.has('refused')) return palette.refused;
  const hue = palette[point.range];
  const full = point.status === 'assigned';
  const shown = layers.has(full ? 'assigned' : 'unassigned');
  const base = shown ? mix(hue, palette.paper, full ? 1 : PALE) : palette.paper;
  const striped = point.ephemeral && layers.has('ephemeral') && (place.column + place.row) % 4 === 0;
  return striped ? mix(palette.ink, base, STRIPE) : base;
}

/** Paints all 65,536 points into RGBA bytes, 4 a port, row by row. */
export function paint(
  bytes: Uint8ClampedArray,
  palette: Palette,
  layers: ReadonlySet<Layer>,
  system: OperatingSystem,
  registry: Registry | undefined,
): void {
  for (let port = 0; port <= LAST_PORT; port += 1) {
    const { red, green, blue } = colourOf(pointOf(port, system, registry), placeOf(port), palette, layers);
    const at = port * 4;
    bytes[at] = red;
    bytes[at + 1] = green;
    bytes[at + 2] = blue;
    bytes[at + 3] = 255;
  }
}

/** What the pointer or the keys are on, in words: the readout, and the slider's value. */
export interface Readout {
  readonly port: number;
  readonly range: string;
  readonly registry: string;
  readonly programs: string;
  readonly system: string;
  readonly browsers: string;
}

export function readout(
  port: number,
  system: OperatingSystem,
  registry: Registry | undefined,
  devPorts: DevPorts | undefined,
): Readout {
  const point = pointOf(port, system, registry);
  const names = [...new Set((registry?.assignments(port) ?? []).map(({ name }) => name))].filter(
    (name) => name !== '',
  );
  const programs = (devPorts?.at(port) ?? []).map(({ program }) => program);
  const more = programs.length > 2 ? ` and ${programs.length - 2} more` : '';
  const unnamed =
    registry === undefined ? '…' : point.status === 'reserved' ? 'held back by IANA' : 'assigned to nobody';
  return {
    port,
    range: `${point.range} port`,
    registry: names.length === 0 ? unnamed : names.join(', '),
    programs: programs.slice(0, 2).join(', ') + more,
    system: point.ephemeral ? `picked by ${SYSTEM_PORTS[system].label} for outgoing connections` : '',
    browsers: point.refused ? 'refused by browsers' : '',
  };
}

/** A readout as one phrase, for a screen reader. */
export function inWords({ port, range, registry, programs, system, browsers }: Readout): string {
  return [`${port}`, range, registry, programs, system, browsers].filter((part) => part !== '').join(', ');
}

/** The side, in CSS pixels, at which every port is a whole number of device pixels. */
export function crispSide(available: number, pixelRatio: number): number {
  const perPort = Math.max(1, Math.floor((available * pixelRatio) / SIDE));
  return (perPort * SIDE) / pixelRatio;
}
