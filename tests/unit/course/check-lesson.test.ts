import { describe, expect, test } from 'vitest';
import { checkLesson, type LessonFacts, sayMistakes } from '../../../src/build/check-lesson.ts';
import { readList } from '../../../src/build/lesson-tree.ts';
import { parseSources } from '../../../src/build/sources.ts';
import { treeOf } from './lesson-text.ts';

const sources = parseSources(
  [
    "rfc9293#3.5.2 | Reset generation | 2026-11-23 the RFC's text",
    "rfc9293#4 | Glossary | 2026-11-23 the RFC's text",
    'vite | Vite, the advisory | https://example.org/vite | 2026-11-23 read',
  ].join('\n'),
);

const facts: LessonFacts = {
  sources,
  cited: ['rfc9293#3.5.2'],
  isPage: (path) => path === '/ports/',
  scenes: ['laptop', 'home'],
  refusals: ['nobody-listens'],
  questionKinds: ['range', 'reach'],
  outputOf: () => ['State  Local', 'LISTEN 0.0.0.0:80', 'LISTEN 127.0.0.1:81'],
};

/** What is said of a text that is otherwise right. */
function said(text: string): string {
  return sayMistakes('index.mdx', checkLesson(treeOf(text), facts));
}

function ask(...choices: readonly string[]): string {
  return `<Check question="Which?">\n${choices.map((choice) => `  ${choice}`).join('\n')}\n</Check>`;
}

const yes = '<Choice says="Yes" right>So it is.</Choice>';
const no = '<Choice says="No">It is.</Choice>';

test('a lesson without mistakes is let through', () => {
  const mark = '<MarkLine question="Which?" lines={["ss"]} otherwise="The head.">';
  expect(
    said(
      [
        ask(yes, no),
        '<Steps>\n  <Step done="listening *:80">\n    Start.\n\n    <Try run="ss" />\n  </Step>\n</Steps>',
        '<Why rule="So." source="rfc9293#3.5.2" refusal="nobody-listens">\n  Text.\n</Why>',
        "<Order question=\"Which?\" items={['one', 'it\\'s two', `three`]} />",
        `${mark}\n  <Line has="0.0.0.0:80" right>Every address.</Line>\n</MarkLine>`,
        '<Practice about="range" seed={3} />',
        '[ports](/ports/#map), [§3.5.2](source:rfc9293#3.5.2), <BySystem linux="a" macos="b" windows="c" />',
        '```json\n{}\n```',
      ].join('\n\n'),
    ),
  ).toBe('');
});

describe('components', () => {
  test('one that does not exist is named, with those that do, at its line', () => {
    expect(said('Text.\n\n<Predikt question="x">\n</Predikt>')).toMatch(
      /^index\.mdx:3:1 <Predikt>: there is no such component\. There is AddressTakenApart, BrowserAttack, BySystem, /,
    );
  });

  test('an attribute that does not exist is named, with those that do', () => {
    expect(said('<Try comand="ss" />')).toBe(
      'index.mdx:1:1 <Try>: has no attribute comand. There is run="…", macos="…", windows="…", on="…", port={3}, panel="…".',
    );
    expect(said('<PortRanges wide />')).toBe(
      'index.mdx:1:1 <PortRanges>: has no attribute wide. It has none.',
    );
  });

  test('an attribute that is missing or written in another form is named as it should be', () => {
    expect(said('<Misconception>Text.</Misconception>')).toContain('<Misconception>: needs claim="…".');
    expect(said('<Try port="80" />')).toBe('index.mdx:1:1 <Try>: write port={3}.');
  });

  test('one that stands in the wrong place is told where it belongs', () => {
    expect(said(yes)).toBe('index.mdx:1:1 <Choice>: stands in <Predict> or <Check>.');
    expect(said('<Steps>\n  <Try run="ss" />\n</Steps>')).toBe(
      'index.mdx:1:1 <Steps>: holds <Step> and not <Try>.',
    );
  });

  test('nothing is imported', () => {
    expect(said("import x from './x.astro'\n\nText.")).toMatch(
      /^index\.mdx:1:1 import: a lesson imports nothing/,
    );
  });
});

describe('questions', () => {
  test('a choice without words for those who pick it is named', () => {
    expect(said(ask(yes, '<Choice says="No"></Choice>'))).toBe(
      'index.mdx:1:1 <Check>: the <Choice> "No" says nothing to those who pick it: write it between its tags.',
    );
  });

  test('none right, or two, is no question', () => {
    expect(said(ask(no, no.replace('No', 'Never')))).toContain(
      'no <Choice> is marked right; mark exactly one: <Choice … right>',
    );
    expect(said(ask(yes, yes))).toContain('2 <Choice> is marked right');
    expect(said(ask(yes))).toContain('has 1 <Choice>; 2 to 5 are right');
  });

  test('an order needs three to seven different items', () => {
    expect(said("<Order question=\"x\" items={['a', 'b']} />")).toContain(
      'has 2 items; 3 to 7 can be put in order',
    );
    expect(said("<Order question=\"x\" items={['a', 'b', 'a']} />")).toContain('two items are the same');
    expect(said('<Order question="x" items={[...list]} />')).toContain("items={['first', 'second']}");
  });

  test('a marked line is one that the output has, once', () => {
    const mark = (has: string) =>
      said(
        `<MarkLine question="x" lines={['ss']} otherwise="y">\n  <Line has="${has}" right>Z.</Line>\n</MarkLine>`,
      );
    expect(mark('LISTEN')).toContain('"LISTEN" stands in 2 lines of the output; it must name one.');
    expect(mark('8080')).toContain('"8080" stands in no line of the output');
  });

  test('a kind of question that nobody makes is told which there are', () => {
    expect(said('<Practice about="rnge" />')).toBe(
      'index.mdx:1:1 <Practice>: there is no kind "rnge"; there is range, reach.',
    );
  });
});

describe('what a lesson refers to', () => {
  test('a condition that does not parse is shown the notation', () => {
    expect(said('<Steps>\n  <Step done="listens 80">\n    Text.\n  </Step>\n</Steps>')).toMatch(
      /^index\.mdx:2:3 <Step done="listens 80">: "listens 80" is no condition\. What may stand there:\n {2}listening/,
    );
  });

  test('a source that is not in the list is named, with those of the same document', () => {
    expect(said('<Why rule="x" source="rfc9293#3.5.9" />')).toBe(
      'index.mdx:1:1 <Why>: "rfc9293#3.5.9" is not in content/sources.txt. It has rfc9293#3.5.2, rfc9293#4. Look that the document exists, and add a line for it.',
    );
    expect(said('[x](source:rfc1)')).toContain('"rfc1" is not in content/sources.txt. Look that');
  });

  test('a source of the text is a source of the lesson', () => {
    expect(said('[x](source:rfc9293#4)')).toContain('list it among the sources of the lesson: "- rfc9293#4"');
    expect(said('<Why rule="x" source="rfc9293#4" />')).toContain('list its source among the sources');
  });

  test('a document is cited by key and not by address', () => {
    expect(said('[x](https://example.org/vite)')).toBe(
      'index.mdx:1:1 link to https://example.org/vite: documents are cited by key: […](source:vite).',
    );
    expect(said('[x](https://example.org/else)')).toContain(
      '[…](source:KEY), with a line in content/sources.txt',
    );
  });

  test('a link inside the site leads somewhere, and is written from its root', () => {
    expect(said('[x](/prots/)')).toBe('index.mdx:1:1 link to /prots/: no page of this site is at /prots/.');
    expect(said('[x](/ports)')).toContain('write /ports/, with the slash');
    expect(said('[x](ports/)')).toContain('begins with "/"');
  });

  test('a scene, a rule that does not exist', () => {
    expect(said('<Transcript lines={[\'ss\']} scene="moon" />')).toContain(
      'there is no scene "moon"; there is laptop, home',
    );
    expect(said('<Why rule="x" source="rfc9293#3.5.2" refusal="nope" />')).toContain(
      'there is no rule "nope"; src/simulator/rules.ts has nobody-listens',
    );
  });

  test('typed output is sent to the simulator', () => {
    expect(said('```sh\n$ ss -tln\n```')).toMatch(
      /^index\.mdx:1:1 code fence "sh": output is made by the simulator: <Transcript lines/,
    );
    expect(said('```\nLISTEN\n```')).toContain('code fence: output');
  });
});

test('a list in braces is read as it is written, and nothing else is', () => {
  expect(readList("['a', \"b's\", `c`,]")).toEqual(['a', "b's", 'c']);
  expect(readList('[]')).toEqual([]);
  expect(readList("[a, 'b']")).toBeUndefined();
  expect(readList("['a' + 'b']")).toBeUndefined();
  expect(readList(['[`a$', '{b}`]'].join(''))).toBeUndefined();
});
