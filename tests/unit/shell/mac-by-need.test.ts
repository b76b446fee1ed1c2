import { expect, test } from 'vitest';
import { findScene } from '../../../src/course/scenes/index.ts';
import { apply, createWorld, type World } from '../../../src/course/world.ts';
import { hasTools, loadPrograms, loadTools, shell } from '../../../src/widgets/world/shell.ts';

function open(scene: 'laptop' | 'mac', system?: 'macos'): { readonly world: World; said(): string } {
  let text = '';
  const world = createWorld({
    scene: findScene(scene),
    seed: 1,
    epoch: 0,
    shell,
    system,
    onOutput: (_terminal, piece) => {
      text += piece;
    },
  });
  apply(world, { kind: 'open', at: 0, columns: 80, rows: 24 });
  return { world, said: () => text };
}

test('macOS’s tools come when a Mac is there, and Linux needs none of them', async () => {
  await loadTools(() => {});
  open('laptop');
  expect(hasTools()).toBe(true);

  const switched = open('laptop', 'macos');
  expect(switched.said()).toContain('dev@laptop ~ % ');
  expect(hasTools()).toBe(false);
  await loadTools(() => {});
  await loadPrograms();
  apply(switched.world, { kind: 'type', at: 1, terminal: 0, text: 'uname\r' });
  expect(switched.said()).toContain('Darwin\r\n');
});

test('a scene of Macs has its services from the start, once its tools are here', async () => {
  await loadTools(() => {}, ['macos', 'linux']);
  await loadPrograms();
  const { world, said } = open('mac');
  expect(hasTools()).toBe(true);
  apply(world, { kind: 'type', at: 1, terminal: 0, text: 'lsof -t -i :5000\r' });
  expect(said()).toMatch(/\d+\r\n/);
});
