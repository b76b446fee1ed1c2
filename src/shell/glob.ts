/** Pathname expansion: `*.html` becomes the files that match, in order. */
import { type FileSystem, mayAccess } from './file-system.ts';

/** A path whose special characters are still told apart from quoted ones: a regular expression a character. */
export interface Pattern {
  readonly text: string;
  readonly source: string;
}

export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** The regular expression for one path component of unquoted text, where `*`, `?` and `[…]` are special. */
export function globSource(text: string): string {
  return text.replace(/\[!?\]?[^\]/]*\]|[\s\S]/g, (piece) => {
    if (piece === '*') return '.*';
    if (piece === '?') return '.';
    if (piece.length > 1) return piece.replace(/^\[!/, '[^').replace(/\\/g, '\\\\');
    return escapePattern(piece);
  });
}

/** Whether unquoted text has anything to expand. */
export function hasGlob(text: string): boolean {
  return /[*?]|\[.+\]/.test(text);
}

/** The matching paths in the order of their names, or none. */
export function expandGlob(
  files: FileSystem,
  cwd: string,
  uid: number,
  { text, source }: Pattern,
): readonly string[] {
  const absolute = text.startsWith('/');
  const names = source.split('/').filter((name) => name !== '' && name !== '\\.');
  const dots = text.split('/').filter((name) => name !== '' && name !== '.');
  let paths = [absolute ? '/' : ''];
  names.forEach((name, depth) => {
    const matcher = toMatcher(name);
    const wantsDot = dots[depth]?.startsWith('.') ?? false;
    paths = paths.flatMap((path) => {
      const found = files.find(cwd, path || '.', uid);
      if (!matcher || !found.ok || found.value.kind !== 'directory' || !mayAccess(found.value, uid, 4))
        return [];
      return [...found.value.entries.keys()]
        .filter((entry) => matcher.test(entry) && (wantsDot || !entry.startsWith('.')))
        .sort()
        .map((entry) => (path === '' || path === '/' ? path + entry : `${path}/${entry}`));
    });
  });
  return text.endsWith('/') ? paths.map((path) => `${path}/`) : paths;
}

function toMatcher(source: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${source})$`, 'u');
  } catch {
    return undefined;
  }
}
