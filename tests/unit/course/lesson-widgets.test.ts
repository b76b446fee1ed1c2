import { describe, expect, test } from 'vitest';
import { toBits } from '../../../src/components/lesson/figures/bits.ts';
import { lessonMistake } from '../../../src/components/lesson/lesson-file.ts';
import { findScene } from '../../../src/course/scenes/index.ts';
import type { StepCondition } from '../../../src/course/step.ts';
import { requestsFor, verbFor } from '../../../src/widgets/command-button/command-button.view.ts';
import {
  announcement,
  progressText,
  tickSteps,
} from '../../../src/widgets/lesson-steps/lesson-steps.view.ts';
import { toPieces } from '../../../src/widgets/machine-words/machine-words.ts';
import { sitDown } from './seat.ts';

const asked80: StepCondition = { kind: 'asked', port: 80 };
const asked443: StepCondition = { kind: 'asked', port: 443 };

describe('the steps of a lesson', () => {
  test('a tick stays when the world no longer shows it', () => {
    const { world } = sitDown(findScene('laptop'));
    const shown = { ...world, portsAsked: [80] };
    const ticked = tickSteps([asked80, asked443], [], shown);
    expect(ticked).toEqual([true, false]);
    expect(tickSteps([asked80, asked443], ticked, { ...shown, portsAsked: [] })).toEqual([true, false]);
  });

  test('progress is said in numbers', () => {
    expect(progressText([false, false])).toBe('A step ticks itself off when the machine shows it done.');
    expect(progressText([true, false])).toBe('1 of 2 done.');
    expect(progressText([true, true])).toBe('All 2 steps done.');
  });

  test('only a new tick is announced', () => {
    expect(announcement([], [true, false])).toBe('Step 1 done. 1 of 2 done.');
    expect(announcement([true, false], [true, false])).toBe('');
    expect(announcement([false, false], [true, true])).toBe('Steps 1 and 2 done. All 2 steps done.');
  });
});

describe('a command button', () => {
  test('a command shows the terminal, then is typed and run', () => {
    expect(requestsFor('run', 'ss -tln')).toEqual([
      { name: 'workbench-show', detail: { panel: 'terminal' } },
      { name: 'terminal-type', detail: { text: 'ss -tln', run: true } },
    ]);
    expect(requestsFor('run', 'ss -tln', 'phone').at(-1)).toEqual({
      name: 'terminal-type',
      detail: { text: 'ss -tln', run: true, host: 'phone' },
    });
    expect(verbFor('run')).toBe('Run ');
  });

  test('a port shows the port field and asks it', () => {
    expect(requestsFor('port', '62893')).toEqual([
      { name: 'workbench-show', detail: { panel: 'port' } },
      { name: 'port-ask', detail: { port: 62893 } },
    ]);
  });

  test('a panel is shown', () => {
    expect(requestsFor('panel', 'bind')).toEqual([{ name: 'workbench-show', detail: { panel: 'bind' } }]);
    expect(verbFor('panel')).toBe('');
  });

  test('an unknown kind asks for nothing', () => {
    expect(requestsFor(undefined, 'x')).toEqual([]);
  });
});

test('machine words stand between backticks', () => {
  expect(toPieces('ask `::1`, not `')).toEqual([
    { text: 'ask ', code: false },
    { text: '::1', code: true },
    { text: ', not `', code: false },
  ]);
});

test('a mistake in a lesson names its file', () => {
  const url = new URL('https://homeport.example/learn/lessons/run-a-server/');
  expect(lessonMistake(url, '<Try>', 'needs a command').message).toBe(
    'content/lessons/run-a-server/index.mdx: <Try>: needs a command',
  );
});

test('62893 has the bits 1111 0101 1010 1101', () => {
  expect(toBits(62893, 16).map(Number).join('')).toBe('1111010110101101');
});
