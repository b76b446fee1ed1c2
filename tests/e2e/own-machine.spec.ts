import { createServer } from 'node:http';
import type { Page } from '@playwright/test';
import { listenAtOrAfter } from '../../src/server/listen.ts';
import { expect, test } from './fixtures.ts';

const lesson = 'lessons/run-a-server/';
/** The port that the lesson asks, in its text and in its security policy. */
const written = '62893';

// The one request that the reader asked for, and what the browser says when it brings no answer.
test.use({
  expectedErrors: [
    /^request to another host: http:\/\/127\.0\.0\.1:\d+\/$|net::ERR_|`loopback` address space/,
  ],
});

/**
 * The lesson as it would be if it asked another port, which is free on this machine or is not. The browser does not know where
 * such a page comes from, and guards this machine's ports from it as from any website.
 */
async function openLesson(page: Page, port: number): Promise<void> {
  await page.route(`**/${lesson}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll(written, String(port)) });
  });
  await page.goto(lesson);
}

test('check my port asks on the press alone, and tells a refused permission, an answer, and nothing that can be said', async ({
  page,
  context,
}) => {
  const server = createServer((_, response) => response.end('hello'));
  const { port } = await listenAtOrAfter(server, 0);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).port === String(port)) asked.push(request.url());
  });
  await openLesson(page, port);
  const own = page.locator('own-machine');
  const told = own.getByRole('status');
  const check = own.getByRole('button', { name: `Check my port ${port}` });
  await check.scrollIntoViewIfNeeded();
  await expect(own.getByText('Local Network Access')).toBeVisible();
  expect(asked).toEqual([]);

  await check.click();
  await expect(told).toContainText('Your browser has refused this site the way to your own machine');
  await context.grantPermissions(['local-network-access']);
  asked.length = 0;
  await check.click();
  await expect(told).toContainText(`Something answers on 127.0.0.1:${port}.`);
  expect(asked).toEqual([`http://127.0.0.1:${port}/`]);

  await new Promise((closed) => {
    server.close(closed);
    server.closeAllConnections();
  });
  await check.click();
  await expect(told).toContainText('No answer that this page may see.');
  await expect(own.getByText(`ss -tlnp 'sport = :${port}'`)).toBeVisible();
});

test('a page that this machine serves on that very port says who holds it', async ({ page, baseURL }) => {
  const port = Number(new URL(baseURL ?? '').port);
  await openLesson(page, port);
  const own = page.locator('own-machine');
  await expect(own.getByText(`This page comes from port ${port} of your own machine`)).toBeVisible();
  await own.getByRole('button', { name: `Check my port ${port}` }).click();
  await expect(own.getByRole('status')).toContainText('It is Homeport itself');
});
