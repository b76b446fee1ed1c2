import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

async function bindAndListen(
  page: Page,
  address: string,
  port: string,
  button = 'Bind and listen',
): Promise<void> {
  await page.getByRole('combobox', { name: 'Address' }).fill(address);
  await page.getByRole('textbox', { name: 'Port' }).fill(port);
  await page.getByRole('button', { name: button }).click();
}

const sockets = (page: Page) => page.getByRole('region', { name: 'Sockets of the host' });
const told = (page: Page) => page.locator('bind-lab').getByRole('status').first();

test.beforeEach(async ({ page }) => {
  await page.goto('bind/');
});

test('a conflict is refused with its rule, its source and the socket that it met', async ({ page }) => {
  await bindAndListen(page, '0.0.0.0', '8080');
  await expect(told(page)).toContainText('listen(3, 5) = 0');
  await bindAndListen(page, '127.0.0.1', '8080');
  await expect(told(page)).toContainText('bind(4, 127.0.0.1:8080) = -1 EADDRINUSE');
  await expect(told(page)).toContainText('It met: TCP 0.0.0.0:8080, LISTEN, of user dev.');
  await expect(told(page).getByRole('link', { name: 'socket(7)' })).toHaveAttribute('href', /man7\.org/);
  await expect(page.getByRole('img', { name: /127\.0\.0\.1:8080: refused/ })).toBeVisible();
});

test('a privileged port is refused to dev and given to root', async ({ page }) => {
  await bindAndListen(page, '127.0.0.1', '80');
  await expect(told(page)).toContainText('EACCES');
  await page.getByRole('combobox', { name: 'User' }).selectOption('root (0)');
  await bindAndListen(page, '127.0.0.1', '80');
  await expect(sockets(page)).toContainText('you, as root');
});

test('a whole connection can be made, accepted and closed, and TIME-WAIT holds the port for 60 s', async ({
  page,
}) => {
  await bindAndListen(page, '127.0.0.1', '8080');
  await page.getByRole('button', { name: 'Connect to it' }).click();
  await sockets(page).getByRole('button', { name: 'Accept TCP 127.0.0.1:8080' }).click();
  await expect(sockets(page).getByText('ESTABLISHED')).toHaveCount(2);
  for (const name of [/^Close TCP 127\.0\.0\.1:8080/, /^Close TCP 127\.0\.0\.1:8080/, /^Close/]) {
    await sockets(page).getByRole('button', { name }).last().click();
  }
  await expect(sockets(page)).toContainText(/TIME-WAIT, \d+ s/);
  await bindAndListen(page, '127.0.0.1', '8080');
  await expect(told(page)).toContainText('stays in TIME-WAIT for 60 seconds');
  await page.getByRole('button', { name: 'Let 60 s pass' }).click();
  await bindAndListen(page, '127.0.0.1', '8080');
  await expect(told(page)).toContainText('listen(3, 5) = 0');
});

test('each move can be taken back and made again', async ({ page }) => {
  const back = page.getByRole('button', { name: 'Step back' });
  const forward = page.getByRole('button', { name: 'Step forward' });
  await expect(back).toBeDisabled();
  await bindAndListen(page, '127.0.0.1', '8080');
  await bindAndListen(page, '127.0.0.2', '8080');
  await expect(sockets(page).getByText('LISTEN')).toHaveCount(2);
  await back.click();
  await expect(sockets(page).getByText('LISTEN')).toHaveCount(1);
  await back.click();
  await expect(sockets(page)).toContainText('No socket has a port yet');
  await forward.click();
  await forward.click();
  await expect(sockets(page).getByText('LISTEN')).toHaveCount(2);
  await expect(forward).toBeDisabled();
});

test('a wrong address and a wrong port are explained, and nothing is lost', async ({ page }) => {
  await bindAndListen(page, '127.0.0.300', '8080');
  await expect(page.getByText('127.0.0.300 is no IPv4 address')).toBeVisible();
  await bindAndListen(page, '127.0.0.1', '70000');
  await expect(page.getByText('70000 is too large')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Port' })).toHaveValue('70000');
});

test('the whole lab goes into a link and comes back from it', async ({ page }) => {
  await bindAndListen(page, '127.0.0.1', '8080');
  await bindAndListen(page, '::1', '8080');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page).toHaveURL(/#lab=1\./);
  const link = page.url();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(sockets(page).getByText('LISTEN')).toHaveCount(2);
  await expect(sockets(page)).toContainText('[::1]:8080');
});

for (const [fragment, sentence] of [
  ['#lab=1.AAAA', 'This link is broken'],
  ['#lab=7.AAAA', 'made by a newer version'],
] as const) {
  test(`${fragment}: ${sentence}, and a fresh host is there`, async ({ page }) => {
    await page.goto('about:blank');
    await page.goto(`bind/${fragment}`);
    await expect(page.getByText(sentence)).toBeVisible();
    await bindAndListen(page, '127.0.0.1', '8080');
    await expect(sockets(page)).toContainText('LISTEN');
  });
}

test('a broken link does not touch what is there', async ({ page }) => {
  await bindAndListen(page, '127.0.0.1', '8080');
  // A link that comes before the lab has loaded opens it, which is another case.
  await expect(sockets(page)).toContainText('LISTEN');
  await page.evaluate(() => {
    location.hash = '#lab=1.AAAA';
  });
  await expect(page.getByText('What is here stays as it was.')).toBeVisible();
  await expect(sockets(page)).toContainText('LISTEN');
});

test('the lab works by keyboard alone', async ({ page }) => {
  await page.getByRole('combobox', { name: 'Address' }).focus();
  await page.keyboard.press('Enter');
  await expect(told(page)).toContainText('listen(3, 5) = 0');
  await expect(page.getByRole('combobox', { name: 'Address' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(told(page)).toContainText('EADDRINUSE');
});

test('the rules are those of the system that is chosen, and a link keeps them', async ({ page }) => {
  await page.goto('bind/');
  await page.getByLabel('Rules of').selectOption('windows');
  await expect(page.getByRole('checkbox', { name: 'SO_REUSEPORT' })).toBeHidden();
  await page.getByLabel('Address').fill('0.0.0.0');
  await page.getByRole('button', { name: 'Bind and listen' }).click();
  await page.getByLabel('Address').fill('127.0.0.1');
  await page.getByRole('button', { name: 'Bind and listen' }).click();
  await expect(told(page)).toContainText('listen(4, 5) = 0');
  await page.getByRole('button', { name: 'Bind and listen' }).click();
  await expect(told(page)).toContainText('WSAEADDRINUSE (10048)');
  await expect(told(page).getByRole('link', { name: /Microsoft/ })).toBeVisible();
  await expect(told(page).getByRole('link', { name: 'recorded case' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page).toHaveURL(/#lab=1\./);
  const link = page.url();
  await page.getByLabel('Rules of').selectOption('linux');
  await page.goto('about:blank');
  await page.goto(link);
  await expect(told(page)).toContainText('WSAEADDRINUSE (10048)');
  await expect(page.getByLabel('Rules of')).toHaveValue('windows');
});
