import { expect, test } from 'vitest';
import { isPageLink, readPageLink, writePageLink } from '../../../src/course/page-link.ts';
import { openedBy, type WorldStep } from '../../../src/course/world.ts';

const scenes = ['laptop', 'home'];
const steps: readonly WorldStep[] = [
  { kind: 'open', at: 1, columns: 200, rows: 50, unseen: true },
  { kind: 'open', at: 2, columns: 80, rows: 24, host: 'phone' },
  { kind: 'type', at: 3, terminal: 1, text: 'ss -tln\r' },
];

test('a link carries the scene and every step', () => {
  const link = writePageLink('steps', steps, 'home');
  expect(link).toMatch(/^#scene=home&steps=1\./);
  expect(readPageLink(link, scenes)).toEqual({ scene: 'home', steps, problem: undefined });
});

test('the bind lab says steps in its own way, of its own scene or another', () => {
  expect(writePageLink('lab', [], undefined)).toBe('#lab=1.W10');
  expect(readPageLink('#lab=1.W10', scenes)).toEqual({ scene: undefined, steps: [], problem: undefined });
  expect(readPageLink('#scene=home&lab=1.W10', scenes)).toEqual({
    scene: 'home',
    steps: [],
    problem: undefined,
  });
});

test('a scene that there is not is named, with those that there are', () => {
  const { scene, problem } = readPageLink('#scene=hom', scenes);
  expect([scene, problem]).toEqual([undefined, 'There is no scene “hom”. There is laptop and home.']);
  expect(readPageLink('#scene=', scenes).problem).toBe('The link names no scene. There is laptop and home.');
});

test('a broken link opens its scene, and says what is wrong', () => {
  const { scene, steps: read, problem } = readPageLink('#scene=home&steps=1.AAAA', scenes);
  expect([scene, read, problem]).toEqual([
    'home',
    undefined,
    'This link is broken: a part of it is missing or changed.',
  ]);
  expect(readPageLink('#steps=9.W10', scenes).problem).toContain('newer version');
});

test('the address of a heading is no such link', () => {
  expect(isPageLink('#scenes')).toBe(false);
  expect(isPageLink('#scene=home')).toBe(true);
  expect(readPageLink('#sources', scenes)).toEqual({
    scene: undefined,
    steps: undefined,
    problem: undefined,
  });
});

test('a terminal of a control is told from those that a page shows', () => {
  expect(
    openedBy([
      ...steps,
      { kind: 'open', at: 4, columns: 80, rows: 24 },
      { kind: 'close', at: 5, terminal: 1 },
    ]),
  ).toEqual([
    { number: 0, host: undefined, unseen: true },
    { number: 2, host: undefined, unseen: false },
  ]);
});
