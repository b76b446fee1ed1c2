/**
 * Gives each built page one stylesheet and one script in place of a dozen small ones. gzip then finds what they have in
 * common, which saves a lesson's first visit some 6 kB, and a page needs fewer requests. What loads later stays as it is.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

export function oneFileAPage(): AstroIntegration {
  return {
    name: 'one-file-a-page',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const written = new Set<string>();
        for (const name of await readdir(folder, { recursive: true })) {
          if (!name.endsWith('.html')) continue;
          const file = join(folder, name);
          const page = await readFile(file, 'utf8');
          const merged = await mergeFiles(page, {
            read: (path) => readFile(join(folder, path), 'utf8'),
            async write(path, text) {
              written.add(path);
              await writeFile(join(folder, path), text);
            },
          });
          if (merged !== page) await writeFile(file, merged);
        }
        logger.info(`${written.size} files hold what the pages load at first`);
      },
    },
  };
}

export interface SiteFiles {
  /** @param path below the site's base, `_astro/Page.css` */
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
}

const style = /<link rel="stylesheet" href="([^"]*\/)?(_astro\/[^"]+\.css)"[^>]*>/g;
const script = /<script type="module" src="([^"]*\/)?(_astro\/[^"]+\.js)"><\/script>/g;

/** The page with one link for its stylesheets and one element for its module scripts, each where the first one stood. */
export async function mergeFiles(page: string, files: SiteFiles): Promise<string> {
  const withStyle = await mergeKind(page, files, {
    element: style,
    extension: 'css',
    joins: () => true,
    join: (texts) => texts.join('\n'),
    write: (address) => `<link rel="stylesheet" href="${address}">`,
  });
  return mergeKind(withStyle, files, {
    element: script,
    extension: 'js',
    // What exports something is imported by a part that loads later, and must not run twice.
    joins: (text) => !exports.test(text),
    join: joinModules,
    write: (address) => `<script type="module" src="${address}"></script>`,
  });
}

interface Kind {
  readonly element: RegExp;
  readonly extension: 'css' | 'js';
  /** Whether a file can be joined with others. */
  joins(text: string): boolean;
  join(texts: readonly string[]): string;
  write(address: string): string;
}

async function mergeKind(page: string, files: SiteFiles, kind: Kind): Promise<string> {
  const paths = [...new Set([...page.matchAll(kind.element)].map(([, , path = '']) => path))];
  const texts = new Map<string, string>();
  for (const path of paths) {
    const text = await files.read(path);
    if (kind.joins(text)) texts.set(path, text);
  }
  if (texts.size < 2) return page;
  const text = kind.join([...texts.values()]);
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 8);
  const path = `_astro/page.${digest}.${kind.extension}`;
  await files.write(path, text);
  let first = true;
  return page.replaceAll(kind.element, (whole, base: string | undefined, own: string) => {
    if (!texts.has(own)) return whole;
    if (!first) return '';
    first = false;
    return kind.write(`${base ?? ''}${path}`);
  });
}

const exports = /(^|[;}])export[\s{*]/;
const importStatement = /^import(?:\{([^}]*)\}from)?"([^"]+)";?/;

/**
 * One module of several: what they import stands above, and each is a block, so that names which two of them use do not
 * meet.
 *
 * @throws for a module with an import below its beginning, or with an export
 */
export function joinModules(modules: readonly string[]): string {
  const imports = new Map<string, Map<string, string>>();
  const blocks = modules.map((module) => {
    let rest = module;
    let own = '';
    // Vite puts the list of what dynamic imports need above the imports.
    const list = /^const __vite__mapDeps=.*?;\n/.exec(rest)?.[0] ?? '';
    rest = rest.slice(list.length);
    for (let found = importStatement.exec(rest); found; found = importStatement.exec(rest)) {
      const [statement, names = '', from = ''] = found;
      rest = rest.slice(statement.length);
      const known = imports.get(from) ?? new Map<string, string>();
      imports.set(from, known);
      for (const name of names.split(',').filter((one) => one !== '')) {
        const [exported = '', local = exported] = name.split(' as ');
        const shared =
          known.get(exported) ?? `imported${[...imports.values()].reduce((sum, one) => sum + one.size, 0)}`;
        known.set(exported, shared);
        own += `const ${local}=${shared};`;
      }
    }
    if (exports.test(rest) || /(^|[;}])import[\s{*"]/.test(rest))
      throw new Error(
        `A page's script has an import or an export that cannot be joined: ${rest.slice(0, 80)}`,
      );
    return `{${list}${own}${rest}}`;
  });
  const above = [...imports].map(([from, names]) =>
    names.size === 0
      ? `import"${from}";`
      : `import{${[...names].map(([exported, local]) => `${exported} as ${local}`).join(',')}}from"${from}";`,
  );
  return `${above.join('')}\n${blocks.join('\n')}`;
}
