import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const screen = (page: Page) => page.getByRole('region', { name: 'Terminal', exact: true });
const sockets = (page: Page) => page.getByRole('region', { name: 'Sockets of the host' });

/** Opens the terminal page and puts the cursor into the shell. */
async function openShell(page: Page): Promise<void> {
  await page.goto('terminal/');
  await expect(screen(page)).toContainText('dev@laptop:~$');
  await screen(page).click();
}

test('a server is run, fetched from, seen and ended', async ({ page }) => {
  await openShell(page);
  await page.keyboard.type('python -m http.server 62893 --bind 127.0.0.1 --directory site &\n');
  await expect(screen(page)).toContainText('Serving HTTP on 127.0.0.1 port 62893');
  await expect(sockets(page)).toContainText('127.0.0.1:62893');
  await page.keyboard.type('curl http://127.0.0.1:62893/\n');
  await expect(screen(page)).toContainText('"GET / HTTP/1.1" 200 -');
  await expect(screen(page)).toContainText('<h1>Hello from 62893</h1>');
  await page.keyboard.type('kill %1\n\n');
  await expect(screen(page)).toContainText('Terminated');
  await expect(sockets(page)).not.toContainText('LISTEN');
});

test('Ctrl-C ends a server in the foreground', async ({ page }) => {
  await openShell(page);
  await page.keyboard.type('python3 -m http.server 62893\n');
  await expect(screen(page)).toContainText('Serving HTTP on 0.0.0.0 port 62893');
  await page.keyboard.press('Control+c');
  await expect(screen(page)).toContainText('Keyboard interrupt received, exiting.');
});

test('the buttons type for a hand without a keyboard', async ({ page }) => {
  await openShell(page);
  await page.getByRole('button', { name: /^Run python -m http.server 62893 Linux/ }).click();
  await expect(screen(page)).toContainText('Serving HTTP on 0.0.0.0 port 62893');
  await page.getByRole('button', { name: /^Ctrl-C/ }).click();
  await expect(screen(page)).toContainText('Keyboard interrupt received, exiting.');
  await page.getByRole('button', { name: 'Run ss -tln', exact: true }).click();
  await expect(screen(page)).toContainText('Recv-Q');
});

test('Tab completes in the terminal; Escape and then Tab leaves it', async ({ page }) => {
  await openShell(page);
  await page.keyboard.type('cat si');
  await page.keyboard.press('Tab');
  await page.keyboard.type('ab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText('About this site');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /^Ctrl-C/ })).toBeFocused();
});

test('24-bit colours are shown, within the security policy', async ({ page }) => {
  await openShell(page);
  await page.keyboard.type("echo -e '\\e[38;2;200;0;100mrose'\n");
  const colour = () =>
    screen(page)
      .getByText('rose', { exact: true })
      .evaluate((span) => getComputedStyle(span).color);
  await expect.poll(colour).toBe('rgb(200, 0, 100)');
});

test('the colours follow the theme', async ({ page }) => {
  await openShell(page);
  const background = () =>
    screen(page).evaluate(
      (element) =>
        getComputedStyle(element.querySelector('.xterm-scrollable-element') ?? element).backgroundColor,
    );
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await background();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(background).not.toBe(light);
});

test('screen reader mode gives the lines as text', async ({ page }) => {
  await openShell(page);
  const button = page.getByRole('button', { name: 'Screen reader' });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(screen(page).getByRole('list')).toContainText('dev@laptop');
});

test('a flood goes on, the page answers, and Ctrl-C ends it', async ({ page }) => {
  await openShell(page);
  await page.keyboard.type('while true; do echo flood; done\n');
  await expect(screen(page)).toContainText('flood');
  // Frames come, however much is printed: a page that is blocked gives none, and the test ends by its time.
  const longest = await page.evaluate(async () => {
    let worst = 0;
    let last = performance.now();
    for (let frame = 0; frame < 60; frame += 1) {
      await new Promise((done) => requestAnimationFrame(done));
      const now = performance.now();
      worst = Math.max(worst, now - last);
      last = now;
    }
    return worst;
  });
  console.log(`The longest frame of a flood: ${Math.round(longest)} ms`);
  await page.keyboard.press('Control+c');
  await page.keyboard.type('echo still"here"\n');
  await expect(screen(page)).toContainText('stillhere');
});

test('what is pasted waits for Enter, and then runs line by line', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openShell(page);
  await page.evaluate(() => navigator.clipboard.writeText('echo "fir"st\necho "seco"nd'));
  await page.keyboard.press('Control+Shift+v');
  await expect(screen(page)).toContainText('echo "seco"nd');
  await expect(screen(page)).not.toContainText('second');
  await page.keyboard.press('Enter');
  await expect(screen(page)).toContainText('first');
  await expect(screen(page)).toContainText('second');
});

test('Ctrl-Shift-C copies what is selected', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openShell(page);
  await page.keyboard.type('echo copy-me\n');
  await expect(screen(page)).toContainText('copy-me');
  const box = await screen(page).getByText('copy-me', { exact: true }).first().boundingBox();
  await page.mouse.dblclick((box?.x ?? 0) + 10, (box?.y ?? 0) + 5);
  await page.keyboard.press('Control+Shift+c');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('copy-me');
});

test('a long line is edited right at any width', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openShell(page);
  await page.keyboard.type(`echo ${'ab '.repeat(40)}🙂港 end`);
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.type(' start');
  await page.setViewportSize({ width: 700, height: 844 });
  await page.keyboard.press('End');
  await page.keyboard.type('ed');
  await page.keyboard.press('Enter');
  const text = async () => (await screen(page).locator('.xterm-rows').innerText()).replaceAll(/\s+/g, '');
  await expect.poll(text).toContain(`echostart${'ab'.repeat(40)}🙂港endedstart${'ab'.repeat(40)}🙂港ended`);
});

test('the screen reader’s switch is remembered', async ({ page }) => {
  await openShell(page);
  await page.getByRole('button', { name: 'Screen reader' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Screen reader' })).toHaveAttribute('aria-pressed', 'true');
  await expect(screen(page).getByRole('list')).toContainText('dev@laptop');
});

test('the first prompt comes soon, and a key shows in the next frame', async ({ page }) => {
  await page.goto('terminal/');
  await expect(screen(page)).toContainText('dev@laptop:~$');
  await screen(page).click();
  await page.keyboard.type('echo warm\n');
  await expect(screen(page)).toContainText('warm');
  const frames = await screen(page).evaluate(async (element) => {
    const input = element.querySelector('textarea');
    const before = element.textContent;
    const key = { key: 'x', keyCode: 88, charCode: 120, bubbles: true };
    input?.dispatchEvent(new KeyboardEvent('keydown', key));
    input?.dispatchEvent(new KeyboardEvent('keypress', { ...key, keyCode: 120 }));
    let count = 0;
    while (element.textContent === before && count < 30) {
      await new Promise((done) => requestAnimationFrame(done));
      count += 1;
    }
    return count;
  });
  console.log(`A key showed after ${frames} frames`);
  expect(frames).toBeLessThanOrEqual(3);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the keys that a touch keyboard lacks are there, large enough for a finger', async ({ page }) => {
    await page.goto('terminal/');
    await expect(screen(page)).toContainText('dev@laptop:~$');
    const keys = page.getByRole('group', { name: 'Keys and commands for the terminal' });
    for (const name of [/^Ctrl-C/, /^Tab/, /^Up/, /^Down/, /^Left/, /^Right/, /^Ctrl-D/, /^Ctrl-Z/]) {
      const box = await keys.getByRole('button', { name }).boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(44);
      expect(box?.width).toBeGreaterThanOrEqual(44);
    }
    await keys.getByRole('button', { name: 'Run ss -tln' }).tap();
    await expect(screen(page)).toContainText('Recv-Q');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});

test.describe('a part that does not arrive', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test('leaves the still, and a sentence says so', async ({ page, context }) => {
    await context.route(/terminal-deck/, (route) => route.abort());
    await page.goto('terminal/');
    await expect(page.getByRole('status').filter({ hasText: 'could not be loaded' })).toBeVisible();
    await expect(page.getByRole('region', { name: /as it looks after some commands/ })).toBeVisible();
  });

  test('of the programs: while they come, a sentence says so', async ({ page, context }) => {
    let arrive = (): void => {};
    const held = new Promise<void>((done) => {
      arrive = done;
    });
    await context.route(/tools-by-need/, async (route) => {
      await held;
      await route.continue();
    });
    await openShell(page);
    await page.keyboard.type('echo la"te"\n');
    await expect(page.getByRole('status').filter({ hasText: 'The commands are loading.' })).toBeVisible();
    arrive();
    await expect(screen(page)).toContainText('late');
    await expect(page.getByRole('status').filter({ hasText: 'loading' })).toHaveCount(0);
  });

  test('of the programs: a sentence says so, and the next key tries again', async ({ page, context }) => {
    let broken = true;
    await context.route(/tools-by-need/, (route) => (broken ? route.abort() : route.continue()));
    await openShell(page);
    await page.keyboard.type('e');
    await expect(screen(page)).toContainText('A part of the shell did not load. Type again to try again.');
    broken = false;
    await page.keyboard.type('echo lo"ad"ed\n');
    await expect(screen(page)).toContainText('loaded');
  });
});

test.describe('a program that comes when it is first run', () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test('holds what is typed meanwhile, and the time of its world', async ({ page, context }) => {
    let arrive = (): void => {};
    const held = new Promise<void>((done) => {
      arrive = done;
    });
    await context.route(/_astro\/text\./, async (route) => {
      await held;
      await route.continue();
    });
    await openShell(page);
    await page.keyboard.type('seq 2 | paste -s -d+; echo do"ne"\n');
    await page.keyboard.type('echo ne"xt"\n');
    await expect(screen(page)).not.toContainText('done');
    arrive();
    await expect(screen(page)).toContainText('1+2');
    await expect(screen(page)).toContainText('next');
  });

  test('that does not arrive says so, and comes when it is run again', async ({ page, context }) => {
    let broken = true;
    await context.route(/_astro\/text\./, (route) => (broken ? route.abort() : route.continue()));
    await openShell(page);
    await page.keyboard.type('seq 41 42\n');
    await expect(screen(page)).toContainText(
      'seq: this program could not be loaded; run it again to try again',
    );
    broken = false;
    await page.keyboard.type('seq 41 42\n');
    await expect(screen(page)).toContainText('42');
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  test('a still shows what a terminal looks like', async ({ page }) => {
    await page.goto('terminal/');
    await expect(page.getByRole('region', { name: /as it looks after some commands/ })).toContainText(
      'Serving HTTP on 127.0.0.1 port 62893',
    );
  });
});
