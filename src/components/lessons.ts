import { getCollection } from 'astro:content';
import { inCourseOrder, type OutlinedLesson } from './course-outline.ts';

/** All lessons, in the order of the course. */
export async function outlinedLessons(): Promise<readonly OutlinedLesson[]> {
  const lessons = await getCollection('lessons');
  return inCourseOrder(
    lessons.map(({ id, data: { title, description, minutes } }) => ({
      slug: id,
      title,
      description,
      minutes,
    })),
  );
}
