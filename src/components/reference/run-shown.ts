/** Runs an example of the reference when the site is built, on fresh hosts: the same at every build. */
import type { Scene } from '../../course/scene.ts';
import { findScene } from '../../course/scenes/index.ts';
import { createWorld, type Shell } from '../../course/world.ts';
import { allTools } from '../../shell/all-tools.ts';
import { createMachine, type Machine } from '../../shell/machine.ts';
import { openPlainTerminal, runTranscript, type TranscriptEntry } from '../../shell/transcript.ts';
import type { ReadCommand } from './command-page.ts';
import { type MarkedOutput, markFields } from './marked-output.ts';

/** 5 January 2026, 9:00 UTC, in milliseconds since 1970. */
const epoch = 1_767_603_600_000;

/** What some programs print only on a terminal; a page has one style. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: styles are escape sequences.
const styles = /\x1b\[[\d;]*m|\x1b\]8;;[^\x1b]*\x1b\\/g;

export interface Example {
  readonly scene: string | Scene;
  readonly before: readonly string[];
  readonly elsewhere: Readonly<Record<string, readonly string[]>>;
  readonly lines: readonly string[];
  readonly columns: number;
}

/** @throws for an unknown scene or host */
export function runExample({
  scene,
  before,
  elsewhere,
  lines,
  columns,
}: Example): readonly TranscriptEntry[] {
  const machines: Machine[] = [];
  const shell: Shell = {
    start(residents, at) {
      for (const resident of residents) createMachine({ ...resident, epoch: at, tools: allTools, machines });
      return {
        run: () => undefined,
        busy: () => false,
        advance: () => undefined,
        openTerminal: () => {
          throw new Error('an example types at machines of its own');
        },
      };
    },
  };
  createWorld({ scene: typeof scene === 'string' ? findScene(scene) : scene, seed: 62893, epoch, shell });
  const [own] = machines;
  if (!own) throw new Error('a scene without a host');
  const others = Object.entries(elsewhere);
  if (others.length === 0) {
    const keys = before.filter((line) => line.startsWith('^')).length;
    return plain(typed(own, [...before, ...lines], columns)).slice(before.length - keys);
  }
  typed(own, before, columns);
  for (const [name, there] of others) {
    const machine = machines.find(({ around }) => around.host.name === name);
    if (!machine) throw new Error(`the scene has no host "${name}"`);
    typed(machine, there, columns);
  }
  return plain(typed(own, lines, columns));
}

/** At a new terminal of that machine. */
function typed(machine: Machine, lines: readonly string[], columns: number): readonly TranscriptEntry[] {
  return runTranscript(machine, lines, openPlainTerminal(machine, columns));
}

function plain(entries: readonly TranscriptEntry[]): readonly TranscriptEntry[] {
  return entries.map(({ prompt, command, output }) => ({
    prompt,
    command,
    output: output.replace(styles, ''),
  }));
}

/** @throws with the file's name, when a field is not in its output */
export function runShown(slug: string, shown: ReadCommand['shown'][number]): MarkedOutput {
  try {
    return markFields(runExample(shown), shown.fields);
  } catch (error) {
    throw new Error(
      `content/reference/commands/${slug}.ts: ${error instanceof Error ? error.message : error}`,
    );
  }
}
