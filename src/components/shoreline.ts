/**
 * The paths of the shoreline that the course is drawn as. Land is on the right. Every piece begins and ends
 * at x = 118, going straight down, so that any piece joins any other; `off` shifts a piece out to sea, for
 * the water lines that old charts run along a coast.
 */

/** How far out the water lines lie, nearest first. */
export const waterLines = [6, 13, 22, 33] as const;

/** The piece that a lesson's pier stands on, 60 high. */
export function quay(off = 0): string {
  const x = 118 - off;
  return `M${x} 0C${x} 8 ${x - 3} 12 ${x - 3} 18V44C${x - 3} 50 ${x} 52 ${x} 60`;
}

/** A cape, 72 high, where a chapter begins. */
export function headland(off = 0): string {
  const x = 118 - off;
  return `M${x} 0C${x} 16 ${x - 34} 16 ${x - 36} 33S${x} 54 ${x} 72`;
}

/** The first cape: the shore comes in from the right. */
export function firstHeadland(off = 0): string {
  const x = 118 - off;
  return `M160 ${15 - off * 0.5}C${146 - off * 0.5} ${13 - off * 0.5} ${x - 32} ${12 - off * 0.5} ${x - 36} ${33 - off * 0.2}S${x} 54 ${x} 72`;
}

/** The shore turns inland, 48 high. */
export function shoreEnd(off = 0): string {
  const x = 118 - off;
  return `M${x} 0C${x} ${18 + off * 0.5} ${x + 14} ${26 + off * 0.6} 160 ${28 + off * 0.6}`;
}

const shores: readonly (readonly number[])[] = [
  [0, 14, 12, 22, 14, 40, -2, 60, -5, 70, 0, 92],
  [0, 16, -13, 22, -14, 40, 7, 56, 9, 72, 0, 90],
  [0, 12, 8, 16, 11, 30, -8, 60, -7, 76, 0, 92],
  [0, 18, -9, 20, -11, 36, 9, 50, 10, 66, 0, 88],
];

/** The shore between two piers, 100 high and stretched as the row needs; four shapes take turns. */
export function shore(turn: number, off = 0): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0, j = 0, k = 0, l = 0] =
    shores[turn % shores.length] ?? [];
  const x = 118 - off;
  return `M${x} 0C${x + a} ${b} ${x + c} ${d} ${x + e} ${f}S${x + g} ${h} ${x + i} ${j}S${x + k} ${l} ${x} 100`;
}
