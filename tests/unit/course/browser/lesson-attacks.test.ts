/** The attacks of lessons: what a lesson says that stops them does, and nothing that it says does not. */
import { describe, expect, test } from 'vitest';
import { attackIds, readLessonAttack } from '../../../../src/course/browser/lesson-attacks.ts';
import { findScene } from '../../../../src/course/scenes/index.ts';
import { isDone, parseCondition } from '../../../../src/course/step.ts';
import { createWorld } from '../../../../src/course/world.ts';
import { tellAttack } from '../../../../src/widgets/browser-attack/attack-lesson.view.ts';

/** What the world is told when the attack meets a server with these defences, or of this release. */
function madeOf(id: string, defences: string, chosen: readonly string[]) {
  const lesson = readLessonAttack(id, defences);
  if (typeof lesson === 'string') throw new Error(lesson);
  return tellAttack(lesson, new Set(chosen), () => undefined).made?.outcome;
}

describe('an attack in a lesson', () => {
  test('a blind change works through CORS, and is stopped by the Origin check', () => {
    const blind = (...chosen: string[]) => madeOf('blind', 'cors origin', chosen);
    expect(blind()).toBe('succeeded');
    expect(blind('cors')).toBe('succeeded');
    expect(blind('origin')).toBe('stopped');
    expect(blind('cors', 'origin')).toBe('stopped');
  });

  test('rebinding works through CORS and the Origin check, and is stopped by the Host check', () => {
    const rebinding = (...chosen: string[]) => madeOf('rebinding', 'cors origin host', chosen);
    expect(rebinding('cors', 'origin')).toBe('succeeded');
    expect(rebinding('host')).toBe('stopped');
    expect(rebinding('cors', 'origin', 'host')).toBe('stopped');
  });

  test.each(['vite-read', 'vite-rebinding'])('%s works against Vite 6.0.8, and 6.0.9 stops it', (id) => {
    expect(madeOf(id, '', ['6.0.8'])).toBe('succeeded');
    expect(madeOf(id, '', ['6.0.9'])).toBe('stopped');
  });

  test('is told to the steps of the page', () => {
    const parsed = parseCondition('attack blind stopped');
    if (!parsed.ok) throw new Error(parsed.reason);
    const world = createWorld({ scene: findScene('laptop'), seed: 1, epoch: 0, shell: undefined });
    const done = (attack: string, outcome: 'succeeded' | 'stopped') =>
      isDone(parsed.condition, { ...world, portsAsked: [], attacksMade: [{ attack, outcome }] });
    expect(done('blind', 'stopped')).toBe(true);
    expect(done('blind', 'succeeded')).toBe(false);
    expect(done('rebinding', 'stopped')).toBe(false);
  });

  test('what is written wrong is named', () => {
    expect(readLessonAttack('burglary', 'host')).toBe(
      `there is no attack "burglary"; there is ${attackIds.join(', ')}`,
    );
    expect(readLessonAttack('blind', 'moat')).toMatch(/^there is no defence "moat"; there is cors, host/);
    expect(readLessonAttack('blind', 'cors', 'host')).toBe('"host" is on, and not among its defences');
    expect(readLessonAttack('blind')).toMatch(/^needs defences=/);
    expect(readLessonAttack('vite-read', 'host')).toMatch(/^has releases to choose from/);
  });
});
