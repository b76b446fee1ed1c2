import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const screen = (page: Page) => page.getByRole('region', { name: 'Terminal', exact: true });
const sockets = (page: Page) => page.getByRole('region', { name: 'Sockets of the host' });

/** Opens the terminal page and puts the cursor into the shell. */
async function openShell(page: Page): Promise<void> {
  await page.goto('terminal/');
  await expect(screen(page)).toContainText('dev@laptop:~$');
  await screen(page).click();
}

test('a server is run, fetched from, seen and ended', async ({ page }) => {
  await openShell(page);
  await page.keyboard.type('python -m http.server 62893 --bind 127.0.0.1 --directory site &\n');
  await expect(screen(page)).toContainText('Serving HTTP on 127.0.0.1 port 62893');
  await expect(sockets(page)).toContainText('127.0.0.1:62893');
  await page.keyboard.type('curl http://127.0.0.1:62893/\n');
  await expect(screen(page)).toContainText('"GET / HTTP/1.1" 200 -');
  await expect(screen(page)).toContainText('<h1>Hello from 62893</h1>');
  await page.keyboard.type('kill %1\n\n');
  await expect(screen(page)).toContainText('Terminated');
  await expect(sockets(page)).not.toContainText('LISTEN');
});

test('Ctrl-C ends a server in the foreground', async ({ page }) => {
  await openShell(page);
  await page.keyboard.type('python3 -m http.server 62893\n');
  await expect(screen(page)).toContainText('Serving HTTP on 0.0.0.0 port 62893');
  await page.keyboard.press('Control+c');
  await expect(screen(page)).toContainText('Keyboard interrupt received, exiting.');
});

test('the buttons type for a hand without a keyboard', async ({ page }) => {
  await openShell(page);
  await page.getByRole('button', { name: 'Run python -m http.server 62893', exact: true }).click();
  await expect(screen(page)).toContainText('Serving HTTP on 0.0.0.0 port 62893');
  await page.getByRole('button', { name: /^Ctrl-C/ }).click();
  await expect(screen(page)).toContainText('Keyboard interrupt received, exiting.');
  await page.getByRole('button', { name: 'Run ss -tln', exact: true }).click();
  await expect(screen(page)).toContainText('Recv-Q');
});

test('Tab completes in the terminal; Escape and then Tab leaves it', async ({ page }) => {
  await openShell(page);
  await page.keyboard.type('cat si');
  await page.keyboard.press('Tab');
  await page.keyboard.type('ab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText('About this site');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /^Ctrl-C/ })).toBeFocused();
});

test('the colours follow the theme', async ({ page }) => {
  await openShell(page);
  const background = () =>
    screen(page).evaluate(
      (element) =>
        getComputedStyle(element.querySelector('.xterm-scrollable-element') ?? element).backgroundColor,
    );
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await background();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(background).not.toBe(light);
});

test('screen reader mode gives the lines as text', async ({ page }) => {
  await openShell(page);
  const button = page.getByRole('button', { name: 'Screen reader' });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(screen(page).getByRole('list')).toContainText('dev@laptop');
});

test.describe('a part that does not arrive', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });
  test('leaves the still, and a sentence says so', async ({ page, context }) => {
    await context.route(/terminal-screen/, (route) => route.abort());
    await page.goto('terminal/');
    await expect(page.getByRole('status').filter({ hasText: 'could not be loaded' })).toBeVisible();
    await expect(page.getByRole('region', { name: /as it looks after some commands/ })).toBeVisible();
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('a still shows what a terminal looks like', async ({ page }) => {
    await page.goto('terminal/');
    await expect(page.getByRole('region', { name: /as it looks after some commands/ })).toContainText(
      'Serving HTTP on 127.0.0.1 port 62893',
    );
  });
});
