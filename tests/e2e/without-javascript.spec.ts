import { expect, test } from './fixtures.ts';
import { HOME_SITE, walkedPages } from './sites.ts';

test.use({ javaScriptEnabled: false });

for (const page of walkedPages(HOME_SITE)) {
  test(`/${page} reads without JavaScript`, async ({ page: tab }) => {
    await tab.goto(page);
    const main = tab.getByRole('main');
    await expect(tab.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(tab.getByRole('navigation').first()).toBeVisible();
    expect((await main.innerText()).trim().split(/\s+/).length).toBeGreaterThan(20);
  });
}
