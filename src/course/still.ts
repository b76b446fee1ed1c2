/** Worlds and output for pages that are built ahead: a fresh scene, the same at every build. */
import type { Machine } from '../shell/machine.ts';
import { openPlainTerminal, runTranscript, type TranscriptEntry } from '../shell/transcript.ts';
import type { SystemName } from '../simulator/os/system-rules.ts';
import type { Scene } from './scene.ts';
import { findScene } from './scenes/index.ts';
import { wholeShell } from './whole-shell.ts';
import { createWorld, type World } from './world.ts';

/** 5 January 2026, 9:00 UTC: a civil time for the logs, so that a build does not change with its day. */
const epoch = 1_767_603_600_000;

/** What some programs print only on a terminal; a still has one style. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: styles are escape sequences.
const styles = /\x1b\[[\d;]*m|\x1b\]8;;[^\x1b]*\x1b\\/g;

export interface Still {
  readonly world: World;
  /** The learner's own first. */
  readonly machines: readonly [Machine, ...Machine[]];
}

/**
 * @param scene its name, or one of a page's own
 * @param system what the learner's own host runs; the scene's own when left out
 * @throws for an unknown scene
 */
export function openStill(scene: string | Scene, system?: SystemName): Still {
  const machines: Machine[] = [];
  const world = createWorld({
    scene: typeof scene === 'string' ? findScene(scene) : scene,
    seed: 62893,
    epoch,
    system,
    shell: wholeShell(machines),
  });
  const [own, ...others] = machines;
  if (!own) throw new Error('a scene without a host');
  return { world, machines: [own, ...others] };
}

/** What the lines show at a new terminal of the machine, as text without styles. */
export function typeAt(
  machine: Machine,
  lines: readonly string[],
  columns?: number,
): readonly TranscriptEntry[] {
  return runTranscript(machine, lines, openPlainTerminal(machine, columns)).map(
    ({ prompt, command, output }) => ({
      prompt,
      command,
      // HTTP ends its lines with CR LF, which a terminal shows as one line's end.
      output: output.replace(styles, '').replaceAll('\r\n', '\n'),
    }),
  );
}

/** The same on the learner's own host of a fresh scene. @throws for an unknown scene */
export function runStill(
  scene: string,
  lines: readonly string[],
  system?: SystemName,
): readonly TranscriptEntry[] {
  return typeAt(openStill(scene, system).machines[0], lines);
}
