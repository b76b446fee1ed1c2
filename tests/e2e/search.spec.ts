import { expect, test } from './fixtures.ts';

test('/ opens the search, a port’s verdict comes first, and the arrow keys lead to a lesson', async ({
  page,
}) => {
  await page.goto('lessons/run-a-server/');
  await page.keyboard.press('/');
  const field = page.getByRole('searchbox', { name: 'Search lessons, reference and ports' });
  await expect(field).toBeFocused();
  await field.fill('127.0.0.1:62893');
  const results = page.getByRole('dialog', { name: 'Search' }).getByRole('link');
  await expect(results.first()).toContainText('62893 is a dynamic port.');
  await expect(results.filter({ hasText: 'Lesson' }).first()).toBeVisible();

  await field.fill('localhost name');
  await expect(results.first()).toContainText('localhost is a name');
  await page.keyboard.press('ArrowDown');
  await expect(results.first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/lessons\/localhost-is-a-name\/$/);
});

test('Ctrl-K opens it, Esc closes it and gives the focus back; in a field both keys are text', async ({
  page,
}) => {
  await page.goto('ports/');
  const field = page.getByRole('textbox').or(page.getByRole('searchbox')).first();
  await field.press('/');
  await expect(field).toHaveValue(/\//);
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const button = page.getByRole('button', { name: 'Search' });
  await button.focus();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Search' }).getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('qqqqzzzz');
  await expect(page.getByText('Nothing found. Try one word, a port or an error name.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Search' })).toBeHidden();
  await expect(button).toBeFocused();
});
