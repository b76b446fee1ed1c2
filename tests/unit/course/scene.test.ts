import { expect, test } from 'vitest';
import { fetchScene, sceneNames as namesByNeed } from '../../../src/course/scenes/by-need.ts';
import { findScene, sceneNames } from '../../../src/course/scenes/index.ts';
import { createHost, isLocalAddress } from '../../../src/simulator/host.ts';
import { createNetwork } from '../../../src/simulator/network.ts';

test('every scene makes a host, and its user has an account there', () => {
  for (const name of sceneNames) {
    const scene = findScene(name);
    const host = createHost(createNetwork({ seed: 1 }), scene.host);
    expect(host.users.map((user) => user.name)).toContain(scene.user);
  }
});

test('the laptop has the loopback addresses, one address on the network, and a second user', () => {
  const host = createHost(createNetwork({ seed: 1 }), findScene('laptop').host);
  for (const address of ['127.0.0.1', '127.0.0.2', '::1', '192.168.1.20']) {
    expect(isLocalAddress(host, address), address).toBe(true);
  }
  expect(isLocalAddress(host, '192.168.1.21')).toBe(false);
  expect(host.users).toContainEqual({ name: 'guest', uid: 1001 });
});

test('an unknown scene is refused with the names of those that exist', () => {
  expect(() => findScene('desktop')).toThrow(
    `There is no scene "desktop"; there is ${sceneNames.join(', ')}.`,
  );
});

test('a page can fetch every scene, and no other', async () => {
  expect(namesByNeed).toEqual(sceneNames);
  for (const name of sceneNames) expect(await fetchScene(name)).toBe(findScene(name));
  await expect(fetchScene('desktop')).rejects.toThrow('There is no scene "desktop"');
});
