/** `npm run transcripts -- PATH…`: runs transcripts on the simulated host and shows where it differs from the file. */

import { compareSession, differenceText } from './compare-session.ts';
import { Unusable } from './recorder-command.ts';
import { settingOf } from './session.ts';
import { runOnSimulatedHost } from './simulated-host.ts';
import { errorsIn, readTranscriptFiles } from './transcript-files.ts';

const usage = `Usage: npm run --silent transcripts -- PATH…
Runs every session in the named files, and in the .transcript files of the named folders, on the simulated host.
- is a line that the real tool printed and the simulated one did not, + is one that only the simulated one printed.
Exit status: 0 all as recorded · 1 some not · 2 a path or a line cannot be read`;

async function main(paths: readonly string[]): Promise<number> {
  if (paths.length === 0 || paths.some((path) => path.startsWith('-'))) {
    console.error(usage);
    return 2;
  }
  const files = await readTranscriptFiles(paths);
  const errors = errorsIn(files);
  for (const error of errors) console.error(error);
  if (errors.length > 0) return 2;
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const { path, parsed } of files) {
    for (const session of parsed.sessions) {
      const { gap } = settingOf(session);
      if (gap !== undefined) {
        console.log(`${path}:${session.line}: ${session.name}: skipped: ${gap}`);
        skipped += 1;
        continue;
      }
      const differences = compareSession(session, runOnSimulatedHost(session));
      for (const one of differences)
        console.log(`${path}:${one.line}: ${session.name}\n${differenceText(one)}\n`);
      if (differences.length > 0) failed += 1;
      else passed += 1;
    }
  }
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
