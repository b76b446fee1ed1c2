/** The search index: Pagefind reads the built pages, and the ports that developers look up are added as records. */
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import { type DevPort, openDevPorts } from '../ports/dev-ports.ts';

/** Which pages are searched; of each only <main>, without what is there to be operated. */
const pages = '{lessons,reference,ports,bind,reach,browser,terminal}/**/index.html';
const operated = [
  '.no-print',
  '.lesson-sources',
  'work-bench',
  'home-terminal',
  'bind-lab',
  'port-verdict',
  'socket-table',
  'trace-view',
  'button',
  'svg',
];

/** Pagefind's own user interfaces; the site has one of its own. */
const unused = [
  'pagefind-component-ui.css',
  'pagefind-component-ui.js',
  'pagefind-highlight.js',
  'pagefind-modular-ui.css',
  'pagefind-modular-ui.js',
  'pagefind-ui.css',
  'pagefind-ui.js',
];

export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const { index, errors } = await createIndex({
          rootSelector: 'main',
          excludeSelectors: operated,
          includeCharacters: ':._-[]',
        });
        if (!index) throw new Error(`Pagefind made no index: ${errors.join('; ')}`);
        const read = await index.addDirectory({ path: folder, glob: pages });
        failOn(read.errors);
        const ports = await addPorts(index);
        const written = await index.writeFiles({ outputPath: `${folder}pagefind` });
        failOn(written.errors);
        await Promise.all(unused.map((name) => rm(`${folder}pagefind/${name}`)));
        await close();
        logger.info(`${read.page_count} pages and ${ports} ports can be searched`);
      },
    },
  };
}

/** One record a port, with the programs that have it as their default. */
async function addPorts(index: PagefindIndex): Promise<number> {
  const devPorts = openDevPorts();
  const ports = [...new Set(devPorts.all.map(({ port }) => port))];
  for (const port of ports) {
    const programs = devPorts.at(port);
    const added = await index.addCustomRecord({
      url: `/ports/#${port}`,
      content: `Port ${port}: ${programs.map(sentence).join(', ')}.`,
      language: 'en',
      meta: { title: `Port ${port}` },
    });
    failOn(added.errors);
  }
  return ports.length;
}

function sentence({ program, bind }: DevPort): string {
  return bind === undefined ? program : `${program} on ${bind}`;
}

function failOn(errors: readonly string[]): void {
  if (errors.length > 0) throw new Error(`Pagefind: ${errors.join('; ')}`);
}
