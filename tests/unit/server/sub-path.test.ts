import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, serveSmallSite } from './small-site.ts';

let site: Awaited<ReturnType<typeof serveSmallSite>>;
beforeAll(async () => {
  site = await serveSmallSite('/learn/homeport/');
});
afterAll(() => site.stop());

test.each([
  ['/', '/learn/homeport/'],
  ['/learn/homeport', '/learn/homeport/'],
  ['/learn/homeport/ports', '/learn/homeport/ports/'],
])('%s redirects to %s', async (path, location) => {
  const { status, headers } = await ask(site.port, path);
  expect([status, headers.location]).toEqual([302, location]);
});

test.each(['/learn/homeport/', '/learn/homeport/ports/', '/learn/homeport/logo.svg'])(
  '%s is there',
  async (path) => {
    expect((await ask(site.port, path)).status).toBe(200);
  },
);

test.each(['/ports/', '/learn/', '/learn/homeportx/', '/logo.svg'])(
  '%s is outside the site',
  async (path) => {
    expect((await ask(site.port, path)).status).toBe(404);
  },
);

test('a file with its digest in the name keeps its long life', async () => {
  const { headers } = await ask(site.port, '/learn/homeport/_astro/page.abc123.js');
  expect(headers['cache-control']).toMatch(/immutable/);
});
