/** `npm run bash-scripts -- PATH…`: runs scripts on the simulated host and shows where it differs from the real bash. */
import { Unusable } from '../transcripts/recorder-command.ts';
import { errorsIn, readScriptFiles } from './case-files.ts';
import { compareScript } from './compare-script.ts';

const usage = `Usage: npm run --silent bash-scripts -- PATH…
Runs every script in the named .sh files, and in those of the named folders, on the simulated host.
- is a line that the real bash printed and the simulated one did not, + is one that only the simulated one printed.
Exit status: 0 all as recorded · 1 some not · 2 a path or a line cannot be read`;

async function main(paths: readonly string[]): Promise<number> {
  if (paths.length === 0 || paths.some((path) => path.startsWith('-'))) {
    console.error(usage);
    return 2;
  }
  const files = await readScriptFiles(paths);
  const errors = errorsIn(files);
  for (const error of errors) console.error(error);
  if (errors.length > 0) return 2;
  let passed = 0;
  let failed = 0;
  for (const { path, cases, expected } of files) {
    for (const one of cases) {
      const recorded = expected.get(one.name);
      const text = recorded ? compareScript(one, recorded) : `not recorded: npm run record:bash -- ${path}`;
      if (text === '') passed += 1;
      else {
        failed += 1;
        console.log(`${path}:${one.line}: ${one.name}\n${text}\n`);
      }
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
