import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';

const lesson = 'lessons/run-a-server/';

test('what is done in a lesson is kept, another tab shows it, and a file carries it over a reset', async ({
  page,
  context,
}) => {
  await page.goto(lesson);
  const list = await context.newPage();
  await list.goto('lessons/');
  await expect(list.getByText('Nothing done yet.')).toBeVisible();
  for (const command of [/python -m http.server 62893 &/, /curl http:\/\/127/, /curl http:\/\/192/]) {
    await page.getByRole('button', { name: command }).click();
  }
  await expect(page.locator('lesson-progress')).toHaveText('3 of 3 steps done. Kept on this device.');
  await expect(list.locator('[data-progress-of="run-a-server"]')).toHaveText('✓ done');
  await expect(list.getByText(/^1 of \d+ lessons done\./)).toBeVisible();

  await list.getByText('Your progress').click();
  const downloading = list.waitForEvent('download');
  await list.getByRole('button', { name: 'Save as a file' }).click();
  const file = await (await downloading).path();
  expect(readFileSync(file, 'utf8')).toContain('"run-a-server":{"steps":[1,2,3],"of":3');

  await list.getByRole('button', { name: 'Forget everything' }).click();
  await list.getByRole('button', { name: 'Forget it' }).click();
  await expect(list.getByText('Nothing done yet.')).toBeVisible();
  await list.getByLabel('Open a file').setInputFiles(file);
  await expect(list.getByText(/^1 of \d+ lessons done\./)).toBeVisible();

  const newer = {
    name: 'newer.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"homeport":"progress","version":9}'),
  };
  await list.getByLabel('Open a file').setInputFiles(newer);
  await expect(list.getByRole('status').filter({ hasText: 'newer.json was not opened' })).toContainText(
    'Nothing here was changed.',
  );
  await expect(list.getByText(/^1 of \d+ lessons done\./)).toBeVisible();
});

test('a text that cannot be read stays as it is, and a storage that is blocked leaves the lesson usable', async ({
  page,
}) => {
  await page.goto('lessons/');
  await page.evaluate(() => localStorage.setItem('homeport-progress', '{"homeport":"progress","ver'));
  await page.goto(lesson);
  await page.getByRole('button', { name: /python -m http.server 62893 &/ }).click();
  await expect(page.locator('lesson-progress')).toContainText('It is left as it is.');
  expect(await page.evaluate(() => localStorage.getItem('homeport-progress'))).toBe(
    '{"homeport":"progress","ver',
  );

  await page.addInitScript(() => {
    const refuse = (): never => {
      throw new DOMException('blocked', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, { get: refuse });
    }
  });
  await page.goto(lesson);
  await page.getByRole('button', { name: /python -m http.server 62893 &/ }).click();
  await expect(page.locator('lesson-progress')).toContainText('1 of 3 steps done.');
  await expect(page.locator('lesson-progress')).toContainText('This browser does not keep anything');
});

test('a storage that is full keeps what it has, says so once, and takes the rest when there is room again', async ({
  page,
}) => {
  const run = page.getByRole('button', { name: /python -m http.server 62893 &/ });
  const told = page.locator('lesson-progress');
  await page.goto(lesson);
  await page.evaluate(() => {
    for (let size = 2 ** 23; size >= 1; size /= 2) {
      try {
        for (let part = 0; ; part += 1) localStorage.setItem(`other-${size}-${part}`, 'x'.repeat(size));
      } catch {
        // No room for so much: half as much may fit.
      }
    }
  });
  await run.click();
  await expect(told).toContainText('1 of 3 steps done.');
  await expect(told).toContainText('has no room left');
  await expect(told).not.toContainText('Kept on this device.');
  expect(await page.evaluate(() => localStorage.getItem('homeport-progress'))).toBeNull();

  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith('other-')) localStorage.removeItem(key);
  });
  await page
    .getByRole('button', { name: /curl http/ })
    .first()
    .click();
  await expect(told).toContainText('2 of 3 steps done.');
  await expect(told).toContainText('Kept on this device.');
  await page.reload();
  await expect(told).toContainText('2 of 3 steps done.');
});
