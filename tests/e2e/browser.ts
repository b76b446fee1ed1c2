import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { installPackages, mayInstall, runInstaller } from '../run/debian-packages.ts';

export type Browser = {
  readonly kind: 'browser';
  /** undefined stands for the one that Playwright keeps for itself. */
  readonly executablePath: string | undefined;
  /** Chromium's own sandbox: impossible as root, and where the kernel gives users no namespaces. */
  readonly sandbox: boolean;
};

export type NoBrowser = { readonly kind: 'none'; readonly text: string };

const PLAYWRIGHT = fileURLToPath(new URL('../../node_modules/@playwright/test/cli.js', import.meta.url));

/** No update, sync or guess goes out from the browser itself, and no name but this machine's own resolves. */
const OFF_THE_NETWORK = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** What Playwright's `launch` needs for that browser. */
export function launchOptions(browser: Browser): {
  executablePath?: string;
  chromiumSandbox: boolean;
  args: string[];
} {
  return {
    ...(browser.executablePath === undefined ? {} : { executablePath: browser.executablePath }),
    chromiumSandbox: browser.sandbox,
    args: OFF_THE_NETWORK,
  };
}

/**
 * Finds a Chromium that really launches: the one in CHROMIUM_PATH, one of the system's, Playwright's own;
 * else gets one, from Playwright's downloads or, as root on Debian, from the system's packages.
 */
export async function findBrowser(): Promise<Browser | NoBrowser> {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    const browser = await tryToLaunch(named);
    if (browser !== undefined) return browser;
    console.log(`CHROMIUM_PATH names ${named}, which does not launch; looking for another browser.`);
  }
  return (
    (await firstThatLaunches([...systemBrowsers(), undefined])) ??
    (await getFromPlaywright()) ??
    (await getFromDebian()) ?? {
      kind: 'none',
      text: 'No Chromium launches here and none could be installed: install Chromium or Google Chrome, or name one in CHROMIUM_PATH.',
    }
  );
}

async function getFromPlaywright(): Promise<Browser | undefined> {
  console.log('No browser found; asking Playwright for a Chromium.');
  const withDependencies = isRoot() && process.platform === 'linux' ? ['--with-deps'] : [];
  runInstaller(process.execPath, [PLAYWRIGHT, 'install', ...withDependencies, 'chromium']);
  return tryToLaunch(undefined);
}

async function getFromDebian(): Promise<Browser | undefined> {
  if (!mayInstall()) return undefined;
  console.log('Playwright brought none; installing the system’s Chromium.');
  installPackages(['chromium']);
  return firstThatLaunches(systemBrowsers());
}

/** Where browsers with Chromium's engine are kept, and exist. */
function systemBrowsers(): readonly string[] {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const programFiles = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
  const places = {
    linux: names.flatMap((name) => folders.map((folder) => join(folder, name))),
    darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => {
      return `/Applications/${name}.app/Contents/MacOS/${name}`;
    }),
    win32: programFiles.flatMap((folder) => {
      if (folder === undefined) return [];
      return [
        join(folder, 'Google/Chrome/Application/chrome.exe'),
        join(folder, 'Microsoft/Edge/Application/msedge.exe'),
      ];
    }),
  };
  const { platform } = process;
  const here = platform === 'darwin' || platform === 'win32' ? places[platform] : places.linux;
  return here.filter((place) => existsSync(place));
}

async function firstThatLaunches(candidates: readonly (string | undefined)[]): Promise<Browser | undefined> {
  for (const candidate of candidates) {
    const browser = await tryToLaunch(candidate);
    if (browser !== undefined) return browser;
  }
  return undefined;
}

async function tryToLaunch(executablePath: string | undefined): Promise<Browser | undefined> {
  for (const sandbox of isRoot() ? [false] : [true, false]) {
    const browser: Browser = { kind: 'browser', executablePath, sandbox };
    try {
      const launched = await chromium.launch({ ...launchOptions(browser), timeout: 30_000 });
      await launched.close();
      return browser;
    } catch {
      // The next candidate, or the sentence at the end, speaks for it.
    }
  }
  return undefined;
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
