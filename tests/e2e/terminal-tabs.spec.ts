import { AxeBuilder } from '@axe-core/playwright';
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

test('several terminals share one host; closing one ends what ran there', async ({ page }) => {
  await openShell(page);
  await page.getByRole('button', { name: 'New terminal' }).click();
  const tabs = page.getByRole('tablist', { name: 'Terminals' });
  await expect(tabs.getByRole('tab')).toHaveText(['Terminal 1', 'Terminal 2']);
  await expect(tabs.getByRole('tab', { name: 'Terminal 2' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.type('python3 -m http.server 62893\n');
  const second = page.getByRole('tabpanel', { name: 'Terminal 2' });
  await expect(second).toContainText('Serving HTTP on 0.0.0.0 port 62893');
  await tabs.getByRole('tab', { name: 'Terminal 1' }).click();
  await page.keyboard.type('curl -s localhost:62893\n');
  await expect(page.getByRole('tabpanel', { name: 'Terminal 1' })).toContainText('Directory listing for /');
  await tabs.getByRole('tab', { name: 'Terminal 2' }).click();
  await expect(second).toContainText('"GET / HTTP/1.1" 200 -');
  await page.getByRole('button', { name: 'Close terminal 2' }).click();
  await expect(tabs).toBeHidden();
  await expect(sockets(page)).not.toContainText('0.0.0.0:62893');
});

test('the tabs of the terminals work by keyboard', async ({ page }) => {
  await openShell(page);
  await page.getByRole('button', { name: 'New terminal' }).click();
  const first = page.getByRole('tab', { name: 'Terminal 1' });
  const second = page.getByRole('tab', { name: 'Terminal 2' });
  await second.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(first).toBeFocused();
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tabpanel', { name: 'Terminal 2' })).toBeHidden();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('tablist', { name: 'Terminals' })).toBeHidden();
  await page.keyboard.type('tty; echo kept\n');
  await expect(screen(page)).toContainText('kept');
});

test('exit closes a terminal that is not the only one', async ({ page }) => {
  await openShell(page);
  await page.getByRole('button', { name: 'New terminal' }).click();
  await expect(page.getByRole('tab')).toHaveCount(2);
  await page.keyboard.type('exit\n');
  await expect(page.getByRole('tablist', { name: 'Terminals' })).toBeHidden();
  await page.keyboard.type('exit\n');
  await expect(screen(page)).toContainText('[the shell has ended; here is a new one]');
});

test('two terminals pass axe', async ({ page }) => {
  await openShell(page);
  await page.getByRole('button', { name: 'New terminal' }).click();
  await expect(page.getByRole('tab')).toHaveCount(2);
  const { violations } = await new AxeBuilder({ page }).include('home-terminal').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`)).toEqual(
    [],
  );
});
