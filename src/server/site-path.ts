import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A built site: the folder that holds it, and the path that its links start with (`/` or `/learn/homeport/`). */
export type Site = { readonly folder: string; readonly base: string };

export type Found =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'redirect'; readonly path: string }
  | { readonly kind: 'nothing' };

const NOTHING: Found = { kind: 'nothing' };

/**
 * Finds what a request's path stands for.
 *
 * @param path percent-encoded as the browser sent it, without the query
 * @returns a file below the site's folder; a redirect to the base, or to the folder's name with its slash; or nothing
 */
export async function findInSite(site: Site, path: string): Promise<Found> {
  if (path === '/' && site.base !== '/') return { kind: 'redirect', path: site.base };
  if (`${path}/` === site.base) return { kind: 'redirect', path: site.base };
  if (!path.startsWith(site.base)) return NOTHING;

  const parts = path.slice(site.base.length).split('/').map(decodePart);
  const asksForFolder = parts.at(-1) === '';
  const names = asksForFolder ? parts.slice(0, -1) : parts;
  if (!names.every(isPlainName)) return NOTHING;

  const target = join(site.folder, ...names);
  const kind = await kindOf(target);
  if (kind === 'file') return asksForFolder ? NOTHING : { kind: 'file', file: target };
  if (kind === 'nothing') return NOTHING;
  const index = join(target, 'index.html');
  if ((await kindOf(index)) !== 'file') return NOTHING;
  return asksForFolder ? { kind: 'file', file: index } : { kind: 'redirect', path: `${path}/` };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '\0';
  }
}

/** No way up, no hidden file, no second separator in disguise, no Windows drive or stream, no control character. */
function isPlainName(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  return name !== '' && !name.startsWith('.') && !/[/\\:\x00-\x1f]/.test(name);
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    const found = await stat(path);
    if (found.isFile()) return 'file';
    return found.isDirectory() ? 'folder' : 'nothing';
  } catch {
    return 'nothing';
  }
}
