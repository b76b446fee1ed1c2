/** `npm run record -- PATH…`: runs case files on the real kernel and writes what it answered into them. */
import { writeFile } from 'node:fs/promises';
import type { ParsedCase } from '../../src/simulator/notation/parse-cases.ts';
import { type CaseFile, errorsIn, NoSuchCases, readCaseFiles } from './case-files.ts';
import { judge } from './judge.ts';
import { type Kernel, startKernel } from './kernel/kernel-client.ts';
import { resultsToWrite, writeResults } from './record-result.ts';

const usage = `Usage: npm run record -- [--check] PATH…
Runs every case in the named files, and in the .case files of the named folders, on this machine's Linux kernel, each in
a network namespace of its own, and writes the results into the files. It runs each case twice and writes nothing for
one that did not answer the same both times.
--check: writes nothing; says where the kernel answers otherwise than the file, and exits with 1
Exit status: 0 all recorded · 1 some not · 2 a path or a line cannot be read, or no namespace can be made here`;

type Recorded =
  | {
      readonly kind: 'recorded';
      readonly results: readonly (string | undefined)[];
      readonly changed: boolean;
    }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

async function record(kernel: Kernel, one: ParsedCase): Promise<Recorded> {
  const [seen, again] = await Promise.all([kernel.run(one), kernel.run(one)]);
  if (seen.kind === 'not run') return { kind: 'skipped', reason: seen.reason };
  if (again.kind === 'not run') return { kind: 'skipped', reason: again.reason };
  const results = resultsToWrite(one, seen.steps);
  const secondResults = resultsToWrite(one, again.steps);
  const different = results.findIndex((result, index) => result !== secondResults[index]);
  if (different >= 0) {
    const line = one.calls[different]?.line;
    return {
      kind: 'failed',
      reason: `line ${line} answered ${results[different]} and then ${secondResults[different]}: say what may come with "or", a range or *`,
    };
  }
  return { kind: 'recorded', results, changed: judge(one, seen.steps).length > 0 };
}

interface Counts {
  recorded: number;
  failed: number;
  skipped: number;
}

async function recordFile(kernel: Kernel, file: CaseFile, check: boolean, counts: Counts): Promise<void> {
  const all = await Promise.all(
    file.parsed.cases.map(async (one) => ({ one, outcome: await record(kernel, one) })),
  );
  let lines: readonly string[] = file.text.split('\n');
  for (const { one, outcome } of all) {
    const place = `${file.path}:${one.line}: ${one.name}`;
    switch (outcome.kind) {
      case 'recorded':
        if (check && outcome.changed) {
          counts.failed += 1;
          console.log(`${place}: ${kernel.name} answers otherwise:`);
          for (const [index, { line }] of one.calls.entries()) {
            if (outcome.results[index]) console.log(`  ${line}: ${outcome.results[index]}`);
          }
        } else counts.recorded += 1;
        lines = writeResults(lines, one, outcome.results, kernel.name);
        break;
      case 'skipped':
        counts.skipped += 1;
        console.log(`${place}: skipped: ${outcome.reason}`);
        break;
      case 'failed':
        counts.failed += 1;
        console.log(`${place}: ${outcome.reason}`);
        break;
    }
  }
  if (!check) await writeFile(file.path, lines.join('\n'));
}

async function main(words: readonly string[]): Promise<number> {
  const check = words.includes('--check');
  const paths = words.filter((word) => !word.startsWith('-'));
  const unknown = words.find((word) => word.startsWith('-') && word !== '--check');
  if (unknown !== undefined || paths.length === 0) {
    console.error(unknown === undefined ? usage : `${unknown} is no option.\n${usage}`);
    return 2;
  }
  const files = await readCaseFiles(paths);
  const errors = errorsIn(files);
  for (const error of errors) console.error(error);
  if (errors.length > 0) return 2;
  const started = await startKernel(2);
  if (!started.ok) {
    console.error(`Cannot record: ${started.reason}`);
    return 2;
  }
  const counts: Counts = { recorded: 0, failed: 0, skipped: 0 };
  await Promise.all(files.map((file) => recordFile(started.kernel, file, check, counts)));
  started.kernel.close();
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  console.log(`${counts.recorded} ${check ? 'as recorded' : 'recorded'}, ${counts.failed} failed${skipped}`);
  return counts.failed > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof NoSuchCases)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
