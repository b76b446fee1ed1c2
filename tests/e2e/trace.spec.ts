import type { Page } from '@playwright/test';
import { parseCases } from '../../src/simulator/notation/parse-cases.ts';
import { judge } from '../conformance/judge.ts';
import { runOnSimulator } from '../conformance/simulator-executor.ts';
import { expect, test } from './fixtures.ts';

const screen = (page: Page) => page.getByRole('region', { name: 'Terminal', exact: true });
const trace = (page: Page) => page.getByRole('region', { name: 'Trace of the calls' });

/** Reads a copied trace, and runs it. */
function expectCase(text: string): void {
  const { cases, errors } = parseCases(text);
  expect(errors).toEqual([]);
  const [copied] = cases;
  if (!copied) throw new Error(`no case in ${text}`);
  const seen = runOnSimulator(copied);
  expect(seen.kind === 'ran' ? judge(copied, seen.steps) : seen.reason).toEqual([]);
}

async function bind(page: Page, address: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Address' }).fill(address);
  await page.getByRole('button', { name: 'Bind and listen' }).click();
}

test('the terminal page shows what a server and a client asked, program by program', async ({ page }) => {
  await page.goto('terminal/');
  await expect(trace(page)).toContainText('Nothing was asked yet.');
  await expect(screen(page)).toContainText('dev@laptop:~$');
  await screen(page).click();
  await page.keyboard.type('python3 -m http.server 62893 --bind 127.0.0.1 &\n');
  await trace(page).scrollIntoViewIfNeeded();
  await expect(trace(page)).toContainText('as 1000: bind(a, 127.0.0.1:62893) = 0');
  await expect(trace(page)).toContainText('as 1000: listen(a, 5) = 0');
  const waiting = trace(page).getByRole('listitem').filter({ hasText: 'accept(a) = EAGAIN' });
  await expect(waiting).toContainText('waits');

  await screen(page).click();
  await page.keyboard.type('curl -s http://127.0.0.1:62893/\n');
  await expect(trace(page)).toContainText('as 1000: connect(b, 127.0.0.1:62893) = 0');
  await expect(trace(page)).toContainText('c = as 1000: accept(a) = 0');

  const programs = page.getByRole('combobox', { name: 'Program' });
  const curl = programs.getByRole('option').filter({ hasText: /^curl/ });
  await expect(curl).toHaveCount(1);
  await programs.selectOption({ label: await curl.innerText() });
  await expect(trace(page)).toContainText('connect(b');
  await expect(trace(page)).not.toContainText('listen(a');
});

test('a refused bind is marked in the lab, and a step back takes its lines back', async ({ page }) => {
  await page.goto('bind/');
  await bind(page, '0.0.0.0');
  await bind(page, '127.0.0.1');
  await trace(page).scrollIntoViewIfNeeded();
  const refused = trace(page).getByRole('listitem').filter({ hasText: 'refused' });
  await expect(refused).toHaveCount(1);
  await expect(refused).toContainText('as 1000: bind(b, 127.0.0.1:8080) = EADDRINUSE');
  await page.getByRole('button', { name: 'Step back' }).click();
  await expect(refused).toHaveCount(0);
  await expect(trace(page)).toContainText('listen(a, 5) = 0');
});

test('a copy is a case that runs', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('bind/');
  await bind(page, '127.0.0.1');
  await page.getByRole('button', { name: 'Connect to it' }).click();
  await bind(page, '0.0.0.0');
  await trace(page).scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Copy as a case' }).click();
  await expect(page.getByText('The trace is copied')).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('address 192.168.1.20/24\n');
  expect(text).toContain('as 1000: connect(b, 127.0.0.1:8080) = 0\n');
  expectCase(text);
});

test('where nothing can be copied, the case stands in a field', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await page.goto('bind/');
  await bind(page, '127.0.0.1');
  await trace(page).scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Copy as a case' }).click();
  const field = page.getByRole('textbox', { name: 'The trace as a case' });
  await expect(field).toBeFocused();
  expectCase(await field.inputValue());
});

test('a lesson has it as an instrument', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('lessons/run-a-server/');
  await page.getByRole('tab', { name: 'Bind lab' }).click();
  await page.getByRole('button', { name: 'Bind and listen' }).click();
  await page.getByRole('tab', { name: 'Trace' }).click();
  await expect(trace(page)).toContainText('as 1000: bind(a, 127.0.0.1:8080) = 0');
  await page.getByRole('tab', { name: 'Bind lab' }).click();
  await page.getByRole('button', { name: 'Bind and listen' }).click();
  await page.getByRole('tab', { name: 'Trace' }).click();
  await expect(trace(page)).toContainText('EADDRINUSE');
});

test('the newest line stays in view until the reader scrolls up', async ({ page }) => {
  await page.goto('bind/');
  const top = () => trace(page).evaluate(({ scrollTop }) => scrollTop);
  const isAtEnd = () =>
    trace(page).evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight < 2);
  for (let port = 1; port <= 12; port += 1) {
    await page.getByRole('textbox', { name: 'Port' }).fill(String(8000 + port));
    await page.getByRole('button', { name: 'Bind and listen' }).click();
  }
  await trace(page).focus();
  await expect(trace(page)).toContainText('127.0.0.1:8012');
  await expect.poll(top).toBeGreaterThan(0);
  await expect.poll(isAtEnd).toBe(true);
  await page.keyboard.press('Home');
  await expect.poll(top).toBe(0);
  await page.getByRole('button', { name: 'Connect to it' }).click();
  await expect(trace(page)).toContainText('connect(m');
  expect(await top()).toBe(0);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('a sentence says what would be here', async ({ page }) => {
    await page.goto('bind/');
    await expect(page.locator('trace-view noscript p')).toBeVisible();
  });
});
