import { expect, test } from './fixtures.ts';

test('an order is made by keyboard, and says how much of it stands', async ({ page }) => {
  await page.goto('lessons/the-loopback-interface/');
  const order = page.getByRole('region', { name: 'Put in order' });
  await order.scrollIntoViewIfNeeded();
  const items = order.locator('order-items > ol > li');
  await expect(order.getByRole('button', { name: /^Move up: / })).toHaveCount(4);
  for (const [place, words] of ['connect', 'leads to lo', 'leaves by lo', 'finds the listener'].entries()) {
    while (!(await items.nth(place).innerText()).includes(words)) {
      await items
        .filter({ hasText: words })
        .getByRole('button', { name: /^Move up/ })
        .focus();
      await page.keyboard.press('Enter');
      if (place > 0) await expect(order.getByRole('status')).toContainText(/: place \d of 4\.$/);
    }
  }
  await order.getByRole('button', { name: 'Check the order' }).click();
  await expect(order.getByRole('status')).toHaveText('Right. This is the order.');
});

test('a line is marked with the arrow keys, and what it tells comes on request', async ({ page }) => {
  await page.goto('lessons/listen-only-where-you-must/');
  const mark = page.getByRole('region', { name: 'Mark the line' });
  await mark.scrollIntoViewIfNeeded();
  await expect(mark.getByRole('radio')).toHaveCount(4);
  await mark.getByRole('radio', { name: /127\.0\.0\.1:62893/ }).check();
  await mark.getByRole('button', { name: 'Is it this line?' }).click();
  await expect(mark.getByRole('status')).toContainText('Not so. A loopback address.');
  await mark.getByRole('radio', { name: /127\.0\.0\.1:62893/ }).press('ArrowDown');
  await expect(mark.getByRole('status')).toHaveText('');
  await mark.getByRole('button', { name: 'Is it this line?' }).click();
  await expect(mark.getByRole('status')).toContainText('Right. 0.0.0.0 is every IPv4 address');
});

test('practice asks another question, with its answers, and each answer is told to the page', async ({
  page,
}) => {
  await page.goto('lessons/two-programs-one-port/');
  const practice = page.getByRole('region', { name: 'Practice' });
  await practice.scrollIntoViewIfNeeded();
  // Some questions differ in their output or their answers only.
  const whole = practice.locator('practice-question');
  const asked = await whole.innerText();
  await practice.getByRole('button', { name: 'Another question' }).click();
  await expect(whole).not.toHaveText(asked, { useInnerText: true });
  const told = page.evaluate(
    () =>
      new Promise((settle) => {
        document.addEventListener('check-answered', ({ detail }: CustomEventInit) => settle(detail));
      }),
  );
  await practice.locator('.choice[data-right]').click();
  await expect(practice.getByText('Right.')).toBeVisible();
  expect(await told).toEqual({ lesson: 'two-programs-one-port', check: 3, right: true });
});
