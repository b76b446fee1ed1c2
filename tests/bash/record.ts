/** `npm run record:bash -- PATH…`: runs scripts with this machine's bash and writes what it did next to them. */
import { writeFile } from 'node:fs/promises';
import { inParallel } from '../transcripts/in-parallel.ts';
import { lineDifference } from '../transcripts/line-difference.ts';
import type { ScriptResult } from '../transcripts/real-host/messages.ts';
import { runScriptsOnRealHost } from '../transcripts/real-host/real-host.ts';
import { recordedWith } from '../transcripts/real-host/versions.ts';
import {
  Impossible,
  type RecorderWords,
  recorderCommand,
  Unusable,
} from '../transcripts/recorder-command.ts';
import { errorsIn, readScriptFiles, type ScriptFile } from './case-files.ts';
import { printExpected, resultLines } from './expected-results.ts';

const usage = `Usage: npm run record:bash -- [--check] PATH…
Runs every script in the named .sh files, and in those of the named folders, with this machine's bash in a sandbox that
looks like the simulated host, and writes stdout, stderr and exit status to NAME.expected beside NAME.sh. It runs each
twice and writes nothing for a file with a script that did not do the same both times.
--check: writes nothing, runs each once, up to three times where it differs; says where bash does otherwise than the file, and exits with 1
Exit status: 0 all recorded · 1 some not · 2 a path or a line cannot be read · 3 this machine cannot make the sandbox`;

type Run = ReadonlyMap<string, ScriptResult | 'late'>;

async function run({ cases }: ScriptFile): Promise<Run> {
  const answer = await runScriptsOnRealHost(cases.map(({ script }) => script));
  if (answer.kind === 'impossible') throw new Impossible(answer.reason);
  return new Map(cases.map(({ name }, index) => [name, answer.results[index] ?? 'late']));
}

/** One text for each script whose results are not the same. */
function differences(file: ScriptFile, expected: Run, came: Run): readonly string[] {
  return file.cases.flatMap(({ name, line }) => {
    const [left, right] = [expected, came].map((results) => linesOf(results.get(name)));
    if (left?.join('\n') === right?.join('\n')) return [];
    return [[`${file.path}:${line}: ${name}`, ...lineDifference(left ?? [], right ?? [])].join('\n')];
  });
}

function linesOf(result: ScriptResult | 'late' | undefined): readonly string[] {
  if (result === undefined) return ['nothing is recorded'];
  return result === 'late' ? ['it had not ended after 10 seconds'] : resultLines(result);
}

/** What differs three times in a row: once may be chance on a busy machine. */
async function check(file: ScriptFile): Promise<readonly string[]> {
  let problems: readonly string[] = [];
  for (let tries = 1; tries <= 3; tries += 1) {
    problems = differences(file, file.expected, await run(file));
    if (problems.length === 0) break;
  }
  return problems;
}

/** @returns what went wrong, a text for each script */
async function record(file: ScriptFile): Promise<readonly string[]> {
  const [seen, again] = await Promise.all([run(file), run(file)]);
  const unsteady = differences(file, seen, again);
  if (unsteady.length > 0) return unsteady.map((text) => `${text}\nThe second time it did otherwise.`);
  const results = new Map<string, ScriptResult>();
  for (const [name, result] of seen) {
    if (result === 'late') return [`${file.path}: ${name}: ${linesOf(result).join('')}`];
    results.set(name, result);
  }
  await writeFile(file.expectedPath, printExpected(recordedWith([]), results));
  return [];
}

async function recordAll({ check: checks, paths }: RecorderWords): Promise<number> {
  const files = await readScriptFiles(paths);
  const errors = errorsIn(files);
  if (errors.length > 0) throw new Unusable(errors.join('\n'));
  const problems = (await inParallel(files, (file) => (checks ? check(file) : record(file)))).flat();
  for (const problem of problems) console.log(`${problem}\n`);
  const count = files.reduce((sum, { cases }) => sum + cases.length, 0);
  console.log(
    `${count - problems.length} scripts ${checks ? 'as recorded' : 'recorded'}, ${problems.length} failed`,
  );
  return problems.length;
}

await recorderCommand(usage, recordAll);
