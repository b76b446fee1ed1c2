import { expect, test } from './fixtures.ts';
import { findPages, HOME_SITE, readPage, SUB_PATH_SITE, walkedPages } from './sites.ts';

test.use({ site: 'sub-path' });

test('the sub-path holds the same pages', () => {
  expect(findPages(SUB_PATH_SITE)).toEqual(findPages(HOME_SITE));
});

test('the server’s own root leads to the sub-path', async ({ page: tab, baseURL }) => {
  await tab.goto('/');
  expect(tab.url()).toBe(baseURL);
});

test('every address on every page begins with the sub-path', () => {
  for (const page of findPages(SUB_PATH_SITE)) {
    const addresses = [...readPage(SUB_PATH_SITE, page).matchAll(/\s(?:href|src|data-page)="(\/[^"]*)"/g)];
    const outside = addresses.flatMap(([, address = '']) =>
      address.startsWith(SUB_PATH_SITE.base) ? [] : [address],
    );
    expect(addresses.length, page).toBeGreaterThan(0);
    expect(outside, page).toEqual([]);
  }
});

// What a page asks for while it runs comes from its scripts, which the lessons share: these have every part that one may have.
const lessons = ['run-a-server', 'which-address-to-listen-on', 'your-browser-is-inside'];
const isWalked = (page: string): boolean =>
  !/^lessons\/.+/.test(page) || lessons.some((slug) => page === `lessons/${slug}/`);

for (const page of walkedPages(SUB_PATH_SITE).filter(isWalked)) {
  test(`${SUB_PATH_SITE.base}${page} asks for nothing outside the sub-path and gets all that it asks for`, async ({
    page: tab,
  }) => {
    const wrong: string[] = [];
    tab.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (!response.ok() || !pathname.startsWith(SUB_PATH_SITE.base))
        wrong.push(`${response.status()} ${pathname}`);
    });
    await tab.goto(page);
    await tab.waitForLoadState('networkidle');
    await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
    expect(wrong).toEqual([]);

    const links = await tab.locator('a[href]').evaluateAll((all) => {
      return all.map((link) => (link instanceof HTMLAnchorElement ? link.href : ''));
    });
    const { origin } = new URL(tab.url());
    const escaping = links.filter(
      (link) => link.startsWith(`${origin}/`) && !link.startsWith(`${origin}${SUB_PATH_SITE.base}`),
    );
    expect(escaping).toEqual([]);
  });
}
