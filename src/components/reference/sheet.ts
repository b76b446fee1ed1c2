/** A cheat sheet: tables that fit one printed page. One file a sheet in content/reference/sheets. */
import { z } from 'astro/zod';

const sentence = z.string().trim().min(1);

const table = z.strictObject({
  caption: sentence,
  /** The first is the head of the rows. */
  columns: z.array(sentence).min(2),
  rows: z
    .array(
      z.strictObject({
        head: sentence,
        /** One a column after the first; `machine words` between backticks; a line break between two commands. */
        cells: z.array(z.string()),
      }),
    )
    .nonempty(),
});

export const sheetSchema = z
  .strictObject({
    title: sentence,
    description: sentence,
    order: z.int().positive(),
    tables: z.array(table).nonempty(),
    /** What to keep in mind, a sentence each. */
    notes: z.array(sentence),
    sources: z.array(z.strictObject({ label: sentence, url: z.url() })).nonempty(),
  })
  .refine(
    ({ tables }) =>
      tables.every(({ columns, rows }) => rows.every(({ cells }) => cells.length === columns.length - 1)),
    { message: 'a row has a cell for each column but the first' },
  );

export type SheetPage = z.input<typeof sheetSchema>;

export interface Sheet extends z.output<typeof sheetSchema> {
  readonly slug: string;
}

/** @throws with the file, the key and what would be right */
export function readSheet(file: string, value: unknown): Sheet {
  const slug = /([\w-]+)\.ts$/.exec(file)?.[1] ?? file;
  const read = sheetSchema.safeParse(value);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
    throw new Error(`content/reference/sheets/${slug}.ts:\n${problems.join('\n')}`);
  }
  return { slug, ...read.data };
}
