import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { glossary } from './content/reference/glossary.ts';
import packageJson from './package.json' with { type: 'json' };
import { checkLessons } from './src/build/check-lessons.ts';
import { linkTerms } from './src/build/link-terms.ts';
import { oneFileAPage } from './src/build/one-file-a-page.ts';
import { plainPolicy } from './src/build/plain-policy.ts';
import { searchIndex } from './src/build/search-index.ts';

/** The one setting for the published address; a sub-path in it becomes the base of every link. */
const published = new URL(process.env.SITE_URL ?? packageJson.homepage);
const base = published.pathname.endsWith('/') ? published.pathname : `${published.pathname}/`;

/**
 * Shiki writes its colours as style attributes, which the content security policy refuses.
 * Each becomes a class here (`code-token-keyword`, `code-italic`); src/styles/code.css holds the colours.
 */
const stylesToClasses = {
  name: 'styles-to-classes',
  pre: moveStyleToClass,
  span: moveStyleToClass,
};

/** @param {{ properties: Record<string, unknown> }} node */
function moveStyleToClass(node) {
  const style = String(node.properties.style ?? '');
  const classes = [...style.matchAll(/--astro-code-(token-[a-z-]+)/g)].map((match) => `code-${match[1]}`);
  if (style.includes('font-style:italic')) classes.push('code-italic');
  if (style.includes('font-weight:bold')) classes.push('code-bold');
  const all = [node.properties.class, ...classes].filter(Boolean).join(' ');
  delete node.properties.style;
  if (all !== '') node.properties.class = all;
}

/** Each term of the glossary is linked where a lesson uses it first. */
const glossaryLinks = linkTerms(glossary, (slug) => `${base}reference/glossary/#${slug}`);

export default defineConfig({
  site: published.origin,
  base,
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  integrations: [mdx(), plainPolicy(), oneFileAPage(), searchIndex()],
  markdown: {
    processor: satteri({ mdastPlugins: [checkLessons(), glossaryLinks] }),
    shikiConfig: { theme: 'css-variables', transformers: [stylesToClasses] },
  },
  security: {
    csp: {
      directives: [
        "default-src 'none'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
      ],
      scriptDirective: { resources: ["'self'"] },
      styleDirective: { resources: ["'self'"] },
    },
  },
  vite: { build: { assetsInlineLimit: 0 } },
});
