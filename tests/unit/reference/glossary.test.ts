import { mdxToMdast } from 'satteri';
import { describe, expect, test } from 'vitest';
import { glossary } from '../../../content/reference/glossary.ts';
import { findTerm, linkedWords, termSlug } from '../../../src/build/glossary-terms.ts';
import type { TreeNode } from '../../../src/build/lesson-tree.ts';
import { linkTerms } from '../../../src/build/link-terms.ts';

const names = glossary.map(({ term }) => term);

test('each term stands once, and has a place of its own', () => {
  expect(glossary.length).toBeGreaterThanOrEqual(60);
  expect(names).toEqual([...new Set(names)]);
  const places = names.map(termSlug);
  expect(places).toEqual([...new Set(places)]);
});

test.each(glossary)('$term says it in two ways, and what it is compared with is there', (entry) => {
  expect(entry.standard).toMatch(/[.]$/);
  expect(entry.plain).toMatch(/[.”]$/);
  expect(entry.source.url).toMatch(/^https:\/\//);
  for (const other of entry.compare ?? []) expect(names).toContain(other);
});

test('a word leads to one term', () => {
  const words = glossary.flatMap(linkedWords).map((word) => word.toLowerCase());
  expect(words).toEqual([...new Set(words)]);
  for (const entry of glossary)
    for (const word of linkedWords(entry)) expect(findTerm(glossary, word)).toBe(entry);
});

describe('in a lesson', () => {
  /** The words that became links, with the places they lead to. */
  function links(text: string): readonly string[] {
    const found: string[] = [];
    // The parser's types know nodes that lessons have not.
    const tree: TreeNode = JSON.parse(JSON.stringify(mdxToMdast(text)));
    linkTerms(glossary, (slug) => slug).before(tree, {
      fileURL: new URL('file:///homeport/content/lessons/x/index.mdx'),
      replaceNode: (_, pieces) => {
        for (const { url, children } of pieces)
          if (url !== undefined) found.push(`${children?.[0]?.value} > ${url}`);
      },
    });
    return found;
  }

  test('a term is linked at its first use only', () => {
    expect(links('Ephemeral ports come and go.\n\nAn ephemeral port is picked.')).toEqual([
      'Ephemeral ports > ephemeral-port',
    ]);
  });

  test('the longer term wins, whatever the line breaks', () => {
    expect(links('The loopback\naddress is 127.0.0.1.')).toEqual(['loopback\naddress > loopback-address']);
  });

  test('headings, code, links and questions are left alone', () => {
    expect(
      links(
        '## Listeners\n\n`TIME-WAIT` and [a listener](/x/).\n\n<Check question="A listener?">A listener.</Check>',
      ),
    ).toEqual([]);
  });

  test('steps and reasons are prose', () => {
    expect(links('<Steps>\n<Step>\nStart a listener.\n</Step>\n</Steps>')).toEqual(['listener > listener']);
  });

  test('<Term> moves the link, and <Term plain> takes it away', () => {
    expect(links('A listener, and <Term>listeners</Term>.')).toEqual(['listeners > listener']);
    expect(links('<Term plain>Listeners</Term> and a listener.')).toEqual([]);
  });

  test('a term that the glossary has not is a mistake with file and line', () => {
    expect(() => links('One.\n\nAn <Term>ephemral port</Term>.')).toThrow(
      /content\/lessons\/x\/index\.mdx:3: <Term>ephemral port<\/Term>: .*ephemeral port/,
    );
  });

  test('a word inside another word is none of ours', () => {
    expect(links('The socketed rebinding of listenership.')).toEqual([]);
  });
});
