import { expect, test } from './fixtures.ts';

const first = 'lessons/the-address-taken-apart/';

test.describe('a learner’s first lesson', () => {
  test('from home to done: predict, do, see each step tick itself off, check, go on', async ({ page }) => {
    await page.goto('');
    await page
      .getByRole('main')
      .getByRole('link', { name: /Take the address apart/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Take the address apart');

    const predict = page.getByRole('region', { name: 'Predict' });
    const answer = predict.getByText('The port has no listener');
    await expect(answer).toBeHidden();
    await predict.getByText('The machine refuses at once').click();
    await expect(answer).toBeVisible();

    const steps = page.locator('lesson-steps');
    const ask = steps.getByRole('button', { name: 'Run curl http://127.0.0.1:62893' });
    await expect(steps.getByText('Done:')).toHaveCount(0);

    await ask.first().click();
    await expect(steps.getByText('Done: connect to 127.0.0.1:62893 ends in ECONNREFUSED.')).toBeVisible();
    await expect(steps.getByText('1 of 4 done.', { exact: true })).toBeVisible();

    await steps.getByRole('button', { name: 'Run python -m http.server 62893 &' }).click();
    await expect(steps.getByText('Done: a socket listens on port 62893.')).toBeVisible();

    await ask.last().click();
    await expect(steps.getByText('Done: 127.0.0.1:62893 answers.')).toBeVisible();

    await steps.getByRole('button', { name: 'Ask about port 62893' }).click();
    await expect(steps.getByText('All 4 steps done.', { exact: true })).toBeVisible();
    await expect(steps.getByRole('status')).toHaveText('Step 4 done. All 4 steps done.');

    const check = page.getByRole('region', { name: 'Check' });
    const choice = (says: string) => check.getByRole('group').filter({ hasText: says });
    await choice('The server moves over to 62894').getByText('The server moves').click();
    await expect(choice('The server moves over to 62894').getByText('Not so.')).toBeVisible();
    await choice('A refusal').getByText('A refusal').click();
    await expect(choice('A refusal').getByText('Right.')).toBeVisible();

    await page.getByRole('link', { name: /Next/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('localhost is a name');
  });

  test('starting over takes the ticks and the server away', async ({ page }) => {
    await page.goto(first);
    const steps = page.locator('lesson-steps');
    await steps.getByRole('button', { name: 'Run python -m http.server 62893 &' }).click();
    await expect(steps.getByText('1 of 4 done.', { exact: true })).toBeVisible();
    await steps.getByRole('button', { name: 'Start over' }).click();
    await expect(steps.getByText('Done:')).toHaveCount(0);
    await steps
      .getByRole('button', { name: /Run curl/ })
      .first()
      .click();
    await expect(steps.getByText(/ends in ECONNREFUSED/)).toBeVisible();
  });

  test('is done by keyboard alone', async ({ page }) => {
    await page.goto(first);
    const predict = page.getByRole('region', { name: 'Predict' });
    await predict.locator('summary').nth(2).focus();
    await page.keyboard.press('Enter');
    await expect(predict.getByText('Right.', { exact: true })).toBeVisible();

    const steps = page.locator('lesson-steps');
    const run = steps.getByRole('button', { name: /Run curl/ }).first();
    await run.focus();
    await page.keyboard.press('Enter');
    await expect(steps.getByText(/ends in ECONNREFUSED/)).toBeVisible();
    await expect(run).toBeFocused();
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a command of the text raises the workbench and runs there', async ({ page }) => {
    await page.goto(first);
    const steps = page.locator('lesson-steps');
    await expect(page.getByRole('tabpanel', { name: 'Terminal' })).toBeHidden();
    await steps
      .getByRole('button', { name: /Run curl/ })
      .first()
      .tap();
    await expect(page.getByRole('tabpanel', { name: 'Terminal' })).toBeVisible();
    await expect(steps.getByText(/ends in ECONNREFUSED/)).toBeAttached();
  });

  test('every command to press is 44 pixels high', async ({ page }) => {
    await page.goto(first);
    // Of a command that differs by system only the chosen system's button is there to press.
    for (const button of await page.locator('lesson-steps command-button button:visible').all()) {
      expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a lesson asks and answers, and its commands are text to read', async ({ page }) => {
    await page.goto(first);
    const predict = page.getByRole('region', { name: 'Predict' });
    await predict.getByText('The machine refuses at once').click();
    await expect(predict.getByText('The port has no listener')).toBeVisible();
    await expect(page.getByText('curl http://127.0.0.1:62893').first()).toBeVisible();
    await expect(page.getByRole('button')).toHaveCount(0);
  });

  test('output in a lesson was made when the site was built', async ({ page }) => {
    await page.goto('lessons/localhost-is-a-name/');
    const hosts = page.getByRole('group', { name: 'Terminal: cat /etc/hosts' }).first();
    await expect(hosts).toContainText('dev@laptop:~$ cat /etc/hosts');
    const order = page.getByRole('region', { name: 'Mark the line' });
    await expect(order).toContainText(/::1\s+STREAM localhost/);
  });
});

test('an attack of a website is carried out in a lesson, and its steps tick off when it works and when it is stopped', async ({
  page,
}) => {
  await page.goto('lessons/your-browser-is-inside/');
  const attack = page.getByRole('form', { name: 'Attack: Send blindly' });
  await page.locator('attack-lesson').first().scrollIntoViewIfNeeded();
  await attack.getByRole('button', { name: 'Carry out the attack' }).click();
  await expect(attack.getByRole('status')).toContainText('The attack works.');
  await expect(page.getByText('Done: the attack of the website works.')).toHaveCount(1);

  await attack.getByRole('checkbox', { name: /^CORS/ }).check();
  await expect(attack.getByRole('status')).toBeEmpty();
  await attack.getByRole('button', { name: 'Carry out the attack' }).click();
  await expect(attack.getByRole('status')).toContainText('The attack works.');
  await attack.getByRole('checkbox', { name: /^Origin check/ }).check();
  await attack.getByRole('button', { name: 'Carry out the attack' }).click();
  await expect(attack.getByRole('status')).toContainText('The attack is stopped at “Origin check”.');
  await expect(page.getByText('Done: the server stops the attack of the website.')).toHaveCount(1);
  await expect(page.getByText('127.0.0.1:3000').last()).toBeVisible();
});
