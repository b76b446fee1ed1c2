/** The course as lists and neighbours. The order of the whole course stands here and nowhere else. */

/** The six chapters, in the order in which they are read. */
export const chapters = ['Home', 'Ports', 'Servers', 'Trouble', 'Security', 'Beyond this machine'] as const;
export type Chapter = (typeof chapters)[number];

export interface Place {
  /** The folder in content/lessons. */
  readonly slug: string;
  readonly chapter: Chapter;
}

/** Every lesson, in the order in which it is read. A new lesson is one line; a chapter's lessons stand together. */
export const course: readonly Place[] = [
  { chapter: 'Home', slug: 'the-address-taken-apart' },
  { chapter: 'Home', slug: 'localhost-is-a-name' },
  { chapter: 'Home', slug: 'the-loopback-interface' },
  { chapter: 'Home', slug: 'two-versions-side-by-side' },
  { chapter: 'Ports', slug: 'what-a-port-is' },
  { chapter: 'Ports', slug: 'the-three-ranges' },
  { chapter: 'Ports', slug: 'what-your-system-does' },
  { chapter: 'Ports', slug: 'choose-a-port' },
  { chapter: 'Ports', slug: 'who-is-62893' },
  { chapter: 'Servers', slug: 'run-a-server' },
  { chapter: 'Servers', slug: 'which-address-to-listen-on' },
  { chapter: 'Servers', slug: 'two-programs-one-port' },
  { chapter: 'Servers', slug: 'the-port-is-still-warm' },
  { chapter: 'Servers', slug: 'refused-timed-out-answered' },
  { chapter: 'Trouble', slug: 'who-holds-the-port' },
  { chapter: 'Trouble', slug: 'is-it-the-firewall' },
  { chapter: 'Trouble', slug: 'the-program-itself' },
  { chapter: 'Trouble', slug: 'listening-on-one-of-two' },
  { chapter: 'Security', slug: 'your-browser-is-inside' },
  { chapter: 'Security', slug: 'listen-only-where-you-must' },
  { chapter: 'Security', slug: 'who-else-is-on-this-machine' },
  { chapter: 'Security', slug: 'keep-it-updated' },
  { chapter: 'Security', slug: 'services-that-listen-too-widely' },
  { chapter: 'Beyond this machine', slug: 'containers-have-their-own' },
  { chapter: 'Beyond this machine', slug: 'wsl-and-virtual-machines' },
  { chapter: 'Beyond this machine', slug: 'tunnels-and-remote-machines' },
  { chapter: 'Beyond this machine', slug: 'the-examination' },
];

/** What a lesson's own file says of it. */
export interface LessonHead {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly minutes: number;
}

/** What outlines and lists need of a lesson; `slug` is its folder's name. */
export interface OutlinedLesson extends LessonHead {
  readonly chapter: Chapter;
  /** Place in the whole course, counted from 1. */
  readonly order: number;
}

export interface OutlinedChapter {
  readonly name: Chapter;
  readonly lessons: readonly OutlinedLesson[];
}

export interface Neighbours {
  readonly previous: OutlinedLesson | undefined;
  readonly next: OutlinedLesson | undefined;
}

const listedIn = 'src/components/course-outline.ts';

/**
 * The lessons in the order of the course.
 * @throws where list and folders part, with the name and what to do, so that the build fails
 */
export function inCourseOrder(
  lessons: readonly LessonHead[],
  places: readonly Place[] = course,
): readonly OutlinedLesson[] {
  assertReadable(places);
  const unlisted = lessons.find(({ slug }) => places.every((place) => place.slug !== slug));
  if (unlisted) {
    throw new Error(
      `content/lessons/${unlisted.slug} has no place in the course. Add a line to \`course\` in ${listedIn}, where it should be read: { chapter: 'Home', slug: '${unlisted.slug}' },`,
    );
  }
  return places.map(({ slug, chapter }, index) => {
    const lesson = lessons.find((one) => one.slug === slug);
    if (lesson) return { ...lesson, chapter, order: index + 1 };
    throw new Error(
      `${listedIn} lists "${slug}", and there is no content/lessons/${slug}/index.mdx. Write it, or take the line out.`,
    );
  });
}

/**
 * A lesson listed twice, or a chapter that is torn apart by another, is an author's slip.
 * @throws with the slug and what to do
 */
export function assertReadable(places: readonly Place[]): void {
  places.forEach(({ slug, chapter }, index) => {
    if (places.findIndex((place) => place.slug === slug) !== index) {
      throw new Error(`${listedIn} lists "${slug}" twice. Take one line out.`);
    }
    const before = places[index - 1];
    if (before && chapters.indexOf(before.chapter) > chapters.indexOf(chapter)) {
      throw new Error(
        `${listedIn}: "${slug}" (${chapter}) stands after "${before.slug}" (${before.chapter}). Chapters run ${chapters.join(', ')}: move the line.`,
      );
    }
  });
}

/** Chapters that have lessons, each with its lessons. @param lessons in the order of the course */
export function byChapter(lessons: readonly OutlinedLesson[]): readonly OutlinedChapter[] {
  return chapters
    .map((name) => ({ name, lessons: lessons.filter((lesson) => lesson.chapter === name) }))
    .filter((chapter) => chapter.lessons.length > 0);
}

/** @param lessons in the order of the course */
export function neighboursOf(slug: string, lessons: readonly OutlinedLesson[]): Neighbours {
  const at = lessons.findIndex((lesson) => lesson.slug === slug);
  if (at === -1) return { previous: undefined, next: undefined };
  return { previous: at === 0 ? undefined : lessons[at - 1], next: lessons[at + 1] };
}
