/** The course as lists and neighbours; the lessons' own order is all that it needs. */

/** The six chapters, in the order in which they are read. */
export const chapters = ['Home', 'Ports', 'Servers', 'Trouble', 'Security', 'Beyond this machine'] as const;
export type Chapter = (typeof chapters)[number];

/** What outlines and lists need of a lesson; `slug` is its folder's name. */
export interface OutlinedLesson {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly chapter: Chapter;
  /** Place in the whole course, counted from 1. */
  readonly order: number;
  readonly minutes: number;
}

export interface OutlinedChapter {
  readonly name: Chapter;
  readonly lessons: readonly OutlinedLesson[];
}

export interface Neighbours {
  readonly previous: OutlinedLesson | undefined;
  readonly next: OutlinedLesson | undefined;
}

export function inCourseOrder(lessons: readonly OutlinedLesson[]): readonly OutlinedLesson[] {
  return lessons.toSorted((a, b) => a.order - b.order);
}

/** Chapters that have lessons, each with its lessons in order. */
export function byChapter(lessons: readonly OutlinedLesson[]): readonly OutlinedChapter[] {
  const ordered = inCourseOrder(lessons);
  return chapters
    .map((name) => ({ name, lessons: ordered.filter((lesson) => lesson.chapter === name) }))
    .filter((chapter) => chapter.lessons.length > 0);
}

export function neighboursOf(slug: string, lessons: readonly OutlinedLesson[]): Neighbours {
  const ordered = inCourseOrder(lessons);
  const at = ordered.findIndex((lesson) => lesson.slug === slug);
  if (at === -1) return { previous: undefined, next: undefined };
  return { previous: at === 0 ? undefined : ordered[at - 1], next: ordered[at + 1] };
}

/**
 * Two lessons in one place of the course, or a chapter that is torn apart by another, are an author's slip.
 * @throws with both slugs, so that the build names the files
 */
export function assertReadable(lessons: readonly OutlinedLesson[]): void {
  const ordered = inCourseOrder(lessons);
  ordered.forEach((lesson, index) => {
    const before = ordered[index - 1];
    if (before === undefined) return;
    if (before.order === lesson.order) {
      throw new Error(
        `content/lessons/${before.slug} and content/lessons/${lesson.slug} have the same order: ${lesson.order}`,
      );
    }
    if (chapters.indexOf(before.chapter) > chapters.indexOf(lesson.chapter)) {
      throw new Error(
        `content/lessons/${lesson.slug} (${lesson.chapter}) stands after content/lessons/${before.slug} (${before.chapter}); chapters run ${chapters.join(', ')}`,
      );
    }
  });
}
