/** What is wrong with a lesson's text, with the place and what would be right. What it is held against comes as facts. */
import { attackIds, readLessonAttack } from '../course/browser/lesson-attacks.ts';
import { parseCondition } from '../course/step.ts';
import { fileLanguages, type LessonPart, lessonParts, writtenAs } from './lesson-parts.ts';
import {
  isPart,
  listOf,
  partsIn,
  type TreeAttribute,
  type TreeNode,
  textIn,
  textOf,
  walk,
} from './lesson-tree.ts';
import { type CitedSource, unknownSource } from './sources.ts';

export interface LessonFacts {
  readonly sources: ReadonlyMap<string, CitedSource>;
  /** The keys that the lesson's frontmatter lists. */
  readonly cited: readonly string[];
  /** Whether a path of the site, `/lessons/run-a-server/`, leads to a page. */
  readonly isPage: (path: string) => boolean;
  readonly scenes: readonly string[];
  readonly refusals: readonly string[];
  readonly questionKinds: readonly string[];
  /** What the last of some command lines prints in a scene, the lesson's own when undefined. */
  readonly outputOf: (lines: readonly string[], scene: string | undefined) => readonly string[];
}

export interface Mistake {
  readonly line: number;
  readonly column: number;
  /** `<Try run>`, `link`, `code`: where to look in that line. */
  readonly at: string;
  readonly reason: string;
}

export function checkLesson(root: TreeNode, facts: LessonFacts): readonly Mistake[] {
  return [...walk(root)].flatMap(([node, around]) =>
    [...mistakesOf(node, around, facts)].map(({ at, reason }) => {
      const { line, column } = node.position?.start ?? { line: 1, column: 1 };
      return { line, column, at, reason };
    }),
  );
}

/** `content/lessons/run-a-server/index.mdx:12:3 <Try>: …`, a line each. */
export function sayMistakes(file: string, mistakes: readonly Mistake[]): string {
  return mistakes
    .map(({ line, column, at, reason }) => `${file}:${line}:${column} ${at}: ${reason}.`)
    .join('\n');
}

interface Found {
  readonly at: string;
  readonly reason: string;
}

function* mistakesOf(node: TreeNode, around: readonly TreeNode[], facts: LessonFacts): Generator<Found> {
  if (node.type === 'mdxjsEsm') {
    yield { at: 'import', reason: 'a lesson imports nothing: its components are there by name' };
  }
  if (node.type === 'link' || node.type === 'definition') yield* linkMistakes(node.url ?? '', facts);
  if (node.type === 'code') yield* fenceMistakes(node.lang ?? '');
  if (isPart(node)) yield* partMistakes(node, around, facts);
}

function* linkMistakes(url: string, { sources, cited, isPage }: LessonFacts): Generator<Found> {
  const at = `link to ${url}`;
  if (url.startsWith('source:')) {
    const key = decodeURI(url.slice('source:'.length));
    if (!sources.has(key)) yield { at, reason: unknownSource(key, sources) };
    else if (!cited.includes(key))
      yield { at, reason: `list it among the sources of the lesson: "- ${key}"` };
  } else if (/^[a-z]+:/.test(url)) {
    const known = [...sources.values()].find((source) => source.url === url);
    const right = known ? `[…](source:${known.key})` : '[…](source:KEY), with a line in content/sources.txt';
    yield { at, reason: `documents are cited by key: ${right}` };
  } else if (url.startsWith('#')) return;
  else if (!url.startsWith('/')) {
    yield { at, reason: 'a path of this site begins with "/", as in /lessons/run-a-server/' };
  } else {
    const [page = ''] = url.split(/[?#]/);
    if (!page.endsWith('/')) yield { at, reason: `write ${page}/, with the slash` };
    else if (!isPage(page)) yield { at, reason: `no page of this site is at ${page}` };
  }
}

function* fenceMistakes(language: string): Generator<Found> {
  if (fileLanguages.includes(language)) return;
  const at = language === '' ? 'code fence' : `code fence "${language}"`;
  yield {
    at,
    reason: `output is made by the simulator: <Transcript lines={['…']} />. A fence is for a file, and names one of ${fileLanguages.join(', ')}`,
  };
}

function* partMistakes(node: TreeNode, around: readonly TreeNode[], facts: LessonFacts): Generator<Found> {
  const name = node.name ?? '';
  const part = lessonParts[name];
  if (!part) {
    yield {
      at: `<${name}>`,
      reason: `there is no such component. There is ${Object.keys(lessonParts).join(', ')}`,
    };
    return;
  }
  yield* attributeMistakes(name, part, node.attributes ?? []);
  const parent = around.findLast(isPart)?.name ?? '';
  if (part.inside && !part.inside.includes(parent)) {
    yield { at: `<${name}>`, reason: `stands in ${part.inside.map((one) => `<${one}>`).join(' or ')}` };
  }
  for (const held of part.holds ? partsIn(node) : []) {
    if (part.holds?.includes(held.name ?? '')) continue;
    yield {
      at: `<${name}>`,
      reason: `holds ${part.holds?.map((one) => `<${one}>`).join(', ')} and not <${held.name}>`,
    };
  }
  yield* contentMistakes(name, node, facts);
}

function* attributeMistakes(
  name: string,
  { attributes, needs = [] }: LessonPart,
  given: readonly TreeAttribute[],
): Generator<Found> {
  const at = `<${name}>`;
  const all = Object.entries(attributes).map(([key, form]) => writtenAs(key, form));
  for (const { name: key, value } of given) {
    const form = key === undefined ? undefined : attributes[key];
    if (key === undefined || form === undefined) {
      const there = all.length === 0 ? 'It has none' : `There is ${all.join(', ')}`;
      yield { at, reason: `has no attribute ${key ?? '{…}'}. ${there}` };
      continue;
    }
    const isForm =
      form === 'text'
        ? typeof value === 'string' && value.trim() !== ''
        : form === 'flag'
          ? value === null || value === undefined
          : typeof value === 'object' &&
            value !== null &&
            (form === 'list' ? /^\s*\[/.test(value.value) : /^\s*\d+\s*$/.test(value.value));
    if (!isForm) yield { at, reason: `write ${writtenAs(key, form)}` };
  }
  for (const key of needs) {
    if (given.some((attribute) => attribute.name === key)) continue;
    yield { at, reason: `needs ${writtenAs(key, attributes[key] ?? 'text')}` };
  }
}

function* contentMistakes(name: string, node: TreeNode, facts: LessonFacts): Generator<Found> {
  const at = `<${name}>`;
  const scene = textOf(node, 'scene');
  if (scene !== undefined && !facts.scenes.includes(scene)) {
    yield { at, reason: `there is no scene "${scene}"; there is ${facts.scenes.join(', ')}` };
    return;
  }
  switch (name) {
    case 'Predict':
    case 'Check':
      yield* choiceMistakes(at, 'Choice', partsIn(node), 2, 5);
      break;
    case 'Step': {
      const parsed = parseCondition(textOf(node, 'done') ?? '');
      const step = `<Step done="${textOf(node, 'done')}">`;
      if (!parsed.ok) yield { at: step, reason: parsed.reason };
      else if (parsed.condition.kind === 'attack' && !attackIds.includes(parsed.condition.attack)) {
        const { attack } = parsed.condition;
        yield { at: step, reason: `there is no attack "${attack}"; there is ${attackIds.join(', ')}` };
      }
      break;
    }
    case 'BrowserAttack': {
      const read = readLessonAttack(
        textOf(node, 'attack') ?? '',
        textOf(node, 'defences'),
        textOf(node, 'on'),
      );
      if (typeof read === 'string')
        yield { at: `<BrowserAttack attack="${textOf(node, 'attack')}">`, reason: read };
      break;
    }
    case 'Why':
      yield* whyMistakes(node, facts);
      break;
    case 'Order': {
      const items = listOf(node, 'items');
      if (!items) yield { at, reason: "items is a list of texts: items={['first', 'second']}" };
      else if (items.length < 3 || items.length > 7)
        yield { at, reason: `has ${items.length} items; 3 to 7 can be put in order` };
      else if (new Set(items).size < items.length)
        yield { at, reason: 'two items are the same, so no order is the right one' };
      break;
    }
    case 'Practice': {
      const about = textOf(node, 'about') ?? '';
      if (!facts.questionKinds.includes(about)) {
        yield { at, reason: `there is no kind "${about}"; there is ${facts.questionKinds.join(', ')}` };
      }
      break;
    }
    case 'MarkLine':
      yield* markMistakes(node, facts);
      break;
    case 'Transcript':
      if (!listOf(node, 'lines')?.length)
        yield { at, reason: "lines is a list of command lines: lines={['ss -tln']}" };
      break;
    default:
  }
}

/** Exactly one right, words of its own for each. */
function* choiceMistakes(
  at: string,
  what: string,
  choices: readonly TreeNode[],
  fewest: number,
  most: number,
): Generator<Found> {
  if (choices.length < fewest || choices.length > most) {
    yield { at, reason: `has ${choices.length} <${what}>; ${fewest} to ${most} are right` };
  }
  const right = choices.filter((choice) => choice.attributes?.some(({ name }) => name === 'right'));
  if (right.length !== 1) {
    yield {
      at,
      reason: `${right.length === 0 ? 'no' : `${right.length}`} <${what}> is marked right; mark exactly one: <${what} … right>`,
    };
  }
  for (const choice of choices) {
    if (textIn(choice).trim() !== '') continue;
    const says = textOf(choice, 'says') ?? textOf(choice, 'has');
    yield {
      at,
      reason: `the <${what}> "${says}" says nothing to those who pick it: write it between its tags`,
    };
  }
}

function* whyMistakes(node: TreeNode, { sources, cited, refusals }: LessonFacts): Generator<Found> {
  const at = '<Why>';
  for (const key of (textOf(node, 'source') ?? '').split(/\s+/).filter((text) => text !== '')) {
    if (!sources.has(key)) yield { at, reason: unknownSource(key, sources) };
    else if (!cited.includes(key))
      yield { at, reason: `list its source among the sources of the lesson: "- ${key}"` };
  }
  const refusal = textOf(node, 'refusal');
  if (refusal !== undefined && !refusals.includes(refusal)) {
    yield { at, reason: `there is no rule "${refusal}"; src/simulator/rules.ts has ${refusals.join(', ')}` };
  }
}

function* markMistakes(node: TreeNode, { outputOf }: LessonFacts): Generator<Found> {
  const at = '<MarkLine>';
  const answers = partsIn(node).filter((part) => part.name === 'Line');
  yield* choiceMistakes(at, 'Line', answers, 1, 8);
  const lines = listOf(node, 'lines');
  if (!lines?.length) {
    yield { at, reason: "lines is a list of command lines: lines={['ss -tln']}" };
    return;
  }
  const output = outputOf(lines, textOf(node, 'scene'));
  for (const has of answers.flatMap((answer) => textOf(answer, 'has') ?? [])) {
    const found = output.filter((line) => line.includes(has));
    if (found.length === 1) continue;
    const where = found.length === 0 ? 'no line' : `${found.length} lines`;
    yield {
      at,
      reason: `"${has}" stands in ${where} of the output; it must name one. The output is:\n${output.join('\n')}`,
    };
  }
}
