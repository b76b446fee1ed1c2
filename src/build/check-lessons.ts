/** Checks every lesson while it is compiled, so that a slip fails the build with its file, line and remedy. */
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { questionKinds } from '../course/checks/index.ts';
import { sceneNames } from '../course/scenes/index.ts';
import { measuredRules } from '../simulator/rules.ts';
import { checkLesson, type LessonFacts, sayMistakes } from './check-lesson.ts';
import { type TreeNode, walk } from './lesson-tree.ts';
import { pagesOfSite } from './site-pages.ts';
import { citedSources } from './sources.ts';

/** A plugin of the Markdown processor, as Astro's takes it. */
interface TreePlugin {
  readonly name: string;
  readonly options: { readonly position: true };
  readonly before: (root: TreeNode, context: { readonly fileURL: URL | undefined }) => Promise<void>;
}

export function checkLessons(): TreePlugin {
  return {
    name: 'check-lessons',
    options: { position: true },
    async before(root, { fileURL }) {
      const file = fileURL ? relative(process.cwd(), fileURLToPath(fileURL)) : '';
      if (!file.startsWith('content/lessons/')) return;
      const mistakes = await lessonMistakes(root, file);
      if (mistakes === '') return;
      const [, line, column] = /:(\d+):(\d+) /.exec(mistakes) ?? [];
      // Astro shows the place that an error carries.
      throw Object.assign(new Error(mistakes), { line: Number(line ?? 1), column: Number(column ?? 1) });
    },
  };
}

/** @param file from the project's folder @returns a line for each mistake; empty when there is none */
export async function lessonMistakes(root: TreeNode, file: string): Promise<string> {
  const text = readFileSync(file, 'utf8');
  // The shell and its programs are read only for a lesson that marks a line of their output.
  const marks = [...walk(root)].some(([{ name }]) => name === 'MarkLine');
  const run = marks ? (await import('../course/still.ts')).runStill : undefined;
  const found = sayMistakes(file, checkLesson(root, factsFor(text, run)));
  const solution = file.replace(/index\.mdx$/, 'solution.sh');
  if (existsSync(solution)) return found;
  const missing = `${solution}: there is none. Write the command lines that complete every step, one a line.`;
  return [missing, found].filter((part) => part !== '').join('\n');
}

type Run = (scene: string, lines: readonly string[]) => readonly { readonly output: string }[];

function factsFor(text: string, run: Run = () => []): LessonFacts {
  const [, frontmatter = ''] = /^---\n([\s\S]*?)\n---/.exec(text) ?? [];
  const [, sources = ''] = /^sources:\n((?: +.*\n?)*)/m.exec(frontmatter) ?? [];
  const [, ownScene = 'laptop'] = /^scene: *(\S+)$/m.exec(frontmatter) ?? [];
  return {
    sources: citedSources(),
    cited: [...sources.matchAll(/^ *- "?([^\s"]+?)"?(?::(?= |$).*)?$/gm)].flatMap(([, key]) => key ?? []),
    isPage: (path) => pages().has(path),
    scenes: sceneNames,
    refusals: Object.keys(measuredRules),
    questionKinds,
    outputOf: (lines, scene = ownScene) =>
      (run(scene, lines).at(-1)?.output ?? '').split('\n').filter((line) => line.trim() !== ''),
  };
}

/** Read at each lesson, so that a page that is new in `npm run dev` is known. */
const pages = (): ReadonlySet<string> => pagesOfSite();
