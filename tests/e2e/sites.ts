import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A built site under test. */
export type BuiltSite = {
  readonly folder: string;
  readonly base: string;
  /** The address that it is published under, which canonical links carry. */
  readonly published: string;
};

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The site as `npm run build` makes it. */
export const HOME_SITE: BuiltSite = {
  folder: join(ROOT, 'dist'),
  base: '/',
  published: readHomepage(),
};

/** The same site, built to be published below a path of somebody's domain. */
export const SUB_PATH_SITE: BuiltSite = {
  folder: join(ROOT, 'node_modules/.cache/homeport/sub-path'),
  base: '/learn/homeport/',
  published: 'https://school.example/learn/homeport/',
};

/** Every page of a built site, as the path below its base: ``, `ports/`, `lessons/x/`, `404.html`. */
export function findPages(site: BuiltSite): readonly string[] {
  if (!existsSync(join(site.folder, 'index.html'))) {
    throw new Error(
      `There is no built site in ${site.folder}: run "npm run build" and "npm run build:sub-path" first.`,
    );
  }
  return (
    readdirSync(site.folder, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file === '404.html' || /(^|\/)index\.html$/.test(file))
      // Parts that the workbench fetches are no pages.
      .filter((file) => !file.startsWith('workbench/'))
      .map((file) => file.replace(/index\.html$/, ''))
      .sort()
  );
}

/** The HTML of one of these pages. */
export function readPage(site: BuiltSite, page: string): string {
  return readFileSync(join(site.folder, page.endsWith('.html') ? page : `${page}index.html`), 'utf8');
}

/** Folders whose pages are one template filled from data; the rest is written by hand, lessons above all. */
const ONE_TEMPLATE = ['reference/commands/', 'reference/sheets/', 'cases/'];

/** So many of them stand for all in a walk that needs a browser; `one-template.spec.ts` reads every one of them. */
const SAMPLE = 2;

/** The folder of the template that a page is made by; undefined where somebody wrote the page itself. */
export function templateOf(page: string): string | undefined {
  return ONE_TEMPLATE.find((folder) => page.startsWith(folder) && page !== folder);
}

/** The pages that a browser walks: all that are written by hand, and of each template the longest few. */
export function walkedPages(site: BuiltSite): readonly string[] {
  const pages = findPages(site);
  const samples = ONE_TEMPLATE.flatMap((folder) =>
    pages
      .filter((page) => templateOf(page) === folder)
      .toSorted((a, b) => readPage(site, b).length - readPage(site, a).length)
      .slice(0, SAMPLE),
  );
  return pages.filter((page) => templateOf(page) === undefined || samples.includes(page));
}

function readHomepage(): string {
  const settings: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  if (typeof settings === 'object' && settings !== null && 'homepage' in settings)
    return String(settings.homepage);
  throw new Error('package.json names no homepage.');
}
