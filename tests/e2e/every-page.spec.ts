import { expect, test } from './fixtures.ts';
import { findPages, HOME_SITE, readPage, walkedPages } from './sites.ts';

// The fixture asserts for each of these: no breach of the security policy, no console error, no other host.

for (const page of walkedPages(HOME_SITE)) {
  test(`/${page} runs without a complaint from the browser, down to its end, and fits a screen of 390 pixels`, async ({
    page: tab,
    baseURL,
  }) => {
    await tab.goto(page);
    const height = await tab.evaluate(() => document.documentElement.scrollHeight);
    const screen = tab.viewportSize()?.height ?? 600;
    for (let top = 0; top < height; top += screen) {
      await tab.evaluate((y) => window.scrollTo({ top: y, behavior: 'instant' }), top);
    }
    await tab.waitForLoadState('networkidle');
    expect(tab.url()).toBe(`${baseURL}${page}`);

    await tab.setViewportSize({ width: 390, height: 844 });
    // What is too wide inside a box that scrolls by itself is well; the list only helps to read a failure.
    const tooWide = () =>
      tab.evaluate(() => {
        const { clientWidth, scrollWidth } = document.documentElement;
        if (scrollWidth <= clientWidth) return [];
        return [`${scrollWidth} of ${clientWidth} pixels`].concat(
          [...document.querySelectorAll('main *')]
            .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
            .map((element) => element.outerHTML.slice(0, 100)),
        );
      });
    // What a script lays out follows a moment after the window.
    await expect.poll(tooWide).toEqual([]);
  });
}

test('every page says what it is to search engines and link previews', () => {
  for (const page of findPages(HOME_SITE)) {
    const html = readPage(HOME_SITE, page);
    const published = `${HOME_SITE.published}${page}`;
    const meta = (name: string) =>
      new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`).exec(html)?.[1] ?? 'not there';

    expect(html, page).toContain('<html lang="en"');
    expect(html, page).toMatch(/<title>[^<]*\S[^<]*<\/title>/);
    for (const name of ['description', 'og:description']) expect(meta(name), page).toMatch(/\S{3}/);
    expect(meta('og:title'), page).toMatch(/\S/);
    expect(meta('og:image'), page).toMatch(new RegExp(`^${HOME_SITE.published}`));
    if (page === '404.html') continue;
    expect(html, page).toContain(`<link rel="canonical" href="${published}"`);
    expect(meta('og:url'), page).toBe(published);
  }
});

test.describe('an address that is not there', () => {
  test.use({ expectedErrors: [/status of 404/] });

  test('gets status 404 and a page with the way on', async ({ page: tab }) => {
    const response = await tab.goto('no/such/page/');
    expect(response?.status()).toBe(404);
    await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(tab.getByRole('main').getByRole('link').first()).toBeVisible();
  });
});
