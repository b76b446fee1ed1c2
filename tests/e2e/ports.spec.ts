import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** The answer that is seen; what a screen reader is told of it follows in a place of its own once the typing rests. */
const answer = (page: Page) => page.locator('port-verdict [data-answer]');

test.beforeEach(async ({ page }) => {
  await page.goto('ports/');
});

test('a typed port gets its verdict, and the address follows so that it can be linked', async ({ page }) => {
  const field = page.getByLabel('Type a port, an address or an error');
  await field.fill('443');
  await expect(answer(page).getByText('is a system port, registered for https.')).toBeVisible();
  await expect(
    answer(page).getByText('A poor choice for a development server on Linux.').first(),
  ).toBeVisible();
  await expect(page).toHaveURL(/\/ports\/#443$/);
  await expect(answer(page).getByText('http protocol over TLS/SSL')).toBeVisible();

  await page.goto('ports/#127.0.0.1:5173');
  await page.reload();
  await expect(field).toHaveValue('127.0.0.1:5173');
  await expect(answer(page).getByText('127.0.0.1 is a loopback address')).toBeVisible();
  await expect(answer(page).getByText('Vite dev server').first()).toBeVisible();
});

test('a verdict is on the page one frame after the key', async ({ page }) => {
  const field = page.getByLabel('Type a port, an address or an error');
  await field.fill('https');
  await expect(answer(page).getByText('443 is a system port, registered for https.')).toBeVisible();
  const frames = await field.evaluate(async (input) => {
    if (!(input instanceof HTMLInputElement)) return -1;
    input.value = '8080';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise(requestAnimationFrame);
    return document.querySelector('port-verdict')?.textContent.includes('8080 is a user port') ? 1 : 2;
  });
  expect(frames).toBe(1);
});

test('a service, a range, a list and a pasted error are answered', async ({ page }) => {
  const field = page.getByLabel('Type a port, an address or an error');
  await field.fill('postgres');
  await expect(answer(page).getByText('is a user port, registered for postgresql.')).toBeVisible();
  await field.fill('8000-8010');
  await expect(page.getByRole('rowheader', { name: '8010' })).toBeVisible();
  await field.fill('80, 443');
  await expect(page.getByRole('rowheader', { name: '443' })).toBeVisible();
  await field.fill('Error: listen EADDRINUSE: address already in use :::3000');
  await expect(answer(page).getByText('The address is in use.')).toBeVisible();
  await expect(answer(page).getByText("ss -tlnp 'sport = :3000'")).toBeVisible();
});

test('a mistake says what would be right and offers it', async ({ page }) => {
  const field = page.getByLabel('Type a port, an address or an error');
  await field.fill('６２８９３');
  await expect(answer(page).getByText('is written with fullwidth digits')).toBeVisible();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: '62893', exact: true }).click();
  await expect(field).toHaveValue('62893');
  await expect(field).toBeFocused();
  await expect(answer(page).getByText('is a dynamic port. IANA never assigns it.')).toBeVisible();
});

test('what is typed is announced once the typing rests', async ({ page }) => {
  await page.getByLabel('Type a port, an address or an error').fill('22');
  await expect(page.locator('port-verdict').getByRole('status')).toHaveText(
    '22 is a system port, registered for ssh. No choice for anything that a browser should open.',
  );
});

test('the system is chosen once: verdict and map follow, and it is remembered', async ({ page }) => {
  await page.getByRole('radio', { name: 'macOS' }).check();
  await expect(
    answer(page).getByText('Usable for a development server on macOS, with one catch.').first(),
  ).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'picked by macOS, striped' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'macOS' })).toBeChecked();
});

test('the map is walked by keys, and Enter asks', async ({ page }) => {
  const map = page.getByRole('slider', { name: /Map of all ports/ });
  await expect(map).toHaveAttribute('aria-valuetext', /^62893, dynamic port/);
  await map.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await expect(map).toHaveAttribute('aria-valuenow', '510');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Type a port, an address or an error')).toHaveValue('510');
});

test('a typed port lights up on the map', async ({ page }) => {
  await page.getByLabel('Type a port, an address or an error').fill('6000');
  await expect(page.getByRole('slider', { name: /Map of all ports/ })).toHaveAttribute(
    'aria-valuetext',
    /^6000, user port, x11, X11, refused by browsers$/,
  );
});

test('a port in a list further down leads back up to its answer', async ({ page }) => {
  await page.getByRole('link', { name: '6000', exact: true }).first().click();
  await expect(page.getByLabel('Type a port, an address or an error')).toHaveValue('6000');
  await expect(page.getByLabel('Type a port, an address or an error')).toBeFocused();
  await expect(answer(page).getByText('6000 is a user port, registered for x11.')).toBeInViewport();
});

test('the skip link is no query', async ({ page }) => {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#main$/);
  await expect(page.getByLabel('Type a port, an address or an error')).toHaveValue('127.0.0.1:62893');
});

test('the table beneath the map holds its numbers', async ({ page }) => {
  const row = page.getByRole('row', { name: /dynamic, 49152 to 65535/ });
  await expect(row.getByRole('cell')).toHaveText(['16,384', '0', '0', '0', '11,848', '16,384', '16,384']);
});

test.describe('at 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('nothing is wider than the phone, and a tap on the map brings its block to the glass', async ({
    page,
  }) => {
    const map = page.getByRole('slider', { name: /Map of all ports/ });
    await map.scrollIntoViewIfNeeded();
    await map.tap({ position: { x: 10, y: 100 } });
    await expect(map).not.toHaveAttribute('aria-valuenow', '62893');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the answer for 127.0.0.1:62893, the ranges, the refused ports and the programs stand there', async ({
    page,
  }) => {
    await expect(answer(page).getByText('A good choice for a development server on Linux.')).toBeVisible();
    await expect(page.getByRole('rowheader', { name: 'system', exact: true })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'The 83 ports that browsers refuse' })).toBeVisible();
    await page.getByText('Development servers').click();
    await expect(page.getByText('Vite dev server, binds localhost')).toBeVisible();
  });
});
