import { expect, test } from './fixtures.ts';

test('one switch for the site: remembered, and followed by a lesson, the ports page and another tab', async ({
  page,
  context,
}) => {
  await page.goto('lessons/two-programs-one-port/');
  const system = page.getByRole('combobox', { name: 'Your system' });
  await system.selectOption('macos');
  const why = page.getByRole('region', { name: 'Why' });
  await expect(why.getByText('On macOS 127.0.0.1 may join')).toBeVisible();
  await expect(why.getByText('On Linux SO_REUSEADDR')).toBeHidden();
  await expect(why.getByRole('button', { name: 'macOS documented', pressed: true })).toBeVisible();
  await expect(page.getByText('This machine runs Linux. Your choice')).toBeVisible();

  await why.getByRole('button', { name: 'Windows documented' }).click();
  await expect(why.getByText('On Windows a wildcard')).toBeVisible();
  await expect(system).toHaveValue('windows');

  const other = await context.newPage();
  await other.goto('ports/');
  await expect(other.getByRole('radio', { name: 'Windows' })).toBeChecked();
  await expect(other.getByRole('checkbox', { name: 'picked by Windows, striped' })).toBeVisible();
  await other.getByRole('radio', { name: 'Linux' }).check();
  await expect(system).toHaveValue('linux');
  await expect(why.getByText('On Linux SO_REUSEADDR')).toBeVisible();
});

test('a host on which nothing was done takes the chosen system; a used one offers to start over', async ({
  page,
}) => {
  await page.goto('bind/');
  const system = page.getByRole('combobox', { name: 'Your system' });
  const rules = page.getByLabel('Rules of');
  await system.selectOption('windows');
  await expect(rules).toHaveValue('windows');
  await page.getByRole('button', { name: 'Bind and listen' }).click();
  await expect(page.locator('bind-lab [data-told]')).toContainText('listen(3, 5) = 0');

  await system.selectOption('macos');
  await expect(page.getByText('You chose macOS. This machine still runs Windows')).toBeVisible();
  await expect(rules).toHaveValue('windows');
  await page.getByRole('button', { name: 'Start over on macOS' }).click();
  await expect(rules).toHaveValue('macos');
  await expect(page.getByText('A fresh host: nothing is bound.')).toBeVisible();
  await expect(page.getByText('You chose macOS.')).toHaveCount(0);
});

test('the terminal is that of the chosen system, and its buttons type what that system understands', async ({
  page,
}) => {
  await page.goto('terminal/');
  await page.getByRole('combobox', { name: 'Your system' }).selectOption('windows');
  const screen = page.locator('.xterm-rows');
  await expect(screen).toContainText('PS C:\\Users\\dev>');
  await expect(page.getByRole('button', { name: 'Run ss -tlnp' })).toBeHidden();
  await page.getByRole('button', { name: 'Run Get-NetTCPConnection -State Listen' }).click();
  await expect(screen).toContainText('Get-NetTCPConnection -State Listen');
  await page.reload();
  await expect(screen).toContainText('PS C:\\Users\\dev>');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every system’s text stands there, each with its name', async ({ page }) => {
    await page.goto('lessons/two-programs-one-port/');
    const why = page.getByRole('region', { name: 'Why' });
    for (const mark of ['Linux, measured', 'macOS, documented', 'Windows, documented'])
      await expect(why.getByText(mark)).toBeVisible();
    await page.goto('lessons/run-a-server/');
    await expect(page.getByText('lsof -nP -iTCP:62893 -sTCP:LISTEN')).toBeVisible();
    await expect(page.getByText('Get-NetTCPConnection -LocalPort 62893')).toBeVisible();
  });
});
