import { gzipSync } from 'node:zlib';
import type { Page, Response } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { findPages, HOME_SITE } from './sites.ts';

const FIRST_VISIT = 60_000;
const TERMINAL = 150_000;
/** Bash's language and builtins, which come when somebody begins to type. */
const LANGUAGE = 110_000;
/** A folder of programs, which comes when one of them is first run. */
const PROGRAMS = 35_000;
/** "Who can reach this?" and the packet path together, with the page that they stand on. */
const VIEWS = 40_000;
const NAMES = 'registry/names.txt';

// On a telephone the workbench is a closed sheet, so the terminal is not opened by coming into view.
test.use({ viewport: { width: 390, height: 844 } });

const lessons = findPages(HOME_SITE).filter((page) => /^lessons\/.+/.test(page));

for (const lesson of lessons) {
  test(`/${lesson} weighs 60 kB at most on first visit, fonts aside`, async ({ page: tab }) => {
    const weigh = weighResponses(tab);
    await tab.goto(lesson);
    await tab.waitForLoadState('networkidle');
    // Typing a port needs the registry's names, so they count whether or not this page fetched them yet.
    if (!(await weigh()).has(`/${NAMES}`))
      await tab.evaluate((path) => fetch(path).then((got) => got.text()), `/${NAMES}`);

    const weights = await weigh();
    console.log(`/${lesson} on first visit: ${sumUp(weights)}`);
    expect([...weights.keys()]).toContain(`/${NAMES}`);
    expect(total(weights), list(weights)).toBeLessThanOrEqual(FIRST_VISIT);
  });
}

test('opening the terminal adds 150 kB at most', async ({ page: tab }) => {
  const weigh = weighResponses(tab);
  await tab.goto(lessons[0] ?? 'there is no lesson');
  await tab.waitForLoadState('networkidle');
  const before = await weigh();

  await tab
    .getByRole('button', { name: 'Terminal' })
    .or(tab.getByRole('tab', { name: 'Terminal' }))
    .first()
    .click();
  await expect(tab.locator('.xterm')).toBeVisible();
  await tab.waitForLoadState('networkidle');
  const added = new Map([...(await weigh())].filter(([path]) => !before.has(path)));
  console.log(`Opening the terminal: ${sumUp(added)}`);
  expect(added.size).toBeGreaterThan(0);
  expect(total(added), list(added)).toBeLessThanOrEqual(TERMINAL);
});

test('the first key adds 110 kB at most, and each folder of programs 35 kB when it is first needed', async ({
  page: tab,
}) => {
  const weigh = weighResponses(tab);
  await tab.goto('terminal/');
  await expect(tab.locator('.xterm-rows')).toContainText('$');
  await tab.waitForLoadState('networkidle');
  let before = await weigh();
  const added = async (line: string, output: string): Promise<number> => {
    await tab.locator('.xterm-helper-textarea').focus();
    await tab.keyboard.type(`${line}\n`);
    await expect(tab.locator('.xterm-rows')).toContainText(output);
    await tab.waitForLoadState('networkidle');
    const now = await weigh();
    const fetched = new Map([...now].filter(([path]) => !before.has(path)));
    before = now;
    console.log(`${line}: ${sumUp(fetched)}`);
    return total(fetched);
  };

  expect(await added('echo gre"et"ing', 'greeting')).toBeLessThanOrEqual(LANGUAGE);
  for (const [line, output] of [
    ['ss -tln', 'Recv-Q'],
    ['ls -la', 'drwx'],
    ['seq 3 | awk \'{print "n" $1}\'', 'n3'],
    ['ps aux', '%CPU'],
    ['curl http://127.0.0.1:9', 'Failed to connect'],
    ['ip addr', 'LOOPBACK'],
    ['sudo iptables -S', '-P INPUT'],
  ] as const) {
    expect(await added(line, output), line).toBeLessThanOrEqual(
      line.startsWith('sudo') ? 2 * PROGRAMS : PROGRAMS,
    );
  }
});

test('the views of who reaches what add 40 kB at most', async ({ page: tab }) => {
  const weigh = weighResponses(tab);
  await tab.goto('reach/');
  await expect(tab.locator('reach-table[data-state="live"]')).toBeVisible();
  await tab.getByRole('button', { name: /A phone on the Wi-Fi, to TCP port 8000$/ }).click();
  await expect(tab.getByText('Step 1 of 9')).toBeVisible();
  await tab.waitForLoadState('networkidle');
  const own = /reach|packet|prob|viewpoint|blocked-by|index\.[\w-]+\.css/i;
  const added = new Map([...(await weigh())].filter(([path]) => own.test(path)));
  console.log(`The views of who reaches what: ${sumUp(added)}`);
  expect([...added.keys()].join(' ')).toMatch(/reach\..*packet-path\./s);
  expect(total(added), list(added)).toBeLessThanOrEqual(VIEWS);
});

/** Bytes after gzip by path, of all that the page has fetched so far except fonts. */
function weighResponses(tab: Page): () => Promise<ReadonlyMap<string, number>> {
  const responses: Response[] = [];
  tab.on('response', (response) => {
    if (response.request().resourceType() !== 'font') responses.push(response);
  });
  return async () => {
    const weights = new Map<string, number>();
    for (const response of responses) {
      expect(response.ok(), response.url()).toBe(true);
      weights.set(new URL(response.url()).pathname, gzipSync(await response.body(), { level: 9 }).length);
    }
    return weights;
  };
}

function total(weights: ReadonlyMap<string, number>): number {
  return [...weights.values()].reduce((sum, weight) => sum + weight, 0);
}

/** `41234 bytes (html 5337, css 9114, js 20783, txt 30794)` */
function sumUp(weights: ReadonlyMap<string, number>): string {
  const kinds = new Map<string, number>();
  for (const [path, weight] of weights) {
    const kind = /\.([a-z0-9]+)$/.exec(path)?.[1] ?? 'html';
    kinds.set(kind, (kinds.get(kind) ?? 0) + weight);
  }
  return `${total(weights)} bytes (${[...kinds].map(([kind, weight]) => `${kind} ${weight}`).join(', ')})`;
}

/** A line a file, the heaviest first: for whoever has to make it lighter. */
function list(weights: ReadonlyMap<string, number>): string {
  const heaviestFirst = [...weights].sort(([, one], [, other]) => other - one);
  return heaviestFirst.map(([path, weight]) => `${weight} ${path}`).join('\n');
}
