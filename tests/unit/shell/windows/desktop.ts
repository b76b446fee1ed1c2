/** The Windows computer of the scenes, with its neighbours, as plain terminals of 80 columns show it. */
import { findScene } from '../../../../src/course/scenes/index.ts';
import { type Seat, sitDown } from '../../course/seat.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: styles are escape sequences.
const styles = /\x1b\[[\d;]*m/g;

export interface Desktop extends Seat {
  /** What the last of the lines printed, without colours. */
  last(...lines: readonly string[]): string;
  /** The same on another host. */
  on(host: string, ...lines: readonly string[]): string;
}

export function desktop(scene: 'windows' | 'wsl' | 'wsl-mirrored' = 'windows'): Desktop {
  const seat = sitDown(findScene(scene));
  const typeAll = (host: string | undefined, lines: readonly string[]): string => {
    let output = '';
    for (const line of lines) output = seat.type(line, host);
    return output.replace(styles, '');
  };
  return {
    ...seat,
    last: (...lines) => typeAll(undefined, lines),
    on: (host, ...lines) => typeAll(host, lines),
  };
}
