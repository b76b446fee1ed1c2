/** While the script of a widget is on its way: no press is lost, and none is answered with the values of another. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** Holds the scripts whose addresses match back; the returned function lets them come. */
async function holdBack(page: Page, script: RegExp): Promise<() => void> {
  let arrive = (): void => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(script, async (route) => {
    await arrived;
    await route.continue();
  });
  return arrive;
}

test('bind lab: two binds are made one by one, each with its own address', async ({ page }) => {
  const arrive = await holdBack(page, /_astro\/bind-lab\.(?!element)/);
  await page.goto('bind/');
  for (const address of ['127.0.0.1', '::1', '127.0.0.2']) {
    await page.getByRole('combobox', { name: 'Address' }).fill(address);
    await page.getByRole('button', { name: 'Bind and listen' }).click();
  }
  await page.getByRole('button', { name: 'Step back' }).click();
  await page.getByRole('combobox', { name: 'Address' }).fill('127.0.0.9');
  const sockets = page.getByRole('region', { name: 'Sockets of the host' });
  await expect(sockets.getByText('LISTEN')).toHaveCount(0);
  arrive();
  await expect(sockets.getByText('LISTEN')).toHaveCount(2);
  await expect(sockets).toContainText('127.0.0.1:8080');
  await expect(sockets).toContainText('[::1]:8080');
  await expect(page.getByRole('combobox', { name: 'Address' })).toHaveValue('127.0.0.9');
  // The user of the held presses is the one that the loaded lab shows.
  await expect(page.getByRole('combobox', { name: 'User' })).toHaveValue('1000');
  await expect(sockets).not.toContainText('as root');
});

test('packet path: the attempt that was sent is shown', async ({ page }) => {
  const arrive = await holdBack(page, /_astro\/packet-path\.(?!element)/);
  await page.goto('reach/');
  const path = page.locator('packet-path');
  await path.getByRole('textbox', { name: 'Port' }).fill('5000');
  await path.getByRole('button', { name: 'Send' }).click();
  await path.getByRole('textbox', { name: 'Port' }).fill('6000');
  arrive();
  await expect(path.locator('[data-title]')).toContainText(':5000');
});

test('browser: the attack of the press is carried out, and the change after it is told', async ({ page }) => {
  const arrive = await holdBack(page, /_astro\/browser-attack\./);
  await page.goto('browser/');
  const widget = page.locator('browser-attack');
  await widget.getByRole('button', { name: 'Carry out the attack' }).click();
  await widget.getByLabel('Bound to').selectOption('0.0.0.0');
  arrive();
  await expect(widget).toContainText('You changed something since.');
  await expect(widget.getByLabel('Bound to')).toHaveValue('0.0.0.0');
});

test('reach: the controls take presses when there is something to change', async ({ page }) => {
  const arrive = await holdBack(page, /_astro\/reach\./);
  await page.goto('reach/', { waitUntil: 'commit' });
  const firewall = page.locator('[data-do="firewall"]');
  await expect(firewall).toBeVisible();
  // Inert: not there for whoever comes by keyboard or screen reader either.
  await firewall.focus();
  await expect(firewall).not.toBeFocused();
  arrive();
  await firewall.click();
  await expect(firewall).toHaveAttribute('aria-pressed', 'true');
});
