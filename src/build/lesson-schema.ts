/** What stands at the head of a lesson. An unknown key, a missing one or a wrong value fails the build and is named. */
import { z } from 'astro/zod';
import { sceneNames } from '../course/scenes/index.ts';
import { OPERATING_SYSTEMS } from '../ports/operating-systems.ts';
import { citedSources, unknownSource } from './sources.ts';

const sentence = z.string().trim().min(1);

/** `- rfc9293#3.5.2`, or with what the lesson takes from it: `- rfc9293#3.5.2: when a host answers with a reset`. */
const cited = z
  .union([sentence, z.record(sentence, sentence)], {
    error:
      'a source is a key of content/sources.txt, as in "- man:bind(2)", or a key and what the lesson takes from it, as in "- man:bind(2): which errors there are"',
  })
  .transform((given, context) => {
    const pairs = typeof given === 'string' ? [[given, undefined] as const] : Object.entries(given);
    const [[key, backs] = ['', undefined]] = pairs;
    if (pairs.length !== 1)
      context.addIssue({ code: 'custom', message: 'one key a source; begin each with "- "' });
    if (!citedSources().has(key)) context.addIssue({ code: 'custom', message: unknownSource(key) });
    return { key, backs };
  });

/** One of a few names; a wrong one is told which there are. */
export function oneOf<T extends string>(what: string, names: readonly T[]) {
  return z.enum(names, {
    error: ({ input }) => `there is no ${what} "${input}"; there is ${names.join(', ')}`,
  });
}

/** All but `opens`, which names an instrument of the workbench: src/content.config.ts knows those. */
export const lessonSchema = z.strictObject({
  title: sentence,
  /** One sentence, shown in lists and to search engines. */
  description: sentence,
  /** Reading and doing, in minutes. */
  minutes: z.int().min(3).max(6),
  teaches: z.array(sentence).nonempty(),
  /** A claim often met elsewhere, and the correct line. */
  corrects: z.array(z.strictObject({ claim: sentence, correct: sentence })).optional(),
  /** Name of the start state of the lesson's world. */
  scene: oneOf('scene', sceneNames).default('laptop'),
  /** What the learner's own host can run beside the scene's own system. Every step holds on each of them. */
  systems: z.array(oneOf('system', OPERATING_SYSTEMS)).default(['linux']),
  /** Keys of content/sources.txt. */
  sources: z.array(cited).nonempty(),
});
