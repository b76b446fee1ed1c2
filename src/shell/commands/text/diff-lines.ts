/** The shortest way from one list of lines to another (Myers, 1986), and how diff prints it. */

/** Lines `a` to `aEnd` (from 0, end not included) of the first become lines `b` to `bEnd` of the second. */
export interface Change {
  readonly a: number;
  readonly aEnd: number;
  readonly b: number;
  readonly bEnd: number;
}

/** More steps than this and the rest counts as changed altogether. */
const stepLimit = 2000;

export function changesBetween(one: readonly string[], other: readonly string[]): readonly Change[] {
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start += 1;
  let [end, otherEnd] = [one.length, other.length];
  while (end > start && otherEnd > start && one[end - 1] === other[otherEnd - 1]) {
    end -= 1;
    otherEnd -= 1;
  }
  const pairs = commonPairs(one.slice(start, end), other.slice(start, otherEnd));
  const changes: Change[] = [];
  let [a, b] = [start, start];
  for (const [x, y] of [
    ...pairs.map(([i, j]) => [i + start, j + start] as const),
    [end, otherEnd] as const,
  ]) {
    if (x > a || y > b) changes.push({ a, aEnd: x, b, bEnd: y });
    [a, b] = [x + 1, y + 1];
  }
  return changes;
}

/** Indices of lines that both keep. */
function commonPairs(
  one: readonly string[],
  other: readonly string[],
): readonly (readonly [number, number])[] {
  const [n, m] = [one.length, other.length];
  const most = Math.min(n + m, stepLimit);
  const reach = new Map<number, number>([[1, 0]]);
  const history: Map<number, number>[] = [];
  const at = (map: ReadonlyMap<number, number>, key: number): number => map.get(key) ?? -1;
  for (let d = 0; d <= most; d += 1) {
    history.push(new Map(reach));
    for (let k = -d; k <= d; k += 2) {
      let x =
        k === -d || (k !== d && at(reach, k - 1) < at(reach, k + 1))
          ? at(reach, k + 1)
          : at(reach, k - 1) + 1;
      while (x < n && x - k < m && one[x] === other[x - k]) x += 1;
      reach.set(k, x);
      if (x >= n && x - k >= m) return walkBack(history, n, m);
    }
  }
  return [];
}

function walkBack(
  history: readonly ReadonlyMap<number, number>[],
  n: number,
  m: number,
): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let [x, y] = [n, m];
  for (let d = history.length - 1; d >= 0; d -= 1) {
    const reach = history[d] ?? new Map<number, number>();
    const k = x - y;
    const at = (key: number): number => reach.get(key) ?? -1;
    const before = k === -d || (k !== d && at(k - 1) < at(k + 1)) ? k + 1 : k - 1;
    const startX = d === 0 ? 0 : at(before);
    const startY = d === 0 ? 0 : startX - before;
    while (x > startX && y > startY) {
      if (d > 0 && (x === startX || y === startY)) break;
      x -= 1;
      y -= 1;
      pairs.push([x, y]);
    }
    [x, y] = [startX, startY];
  }
  return pairs.reverse();
}

const missingEnd = '\\ No newline at end of file\n';

function marked(mark: string, line: string): string {
  return `${mark}${line}${line.endsWith('\n') ? '' : `\n${missingEnd}`}`;
}

export function normalDiff(
  one: readonly string[],
  other: readonly string[],
  changes: readonly Change[],
): string {
  return changes
    .map(({ a, aEnd, b, bEnd }) => {
      const letter = a === aEnd ? 'a' : b === bEnd ? 'd' : 'c';
      const range = (from: number, to: number): string =>
        to <= from ? String(from) : to - from === 1 ? String(from + 1) : `${from + 1},${to}`;
      const gone = one.slice(a, aEnd).map((line) => marked('< ', line));
      const come = other.slice(b, bEnd).map((line) => marked('> ', line));
      return `${range(a, aEnd)}${letter}${range(b, bEnd)}\n${gone.join('')}${letter === 'c' ? '---\n' : ''}${come.join('')}`;
    })
    .join('');
}

export function unifiedDiff(
  one: readonly string[],
  other: readonly string[],
  changes: readonly Change[],
  context: number,
): string {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1)?.at(-1);
    if (last && change.a - last.aEnd <= context * 2) hunks.at(-1)?.push(change);
    else hunks.push([change]);
  }
  return hunks
    .map((hunk) => {
      const [first, last] = [hunk[0], hunk.at(-1)];
      if (!first || !last) return '';
      const a = Math.max(0, first.a - context);
      const b = Math.max(0, first.b - context);
      const aEnd = Math.min(one.length, last.aEnd + context);
      const bEnd = Math.min(other.length, last.bEnd + context);
      const range = (from: number, to: number): string =>
        to - from === 1 ? String(from + 1) : `${to === from ? from : from + 1},${to - from}`;
      let text = `@@ -${range(a, aEnd)} +${range(b, bEnd)} @@\n`;
      let at = a;
      for (const change of hunk) {
        for (; at < change.a; at += 1) text += marked(' ', one[at] ?? '');
        text += one
          .slice(change.a, change.aEnd)
          .map((line) => marked('-', line))
          .join('');
        text += other
          .slice(change.b, change.bEnd)
          .map((line) => marked('+', line))
          .join('');
        at = change.aEnd;
      }
      for (; at < aEnd; at += 1) text += marked(' ', one[at] ?? '');
      return text;
    })
    .join('');
}
