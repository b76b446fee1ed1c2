import { describe, expect, test } from 'vitest';
import { openDevPorts } from '../../../src/ports/dev-ports.ts';
import { countText, excerptParts, partOfSite, portLine } from '../../../src/widgets/search/search.view.ts';

const knowledge = { devPorts: openDevPorts() };

describe('the search', () => {
  test.each(['62893', ':62893', '127.0.0.1:62893', 'http://localhost:62893/x'])(
    '%s is a port, however it is written, and its verdict comes first',
    (text) => {
      expect(portLine(text, knowledge, 'linux')).toMatchObject({
        port: 62893,
        headline: '62893 is a dynamic port. IANA never assigns it.',
      });
    },
  );

  test.each(['loopback', 'who holds the port', '127.0.0.1', '3000-3010', '99999'])(
    '%s is words to look for, not one port',
    (text) => {
      expect(portLine(text, knowledge, 'linux')).toBeUndefined();
    },
  );

  test('an excerpt is text with marked words; what looks like an element in it stays text', () => {
    expect(excerptParts('a &lt;b&gt; &amp; <mark>port</mark> 80')).toEqual([
      { text: 'a <b> & ', marked: false },
      { text: 'port', marked: true },
      { text: ' 80', marked: false },
    ]);
  });

  test('a result says which part of the site it is in, under a sub-path too', () => {
    expect(partOfSite('/learn/lessons/run-a-server/')).toBe('Lesson');
    expect(partOfSite('/reference/glossary/#backlog')).toBe('Reference');
    expect(partOfSite('/ports/#5173')).toBe('Port');
    expect(partOfSite('/bind/')).toBe('Instrument');
  });

  test('the count says how many there are and how many are shown', () => {
    expect(countText(0, 0)).toBe('Nothing found. Try one word, a port or an error name.');
    expect(countText(1, 1)).toBe('1 result.');
    expect(countText(12, 30)).toBe('30 results, the first 12 are shown.');
  });
});
