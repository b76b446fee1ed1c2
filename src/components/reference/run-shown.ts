/** Runs an example of the reference when the site is built, on fresh hosts: the same at every build. */
import type { Scene } from '../../course/scene.ts';
import { openStill, typeAt } from '../../course/still.ts';
import type { TranscriptEntry } from '../../shell/transcript.ts';
import type { ReadCommand } from './command-page.ts';
import { type MarkedOutput, markFields } from './marked-output.ts';

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
  const { machines } = openStill(scene);
  const [own] = machines;
  const others = Object.entries(elsewhere);
  if (others.length === 0) {
    const keys = before.filter((line) => line.startsWith('^')).length;
    return typeAt(own, [...before, ...lines], columns).slice(before.length - keys);
  }
  typeAt(own, before, columns);
  for (const [name, there] of others) {
    const machine = machines.find(({ around }) => around.host.name === name);
    if (!machine) throw new Error(`the scene has no host "${name}"`);
    typeAt(machine, there, columns);
  }
  return typeAt(own, lines, columns);
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
