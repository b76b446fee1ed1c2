/** What is said about progress; no DOM here. */
import {
  type LessonProgress,
  type LessonState,
  nextLesson,
  type Progress,
  stateOf,
} from '../../course/progress.ts';
import type { Stored } from './stored-progress.ts';

export interface LessonName {
  readonly slug: string;
  readonly title: string;
}

/** The mark beside a lesson in a list; empty for one that nobody began. */
export function markOf(state: LessonState): string {
  switch (state) {
    case 'untouched':
      return '';
    case 'begun':
      return 'begun';
    case 'done':
      return '✓ done';
  }
}

/** Above the list of lessons: `3 of 24 lessons done. 5 questions answered right.` */
export function summary(progress: Progress, lessons: readonly LessonName[]): string {
  const states = lessons.map(({ slug }) => stateOf(progress, slug));
  const done = states.filter((state) => state === 'done').length;
  const right = lessons.reduce((sum, { slug }) => sum + rightAnswers(progress.lessons[slug]), 0);
  if (states.every((state) => state === 'untouched')) return 'Nothing done yet.';
  const questions = right === 0 ? '' : ` ${right} ${right === 1 ? 'question' : 'questions'} answered right.`;
  return `${done} of ${lessons.length} lessons done.${questions}`;
}

function rightAnswers(lesson: LessonProgress | undefined): number {
  return Object.values(lesson?.checks ?? {}).filter((answer) => answer === 'right').length;
}

/** Where to go on, with the words of the link. */
export function goOn(
  progress: Progress,
  lessons: readonly LessonName[],
): { readonly slug: string; readonly words: string } | undefined {
  const slug = nextLesson(
    progress,
    lessons.map((lesson) => lesson.slug),
  );
  const lesson = lessons.find((one) => one.slug === slug);
  if (!lesson) return undefined;
  const verb = Object.keys(progress.lessons).length === 0 ? 'Begin' : 'Go on';
  return { slug: lesson.slug, words: `${verb} with “${lesson.title}”` };
}

/** What is kept of one lesson, said at its end; empty when it is new to the reader. */
export function lessonText(lesson: LessonProgress | undefined): string {
  if (!lesson) return '';
  const steps = lesson.of === 0 ? '' : `${lesson.steps.length} of ${lesson.of} steps done`;
  const answered = Object.values(lesson.checks);
  const right = rightAnswers(lesson);
  const checks = answered.length === 0 ? '' : `${right} of ${answered.length} answered questions right`;
  const both = [steps, checks].filter((part) => part !== '').join(', ');
  return both === '' ? '' : `${both}. Kept on this device.`;
}

/** What a reader must know about the storage; empty when all is well. */
export function storageText(stored: Stored): string {
  switch (stored.kind) {
    case 'read':
      return '';
    case 'blocked':
      return 'This browser does not keep anything for this page, or has no room left. The course works all the same. What you do counts until you close the page; save it as a file if you want to keep it.';
    case 'unreadable':
      return `The progress that is kept here cannot be used. ${stored.reason} It is left as it is. Save it as a file, or forget it to begin anew.`;
  }
}

/** What came of opening a file. */
export function openedText(name: string, before: Progress, after: Progress): string {
  const added = Object.keys(after.lessons).filter(
    (slug) => JSON.stringify(after.lessons[slug]) !== JSON.stringify(before.lessons[slug]),
  ).length;
  if (added === 0) return `${name} is read. It has nothing that was not here.`;
  return `${name} is read and added to what was here: ${added} ${added === 1 ? 'lesson' : 'lessons'} changed.`;
}
