import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lessonParts } from '../../../src/build/lesson-parts.ts';
import { lessonSchema } from '../../../src/build/lesson-schema.ts';
import { citedSources, findSources, parseSources } from '../../../src/build/sources.ts';
import { measuredRules } from '../../../src/simulator/rules.ts';

describe('the list of sources', () => {
  test('an RFC and a manual page have their label and address from the key', () => {
    const list = parseSources(
      "# RFCs\nrfc9293#3.5.2 | Reset generation | 2026-11-23 the RFC's text\nman:bind(2) | Bind a name | 2026-11-23 man -w",
    );
    expect(findSources('rfc9293#3.5.2 man:bind(2)', list)).toMatchObject([
      {
        label: 'RFC 9293 §3.5.2',
        url: 'https://www.rfc-editor.org/rfc/rfc9293#section-3.5.2',
        checked: '2026-11-23',
        line: 2,
      },
      { label: 'bind(2)', url: 'https://man7.org/linux/man-pages/man2/bind.2.html', by: 'man -w' },
    ]);
  });

  test('a page that man7.org lacks, and everything else, names its address', () => {
    const list = parseSources('man:ufw(8) | A firewall | https://example.org/ufw | 2026-11-23 man -w');
    expect(findSources('man:ufw(8)', list)).toMatchObject([
      { label: 'ufw(8)', url: 'https://example.org/ufw' },
    ]);
  });

  test.each([
    ['vite | Vite | 2026-11-23 read', 'content/sources.txt:1: needs the form KEY | LABEL | https://… | DATE'],
    ['rfc1 | Host software', 'needs the form KEY | TITLE | DATE HOW IT WAS CHECKED'],
    ['rfc1 | Host software | yesterday', 'ends with the date and how it was checked'],
    ['RFC 1 | Host software | https://a.example | 2026-11-23 read', '"RFC 1" is no key'],
    ['a | A | http://a.example | 2026-11-23 read', '"http://a.example" is no address with https://'],
    [
      'rfc1 | A | 2026-11-23 read\nrfc1 | B | 2026-11-23 read',
      'content/sources.txt:2: "rfc1" stands in line 1 already',
    ],
  ])('%s: is told what is wrong', (text, reason) => {
    expect(() => parseSources(text)).toThrow(reason);
  });

  test('has an address once', () => {
    const urls = [...citedSources().values()].map(({ url }) => url);
    expect(urls.filter((url, index) => urls.indexOf(url) !== index)).toEqual([]);
  });

  test('has every RFC section and manual page that the rules of the simulator cite', () => {
    const urls = new Set([...citedSources().values()].map(({ url }) => url));
    const missing = Object.values(measuredRules).flatMap(({ source }) =>
      urls.has(source.url) ? [] : [source.label],
    );
    expect([...new Set(missing)]).toEqual([]);
  });
});

describe('the head of a lesson', () => {
  const head = {
    title: 'A',
    description: 'B',
    minutes: 4,
    teaches: ['C'],
    sources: ['man:bind(2)', { 'rfc9293#3.5.2': 'when a host answers with a reset' }],
  };
  const saidOf = (changes: object): string =>
    lessonSchema
      .safeParse({ ...head, ...changes })
      .error?.issues.map(({ message }) => message)
      .join('; ') ?? '';

  test('a source is a key, or a key and what the lesson takes from it', () => {
    expect(lessonSchema.parse(head).sources).toEqual([
      { key: 'man:bind(2)', backs: undefined },
      { key: 'rfc9293#3.5.2', backs: 'when a host answers with a reset' },
    ]);
  });

  test('a source that is not in the list is named, with those of the same document', () => {
    expect(saidOf({ sources: ['man:bind(3)'] })).toMatch(
      /^"man:bind\(3\)" is not in content\/sources\.txt\. It has man:bind\(2\)\. Look/,
    );
    expect(saidOf({ sources: [] })).not.toBe('');
    expect(saidOf({ sources: [{ label: 'RFC 1', url: 'x' }] })).toContain('one key a source');
  });

  test('a scene, a system and a key that do not exist are named', () => {
    expect(saidOf({ scene: 'moon' })).toMatch(/^there is no scene "moon"; there is laptop, /);
    expect(saidOf({ systems: ['amiga'] })).toContain(
      'there is no system "amiga"; there is linux, macos, windows',
    );
    expect(saidOf({ order: 3 })).toContain('"order"');
  });
});

test('each component that a lesson may use has its attributes listed, and each listed one exists', () => {
  const text = readFileSync('src/components/lesson/index.ts', 'utf8');
  const [, list = ''] = /lessonComponents = \{([^}]*)\}/.exec(text) ?? [];
  const names = [...list.matchAll(/^ {2}([A-Z]\w*)/gm)].flatMap(([, name]) => name ?? []);
  // <Term> becomes a link while the lesson is compiled.
  expect(
    Object.keys(lessonParts)
      .filter((name) => name !== 'Term')
      .toSorted(),
  ).toEqual(names.toSorted());
});
