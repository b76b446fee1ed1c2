import { expect, test } from './fixtures.ts';
import { findPages, HOME_SITE } from './sites.ts';

const sheets = findPages(HOME_SITE).filter((page) => page.startsWith('reference/sheets/'));

test('every cheat sheet prints on one page of A4', async ({ page: tab }) => {
  expect(sheets.length).toBeGreaterThanOrEqual(3);
  for (const sheet of sheets) {
    await tab.goto(sheet);
    const pdf = await tab.pdf({ format: 'A4', preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g), sheet).toHaveLength(1);
  }
});

test('a term in a lesson leads to its place in the glossary', async ({ page: tab }) => {
  await tab.goto('lessons/the-three-ranges/');
  await tab.getByRole('main').getByRole('link', { name: 'dynamic ports' }).click();
  await expect(tab).toHaveURL(/reference\/glossary\/#dynamic-ports$/);
  await expect(tab.getByText('never assigned', { exact: false }).first()).toBeInViewport();
});

test('a message leads from the index of the page to what it means', async ({ page: tab }) => {
  await tab.goto('reference/errors/');
  await tab.getByRole('link', { name: 'WinError 10048' }).click();
  await expect(tab.getByText('Only one usage of each socket address')).toBeInViewport();
});
