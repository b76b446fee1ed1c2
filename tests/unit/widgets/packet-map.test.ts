import { describe, expect, test } from 'vitest';
import { tellAttempt } from '../../../src/course/packet-steps.ts';
import { reachStill } from '../../../src/course/reach-still.ts';
import { drawHosts, drawTrail, type SvgNode } from '../../../src/widgets/packet-path/packet-drawing.view.ts';
import { toMap } from '../../../src/widgets/packet-path/packet-map.view.ts';
import { pointOf, wayBetween } from '../../../src/widgets/packet-path/packet-way.view.ts';

const { world } = reachStill();
const stranger = world.network.hosts.find(({ name }) => name === 'stranger') ?? world.host;

function textsOf(nodes: readonly SvgNode[]): readonly string[] {
  return nodes.flatMap(({ text, children = [] }) => [
    ...(text === undefined ? [] : [text]),
    ...textsOf(children),
  ]);
}

describe.each(['across', 'down'] as const)('the map of hosts, %s', (direction) => {
  test('has no two hosts over each other, and all of them inside', () => {
    const map = toMap({ home: world.host, on: ['laptop', 'stranger'], direction });
    for (const [index, one] of map.hosts.entries()) {
      expect(one.x).toBeGreaterThanOrEqual(0);
      expect(one.y).toBeGreaterThanOrEqual(0);
      expect(one.x + one.width).toBeLessThanOrEqual(map.width);
      expect(one.y + one.height).toBeLessThanOrEqual(map.height);
      for (const other of map.hosts.slice(index + 1)) {
        const apart =
          one.x + one.width <= other.x ||
          other.x + other.width <= one.x ||
          one.y + one.height <= other.y ||
          other.y + other.height <= one.y;
        expect(apart, `${one.name} and ${other.name}`).toBe(true);
      }
    }
  });

  test('has a place for every step of a way', () => {
    const story = tellAttempt({ from: stranger, protocol: 'tcp', to: '203.0.113.7', port: 8000 });
    const map = toMap({ home: world.host, on: story.hosts, direction });
    for (const { place } of story.steps) expect(pointOf(map, place)).toBeDefined();
  });

  test('leads a packet to loopback round inside its host', () => {
    const story = tellAttempt({ from: world.host, protocol: 'tcp', to: '127.0.0.1', port: 8000 });
    const map = toMap({ home: world.host, on: story.hosts, direction });
    const own = map.hosts.find(({ name }) => name === 'laptop');
    if (!own) throw new Error('the learner’s host is not drawn');
    for (const [index, step] of story.steps.entries()) {
      const before = story.steps[index - 1];
      for (const { x, y } of before ? wayBetween(map, before.place, step.place) : []) {
        expect(x > own.x && x < own.x + own.width && y > own.y && y < own.y + own.height).toBe(true);
      }
    }
  });
});

test('below each other only the hosts near the way are drawn, so that it fits a telephone', () => {
  const map = toMap({ home: world.host, on: ['laptop', 'phone'], direction: 'down' });
  expect(map.hosts.map(({ name }) => name)).toEqual(['laptop', 'phone', 'router']);
  expect(map.width).toBeLessThanOrEqual(350);
});

test('the drawing names hosts, interfaces, addresses and links', () => {
  const map = toMap({ home: world.host, on: ['phone', 'laptop'], direction: 'across' });
  const texts = textsOf(drawHosts(map, ['phone', 'laptop']));
  for (const text of ['laptop', 'phone', 'wlan0', '192.168.1.20', 'Wi-Fi', 'lo'])
    expect(texts).toContain(text);
});

test('the trail is as long as the steps that were taken', () => {
  const story = tellAttempt({ from: world.host, protocol: 'tcp', to: '127.0.0.1', port: 8000 });
  const map = toMap({ home: world.host, on: story.hosts, direction: 'across' });
  const trail = story.steps.map((_, index) => drawTrail(map, story.steps, index).length);
  expect(trail).toEqual([0, 1, 2, 3, 4, 5, 5]);
});
