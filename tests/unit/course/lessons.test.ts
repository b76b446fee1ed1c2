import { describe, expect, test } from 'vitest';
import { sceneNames } from '../../../src/course/scenes/index.ts';
import { parseCondition } from '../../../src/course/step.ts';
import { panelNames } from '../../../src/widgets/workbench/workbench.view.ts';
import { all, lessons, numberIn, wordsRead } from './lesson-text.ts';

const parts = ['<Predict ', '<Steps>', '<Why', '<Check '] as const;

test('there are lessons, and their places in the course are 1, 2, 3 and so on', () => {
  const orders = lessons.map(({ frontmatter }) => numberIn(frontmatter, 'order')).toSorted((a, b) => a - b);
  expect(orders.length).toBeGreaterThanOrEqual(8);
  expect(orders).toEqual(orders.map((_, index) => index + 1));
});

describe.each(lessons)('$slug', ({ frontmatter, body }) => {
  test('asks for a prediction, then lets you do, then says why, then checks', () => {
    const places = parts.map((part) => body.indexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('each question has one right choice among three, and every choice is answered', () => {
    const questions = all(body, /(<(?:Predict|Check)\b[\s\S]*?<\/(?:Predict|Check)>)/g);
    expect(questions).toHaveLength(2);
    for (const question of questions) {
      const choices = all(question, /(<Choice\b[\s\S]*?<\/Choice>)/g);
      expect(choices).toHaveLength(3);
      expect(choices.filter((choice) => /^<Choice says="[^"]*" right>/.test(choice))).toHaveLength(1);
      for (const choice of choices) expect(wordsRead(choice.replace(/says="[^"]*"/, ''))).toBeGreaterThan(3);
    }
  });

  test('every step has a condition that can be read, and something to press', () => {
    const steps = all(body, /(<Step done[\s\S]*?<\/Step>)/g);
    expect(steps.length).toBeGreaterThanOrEqual(3);
    for (const step of steps) {
      const done = all(step, /^<Step done="([^"]*)">/g)[0] ?? '';
      expect(parseCondition(done), done).toMatchObject({ ok: true });
      expect(step).toContain('<Try ');
    }
  });

  test('its buttons open panels that the workbench has', () => {
    for (const panel of all(body, /<Try panel="(\w+)"/g)) expect(panelNames).toContain(panel);
  });

  test('puts a claim right that is often read, in plain sight', () => {
    expect(body).toContain('<Misconception ');
  });

  test('its sources can be opened, and the source of its rule is one of them', () => {
    const urls = all(frontmatter, /^ {4}url: (\S+)$/gm);
    expect(urls.length).toBeGreaterThanOrEqual(2);
    for (const url of urls) expect(new URL(url).protocol).toBe('https:');
    const linked = [...all(body, /^ {2}url="([^"]+)"$/gm), ...all(body, /\]\((https?:[^)\s]+)\)/g)];
    expect(linked.length).toBeGreaterThanOrEqual(1);
    for (const url of linked) expect(urls).toContain(url);
  });

  test('its minutes fit its words and its steps', () => {
    const steps = all(body, /<Step done="([^"]*)">/g).length;
    const minutes = wordsRead(body) / 150 + steps / 2;
    expect(Math.abs(numberIn(frontmatter, 'minutes') - minutes)).toBeLessThanOrEqual(1);
  });

  test('its world is one that exists', () => {
    expect(sceneNames).toContain(all(frontmatter, /^scene: (\w+)$/gm)[0]);
  });

  test('keeps the voice: no exclamation marks, no filler', () => {
    expect(body).not.toMatch(/!(?=\s|$)/);
    expect(body).not.toMatch(/\b(simply|just|easy|easily|obviously|awesome|great|in today’s)\b/i);
  });
});
