import { expect, test } from 'vitest';
import {
  blockOf,
  type Colour,
  colourOf,
  crispSide,
  inWords,
  LAYERS,
  type Palette,
  paint,
  placeOf,
  pointOf,
  portAt,
  readout,
  step,
} from '../../../src/widgets/port-map/port-map.view.ts';
import { devPorts, registry } from './knowledge.ts';

const grey = (level: number): Colour => ({ red: level, green: level, blue: level });
const palette: Palette = {
  system: grey(10),
  user: grey(20),
  dynamic: grey(30),
  refused: grey(200),
  paper: grey(255),
  ink: grey(0),
};
const all = new Set(LAYERS);
const colour = (port: number, layers = all) =>
  colourOf(pointOf(port, 'linux', registry), placeOf(port), palette, layers).red;

test('256 ports a row, from the top left to the bottom right', () => {
  expect(placeOf(0)).toEqual({ column: 0, row: 0 });
  expect(placeOf(62893)).toEqual({ column: 173, row: 245 });
  expect(portAt({ column: 255, row: 255 })).toBe(65535);
  expect(portAt({ column: 999, row: -5 })).toBe(255);
});

test('the arrows move by one and by a row, page keys by 16 rows, Home and End within the row', () => {
  expect(step(300, 'ArrowRight', false)).toBe(301);
  expect(step(300, 'ArrowDown', false)).toBe(556);
  expect(step(300, 'ArrowUp', false)).toBe(44);
  expect(step(300, 'PageDown', false)).toBe(300 + 16 * 256);
  expect(step(300, 'Home', false)).toBe(256);
  expect(step(300, 'End', false)).toBe(511);
  expect(step(300, 'Home', true)).toBe(0);
  expect(step(300, 'End', true)).toBe(65535);
  expect(step(300, 'x', false)).toBeUndefined();
});

test('no key leaves the map', () => {
  expect(step(0, 'ArrowLeft', false)).toBe(0);
  expect(step(65535, 'ArrowRight', false)).toBe(65535);
  expect(step(3, 'ArrowUp', false)).toBe(3);
});

test('a block begins at the nearest multiple of 16 up and left', () => {
  expect(blockOf(62893)).toBe(240 * 256 + 160);
});

test('assigned is the range’s own colour, unassigned a pale one, refused the colour of refusal', () => {
  expect(colour(443)).toBe(10);
  expect(colour(4242 + 5758)).toBe(20);
  expect(colour(6000)).toBe(200);
  expect(colour(65535)).toBeGreaterThan(200);
});

test('a layer that is not shown leaves the paper', () => {
  expect(colour(443, new Set(['unassigned']))).toBe(255);
  expect(colour(6000, new Set(['assigned']))).toBe(20);
});

test('the ephemeral range is striped across a quarter of its points', () => {
  const layers = new Set(['ephemeral'] as const);
  const dark = Array.from({ length: 256 }, (_, column) => colour(32768 + column, layers)).filter(
    (level) => level < 255,
  );
  expect(dark).toHaveLength(64);
  expect(colour(32767, layers)).toBe(255);
});

test('every one of the 65,536 points is painted', () => {
  const bytes = new Uint8ClampedArray(65536 * 4);
  paint(bytes, palette, all, 'macos', registry);
  expect(bytes.filter((_, index) => index % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
});

test('the readout says in words what the colours say', () => {
  expect(inWords(readout(6000, 'linux', registry, devPorts))).toBe(
    '6000, user port, x11, X11, refused by browsers',
  );
  expect(inWords(readout(62893, 'macos', registry, undefined))).toBe(
    '62893, dynamic port, assigned to nobody, picked by macOS for outgoing connections',
  );
});

test('every port is a whole number of device pixels', () => {
  for (const [available, ratio] of [
    [350, 1],
    [350, 2],
    [341, 3],
    [700, 1.5],
  ] as const) {
    const side = crispSide(available, ratio);
    expect((side * ratio) % 256).toBe(0);
    expect(side).toBeLessThanOrEqual(Math.max(available, 256 / ratio));
  }
});
