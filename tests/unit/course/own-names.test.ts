/** How the host's own name, and its loopback interface, are told of on each system. */
import { expect, test } from 'vitest';
import { tellAttempt } from '../../../src/course/packet-steps.ts';
import { findScene } from '../../../src/course/scenes/index.ts';
import { sitDown } from './seat.ts';

function told(scene: string, to: string): string {
  const { host } = sitDown(findScene(scene)).world;
  return tellAttempt({ from: host, protocol: 'tcp', to, port: 8000 })
    .steps.slice(0, 2)
    .map(({ text }) => text)
    .join(' ');
}

test('Debian gives a host’s own name to 127.0.1.1, and its loopback interface is lo', () => {
  expect(told('home', 'laptop')).toMatch(/gives 127\.0\.1\.1\..*goes to lo\./);
});

test('a Mac’s is NAME.local with the addresses of its network, and no bare name; its loopback interface is lo0', () => {
  expect(told('mac', 'macbook')).toContain('knows no address for the name macbook');
  expect(told('mac', 'macbook.local')).toMatch(
    /the resolver of macbook gives 2001:db8:1::20 and 192\.168\.1\.20.*goes to lo0 too/,
  );
  expect(told('mac', '127.0.0.1')).toContain('goes to lo0.');
});

test('Windows resolves its own name to the addresses of its network', () => {
  expect(told('windows', 'desktop')).toMatch(
    /the resolver of desktop gives 2001:db8:1::20 and 192\.168\.1\.20/,
  );
});
