import { describe, expect, test } from 'vitest';
import { course } from '../../../src/components/course-outline.ts';
import { readCommand } from '../../../src/components/reference/command-page.ts';
import { commands } from '../../../src/components/reference/commands.ts';
import { markFields } from '../../../src/components/reference/marked-output.ts';
import { runShown } from '../../../src/components/reference/run-shown.ts';

const voice = /!(?=\s|$)|\b(simply|easily|obviously|awesome)\b/i;

test('the commands that the course uses each have a page', () => {
  expect(commands.length).toBeGreaterThanOrEqual(23);
});

describe.each(commands)('$slug', (command) => {
  const { slug, shown, counterparts, group, name, ...texts } = command;

  test.each(shown)('every field that it explains is in the output: $says', (example) => {
    const { found, entries } = runShown(slug, example);
    expect(found).toHaveLength(example.fields.length);
    expect(entries.map((entry) => entry.command)).toEqual(example.lines);
  });

  test('the other two systems have their counterparts, each with its source', () => {
    const given = Object.values(counterparts).filter((one) => one !== undefined);
    expect(given).toHaveLength(2);
    for (const { source } of given) expect(source.url).toMatch(/^https:\/\//);
  });

  test('its lessons are lessons of the course', () => {
    for (const lesson of command.lessons) expect(course.map((place) => place.slug)).toContain(lesson);
  });

  test('asks a question, and keeps the voice', () => {
    expect(command.question).toMatch(/\?$/);
    expect(JSON.stringify(texts)).not.toMatch(voice);
  });
});

const entry = { prompt: '$ ', command: 'ss', output: 'LISTEN 0 5 0.0.0.0:80\n' };

test('fields are marked in their order, and a group marks the group', () => {
  const fields = [
    { find: /LISTEN/, name: 'State' },
    { find: /(\d) \d /, name: 'Recv-Q' },
    { find: /\d/, name: 'Send-Q' },
  ];
  const { entries, found } = markFields([entry], fields);
  expect(found).toEqual(['LISTEN', '0', '5']);
  expect(entries[0]?.pieces).toEqual([
    { text: 'LISTEN', field: 1 },
    { text: ' ', field: undefined },
    { text: '0', field: 2 },
    { text: ' ', field: undefined },
    { text: '5', field: 3 },
    { text: ' 0.0.0.0:80\n', field: undefined },
  ]);
});

test('a field that is not in the output is a mistake, and so is one that stands before another', () => {
  expect(() => markFields([entry], [{ find: /ESTAB/, name: 'State' }])).toThrow('the field "State"');
  const turned = [
    { find: /0\.0\.0\.0:80/, name: 'Local Address' },
    { find: /LISTEN/, name: 'State' },
  ];
  expect(() => markFields([entry], turned)).toThrow('the field "State"');
});

test('a wrong key is named with its file', () => {
  expect(() => readCommand('content/reference/commands/ss.ts', { name: 'ss', quetsion: 'Who?' })).toThrow(
    /commands\/ss\.ts:\n[\s\S]*quetsion/,
  );
});
