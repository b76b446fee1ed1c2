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
  return readdirSync(site.folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file === '404.html' || /(^|\/)index\.html$/.test(file))
    .map((file) => file.replace(/index\.html$/, ''))
    .sort();
}

/** The HTML of one of these pages. */
export function readPage(site: BuiltSite, page: string): string {
  return readFileSync(join(site.folder, page.endsWith('.html') ? page : `${page}index.html`), 'utf8');
}

function readHomepage(): string {
  const settings: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  if (typeof settings === 'object' && settings !== null && 'homepage' in settings)
    return String(settings.homepage);
  throw new Error('package.json names no homepage.');
}
