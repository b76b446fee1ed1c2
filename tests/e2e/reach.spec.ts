import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const table = (page: Page): Locator => page.getByRole('table');
const told = (page: Page): Locator => page.locator('reach-table [data-told]');
const turned = (page: Page): Locator => page.locator('reach-table').getByRole('status').last();
const steps = (page: Page): Locator => page.getByRole('list', { name: 'The way in words' });

/** The cell of a caller and a port. */
function cell(page: Page, caller: string, port: number): Locator {
  return table(page).getByRole('button', { name: new RegExp(`${caller}, to TCP port ${port}$`) });
}

async function open(page: Page): Promise<void> {
  await page.goto('reach/');
  await expect(page.locator('reach-table[data-state="live"]')).toBeVisible();
  await expect(cell(page, 'A phone on the Wi-Fi', 8000)).toContainText('Yes');
}

test('a server on 0.0.0.0 is seen from the phone, and bound to 127.0.0.1 no longer', async ({ page }) => {
  await open(page);
  await expect(cell(page, 'A phone on the Wi-Fi', 3000)).toContainText('No bound to 127.0.0.1');
  const bind = page.getByRole('combobox', { name: 'Bind 0.0.0.0:8000 to' });
  await bind.focus();
  await bind.selectOption('127.0.0.1');
  await expect(cell(page, 'A phone on the Wi-Fi', 8000)).toContainText('No bound to 127.0.0.1');
  await expect(cell(page, 'This host, IPv4', 8000)).toContainText('Yes');
  await expect(turned(page)).toContainText('Port 8000 from a phone on the Wi-Fi: no now.');
  await expect(page.getByRole('list', { name: 'What was typed for it' })).toContainText(
    'python3 -m http.server 8000 --bind 127.0.0.1',
  );
  await expect(page.getByRole('combobox', { name: 'Bind 127.0.0.1:8000 to' })).toBeFocused();
});

test('a published port passes ufw deny, and on 127.0.0.1 it is not published to the phone', async ({
  page,
}) => {
  await open(page);
  const publish = page.getByRole('combobox', { name: 'Container, web server on its port 80' });
  await publish.selectOption('-p 8080:80');
  await expect(cell(page, 'A phone on the Wi-Fi', 80)).toContainText('Yes');
  await page.getByRole('combobox', { name: 'port', exact: true }).first().selectOption('8080');
  await page.getByRole('button', { name: 'Set the rule' }).click();
  await expect(page.getByRole('button', { name: 'ufw is on' })).toBeVisible();
  await expect(cell(page, 'A phone on the Wi-Fi', 8000)).toContainText('dropped by laptop');
  await expect(cell(page, 'A phone on the Wi-Fi', 80)).toContainText('Yes');
  await publish.selectOption('-p 127.0.0.1:8080:80');
  await expect(cell(page, 'A phone on the Wi-Fi', 80)).toContainText('No');
});

test('a port forward of the router lets the internet in, until it is taken away', async ({ page }) => {
  await open(page);
  const forward = page.getByRole('group', { name: 'Port forward of the router' });
  await forward.getByRole('combobox').selectOption('8000');
  await forward.getByRole('button', { name: 'Forward it' }).click();
  await expect(cell(page, 'The internet', 8000)).toContainText('by router, 8000');
  await forward.getByRole('button', { name: 'Take the forward away' }).click();
  await expect(cell(page, 'The internet', 8000)).toContainText('private address');
});

test('starting again brings the first servers back', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'ufw is off' }).click();
  await expect(cell(page, 'A phone on the Wi-Fi', 8000)).toContainText('No');
  await page.getByRole('button', { name: 'Start again' }).click();
  await expect(cell(page, 'A phone on the Wi-Fi', 8000)).toContainText('Yes');
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('a pressed cell says its reason, and its way is walked by keyboard', async ({ page }) => {
    await open(page);
    await cell(page, 'This host, IPv4', 8000).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    for (let column = 0; column < 4; column += 1) await page.keyboard.press('ArrowRight');
    await expect(cell(page, 'A phone on the Wi-Fi', 8000)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(told(page)).toContainText('phone tries 192.168.1.20:8000');
    await expect(cell(page, 'A phone on the Wi-Fi', 8000)).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByRole('button', { name: 'Play' })).toBeHidden();
    await expect(page.getByText('Step 1 of 9')).toBeVisible();
    const step = page.getByRole('button', { name: 'Step', exact: true });
    await step.focus();
    for (let count = 1; count < 9; count += 1) await page.keyboard.press('Enter');
    await expect(page.getByText('Step 9 of 9')).toBeVisible();
    await expect(step).toBeFocused();
    await expect(steps(page).locator('[aria-current="step"]')).toContainText('Reached');
    await expect(page.getByRole('img', { name: /phone, laptop.*Reached/ })).toBeVisible();
  });

  test('an attempt of one’s own: localhost never leaves the host, UDP is answered by ICMP', async ({
    page,
  }) => {
    await open(page);
    const form = page.getByRole('form', { name: 'An attempt of your own' });
    await form.getByRole('combobox', { name: 'From' }).selectOption('laptop');
    await form.getByRole('textbox', { name: /^To/ }).fill('localhost');
    await form.getByRole('textbox', { name: 'Port' }).fill('8000');
    await form.getByRole('button', { name: 'Send' }).click();
    await expect(steps(page)).toContainText('it never leaves this host');
    await expect(steps(page)).not.toContainText('leaves by');
    await form.getByRole('combobox', { name: 'Protocol' }).selectOption('UDP');
    await form.getByRole('combobox', { name: 'From' }).selectOption('phone');
    await form.getByRole('textbox', { name: /^To/ }).fill('192.168.1.20');
    await form.getByRole('textbox', { name: 'Port' }).fill('9');
    await form.getByRole('button', { name: 'Send' }).click();
    await expect(steps(page).getByRole('listitem').last()).toContainText('ECONNREFUSED');
    await form.getByRole('textbox', { name: 'Port' }).fill('70000');
    await form.getByRole('button', { name: 'Send' }).click();
    await expect(form.getByRole('alert')).toContainText('from 1 to 65535');
  });
});

test('a way plays by itself to its end, and can be paused', async ({ page }) => {
  await open(page);
  await cell(page, 'This host, IPv4', 3000).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(page.getByText('Step 7 of 7')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('table, controls and drawing pass axe once the servers run and a cell is pressed', async ({
      page,
    }) => {
      await open(page);
      await cell(page, 'A phone on the Wi-Fi', 8000).click();
      await expect(page.getByText('Step 1 of 9')).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      );
    });
  });
}

test.describe('on a telephone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('each listener is a block with a line a caller, and the way is drawn downwards', async ({ page }) => {
    await open(page);
    const phone = cell(page, 'A phone on the Wi-Fi', 8000);
    await expect(phone.getByText('A phone on the Wi-Fi', { exact: true })).toBeVisible();
    expect((await phone.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await phone.click();
    const drawing = page.getByRole('group', { name: 'Drawing of the way' });
    await expect(drawing).toBeInViewport();
    const widths = await drawing.evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
    expect(widths[0]).toBe(widths[1]);
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the table of the first servers, every reason and one way can be read', async ({ page }) => {
    await page.goto('reach/');
    const row = table(page).getByRole('row').filter({ hasText: '0.0.0.0:8000' });
    await expect(row.getByRole('cell').nth(4)).toContainText('by 192.168.1.20');
    await expect(page.getByText('Every reason of the table above')).toBeVisible();
    await expect(steps(page).getByRole('listitem')).toHaveCount(9);
    await expect(page.getByRole('button', { name: 'Set the rule' })).toBeHidden();
  });
});

test('a link opens another scene, with a terminal on each of its hosts, and what is typed there turns cells', async ({
  page,
}) => {
  await page.goto('reach/#scene=tunnel');
  await expect(page.locator('reach-table[data-state="live"]')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Tunnels', exact: true })).toHaveAttribute(
    'aria-current',
    'true',
  );
  await expect(cell(page, 'The internet', 3000)).toContainText('No bound to 127.0.0.1');
  await page.getByRole('button', { name: /Run cloudflared tunnel/ }).click();
  await expect(cell(page, 'The internet', 3000)).toContainText('Yes by a public name');
  await cell(page, 'The internet', 3000).click();
  await expect(steps(page)).toContainText('handed to the connection that cloudflared opened');
  await page.getByRole('combobox', { name: 'Host of the new terminal' }).selectOption('stranger');
  await page.getByRole('button', { name: 'New terminal' }).click();
  await expect(page.getByRole('tab', { name: '2: stranger' })).toHaveAttribute('aria-selected', 'true');
  // Another scene begins anew; one that there is not takes nothing away.
  await page.evaluate(() => {
    location.hash = '#scene=nowhere';
  });
  await expect(page.getByText('There is no scene “nowhere”')).toContainText('What is here stays as it was.');
  await expect(cell(page, 'The internet', 3000)).toContainText('Yes');
  await page.getByRole('link', { name: 'A home network' }).click();
  await expect(cell(page, 'A phone on the Wi-Fi', 8000)).toContainText('Yes');
});

test('what was done goes into a link and comes back from it', async ({ page }) => {
  await open(page);
  await page.getByRole('combobox', { name: 'Bind 0.0.0.0:8000 to' }).selectOption('127.0.0.1');
  await expect(cell(page, 'A phone on the Wi-Fi', 8000)).toContainText('No');
  await page.getByRole('button', { name: 'Copy a link to this' }).click();
  await expect(page).toHaveURL(/#scene=home&steps=1\./);
  const link = page.url();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(cell(page, 'A phone on the Wi-Fi', 8000)).toContainText('No bound to 127.0.0.1');
});
