import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildSite, reasonIn } from '../../src/server/build-site.ts';
import { findBrowser } from '../e2e/browser.ts';
import { SUB_PATH_SITE } from '../e2e/sites.ts';
import { missingPackages } from '../transcripts/real-host/versions.ts';
import { ROOT, runNode } from './command.ts';
import {
  add,
  type Counts,
  fromExitCode,
  NONE,
  readPlaywrightReport,
  readVitestReport,
  withExitCode,
} from './counts.ts';
import { installPackages, mayInstall } from './debian-packages.ts';

export type Outcome = {
  readonly counts: Counts;
  /** What explains a failure; empty when it was printed already. */
  readonly output: string;
};

export type Suite = { readonly name: string; readonly run: () => Promise<Outcome> };

const REPORTS = join(ROOT, 'node_modules/.cache/homeport/reports');

export const formatAndLint: Suite = {
  name: 'format and lint',
  run: () => check('node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']),
};

export const layerTypes: Suite = {
  name: 'types of the lower layers',
  run: () =>
    check('node_modules/typescript/bin/tsc', ['-b', 'src/simulator', 'src/ports', 'src/shell', 'src/course']),
};

export const allTypes: Suite = {
  name: 'types of everything',
  run: () => check('node_modules/astro/bin/astro.mjs', ['check', '--minimumFailingSeverity', 'warning']),
};

export const siteBuild: Suite = {
  name: 'site build',
  run: () => build([], { SITE_URL: undefined }),
};

export const subPathBuild: Suite = {
  name: 'site build under a sub-path',
  run: () => build(['--outDir', SUB_PATH_SITE.folder], { SITE_URL: SUB_PATH_SITE.published }),
};

export const unitAndProperty: Suite = {
  name: 'unit and property tests',
  run: async () => {
    const report = await freshReport('vitest.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { code, output } = await runNode('node_modules/vitest/vitest.mjs', [
      'run',
      '--config',
      'tests/vitest.config.ts',
      ...reporters,
    ]);
    return { counts: withExitCode(readVitestReport(await readJson(report)), code), output };
  },
};

/**
 * The same seed each time, so that a failure is one of the change at hand; `npm run differential` explores with others.
 * Where the machine makes no network namespaces there is no kernel to compare with; in CI that is a failure.
 */
export const differential: Suite = {
  name: 'random programs on the kernel and on the simulator',
  run: () => compareWithKernel(['--programs', '2000', '--seed', '62893']),
};

/** The same with several hosts, random rules and pings between them. */
export const differentialHosts: Suite = {
  name: 'random networks on the kernel and on the simulator',
  run: () => compareWithKernel(['--hosts', '--programs', '400', '--seed', '62893']),
};

async function compareWithKernel(words: readonly string[]): Promise<Outcome> {
  const { code, output } = await runNode('tests/conformance/differential.ts', words);
  const impossible = code === 2 && output.includes('no network namespace can be made here');
  if (!impossible || process.env['CI']) return { counts: fromExitCode(code), output };
  console.log(output.trim());
  return { counts: { ...NONE, skipped: 1 }, output: '' };
}

/** The real tools print the same today as when the transcripts were recorded, and the real bash does the same. */
export const realTools: Suite = {
  name: 'transcripts and scripts on the real tools',
  run: async () => {
    if (mayInstall()) {
      const missing = missingPackages();
      if (missing.length > 0) {
        console.log(`Installing from Debian's packages: ${missing.join(', ')}.`);
        installPackages(missing);
      }
    }
    const transcripts = await recheck('tests/transcripts/record.ts', 'tests/transcripts/sessions');
    const scripts = await recheck('tests/bash/record.ts', 'tests/bash/cases');
    return {
      counts: add(transcripts.counts, scripts.counts),
      output: `${transcripts.output}\n${scripts.output}`.trim(),
    };
  },
};

/** Status 3 says that this machine cannot make the sandbox or lacks a tool; in CI that is a failure. */
async function recheck(recorder: string, folder: string): Promise<Outcome> {
  const { code, output } = await runNode(recorder, ['--check', folder]);
  if (code === 3 && !process.env['CI']) {
    console.log(output.trim());
    return { counts: { ...NONE, skipped: 1 }, output: '' };
  }
  const [, passed, failed, skipped = 0] =
    /(\d+) \w+ as recorded, (\d+) failed(?:, (\d+) skipped)?\s*$/.exec(output) ?? [];
  const counts =
    passed === undefined
      ? undefined
      : { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) };
  return { counts: withExitCode(counts, code), output: code === 0 ? '' : output };
}

export const endToEnd: Suite = {
  name: 'end-to-end tests',
  run: async () => {
    const browser = await findBrowser();
    if (browser.kind === 'none') return { counts: { ...NONE, failed: 1 }, output: browser.text };
    const report = await freshReport('playwright.json');
    const { code } = await runNode(
      'node_modules/@playwright/test/cli.js',
      ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'],
      'live',
      { HOMEPORT_BROWSER: JSON.stringify(browser), PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    );
    return { counts: withExitCode(readPlaywrightReport(await readJson(report)), code), output: '' };
  },
};

async function check(program: string, parameters: readonly string[]): Promise<Outcome> {
  const { code, output } = await runNode(program, parameters);
  return { counts: fromExitCode(code), output };
}

async function build(parameters: readonly string[], env: NodeJS.ProcessEnv): Promise<Outcome> {
  const { built, output } = await buildSite(parameters, env);
  return { counts: fromExitCode(built ? 0 : 1), output: reasonIn(output) };
}

/** A place for a report, without the one of an earlier run. */
async function freshReport(name: string): Promise<string> {
  await mkdir(REPORTS, { recursive: true });
  const report = join(REPORTS, name);
  await rm(report, { force: true });
  return report;
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}
