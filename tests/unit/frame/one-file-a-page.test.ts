import { describe, expect, test } from 'vitest';
import { joinModules, mergeFiles } from '../../../src/build/one-file-a-page.ts';

async function merge(page: string, files: Readonly<Record<string, string>>) {
  const written: Record<string, string> = {};
  const merged = await mergeFiles(page, {
    read: async (path) => files[path] ?? Promise.reject(new Error(`no ${path}`)),
    write: async (path, text) => {
      written[path] = text;
    },
  });
  return { merged, written };
}

describe('the files that a page loads at first', () => {
  test('become one stylesheet and one script, in their order, under the site’s base', async () => {
    const { merged, written } = await merge(
      '<link rel="stylesheet" href="/learn/_astro/a.css"><link rel="stylesheet" href="/learn/_astro/b.css"><p>' +
        '<script type="module" src="/learn/_astro/a.js"></script><b></b><script type="module" src="/learn/_astro/b.js"></script>',
      { '_astro/a.css': 'a{}', '_astro/b.css': 'b{}', '_astro/a.js': 'let a=1;', '_astro/b.js': 'let a=2;' },
    );
    const [css = '', js = ''] = Object.keys(written);
    expect(merged).toBe(
      `<link rel="stylesheet" href="/learn/${css}"><p><script type="module" src="/learn/${js}"></script><b></b>`,
    );
    expect(Object.values(written)).toEqual(['a{}\nb{}', '\n{let a=1;}\n{let a=2;}']);
  });

  test('one alone stays as it is', async () => {
    const page = '<script type="module" src="/_astro/a.js"></script>';
    expect(await merge(page, { '_astro/a.js': '' })).toEqual({ merged: page, written: {} });
  });

  test('a module that later parts import stays a file of its own, in its place', async () => {
    const page = ['a', 'b', 'c']
      .map((name) => `<script type="module" src="/_astro/${name}.js"></script>`)
      .join('');
    const { merged, written } = await merge(page, {
      '_astro/a.js': 'let a=1;',
      '_astro/b.js': 'let b=1;export{b as t};',
      '_astro/c.js': 'let a=2;',
    });
    const [js = ''] = Object.keys(written);
    expect(merged).toBe(
      `<script type="module" src="/${js}"></script><script type="module" src="/_astro/b.js"></script>`,
    );
  });

  test('what two modules import is imported once; names that both use do not meet', () => {
    expect(
      joinModules([
        'const __vite__mapDeps=(i,m=__vite__mapDeps)=>i;\nimport{t as e}from"./x.js";import"./y.js";e(1);',
        'import{t as n,u}from"./x.js";n(u);',
      ]),
    ).toBe(
      'import{t as imported0,u as imported1}from"./x.js";import"./y.js";\n' +
        '{const __vite__mapDeps=(i,m=__vite__mapDeps)=>i;\nconst e=imported0;e(1);}\n' +
        '{const n=imported0;const u=imported1;n(u);}',
    );
  });

  test('an import below the beginning is refused, and so is an export', () => {
    expect(() => joinModules(['let a=1;export{a};', ''])).toThrow('cannot be joined: let a=1;export{a};');
    expect(() => joinModules(['let a=1;import{b}from"./b.js";', ''])).toThrow('cannot be joined');
  });

  test('a dynamic import is none of these', () => {
    expect(joinModules(['a(()=>import("./b.js"));'])).toBe('\n{a(()=>import("./b.js"));}');
  });
});
