/** Files that come with the programs: they are on the host when somebody can first look. */
import type { User } from '../../simulator/host.ts';
import type { Directory } from '../file-system.ts';
import { appSources } from './node/app-sources.ts';
import { webSources } from './node/web-sources.ts';

/** Permission bits, as in chmod(1). */
export interface Modes {
  readonly file: number;
  /** Of folders that are not there yet. */
  readonly folder: number;
}

/** Puts a file in its place, with the folders that it needs. */
export function placeFile(
  top: Directory,
  path: string,
  owner: User,
  modified: number,
  content: string,
  modes: Modes = { file: 0o644, folder: 0o755 },
): void {
  const attributes = { owner: owner.name, ownerUid: owner.uid, modified };
  const names = path.split('/').filter((name) => name !== '');
  const last = names.pop() ?? '';
  let folder = top;
  for (const name of names) {
    const there = folder.entries.get(name);
    const next: Directory =
      there?.kind === 'directory'
        ? there
        : { ...attributes, kind: 'directory', mode: modes.folder, entries: new Map() };
    folder.entries.set(name, next);
    folder = next;
  }
  folder.entries.set(last, { ...attributes, kind: 'file', mode: modes.file, content });
}

/** @param modified milliseconds since 1970 */
export function furnish(top: Directory, user: User, modified: number, home = `/home/${user.name}`): void {
  if (user.uid === 0) return;
  for (const [name, source] of Object.entries(appSources)) {
    placeFile(top, `${home}/apps/${name}/server.js`, user, modified, source);
  }
  for (const [name, text] of Object.entries(webSources)) {
    placeFile(top, `${home}/apps/web/${name}`, user, modified, text);
  }
}
