/**
 * What a learner has done, as it is stored on their device and saved as a file: plain data and its reading. Storage and
 * the clock are the caller's.
 *
 * Version 1: `{ "homeport": "progress", "version": 1, "lessons": { "run-a-server": { "steps": [1, 2], "of": 4,
 * "checks": { "2": "right" }, "at": 1790000000000 } } }`. A change of this shape gets a new version and a step in
 * `migrations`.
 */

export interface LessonProgress {
  /** The numbers of the steps that were done, from 1, ascending. */
  readonly steps: readonly number[];
  /** How many steps the lesson had then. */
  readonly of: number;
  /** Each question that was answered, by its number in the lesson, from 1; `right` once it was answered right. */
  readonly checks: Readonly<Record<string, 'right' | 'tried'>>;
  /** When something was last done there, in milliseconds since 1970. */
  readonly at: number;
}

export interface Progress {
  /** By slug. Lessons that this version of the course does not have are kept. */
  readonly lessons: Readonly<Record<string, LessonProgress>>;
}

export type ReadProgress =
  | { readonly ok: true; readonly progress: Progress }
  /** `newer`: written by a later Homeport. `damaged`: anything else that cannot be read. */
  | { readonly ok: false; readonly kind: 'newer' | 'damaged'; readonly reason: string };

export const progressVersion = 1;

/** By the version that it reads; each gives the shape of the version after it. */
export type Migrations = ReadonlyMap<number, (old: Readonly<Record<string, unknown>>) => unknown>;
const migrations: Migrations = new Map();

export const noProgress: Progress = { lessons: {} };

/** @param text as stored or saved; undefined when nothing is stored */
export function readProgress(
  text: string | undefined,
  version = progressVersion,
  steps: Migrations = migrations,
): ReadProgress {
  if (text === undefined) return { ok: true, progress: noProgress };
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return damaged('it is no JSON text');
  }
  if (!isRecord(data) || data['homeport'] !== 'progress')
    return damaged('it does not say "homeport": "progress"');
  const written = data['version'];
  if (typeof written !== 'number' || !Number.isInteger(written) || written < 1)
    return damaged(`its version is ${JSON.stringify(written)}, which is no version`);
  if (written > version) {
    return {
      ok: false,
      kind: 'newer',
      reason: `It was written by a newer Homeport: version ${written}, and this one reads up to ${version}.`,
    };
  }
  for (let from = written; from < version; from += 1) {
    data = isRecord(data) ? steps.get(from)?.(data) : undefined;
  }
  return isRecord(data)
    ? readLessons(data['lessons'])
    : damaged(`version ${written} cannot be read any more`);
}

function readLessons(lessons: unknown): ReadProgress {
  if (!isRecord(lessons)) return damaged('it has no "lessons"');
  const read: Record<string, LessonProgress> = {};
  for (const [slug, value] of Object.entries(lessons)) {
    const lesson = toLesson(value);
    if (!lesson) return damaged(`its lesson "${slug}" cannot be read`);
    read[slug] = lesson;
  }
  return { ok: true, progress: { lessons: read } };
}

function toLesson(value: unknown): LessonProgress | undefined {
  if (!isRecord(value)) return undefined;
  const { steps, of, checks, at } = value;
  if (!Array.isArray(steps) || !steps.every(isCount) || !isCount(of) || !isRecord(checks)) return undefined;
  if (typeof at !== 'number' || !Number.isFinite(at)) return undefined;
  const answered: Record<string, 'right' | 'tried'> = {};
  for (const [name, answer] of Object.entries(checks)) {
    if (answer !== 'right' && answer !== 'tried') return undefined;
    answered[name] = answer;
  }
  return { steps: ascending(steps), of, checks: answered, at };
}

/** The text to store or to save. */
export function writeProgress({ lessons }: Progress): string {
  return JSON.stringify({ homeport: 'progress', version: progressVersion, lessons });
}

/** Something that was done: a step, from 1, or a question with whether the answer was right. */
export type Done =
  | { readonly lesson: string; readonly step: number; readonly of: number }
  | { readonly lesson: string; readonly check: string; readonly right: boolean };

export function withDone(progress: Progress, done: Done, at: number): Progress {
  const before = progress.lessons[done.lesson] ?? { steps: [], of: 0, checks: {}, at };
  const after: LessonProgress =
    'step' in done
      ? { ...before, steps: ascending([...before.steps, done.step]), of: done.of, at }
      : {
          ...before,
          checks: {
            ...before.checks,
            [done.check]: done.right || before.checks[done.check] === 'right' ? 'right' : 'tried',
          },
          at,
        };
  return { lessons: { ...progress.lessons, [done.lesson]: after } };
}

/** All that either says was done: for a file that is opened, and for two tabs. Nothing is lost by it. */
export function merge(one: Progress, other: Progress): Progress {
  const lessons = { ...one.lessons };
  for (const [slug, theirs] of Object.entries(other.lessons)) {
    const ours = lessons[slug];
    lessons[slug] = ours ? mergeLesson(ours, theirs) : theirs;
  }
  return { lessons };
}

function mergeLesson(ours: LessonProgress, theirs: LessonProgress): LessonProgress {
  const checks = { ...ours.checks };
  for (const [name, answer] of Object.entries(theirs.checks)) {
    if (checks[name] !== 'right') checks[name] = answer;
  }
  return {
    steps: ascending([...ours.steps, ...theirs.steps]),
    of: theirs.at > ours.at ? theirs.of : ours.of,
    checks,
    at: Math.max(ours.at, theirs.at),
  };
}

export type LessonState = 'untouched' | 'begun' | 'done';

/** A lesson is done when all its steps are. */
export function stateOf(progress: Progress, slug: string): LessonState {
  const lesson = progress.lessons[slug];
  if (!lesson) return 'untouched';
  return lesson.of > 0 && lesson.steps.filter((step) => step <= lesson.of).length >= lesson.of
    ? 'done'
    : 'begun';
}

/**
 * Where to go on: the lesson that was begun last and is not done; else the first one after the last that was done; else
 * the first that is not done. Undefined when all are.
 *
 * @param slugs in the order of the course
 */
export function nextLesson(progress: Progress, slugs: readonly string[]): string | undefined {
  const open = slugs.filter((slug) => stateOf(progress, slug) !== 'done');
  const latest = slugs
    .filter((slug) => progress.lessons[slug])
    .toSorted((a, b) => (progress.lessons[b]?.at ?? 0) - (progress.lessons[a]?.at ?? 0))[0];
  if (latest === undefined || open.includes(latest)) return latest ?? open[0];
  return open.find((slug) => slugs.indexOf(slug) > slugs.indexOf(latest)) ?? open[0];
}

function damaged(what: string): ReadProgress {
  return { ok: false, kind: 'damaged', reason: `This is no progress that Homeport can read: ${what}.` };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function ascending(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}
