import { describe, expect, test } from 'vitest';
import { lessonMistakes } from '../../../src/build/check-lessons.ts';
import { citedSources } from '../../../src/build/sources.ts';
import { panelNames } from '../../../src/widgets/workbench/workbench.view.ts';
import { all, blankHead, lessons, numberIn, treeOf, wordsRead } from './lesson-text.ts';

const parts = ['<Predict ', '<Steps>', '<Why', '<Check '] as const;

describe.each(lessons)('$slug', ({ file, text, frontmatter, body }) => {
  test('asks for a prediction, then lets you do, then says why, then checks', () => {
    const places = parts.map((part) => body.indexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('has no mistake that would fail the build', async () => {
    expect(await lessonMistakes(treeOf(blankHead(text)), file)).toBe('');
  });

  test('each question has choices that are answered in more than three words', () => {
    const questions = all(body, /(<(?:Predict|Check)\b[\s\S]*?<\/(?:Predict|Check)>)/g);
    expect(questions.length).toBeGreaterThanOrEqual(2);
    for (const choice of questions.flatMap((question) => all(question, /(<Choice\b[\s\S]*?<\/Choice>)/g))) {
      expect(wordsRead(choice.replace(/says="[^"]*"/, ''))).toBeGreaterThan(3);
    }
  });

  test('has three steps or more, each with something to press', () => {
    const steps = all(body, /(<Step done[\s\S]*?<\/Step>)/g);
    expect(steps.length).toBeGreaterThanOrEqual(3);
    // What an attack came to is shown by its widget, which stands in the lesson.
    for (const step of steps) expect(step).toMatch(/<Try\s|<Step done="attack /);
  });

  test('its buttons open panels that the workbench has', () => {
    for (const panel of all(body, /<Try panel="(\w+)"/g)) expect(panelNames).toContain(panel);
  });

  test('puts a claim right that is often read, in plain sight', () => {
    expect(body).toContain('<Misconception ');
  });

  test('has two sources or more, and every one is in the list', () => {
    const [, listed = ''] = /^sources:\n((?: +.*\n?)*)/m.exec(frontmatter) ?? [];
    const keys = all(listed, /^ *- "?([^\s"]+?)"?(?::(?= |$).*)?$/gm);
    expect(keys.length).toBeGreaterThanOrEqual(2);
    expect(keys.filter((key) => !citedSources().has(key))).toEqual([]);
  });

  test('its minutes fit its words and its steps', () => {
    const steps = all(body, /<Step done="([^"]*)">/g).length;
    const minutes = wordsRead(body) / 150 + steps / 2;
    expect(Math.abs(numberIn(frontmatter, 'minutes') - minutes)).toBeLessThanOrEqual(1);
  });

  test('keeps the voice: no exclamation marks, no filler', () => {
    expect(body).not.toMatch(/!(?=\s|$)/);
    expect(body).not.toMatch(/\b(simply|just|easy|easily|obviously|awesome|great|in today’s)\b/i);
  });
});
