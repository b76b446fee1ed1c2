/** Two texts, line by line, side by side. */

/** Expected lines with `-`, those that came with `+`; equal ones in between stay plain. */
export function lineDifference(expected: readonly string[], came: readonly string[]): readonly string[] {
  const common = longestCommon(expected, came);
  const lines: string[] = [];
  let left = 0;
  let right = 0;
  for (const [atLeft, atRight] of [...common, [expected.length, came.length] as const]) {
    while (left < atLeft) lines.push(`- ${expected[left++]}`);
    while (right < atRight) lines.push(`+ ${came[right++]}`);
    if (atLeft < expected.length) lines.push(`  ${expected[atLeft]}`);
    left = atLeft + 1;
    right = atRight + 1;
  }
  return lines;
}

/** Index pairs of a longest common subsequence. */
function longestCommon(
  left: readonly string[],
  right: readonly string[],
): readonly (readonly [number, number])[] {
  const width = right.length + 1;
  const lengths = new Array<number>((left.length + 1) * width).fill(0);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let row = 0, column = 0; row < left.length && column < right.length; ) {
    if (left[row] === right[column]) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return pairs;
}
