import { expect, test } from './fixtures.ts';

test('a recorded case runs in the bind lab, which names the rule and leads to its cases', async ({
  page,
}) => {
  await page.goto('cases/bind/');
  const name = 'the-wildcard-meets-every-address';
  const article = page.getByRole('article', { name });
  await expect(article).toContainText('bind(b, 0.0.0.0:8080) = EADDRINUSE # refused: port-held');
  await article.getByRole('link', { name: /^Run it in the bind lab/ }).click();

  const lab = page.locator('bind-lab');
  await expect(lab.getByText('EADDRINUSE')).toBeVisible();
  await lab.getByRole('link', { name: 'recorded case', exact: true }).click();

  await expect(page).toHaveURL(/\/cases\/#rule-port-held$/);
  const rule = page.getByRole('region', { name: 'port-held', exact: true });
  await expect(rule).toBeInViewport();
  await rule.getByRole('link').last().click();
  await expect(page.getByRole('article').and(page.locator(':has(:target)'))).toContainText('port-held');
});
