import { expect, test } from 'vitest';
import { findScene } from '../../../src/course/scenes/index.ts';
import { readLink, writeLink } from '../../../src/course/share-link.ts';
import {
  apply,
  createWorld,
  openTerminals,
  passTime,
  type Shell,
  type World,
  type WorldStep,
  withoutLastMove,
} from '../../../src/course/world.ts';
import { allTools } from '../../../src/shell/all-tools.ts';
import { createMachine, openTerminal } from '../../../src/shell/machine.ts';
import { listSockets } from '../../../src/simulator/socket-list.ts';

const shell: Shell = {
  start([resident], epoch) {
    if (!resident) throw new Error('no host');
    const { host, user } = resident;
    const machine = createMachine({ host, user, epoch, tools: allTools });
    return {
      run: () => machine.run(),
      busy: () => machine.busy(),
      advance: (milliseconds) => machine.advance(milliseconds),
      openTerminal: (options) => openTerminal(machine, options),
    };
  },
};

interface Told {
  readonly world: World;
  readonly output: string[];
  readonly exits: number[];
}

function fresh(): Told {
  const output: string[] = [];
  const exits: number[] = [];
  const world = createWorld({
    scene: findScene('laptop'),
    seed: 1,
    epoch: 0,
    shell,
    onOutput: (terminal, text) => {
      output[terminal] = (output[terminal] ?? '') + text;
    },
    onExit: (terminal) => exits.push(terminal),
  });
  return { world, output, exits };
}

const open = (at: number): WorldStep => ({ kind: 'open', at, columns: 80, rows: 24 });
const type = (at: number, terminal: number, text: string): WorldStep => ({
  kind: 'type',
  at,
  terminal,
  text,
});
const serve: readonly WorldStep[] = [open(1), open(2), type(3, 1, 'python3 -m http.server 8000\r')];
const close: WorldStep = { kind: 'close', at: 5000, terminal: 1 };

test('closing a terminal ends what ran there, on the same host as the others', () => {
  const { world } = fresh();
  for (const step of serve) apply(world, step);
  passTime(world, 4000);
  const listens = () => listSockets(world.host).some(({ local }) => local?.port === 8000);
  expect(listens()).toBe(true);
  apply(world, close);
  expect(listens()).toBe(false);
});

test('a closed terminal travels in a link, and its number is not given again', () => {
  const steps = [...serve, close, open(6000)];
  expect(readLink(writeLink(steps))).toEqual({ ok: true, steps });
  expect(openTerminals(steps)).toEqual([0, 2]);
});

test('stepping back leaves closed terminals closed', () => {
  expect(withoutLastMove([...serve, close])?.kept).toEqual([open(1), open(2), close]);
});

test('the end of a shell is told', () => {
  const { world, exits } = fresh();
  for (const step of [...serve.slice(0, 2), type(3, 0, 'exit\r')]) apply(world, step);
  expect(exits).toEqual([0]);
});

test('a loop without an end prints the same, however the time passes', () => {
  const run = (pieces: number): string | undefined => {
    const { world, output } = fresh();
    for (const step of [open(1), type(2, 0, 'while true; do echo $((n++)); done\r')]) apply(world, step);
    for (let piece = 1; piece <= pieces; piece += 1) passTime(world, Math.round((200 * piece) / pieces));
    apply(world, type(200, 0, '\u0003'));
    return output[0];
  };
  const whole = run(1);
  expect(whole).toMatch(/\r\n99\r\n100\r\n[\s\S]*\^C\r\n/);
  expect(run(7)).toBe(whole);
  expect(run(60)).toBe(whole);
});
