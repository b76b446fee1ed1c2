import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const told = (page: Page) => page.locator('browser-attack').getByRole('status');
const own = (page: Page) => page.getByRole('region', { name: 'Your server' }).getByRole('listitem');
const goal = (page: Page, text: string) =>
  page.locator('browser-attack').getByRole('listitem').filter({ hasText: text });
const attack = (page: Page) => page.getByRole('button', { name: 'Carry out the attack' });

test.beforeEach(async ({ page }) => {
  await page.goto('browser/');
});

test('an attack works, is stopped by a switch of the server, and the own page goes on working', async ({
  page,
}) => {
  await page.getByRole('radio', { name: 'Rebind a name' }).check();
  await expect(page.getByRole('region', { name: 'A browser on your machine' })).toContainText(
    'http://evil.example:3000',
  );
  await attack(page).click();
  await expect(told(page)).toContainText('The attack works. The page read what your server has for you.');
  await expect(goal(page, 'An attack works.')).toContainText('done');
  await expect(page.getByRole('region', { name: 'Log of your server' })).toContainText(
    'GET /notes 200 · Host: evil.example:3000',
  );

  await page.getByRole('checkbox', { name: 'Host header' }).check();
  await attack(page).click();
  await expect(told(page)).toContainText('The attack is stopped at “Host check”.');
  await expect(goal(page, 'Your server stops that attack')).toContainText('done');
  await expect(own(page).filter({ hasText: 'saves your changes' })).toContainText('works');
});

test('each check on the way has its reason, its source and how it is known', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Browser' }).selectOption('Chromium 156');
  await attack(page).click();
  const gate = page
    .getByRole('region', { name: 'What happened' })
    .getByRole('listitem')
    .filter({ hasText: 'Local Network Access' });
  await expect(gate).toContainText('stopped');
  await expect(gate).toContainText('nothing is sent');
  await expect(gate).toContainText('measured');
  await expect(gate.getByRole('link', { name: 'Local Network Access' })).toHaveAttribute('href', /wicg/);
  await expect(told(page)).toContainText('The request never reached your server.');
  await expect(page.getByRole('region', { name: 'Log of your server' })).toContainText('(nothing arrived)');
});

test('a browser that asks is no defence of the server: it says where the attack still works', async ({
  page,
}) => {
  await attack(page).click();
  await page.getByRole('combobox', { name: 'Browser' }).selectOption('Firefox 153');
  await attack(page).click();
  await expect(told(page)).toContainText('But not your server stopped it.');
  await expect(goal(page, 'Your server stops that attack')).toContainText('to do');
});

test('a defence that breaks the own page does not reach the goal', async ({ page }) => {
  await attack(page).click();
  await page.getByRole('combobox', { name: 'Access-Control-Allow-Origin' }).selectOption('not sent');
  await expect(own(page).filter({ hasText: 'saves your changes' })).toContainText('broken');
  await attack(page).click();
  await expect(told(page)).toContainText('But your own page is broken');
  await expect(goal(page, 'Your server stops that attack')).toContainText('to do');
});

test('the address that the server is bound to decides on the simulated network', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Bound to' }).selectOption('192.168.1.20');
  await attack(page).click();
  await expect(told(page)).toContainText('The attack is stopped at “Connection”.');
  await expect(page.getByRole('region', { name: 'What happened' })).toContainText('Nobody listens');
  await page.getByRole('combobox', { name: 'Bound to' }).selectOption('::1');
  await attack(page).click();
  await expect(told(page)).toContainText('The attack works.');
});

test('one set of switches stops all attacks, by keyboard alone', async ({ page }) => {
  await page.getByRole('radio', { name: 'Read an answer' }).focus();
  await page.keyboard.press('Enter');
  await expect(told(page)).toContainText('The attack works.');
  await page.getByRole('combobox', { name: 'Access-Control-Allow-Origin' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('checkbox', { name: 'Host header' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('checkbox', { name: 'Origin header' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(goal(page, 'One set of switches')).toContainText('9 of 9 are stopped now.');
  await expect(goal(page, 'One set of switches')).toContainText('done');
  await page.getByRole('button', { name: 'Start again' }).press('Enter');
  await expect(goal(page, 'One set of switches')).toContainText('0 of 9 are stopped now.');
  await expect(goal(page, 'An attack works.')).toContainText('to do');
});

test.describe('after an attack', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the widget passes axe in ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await attack(page).click();
      await page.getByRole('combobox', { name: 'Access-Control-Allow-Origin' }).selectOption('not sent');
      await attack(page).click();
      await expect(told(page)).toContainText('broken');
      const { violations } = await new AxeBuilder({ page }).include('browser-attack').analyze();
      expect(
        violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)),
      ).toEqual([]);
    });
  }

  test('nothing is wider than a screen of 390 pixels', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('radio', { name: 'Send JSON' }).check();
    await page.getByRole('button', { name: 'Carry it out again' }).click();
    await expect(told(page)).toBeInViewport();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('one attack and the table of defences are there to read', async ({ page }) => {
    await expect(page.locator('browser-attack')).toContainText('The attack works.');
    const row = page.getByRole('row', { name: /^Rebind a name/ });
    await expect(row.getByRole('cell').nth(2)).toContainText('Host check');
    await expect(row.getByRole('cell').nth(0)).toContainText('works');
  });
});
