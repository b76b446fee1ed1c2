import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ASTRO = fileURLToPath(new URL('../../node_modules/astro/bin/astro.mjs', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export type Build = { readonly built: boolean; readonly output: string };

/** The part of Astro's output from its first error on; all of it where no line is marked as one. */
export function reasonIn(output: string): string {
  const start = output.search(/^.*\[ERROR\]/m);
  return output.slice(Math.max(start, 0)).trim();
}

/**
 * Builds the site with Astro.
 *
 * @param parameters further words for `astro build`
 * @returns all that Astro printed; it matters only when the build failed
 */
export function buildSite(parameters: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Build> {
  const astro = spawn(process.execPath, [ASTRO, 'build', ...parameters], {
    cwd: ROOT,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stopAstro = () => astro.kill();
  process.once('exit', stopAstro);
  let output = '';
  for (const stream of [astro.stdout, astro.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    astro.once('error', reject);
    astro.once('close', (code) => {
      process.off('exit', stopAstro);
      resolve({ built: code === 0, output });
    });
  });
}
