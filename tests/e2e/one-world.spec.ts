import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** The instruments beside a lesson are views of one world: what one does, the others show. */

const screen = (page: Page) => page.getByRole('region', { name: 'Terminal', exact: true });
const sockets = (page: Page) => page.getByRole('region', { name: 'Sockets of the host' });
const told = (page: Page) => page.locator('bind-lab').getByRole('status').first();

async function openLesson(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('lessons/run-a-server/');
  await expect(screen(page)).toContainText('dev@laptop:~$');
}

async function bindInTheLab(page: Page, port: string): Promise<void> {
  await page.getByRole('tab', { name: 'Bind lab' }).click();
  await page.getByRole('textbox', { name: 'Port', exact: true }).fill(port);
  await page.getByRole('button', { name: 'Bind and listen' }).click();
}

test('a server in the terminal is what a bind in the lab meets', async ({ page }) => {
  await openLesson(page);
  await screen(page).click();
  await page.keyboard.type('python3 -m http.server 62893 &\n');
  await expect(sockets(page)).toContainText('0.0.0.0:62893');
  await bindInTheLab(page, '62893');
  await expect(told(page)).toContainText('EADDRINUSE');
  await expect(told(page)).toContainText('It met: TCP 0.0.0.0:62893, LISTEN, of user dev.');
});

test('a socket of the lab is what a command in the terminal sees and meets', async ({ page }) => {
  await openLesson(page);
  await bindInTheLab(page, '8080');
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await screen(page).click();
  await page.keyboard.type('ss -tln\n');
  await expect(screen(page)).toContainText('127.0.0.1:8080');
  await page.keyboard.type('python3 -m http.server 8080\n');
  await expect(screen(page)).toContainText('OSError: [Errno 98] Address already in use');
});

test('stepping back takes back a command, on the screen and in the world', async ({ page }) => {
  await openLesson(page);
  await bindInTheLab(page, '8080');
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await screen(page).click();
  await page.keyboard.type('python3 -m http.server 62893 &\n');
  await expect(sockets(page).getByText('LISTEN')).toHaveCount(2);
  await page.getByRole('tab', { name: 'Bind lab' }).click();
  await page.getByRole('button', { name: 'Step back' }).click();
  await expect(sockets(page).getByText('LISTEN')).toHaveCount(1);
  await page.getByRole('tab', { name: 'Terminal' }).click();
  await expect(screen(page)).not.toContainText('http.server');
  await page.getByRole('tab', { name: 'Bind lab' }).click();
  await page.getByRole('button', { name: 'Step forward' }).click();
  await expect(sockets(page).getByText('LISTEN')).toHaveCount(2);
});

test('a port asked about in the field can tick off a step', async ({ page }) => {
  await page.goto('lessons/the-three-ranges/');
  const steps = page.locator('lesson-steps');
  await steps.getByRole('button', { name: /62893/ }).first().click();
  await expect(steps.getByText(/^Done: the port field is asked about/).first()).toBeVisible();
});

test('a command of the text runs on the host that it names, else on the learner’s own, whichever terminal is shown', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('lessons/refused-timed-out-answered/');
  const steps = page.locator('lesson-steps');
  await steps.getByRole('button', { name: 'python -m http.server 8000' }).click();
  await steps.getByRole('button', { name: 'on phone curl http://192.168.1.20:8000' }).first().click();
  await expect(steps.getByText('192.168.1.20:8000 answers (on phone)')).toBeVisible();
  await steps.getByRole('button', { name: '-j DROP' }).click();
  await expect(page.locator('.xterm-rows:visible')).toContainText(/Serving HTTP.*sudo iptables -A INPUT/s);
});
