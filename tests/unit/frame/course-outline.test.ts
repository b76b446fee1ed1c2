import { describe, expect, it } from 'vitest';
import type { OutlinedLesson } from '../../../src/components/course-outline.ts';
import { assertReadable, byChapter, neighboursOf } from '../../../src/components/course-outline.ts';

function lesson(slug: string, order: number, chapter: OutlinedLesson['chapter']): OutlinedLesson {
  return { slug, order, chapter, title: slug, description: slug, minutes: 3 };
}

const second = lesson('localhost-is-a-name', 2, 'Home');
const first = lesson('the-address-taken-apart', 1, 'Home');
const third = lesson('run-a-server', 3, 'Servers');
const lessons = [second, third, first];

describe('the outline', () => {
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

  it('names both files of two lessons in one place', () => {
    const twin = lesson('the-loopback-interface', 2, 'Home');
    expect(() => assertReadable([...lessons, twin])).toThrow(
      'content/lessons/localhost-is-a-name and content/lessons/the-loopback-interface have the same order: 2',
    );
  });

  it('refuses a lesson that stands in an earlier chapter than the one before it', () => {
    const late = lesson('the-three-ranges', 4, 'Ports');
    expect(() => assertReadable([...lessons, late])).toThrow(
      'content/lessons/the-three-ranges (Ports) stands after content/lessons/run-a-server (Servers)',
    );
  });

  it('is readable as it is', () => {
    expect(() => assertReadable(lessons)).not.toThrow();
  });
});
