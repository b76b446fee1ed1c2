import { defineConfig } from '@playwright/test';
import { type Browser, findBrowser, launchOptions } from './browser.ts';

/** Found once: the workers, which read this file too, inherit the environment. */
async function browserForAll(): Promise<Browser> {
  const known = process.env.HOMEPORT_BROWSER;
  if (known !== undefined) return JSON.parse(known);
  const found = await findBrowser();
  if (found.kind === 'none') throw new Error(found.text);
  process.env.HOMEPORT_BROWSER = JSON.stringify(found);
  return found;
}

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  globalSetup: './serve-sites.ts',
  // Guards against what hangs, never measures: on a busy machine each step may take many times what it takes
  // on a quiet one. Together they end before tests/run/command.ts ends the suite from outside.
  globalTimeout: 28 * 60_000,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    launchOptions: launchOptions(await browserForAll()),
    // A missing button fails before the test's whole time is used up.
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
  },
});
