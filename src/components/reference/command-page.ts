/** What the page of a command holds. One file a command in content/reference/commands; a wrong key fails the build. */
import { z } from 'astro/zod';
import type { Scene } from '../../course/scene.ts';

const sentence = z.string().trim().min(1);
const source = z.strictObject({ label: sentence, url: z.url() });

/** A field of an output: the first text that matches, after the field before it. */
const field = z.strictObject({
  find: z.instanceof(RegExp),
  /** As the tool calls it, or what people would call it. */
  name: sentence,
  means: sentence,
});

const lines = z.array(sentence).nonempty();

const shown = z.strictObject({
  /** What this example shows, as a clause that ends with a colon or as a sentence. */
  says: sentence,
  scene: z.union([sentence, z.custom<Scene>((value) => typeof value === 'object')]).default('laptop'),
  /** Lines that are run before and not shown: the state that the example begins with. */
  before: z.array(sentence).default([]),
  /** Run after that on other hosts of the scene, by the host's name; the lines then stand at a new terminal. */
  elsewhere: z.record(sentence, lines).default({}),
  lines,
  /** The width of the terminal, for tools that fill the line. */
  columns: z.int().positive().default(80),
  /** Where the output follows a document and no real tool was run: that document. */
  documented: source.optional(),
  fields: z.array(field).nonempty(),
});

/** The same question on another system. `lines` is empty where that system has no such command. */
const counterpart = z.strictObject({
  lines: z.array(sentence),
  says: sentence,
  /** Documented, not measured: every counterpart names its document. */
  source,
});

export const commandSchema = z.strictObject({
  /** What a person types first: `ss`, `python -m http.server`. */
  name: sentence,
  group: z.enum([
    'Who holds it',
    'Does it answer',
    'Addresses and names',
    'Servers',
    'Firewalls',
    'Beyond this machine',
  ]),
  /** The question that a person has, with its question mark. */
  question: sentence,
  /** The answer in one or two sentences: what the command does about it. */
  answers: sentence,
  /** The lines to type, the most useful first. */
  lines: z.array(z.strictObject({ line: sentence, says: sentence })).nonempty(),
  shown: z.array(shown).nonempty(),
  /** Where the exit status matters. */
  status: z.array(z.strictObject({ code: sentence, means: sentence })).default([]),
  /** What it does not tell, and what people take it for all the same. */
  silent: lines,
  counterparts: z.strictObject({
    linux: counterpart.optional(),
    macos: counterpart.optional(),
    windows: counterpart.optional(),
  }),
  /** Slugs of lessons that use it; those that are not written yet are left out of the page. */
  lessons: z.array(sentence).default([]),
  sources: z.array(source).nonempty(),
});

/** As it is written in content. */
export type CommandPage = z.input<typeof commandSchema>;
/** As the page reads it: with the defaults. */
export type ReadCommand = z.output<typeof commandSchema>;

/** The page's slug, from the file's name, and what it holds. */
export interface Command extends ReadCommand {
  readonly slug: string;
}

/** @throws with the file, the key and what would be right */
export function readCommand(file: string, value: unknown): Command {
  const slug = /([\w-]+)\.ts$/.exec(file)?.[1] ?? file;
  const read = commandSchema.safeParse(value);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
    throw new Error(`content/reference/commands/${slug}.ts:\n${problems.join('\n')}`);
  }
  return { slug, ...read.data };
}
