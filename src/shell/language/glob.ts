/** Pathname expansion: `*.html` becomes the files that match, in order. */
import { type Directory, type FileSystem, mayAccess } from '../file-system.ts';
import { hasSpecial, matches, parsePattern, unescapePattern } from './pattern.ts';

export interface GlobOptions {
  /** Names that begin with a dot match too (`shopt -s dotglob`). */
  readonly dots?: boolean;
  /** `**` goes through all folders (`shopt -s globstar`). */
  readonly deep?: boolean;
}

/** The most paths that a pattern becomes. */
const limit = 20_000;

/** The matching paths in the order of their names, or none. */
export function expandGlob(
  files: FileSystem,
  cwd: string,
  uid: number,
  pattern: string,
  { dots = false, deep = false }: GlobOptions = {},
): readonly string[] {
  const folderAt = (path: string): Directory | undefined => {
    const found = files.find(cwd, path === '' ? '.' : path, uid);
    return found.ok && found.value.kind === 'directory' ? found.value : undefined;
  };
  const namesIn = (path: string): readonly string[] => {
    const folder = folderAt(path);
    return folder && mayAccess(folder, uid, 4) ? [...folder.entries.keys()].sort() : [];
  };
  const below = (path: string): readonly string[] => [
    path,
    ...namesIn(path)
      .filter((name) => !name.startsWith('.') && folderAt(path + name))
      .flatMap((name) => below(`${path}${name}/`)),
  ];

  const parts = splitSlashes(pattern);
  let paths: readonly string[] = [''];
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1;
    if (part === '' || !hasSpecial(part)) {
      const name = unescapePattern(part);
      paths = paths.map((path) => path + name + (last ? '' : '/'));
      continue;
    }
    if (deep && part === '**') {
      paths = paths.flatMap(below);
      if (!last) continue;
      paths = paths.flatMap((path) => [
        ...(path === '' ? [] : [path.replace(/\/$/, '')]),
        ...namesIn(path)
          .filter((name) => !name.startsWith('.') && !folderAt(path + name))
          .map((name) => path + name),
      ]);
      return [...paths].sort();
    }
    const matcher = parsePattern(part);
    const hidden = dots || part.startsWith('.') || part.startsWith('\\.');
    paths = paths.flatMap((path) =>
      namesIn(path)
        .filter((name) => (hidden || !name.startsWith('.')) && matches(matcher, name))
        .map((name) => path + name + (last ? '' : '/')),
    );
    if (paths.length > limit) paths = paths.slice(0, limit);
  }
  return paths.filter((path) => files.find(cwd, path, uid).ok);
}

/** Cuts at slashes that are not inside a bracket or a group. */
function splitSlashes(pattern: string): readonly string[] {
  return pattern.replaceAll('\\/', '/').split('/');
}
