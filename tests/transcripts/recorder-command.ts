/** What the two recorders have in common: their words, their exit status, and the machine that they cannot run on. */

export interface RecorderWords {
  readonly check: boolean;
  readonly paths: readonly string[];
}

/** The machine lacks something: a tool, or the right to make a sandbox. */
export class Impossible extends Error {}

/** A path that is not there, or a line that cannot be read: the message says all. */
export class Unusable extends Error {}

/** Runs a recorder with the words behind its name, and sets the exit status of this process. */
export async function recorderCommand(
  usage: string,
  record: (words: RecorderWords) => Promise<number>,
): Promise<void> {
  const words = process.argv.slice(2);
  const paths = words.filter((word) => !word.startsWith('-'));
  const unknown = words.find((word) => word.startsWith('-') && word !== '--check');
  try {
    if (unknown !== undefined) throw new Unusable(`${unknown} is no option.\n${usage}`);
    if (paths.length === 0) throw new Unusable(usage);
    const failed = await record({ check: words.includes('--check'), paths });
    process.exitCode = failed > 0 ? 1 : 0;
  } catch (error) {
    if (error instanceof Impossible) console.error(`Cannot record here: ${error.message}`);
    else if (error instanceof Unusable) console.error(error.message);
    else throw error;
    process.exitCode = error instanceof Impossible ? 3 : 2;
  }
}
