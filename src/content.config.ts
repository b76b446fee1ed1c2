import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { chapters } from './components/course-outline.ts';
import { panelNames } from './widgets/workbench/workbench.view.ts';

const sentence = z.string().trim().min(1);

/** An unknown key, a missing key or a value of the wrong kind fails the build with the file and the key. */
const lesson = z.strictObject({
  title: sentence,
  /** One sentence, shown in lists and to search engines. */
  description: sentence,
  chapter: z.enum(chapters),
  /** Place in the whole course, counted from 1. */
  order: z.int().positive(),
  /** Reading and doing, in minutes. */
  minutes: z.int().min(3).max(6),
  teaches: z.array(sentence).nonempty(),
  /** A claim often met elsewhere, and the correct line. */
  corrects: z.array(z.strictObject({ claim: sentence, correct: sentence })).optional(),
  /** Name of the start state of the lesson's world. */
  scene: sentence.default('laptop'),
  /** Which instrument of the workbench stands open at first. */
  opens: z.enum(panelNames).default('terminal'),
  sources: z.array(z.strictObject({ label: sentence, url: z.url() })).nonempty(),
});

export const collections = {
  lessons: defineCollection({
    loader: glob({ base: './content/lessons', pattern: '**/index.mdx' }),
    schema: lesson,
  }),
};
