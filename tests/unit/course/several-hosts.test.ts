/** A world of several hosts: terminals on each, and what one does reaches the others. */
import { expect, test } from 'vitest';
import { hostsOf, type Scene } from '../../../src/course/scene.ts';
import { findScene } from '../../../src/course/scenes/index.ts';
import { wholeShell } from '../../../src/course/whole-shell.ts';
import { apply, createWorld, type World } from '../../../src/course/world.ts';

function open(scene: Scene): { readonly world: World; readonly said: string[] } {
  const said: string[] = [];
  const world = createWorld({
    scene,
    seed: 1,
    epoch: 0,
    shell: wholeShell(),
    onOutput: (terminal, text) => {
      said[terminal] = (said[terminal] ?? '') + text;
    },
  });
  for (const { host } of hostsOf(scene)) {
    apply(world, { kind: 'open', at: world.network.now, columns: 80, rows: 24, host: host.name });
  }
  return { world, said };
}

function type(world: World, terminal: number, line: string): void {
  apply(world, { kind: 'type', at: world.network.now, terminal, text: `${line}\n` });
  apply(world, { kind: 'wait', at: world.network.now, milliseconds: 500 });
}

/** Without what needs the nat table. */
const scene = findScene('home');
const [laptop, phone, , stranger] = [0, 1, 2, 3];

test('a terminal says on which host it is', () => {
  const { said } = open(scene);
  expect(said[laptop]).toContain('dev@laptop');
  expect(said[phone]).toContain('user@phone');
  expect(said[stranger]).toContain('user@stranger');
});

test('a neighbour reaches the wildcard, and not the loopback address', () => {
  const { world, said } = open(scene);
  type(world, laptop, 'python3 -m http.server 8000 >/dev/null 2>&1 &');
  type(world, laptop, 'python3 -m http.server 8001 --bind 127.0.0.1 >/dev/null 2>&1 &');
  type(world, phone, 'curl -sI http://192.168.1.20:8000/ | head -1');
  expect(said[phone]).toContain('HTTP/1.0 200 OK');
  type(world, phone, 'curl http://192.168.1.20:8001/');
  expect(said[phone]).toContain('Failed to connect to 192.168.1.20 port 8001');
});

test('the internet gets no further than the router', () => {
  const { world, said } = open(scene);
  type(world, laptop, 'python3 -m http.server 8000 >/dev/null 2>&1 &');
  type(world, stranger, 'nc -nvz 203.0.113.7 8000');
  expect(said[stranger]).toContain('Connection refused');
  type(world, stranger, 'nc -nvz 192.168.1.20 8000');
  expect(said[stranger]).toContain('Network is unreachable');
});

test('on a Mac AirPlay has port 5000; a server with SO_REUSEADDR starts on 127.0.0.1 all the same', () => {
  const { world, said } = open(findScene('mac'));
  type(world, 0, 'curl -sI http://127.0.0.1:5000/ | head -3');
  expect(said[0]).toContain('HTTP/1.1 403 Forbidden');
  expect(said[0]).toContain('Server: AirTunes');
  type(world, 0, 'python3 -m http.server 5000 --bind 127.0.0.1 >/dev/null 2>&1 &');
  type(world, 0, 'curl -sI http://127.0.0.1:5000/ | head -1; curl -sI http://192.168.1.20:5000/ | head -1');
  expect(said[0]).toContain('HTTP/1.0 200 OK');
  type(world, 0, 'python3 -m http.server 5000');
  expect(said[0]).toContain('Address already in use');
});
