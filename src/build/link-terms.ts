/**
 * Links the glossary's terms in a lesson while it is compiled: each at its first use in the prose, so that it costs a
 * reader nothing but the link. Headings, code, links and questions are left alone.
 *
 * An author who wants another place writes `<Term>ephemeral ports</Term>` there; `<Term plain>router</Term>` keeps a term
 * from being linked in that lesson.
 */
import { fileURLToPath } from 'node:url';
import { findTerm, type GlossaryTerm, linkedWords, termSlug } from './glossary-terms.ts';
import type { TreeNode } from './lesson-tree.ts';

interface TreeContext {
  readonly fileURL: URL | undefined;
  replaceNode(node: TreeNode, replacement: readonly TreeNode[]): void;
}

/** A plugin of the Markdown processor, as Astro's takes it. */
export interface TreePlugin {
  readonly name: string;
  readonly options: { readonly position: true };
  readonly before: (root: TreeNode, context: TreeContext) => void;
}

/** Components of a lesson whose content is prose. Whatever is not named here, questions above all, is left alone. */
const prose = new Set(['Steps', 'Step', 'Why', 'Misconception']);

/** What holds other nodes of a paragraph. Headings, links and code do not stand here. */
const containers = new Set([
  'root',
  'paragraph',
  'list',
  'listItem',
  'blockquote',
  'emphasis',
  'strong',
  'table',
  'tableRow',
  'tableCell',
]);

/** @param address gives a link to a place of the glossary's page, as the site is published */
export function linkTerms(glossary: readonly GlossaryTerm[], address: (slug: string) => string): TreePlugin {
  const pattern = patternOf(glossary);
  return {
    name: 'link-terms',
    options: { position: true },
    before(root, context) {
      const linked = new Set<string>();
      writeTerms(root, context, glossary, address, linked);
      linkFirstUses(root, context, pattern, glossary, address, linked);
    },
  };
}

/** Words with a capital are sought as they stand; others may begin a sentence. Longer words come first. */
function patternOf(glossary: readonly GlossaryTerm[]): RegExp {
  const words = glossary.flatMap(linkedWords).toSorted((a, b) => b.length - a.length);
  const sought = words.map((word) => {
    const plain = word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s+');
    const [first = ''] = word;
    return /[A-Z]/.test(word) || first === first.toUpperCase()
      ? plain
      : `[${first}${first.toUpperCase()}]${plain.slice(1)}`;
  });
  return new RegExp(`(?<![\\w-])(?:${sought.join('|')})(?![\\w-])`, 'g');
}

/** `<Term>` becomes a link, or plain text. @throws for a term that the glossary has not, with file and line */
function writeTerms(
  node: TreeNode,
  context: TreeContext,
  glossary: readonly GlossaryTerm[],
  address: (slug: string) => string,
  linked: Set<string>,
): void {
  for (const child of node.children ?? []) {
    if (child.name !== 'Term') {
      writeTerms(child, context, glossary, address, linked);
      continue;
    }
    const words = textOf(child);
    const entry = findTerm(glossary, words);
    if (!entry)
      throw new Error(`${placeOf(child, context)}: <Term>${words}</Term>: ${nearest(glossary, words)}`);
    const plain = child.attributes?.some(({ name }) => name === 'plain') ?? false;
    const text: TreeNode = { type: 'text', value: words };
    context.replaceNode(child, [plain ? text : linkTo(address(termSlug(entry.term)), words)]);
    linked.add(entry.term);
  }
}

function linkFirstUses(
  node: TreeNode,
  context: TreeContext,
  pattern: RegExp,
  glossary: readonly GlossaryTerm[],
  address: (slug: string) => string,
  linked: Set<string>,
): void {
  for (const child of node.children ?? []) {
    if (child.type === 'text') {
      const pieces = linkText(child.value ?? '', pattern, glossary, address, linked);
      if (pieces.length > 1) context.replaceNode(child, pieces);
    } else if (containers.has(child.type) || prose.has(child.name ?? '')) {
      linkFirstUses(child, context, pattern, glossary, address, linked);
    }
  }
}

function linkText(
  text: string,
  pattern: RegExp,
  glossary: readonly GlossaryTerm[],
  address: (slug: string) => string,
  linked: Set<string>,
): readonly TreeNode[] {
  const pieces: TreeNode[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const [words] = match;
    const entry = findTerm(glossary, words.replaceAll(/\s+/g, ' '));
    if (!entry || linked.has(entry.term)) continue;
    linked.add(entry.term);
    pieces.push({ type: 'text', value: text.slice(from, match.index) });
    pieces.push(linkTo(address(termSlug(entry.term)), words));
    from = match.index + words.length;
  }
  return [...pieces, { type: 'text', value: text.slice(from) }];
}

function linkTo(url: string, words: string): TreeNode {
  return { type: 'link', url, children: [{ type: 'text', value: words }] };
}

function textOf({ value = '', children = [] }: TreeNode): string {
  return value + children.map(textOf).join('');
}

function placeOf(node: TreeNode, { fileURL }: TreeContext): string {
  const file = fileURL ? fileURLToPath(fileURL).replace(/^.*\/(?=content\/)/, '') : 'a lesson';
  return `${file}:${node.position?.start.line ?? '?'}`;
}

function nearest(glossary: readonly GlossaryTerm[], words: string): string {
  const [first = ''] = words.trim().toLowerCase();
  const near = glossary.map(({ term }) => term).filter((term) => term.toLowerCase().startsWith(first));
  return `the glossary (content/reference/glossary/) has no such term. With ${first} it has ${near.join(', ') || 'none'}.`;
}
