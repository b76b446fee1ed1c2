/** Which pages the site has, by the files that make them: for links that are written by hand. */
import { existsSync, readdirSync } from 'node:fs';

/** `/`, `/ports/`, `/lessons/run-a-server/`. */
export function pagesOfSite(): ReadonlySet<string> {
  const pages = new Set<string>();
  for (const file of filesBelow('src/pages')) {
    const [, route] = /^src\/pages\/(.*)\.astro$/.exec(file) ?? [];
    if (route === undefined) continue;
    const path = `/${route.replace(/(^|\/)index$/, '')}/`.replace('//', '/');
    for (const one of path.includes('[') ? fillIn(path) : [path]) pages.add(one);
  }
  return pages;
}

/** The pages of a route with a `[name]`: one for each entry of the folder that it shows. */
function fillIn(path: string): readonly string[] {
  const [, before = ''] = /^([^[]*)\[/.exec(path) ?? [];
  return entriesOf(before).map((name) => `${before}${name}/`);
}

const folders: Readonly<Record<string, string>> = {
  '/cases/': 'tests/conformance/cases',
};

function entriesOf(route: string): readonly string[] {
  const folder = folders[route] ?? `content${route}`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => name.replace(/\.\w+$/, ''));
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );
}
