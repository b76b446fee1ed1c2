import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { lessonSchema, oneOf } from './build/lesson-schema.ts';
import { panelNames } from './widgets/workbench/workbench.view.ts';

export const collections = {
  lessons: defineCollection({
    loader: glob({ base: './content/lessons', pattern: '**/index.mdx' }),
    schema: lessonSchema.extend({
      /** Which instrument of the workbench stands open at first. */
      opens: oneOf('instrument', panelNames).default('terminal'),
    }),
  }),
};
