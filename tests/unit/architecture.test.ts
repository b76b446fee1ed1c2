import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What each layer may import of the others; a layer may always import itself, and nothing points back up. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  simulator: [],
  ports: [],
  shell: ['simulator', 'ports'],
  course: ['simulator', 'ports', 'shell'],
  build: ['simulator', 'ports', 'course'],
  widgets: ['simulator', 'ports', 'shell', 'course', 'build'],
};
const LAYERS = Object.keys(MAY_IMPORT);
/** Compiled without the DOM and without Node, so that a world can be replayed, shared and graded. */
const PURE_LAYERS = ['simulator', 'ports', 'shell', 'course'];

/** Packages that a pure layer may use: they are pure themselves. */
const PURE_PACKAGES = ['ipaddr.js', 'unbash'];

/** Single files outside the layers that a widget may use as well, each with the reason. */
const SHARED_FILES: Readonly<Record<string, string>> = {
  'src/paths.ts': 'every link needs the base path',
};

/** Files that may be longer than 300 lines, each with the reason. */
const LONG_FILES: Readonly<Record<string, string>> = {};

const VAGUE_NAMES = ['utils', 'util', 'helpers', 'helper', 'misc', 'manager', 'common', 'handle'];

const files = ['src', 'tests', 'content'].flatMap((folder) => {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length).replaceAll('\\', '/'));
});
const codeFiles = files.filter((file) => /\.(ts|cjs|mjs|astro|css|mdx)$/.test(file));

function filesOf(layer: string): readonly string[] {
  return codeFiles.filter((file) => file.startsWith(`src/${layer}/`));
}

function textOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** What a file imports: paths from the project's root for its own files, names for packages. */
function importsOf(file: string): readonly string[] {
  const statements = /(?:\bfrom\s+|\bimport\s*\(?\s*)(['"])([^'"\n]+)\1/g;
  return [...textOf(file).matchAll(statements)].map(([, , name = '']) => {
    const path = name.replace(/\?.*$/, '');
    return path.startsWith('.') ? join(dirname(file), path).replaceAll('\\', '/') : path;
  });
}

describe.each(LAYERS)('src/%s', (layer) => {
  const allowed = [layer, ...(MAY_IMPORT[layer] ?? [])].map((name) => `src/${name}/`);

  test('imports only itself and what lies below it', () => {
    const wrong = filesOf(layer).flatMap((file) => {
      return importsOf(file)
        .filter((path) => path.startsWith('src/') && !(path in SHARED_FILES && layer === 'widgets'))
        .filter((path) => !allowed.some((folder) => path.startsWith(folder)))
        .map((path) => `${file} imports ${path}`);
    });
    expect(wrong).toEqual([]);
  });
});

test('src/build runs while the site is built: no code that reaches the browser imports it', () => {
  const buildTime = /\.astro$|^src\/(build|pages)\/|^src\/content\.config\.ts$/;
  const wrong = codeFiles.filter((file) => {
    return (
      file.startsWith('src/') &&
      !buildTime.test(file) &&
      importsOf(file).some((path) => path.startsWith('src/build/'))
    );
  });
  expect(wrong).toEqual([]);
});

describe.each(PURE_LAYERS)('src/%s', (layer) => {
  test('imports no package but those that are pure themselves', () => {
    const wrong = filesOf(layer).flatMap((file) => {
      return importsOf(file)
        .filter((path) => !path.startsWith('src/') && !PURE_PACKAGES.includes(path))
        .map((path) => `${file} imports ${path}`);
    });
    expect(wrong).toEqual([]);
  });

  test('takes time and chance as arguments', () => {
    const impure =
      /\bMath\.random\b|\bnew Date\b|\bDate\.(?:now|parse|UTC)\b|\bperformance\.now\b|\bset(?:Timeout|Interval)\(/;
    const wrong = filesOf(layer).filter((file) => impure.test(withoutComments(textOf(file))));
    expect(wrong).toEqual([]);
  });
});

describe('every file', () => {
  test('has 300 lines at most, or a reason', () => {
    const long = codeFiles
      .map((file) => ({ file, lines: textOf(file).trimEnd().split('\n').length }))
      .filter(({ file, lines }) => lines > 300 && !(file in LONG_FILES))
      .map(({ file, lines }) => `${file}: ${lines} lines`);
    expect(long).toEqual([]);
  });

  test('listed as long is still there and still long', () => {
    const settled = Object.keys(LONG_FILES).filter((file) => {
      return !codeFiles.includes(file) || textOf(file).trimEnd().split('\n').length <= 300;
    });
    expect(settled).toEqual([]);
  });

  test('is named by what it holds', () => {
    const vague = codeFiles.filter((file) => {
      return basename(file)
        .replace(/\.[^/]*$/, '')
        .toLowerCase()
        .split('-')
        .some((word) => VAGUE_NAMES.includes(word));
    });
    expect(vague).toEqual([]);
  });

  test('is kebab-case, or PascalCase for a component', () => {
    const page = (file: string) => file.startsWith('src/pages/');
    const misnamed = codeFiles.filter((file) => {
      const name = basename(file);
      if (page(file)) return false;
      return name.endsWith('.astro') ? !/^[A-Z][A-Za-z0-9]*\.astro$/.test(name) : !/^[a-z0-9.-]+$/.test(name);
    });
    expect(misnamed).toEqual([]);
  });
});

describe('what the security policy would refuse', () => {
  test('is in no component: no inline style, no inline handler, no set:html, no client island', () => {
    const refused = /\sstyle=["'{]|\son[a-z]+=["'{]|\sset:html=|\sclient:[a-z]+/;
    const markup = codeFiles.filter((file) => /^(src|content)\/.*\.(astro|mdx)$/.test(file));
    expect(markup.filter((file) => refused.test(withoutComments(textOf(file))))).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|^\s*\/\/.*$/gm, '');
}
