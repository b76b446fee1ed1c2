import { getCollection } from 'astro:content';
import type { OutlinedLesson } from './course-outline.ts';
import { assertReadable, inCourseOrder } from './course-outline.ts';

/** All lessons, in the order of the course. */
export async function outlinedLessons(): Promise<readonly OutlinedLesson[]> {
  const lessons = (await getCollection('lessons')).map(({ id, data }) => ({
    slug: id,
    title: data.title,
    description: data.description,
    chapter: data.chapter,
    order: data.order,
    minutes: data.minutes,
  }));
  assertReadable(lessons);
  return inCourseOrder(lessons);
}
