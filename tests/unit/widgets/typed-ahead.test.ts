import { expect, test } from 'vitest';
import { TypedAhead } from '../../../src/widgets/world/typed-ahead.ts';

function typing() {
  const typed: string[] = [];
  let tools = false;
  let arrive = (): void => {};
  const arrival = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const ahead = new TypedAhead({
    hasTools: () => tools,
    loadTools: () => arrival,
    terminal: () => undefined,
    type: (terminal, text) => typed.push(`${terminal}: ${text}`),
  });
  return {
    typed,
    type: (text: string, terminal = 0) => ahead.type(terminal, text),
    /** They are there; whoever waits for them hears of it a moment later. */
    toolsCome() {
      tools = true;
      arrive();
    },
  };
}

test('what is typed before the tools are there is typed when they have come, in its order', async () => {
  const { typed, type, toolsCome } = typing();
  type('py');
  type('ls', 1);
  type('thon');
  expect(typed).toEqual([]);
  toolsCome();
  await Promise.resolve();
  await Promise.resolve();
  expect(typed).toEqual(['0: py', '1: ls', '0: thon']);
});

test('a key in the moment between their coming and the typing of what is held stays behind it', async () => {
  const { typed, type, toolsCome } = typing();
  type('py');
  toolsCome();
  type('thon');
  await Promise.resolve();
  await Promise.resolve();
  type('3');
  expect(typed).toEqual(['0: py', '0: thon', '0: 3']);
});
