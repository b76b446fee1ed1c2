/** `npm run --silent conformance -- PATH…`: runs case files on the simulator. */
import { fileURLToPath } from 'node:url';
import { type CaseFile, errorsIn, NoSuchCases, readCaseFiles } from './case-files.ts';
import { judge } from './judge.ts';
import { runOnSimulator } from './simulator-executor.ts';

const usage = `Usage: npm run --silent conformance -- PATH…
Runs every case in the named files, and in the .case files of the named folders, on the simulator.
Without PATH: the project's own cases.
Exit status: 0 every case passed · 1 one failed · 2 a path or a line cannot be read`;

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

function runAll(files: readonly CaseFile[]): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { path, parsed } of files) {
    for (const one of parsed.cases) {
      const gap = one.headers.find((header) => header.kind === 'gap');
      if (gap) {
        counts.skipped += 1;
        console.log(`${path}:${one.line}: ${one.name}: gap: ${'text' in gap ? gap.text : ''}`);
        continue;
      }
      const seen = runOnSimulator(one);
      const complaints =
        seen.kind === 'not run'
          ? [`${path}:${one.line}: ${one.name}: not run: ${seen.reason}`]
          : judge(one, seen.steps).map(
              ({ line, call, expected, came }) =>
                `${path}:${line}: ${one.name}: ${call}: expected ${expected}, came ${came}`,
            );
      if (complaints.length === 0) counts.passed += 1;
      else counts.failed += 1;
      for (const complaint of complaints) console.log(complaint);
    }
  }
  return counts;
}

async function main(paths: readonly string[]): Promise<number> {
  if (paths.includes('--help') || paths.includes('-h')) {
    console.log(usage);
    return 0;
  }
  const unknown = paths.find((path) => path.startsWith('-'));
  if (unknown !== undefined) {
    console.error(`${unknown} is no option.\n${usage}`);
    return 2;
  }
  const own = fileURLToPath(new URL('./cases', import.meta.url));
  try {
    const files = await readCaseFiles(paths.length > 0 ? paths : [own]);
    const errors = errorsIn(files);
    if (errors.length > 0) {
      for (const error of errors) console.error(error);
      return 2;
    }
    const { passed, failed, skipped } = runAll(files);
    console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
    return failed > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof NoSuchCases)) throw error;
    console.error(error.message);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
