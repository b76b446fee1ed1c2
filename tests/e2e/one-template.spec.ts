import { expect, test } from './fixtures.ts';
import { findPages, HOME_SITE, readPage, templateOf, walkedPages } from './sites.ts';

// A browser walks some pages of each template (sites.ts); what can differ between the others is read here in their HTML.

const walked = walkedPages(HOME_SITE);
const others = findPages(HOME_SITE).filter((page) => !walked.includes(page));

test('each of them has a title, a description, an address of its own and one heading', () => {
  const titles = others.map((page) => /<title>([^<]+)<\/title>/.exec(readPage(HOME_SITE, page))?.[1]);
  expect(titles).toEqual([...new Set(titles)]);
  for (const page of others) {
    const html = readPage(HOME_SITE, page);
    expect(html, page).toContain('<html lang="en"');
    expect(html, page).toMatch(/<meta name="description" content="[^"]{20,}"/);
    expect(html, page).toContain(`<link rel="canonical" href="${HOME_SITE.published}${page}"`);
    expect(html.match(/<h1[ >]/g), page).toHaveLength(1);
  }
});

test('each of them carries what its template carries: the same scripts, no style and no handler in an attribute', () => {
  for (const page of others) {
    const html = readPage(HOME_SITE, page);
    const model = walked.find((one) => templateOf(one) === templateOf(page)) ?? 'no page of its template';
    expect(scriptsOf(html), page).toEqual(scriptsOf(readPage(HOME_SITE, model)));
    expect(html.match(/<[a-z][^>]*\s(?:style|on[a-z]+)=/g), page).toBeNull();
  }
});

test('each of them shows its text in a browser without a complaint, and fits a screen of 390 pixels', async ({
  page: tab,
}) => {
  await tab.setViewportSize({ width: 390, height: 844 });
  for (const page of others) {
    await tab.goto(page);
    await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await tab.evaluate(() => document.documentElement.scrollWidth), page).toBeLessThanOrEqual(390);
  }
});

function scriptsOf(html: string): readonly string[] {
  return [...html.matchAll(/<script\b[^>]*?(?:src="([^"]*)")?[^>]*>/g)]
    .map(([tag, src]) => src ?? tag)
    .toSorted();
}
