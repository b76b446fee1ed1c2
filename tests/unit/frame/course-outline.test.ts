import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Chapter, LessonHead, OutlinedLesson, Place } from '../../../src/components/course-outline.ts';
import {
  assertReadable,
  byChapter,
  course,
  inCourseOrder,
  neighboursOf,
} from '../../../src/components/course-outline.ts';

function head(slug: string): LessonHead {
  return { slug, title: slug, description: slug, minutes: 3 };
}

function lesson(slug: string, chapter: Chapter, order: number): OutlinedLesson {
  return { ...head(slug), chapter, order };
}

const first = lesson('the-address-taken-apart', 'Home', 1);
const second = lesson('localhost-is-a-name', 'Home', 2);
const third = lesson('run-a-server', 'Servers', 3);
const lessons = [first, second, third];
const places: readonly Place[] = lessons;

describe('the outline', () => {
  it('puts lessons in the order of the list, with their chapters', () => {
    expect(
      inCourseOrder(
        [third, first, second].map(({ slug }) => head(slug)),
        places,
      ),
    ).toEqual(lessons);
  });

  it('has only chapters with lessons, in the order of the course', () => {
    expect(byChapter(lessons)).toEqual([
      { name: 'Home', lessons: [first, second] },
      { name: 'Servers', lessons: [third] },
    ]);
  });

  it('gives the lessons before and after, across chapters', () => {
    expect(neighboursOf(second.slug, lessons)).toEqual({ previous: first, next: third });
  });

  it('gives the first lesson no previous one and the last no next one', () => {
    expect(neighboursOf(first.slug, lessons).previous).toBeUndefined();
    expect(neighboursOf(third.slug, lessons).next).toBeUndefined();
  });

  it('names a folder without a place, and the line to add', () => {
    expect(() => inCourseOrder([...lessons, head('what-a-port-is')], places)).toThrow(
      "content/lessons/what-a-port-is has no place in the course. Add a line to `course` in src/components/course-outline.ts, where it should be read: { chapter: 'Home', slug: 'what-a-port-is' },",
    );
  });

  it('names a place without a folder', () => {
    expect(() => inCourseOrder([first, second], places)).toThrow(
      'src/components/course-outline.ts lists "run-a-server", and there is no content/lessons/run-a-server/index.mdx. Write it, or take the line out.',
    );
  });

  it('refuses a lesson that is listed twice', () => {
    expect(() => assertReadable([...places, second])).toThrow('lists "localhost-is-a-name" twice');
  });

  it('refuses a lesson that stands in an earlier chapter than the one before it', () => {
    expect(() => assertReadable([...places, { slug: 'the-three-ranges', chapter: 'Ports' }])).toThrow(
      '"the-three-ranges" (Ports) stands after "run-a-server" (Servers)',
    );
  });

  it('is readable as it is, and lists every folder', () => {
    expect(() => assertReadable(course)).not.toThrow();
    const folders = readdirSync('content/lessons').filter((name) =>
      existsSync(`content/lessons/${name}/index.mdx`),
    );
    expect(course.map(({ slug }) => slug).toSorted()).toEqual(folders.toSorted());
  });
});
