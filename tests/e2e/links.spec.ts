import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type BuiltSite, findPages, HOME_SITE, readPage, SUB_PATH_SITE } from './sites.ts';

// Reads the built files; no browser is needed to follow a link.

for (const [name, site] of [
  ['at the root', HOME_SITE],
  ['under a sub-path', SUB_PATH_SITE],
] as const) {
  const ids = new Map(findPages(site).map((page) => [page, idsOf(readPage(site, page))]));

  test(`every internal link and fragment leads somewhere, ${name}`, () => {
    const broken = findPages(site).flatMap((page) => {
      return linksOf(readPage(site, page)).flatMap((link) => {
        const problem = follow(site, page, link, ids);
        return problem === undefined ? [] : [`/${page}: ${link} (${problem})`];
      });
    });
    expect(broken).toEqual([]);
  });
}

/** What is wrong with a link of a page; undefined when it leads somewhere, or leaves the site. */
function follow(
  site: BuiltSite,
  page: string,
  link: string,
  ids: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  if (!URL.canParse(link, site.published)) return 'not a URL';
  const target = new URL(link, `${site.published}${page}`);
  if (target.origin !== new URL(site.published).origin) return undefined;
  const base = new URL(site.published).pathname;
  if (!target.pathname.startsWith(base)) return `outside ${base}`;

  const path = decodeURIComponent(target.pathname.slice(base.length));
  const targetIds = ids.get(path);
  if (targetIds === undefined) return isFile(join(site.folder, path)) ? undefined : 'no such page or file';
  const fragment = decodeURIComponent(target.hash.slice(1));
  // A fragment on a page that reads its state from there (/ports/#80) is a query, not a place.
  if (fragment === '' || targetIds.has(fragment) || READS_FRAGMENT.has(path)) return undefined;
  return 'no such fragment';
}

const READS_FRAGMENT = new Set(['ports/', 'bind/', 'reach/', 'terminal/']);

/** Every href and src, `srcset` and `action` included, with the entities of an attribute undone. */
function linksOf(html: string): readonly string[] {
  return [...withoutScripts(html).matchAll(/\s(?:href|src|action|poster)="([^"]*)"/g)]
    .map(([, link = '']) => link.replaceAll('&amp;', '&').replaceAll('&#38;', '&'))
    .filter((link) => !/^(data|mailto|tel):/.test(link));
}

function idsOf(html: string): ReadonlySet<string> {
  return new Set([...withoutScripts(html).matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id));
}

function withoutScripts(html: string): string {
  return html.replaceAll(/(<script\b[^>]*>)[\s\S]*?<\/script>/g, '$1');
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
