import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export type Ended = { readonly code: number | null; readonly output: string };

/** The longest that one suite may take; a hung one fails instead of holding up the rest. */
const LIMIT_MS = 30 * 60_000;

/**
 * Runs a program of this project or of a package with the Node that runs this.
 *
 * @param program its path below the project's root
 * @param shown `live` lets it print as it goes, `kept` gives its output back
 * @returns its exit status, null when a signal ended it
 */
export function runNode(
  program: string,
  parameters: readonly string[],
  shown: 'live' | 'kept' = 'kept',
  env: NodeJS.ProcessEnv = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [`${ROOT}${program}`, ...parameters], {
    cwd: ROOT,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env },
    stdio: shown === 'live' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT_MS,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const stopChild = () => child.kill();
  process.once('exit', stopChild);
  return new Promise((resolve) => {
    const end = (code: number | null, text: string) => {
      process.off('exit', stopChild);
      resolve({ code, output: text });
    };
    child.once('error', (error) => end(null, `${output}\n${error.message}`));
    child.once('close', (code, signal) => {
      end(code, signal === null ? output : `${output}\nIt was ended by ${signal}.`);
    });
  });
}
