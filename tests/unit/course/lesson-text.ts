/** The lessons as the tests read them: what stands in content/lessons, without building the site. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mdxToMdast } from 'satteri';
import type { TreeNode } from '../../../src/build/lesson-tree.ts';

const folder = fileURLToPath(new URL('../../../content/lessons', import.meta.url));

export interface LessonText {
  readonly slug: string;
  /** From the project's folder. */
  readonly file: string;
  readonly text: string;
  readonly frontmatter: string;
  readonly body: string;
  /** The command lines that complete the lesson. */
  readonly solution: readonly SolutionLine[];
}

export interface SolutionLine {
  readonly line: string;
  /** The host of the scene on which it is typed; the learner's own when undefined. */
  readonly host: string | undefined;
}

export const lessons: readonly LessonText[] = readdirSync(folder)
  .toSorted()
  .map((slug) => {
    const text = readFileSync(`${folder}/${slug}/index.mdx`, 'utf8');
    const [, frontmatter = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
    const solution = `${folder}/${slug}/solution.sh`;
    const lines = existsSync(solution) ? readFileSync(solution, 'utf8').split('\n') : [];
    return {
      slug,
      file: `content/lessons/${slug}/index.mdx`,
      text,
      frontmatter,
      body,
      solution: solutionLines(lines),
    };
  });

/** A line `# on phone` says where the lines after it are typed; `# on own` goes back to the learner's. */
function solutionLines(lines: readonly string[]): readonly SolutionLine[] {
  let host: string | undefined;
  return lines.flatMap((line) => {
    const [, named] = /^# on (\S+)$/.exec(line) ?? [];
    if (named !== undefined) host = named === 'own' ? undefined : named;
    return named !== undefined || line.trim() === '' || line.startsWith('#') ? [] : [{ line, host }];
  });
}

/** The syntax tree of a lesson's text, as the checks read it; what they do not know of satteri's types is left out. */
export function treeOf(text: string): TreeNode {
  return JSON.parse(JSON.stringify(mdxToMdast(text)));
}

/** The text with nothing where its head stood, so that every line keeps its number. */
export function blankHead(text: string): string {
  return text.replace(/^---\n[\s\S]*?\n---\n/, (head) => head.replaceAll(/[^\n]/g, ''));
}

/** Every capture of `pattern` in the text. */
export function all(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, first]) => first ?? []);
}

export function numberIn(frontmatter: string, key: string): number {
  return Number(all(frontmatter, new RegExp(`^${key}: (\\d+)$`, 'gm'))[0]);
}

/** The words that a learner reads: prose and the attributes that are shown, no tags, no link targets. */
export function wordsRead(body: string): number {
  const shown = all(body, /(?:question|says|rule|claim)="([^"]*)"/g).join(' ');
  const prose = body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\]\([^)]*\)/g, ' ');
  return `${shown} ${prose}`.split(/\s+/).filter((word) => /\w/.test(word)).length;
}
