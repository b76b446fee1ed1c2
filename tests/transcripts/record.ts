/** `npm run record:transcripts -- PATH…`: runs transcripts on the real tools and writes what they printed. */
import { writeFile } from 'node:fs/promises';
import { findScene } from '../../src/course/scenes/index.ts';
import { compareSession, differenceText } from './compare-session.ts';
import { inParallel } from './in-parallel.ts';
import { runOnRealHost } from './real-host/real-host.ts';
import { missingServices } from './real-host/services.ts';
import { missingPackages, recordedWith, sameSystem } from './real-host/versions.ts';
import { Impossible, type RecorderWords, recorderCommand, Unusable } from './recorder-command.ts';
import { type Session, settingOf } from './session.ts';
import { errorsIn, readTranscriptFiles, type TranscriptFile, withOutputs } from './transcript-files.ts';

const usage = `Usage: npm run record:transcripts -- [--check] PATH…
Runs every session in the named files, and in the .transcript files of the named folders, on this machine's own tools:
each twice, in an interactive bash in a sandbox of its own that looks like the simulated host. Writes what the terminals
showed into the files, but nothing for a session that did not answer the same both times. What differs only in what the
normalisation hides is left as it is.
--check: writes nothing, runs each once, up to three times where it differs; says where the tools answer otherwise than
the file, and exits with 1
Exit status: 0 all recorded · 1 some not · 2 a path or a line cannot be read · 3 this machine cannot make the sandbox`;

type Recorded =
  | { readonly kind: 'recorded'; readonly outputs: readonly string[]; readonly differences: string }
  | { readonly kind: 'failed' | 'skipped'; readonly reason: string };

async function run(session: Session, path: string): Promise<Recorded> {
  const answer = await runOnRealHost(session);
  switch (answer.kind) {
    case 'ran': {
      const differences = compareSession(session, answer.outputs);
      const texts = differences.map(
        (one) => `${path}:${one.line}: ${session.name}\n${differenceText(one)}\n`,
      );
      return { kind: 'recorded', outputs: answer.outputs, differences: texts.join('') };
    }
    case 'stuck':
      return { kind: 'failed', reason: `${path}:${answer.line}: ${session.name}: ${answer.reason}` };
    case 'impossible':
      throw new Impossible(answer.reason);
  }
}

/** A server that is not installed here. */
function lacking(session: Session, path: string): Recorded | undefined {
  const missing = missingServices(findScene(settingOf(session).scene).services ?? []);
  if (missing.length === 0) return undefined;
  const place = `${path}:${session.line}: ${session.name}`;
  return { kind: 'skipped', reason: `${place}: skipped: not installed here: ${missing.join(', ')}` };
}

/** On a busy machine two programs may come the other way round once; three times in a row is no chance. */
async function check(session: Session, path: string): Promise<Recorded> {
  const place = `${path}:${session.line}: ${session.name}`;
  if (!session.scenery.some(({ kind }) => kind === 'recorded')) {
    return { kind: 'failed', reason: `${place}: not recorded yet` };
  }
  let seen = await run(session, path);
  for (let tries = 2; tries <= 3 && seen.kind === 'recorded' && seen.differences !== ''; tries += 1) {
    seen = await run(session, path);
    if (seen.kind === 'recorded' && seen.differences === '') {
      console.log(`${place}: as recorded at try ${tries} only`);
    }
  }
  return seen;
}

async function record(session: Session, path: string): Promise<Recorded> {
  const [seen, again] = await Promise.all([run(session, path), run(session, path)]);
  if (seen.kind !== 'recorded') return seen;
  if (again.kind !== 'recorded') return again;
  const steps = session.steps.map((step, index) => ({ ...step, output: seen.outputs[index] ?? '' }));
  const different = compareSession({ ...session, steps }, again.outputs);
  if (different.length === 0) return seen;
  const texts = different.map(
    (one) =>
      `${path}:${one.line}: ${session.name} answered otherwise the second time\n${differenceText(one)}`,
  );
  return { kind: 'failed', reason: texts.join('\n') };
}

async function recordAll({ check: checks, paths }: RecorderWords): Promise<number> {
  const files = await readTranscriptFiles(paths);
  const errors = errorsIn(files);
  if (errors.length > 0) throw new Unusable(errors.join('\n'));
  const reason = whyImpossible(files, checks);
  if (reason !== undefined) throw new Impossible(reason);
  const jobs = files.flatMap((file) => file.parsed.sessions.map((session) => ({ file, session })));
  const outcomes = await inParallel(jobs, async ({ file: { path }, session }) => {
    return lacking(session, path) ?? (await (checks ? check(session, path) : record(session, path)));
  });
  let failed = 0;
  let skipped = 0;
  for (const outcome of outcomes) {
    if (outcome.kind !== 'recorded') console.log(outcome.reason);
    else if (checks && outcome.differences !== '') console.log(outcome.differences);
    else continue;
    if (outcome.kind === 'skipped') skipped += 1;
    else failed += 1;
  }
  if (!checks) {
    for (const file of files) await write(file, jobs, outcomes);
  }
  const done = `${jobs.length - failed - skipped} sessions ${checks ? 'as recorded' : 'recorded'}`;
  console.log(`${done}, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed;
}

/** What this machine lacks for these sessions. */
function whyImpossible(files: readonly TranscriptFile[], check: boolean): string | undefined {
  const sessions = files.flatMap(({ parsed }) => parsed.sessions);
  const missing = missingPackages(sessions.flatMap(typedIn));
  if (missing.length > 0) return `these Debian packages are not installed: ${missing.join(', ')}`;
  if (!check) return undefined;
  const elsewhere = sessions
    .flatMap(({ scenery }) => scenery)
    .find((one) => one.kind === 'recorded' && !sameSystem(one.text));
  return elsewhere?.kind === 'recorded'
    ? `a session was recorded on another system (${elsewhere.text})`
    : undefined;
}

function typedIn({ steps }: Session): readonly string[] {
  return steps.map(({ action }) => JSON.stringify(action));
}

async function write(
  file: TranscriptFile,
  jobs: readonly { readonly file: TranscriptFile; readonly session: Session }[],
  outcomes: readonly Recorded[],
): Promise<void> {
  let lines: readonly string[] = file.text.split('\n');
  for (const [index, job] of [...jobs.entries()].reverse()) {
    const outcome = outcomes[index];
    if (job.file !== file || outcome?.kind !== 'recorded') continue;
    const before = job.session.scenery.some(({ kind }) => kind === 'recorded');
    if (before && outcome.differences === '') continue;
    lines = withOutputs(lines, job.session, outcome.outputs, recordedWith(typedIn(job.session)));
  }
  const text = lines.join('\n');
  if (text !== file.text) await writeFile(file.path, text);
}

await recorderCommand(usage, recordAll);
