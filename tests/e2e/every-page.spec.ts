import { expect, test } from './fixtures.ts';
import { HOME_SITE, walkedPages } from './sites.ts';

// The fixture asserts for each of these: no breach of the security policy, no console error, no other host.

for (const page of walkedPages(HOME_SITE)) {
  test(`/${page} runs without a complaint from the browser, down to its end`, async ({
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
  });

  test(`/${page} says what it is to search engines and link previews`, async ({ page: tab }) => {
    await tab.goto(page);
    const published = `${HOME_SITE.published}${page}`;
    const meta = (name: string) => tab.locator(`meta[name="${name}"], meta[property="${name}"]`);
    const title = await tab.title();

    expect(title).toMatch(/\S/);
    await expect(tab.locator('html')).toHaveAttribute('lang', 'en');
    await expect(meta('description')).toHaveAttribute('content', /\S{3}/);
    await expect(meta('og:title')).toHaveAttribute('content', /\S/);
    await expect(meta('og:description')).toHaveAttribute('content', /\S{3}/);
    await expect(meta('og:image')).toHaveAttribute('content', new RegExp(`^${HOME_SITE.published}`));
    if (page !== '404.html') {
      await expect(tab.locator('link[rel="canonical"]')).toHaveAttribute('href', published);
      await expect(meta('og:url')).toHaveAttribute('content', published);
    }
  });

  test(`/${page} fits a screen of 390 pixels`, async ({ page: tab }) => {
    await tab.setViewportSize({ width: 390, height: 844 });
    await tab.goto(page);
    const widths = await tab.evaluate(() => ({
      screen: document.documentElement.clientWidth,
      page: document.documentElement.scrollWidth,
      tooWide: [...document.querySelectorAll('main *')]
        .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map((element) => element.outerHTML.slice(0, 100)),
    }));
    // What is too wide inside a box that scrolls by itself is well; the list only helps to read a failure.
    expect(widths.page, widths.tooWide.join('\n')).toBeLessThanOrEqual(widths.screen);
  });
}

test.describe('an address that is not there', () => {
  test.use({ expectedErrors: [/status of 404/] });

  test('gets status 404 and a page with the way on', async ({ page: tab }) => {
    const response = await tab.goto('no/such/page/');
    expect(response?.status()).toBe(404);
    await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(tab.getByRole('main').getByRole('link').first()).toBeVisible();
  });
});
