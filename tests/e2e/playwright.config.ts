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
  // A hung browser fails the run before the run as a whole is ended from outside.
  globalTimeout: 12 * 60_000,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    launchOptions: launchOptions(await browserForAll()),
    // A missing button fails soon instead of using up the test's whole time.
    actionTimeout: 10_000,
    screenshot: 'only-on-failure',
  },
});
