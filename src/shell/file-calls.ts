/** The calls that look at files and change them, as programs make them: stat(2), mkdir(2), unlink(2) and their like. */
import type { Errno } from '../simulator/errno.ts';
import { type Entry, type FileSystem, type Found, mayAccess, type Place } from './file-system.ts';
import { ask, type Program } from './program.ts';

/** Who calls: its directory and its rights. */
export interface Caller {
  readonly files: FileSystem;
  readonly cwd: string;
  readonly uid: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What a call that gives nothing back answers: undefined when it worked. */
type Refused = Errno | undefined;

function* fileCall<T>(name: string, attempt: (caller: Caller) => T): Program<T> {
  return yield* ask(name, ({ around, cwd, process }) =>
    attempt({
      files: around.files,
      cwd,
      uid: process.uid,
      now: around.epoch + around.host.network.now,
    }),
  );
}

/** stat(2), or lstat(2) when links are not followed. */
export function* stat(path: string, follow = true): Program<Found<Entry>> {
  return yield* fileCall('stat', ({ files, cwd, uid }) => {
    if (follow) return files.find(cwd, path, uid);
    const place = files.walk(cwd, path, uid, false);
    if (!place.ok) return place;
    const { entry } = place.value;
    return entry ? { ok: true, value: entry } : { ok: false, errno: 'ENOENT' };
  });
}

/** access(2) with one of 4 (read), 2 (write), 1 (execute or walk through). */
export function* mayUse(path: string, right: 1 | 2 | 4): Program<boolean> {
  return yield* fileCall('access', ({ files, cwd, uid }) => {
    const found = files.find(cwd, path, uid);
    return found.ok && mayAccess(found.value, uid, right);
  });
}

/** The names in a directory with what they are, in the order of the names. */
export function* readDirectory(path: string): Program<Found<readonly (readonly [string, Entry])[]>> {
  return yield* fileCall('getdents64', ({ files, cwd, uid }) => {
    const found = files.find(cwd, path, uid);
    if (!found.ok) return found;
    if (found.value.kind !== 'directory') return { ok: false, errno: 'ENOTDIR' };
    if (!mayAccess(found.value, uid, 4)) return { ok: false, errno: 'EACCES' };
    return { ok: true, value: [...found.value.entries].sort(([a], [b]) => (a < b ? -1 : 1)) };
  });
}

export function* mkdir(path: string, mode = 0o755): Program<Refused> {
  return yield* make('mkdir', path, (attributes) => ({
    ...attributes,
    kind: 'directory',
    mode,
    entries: new Map(),
  }));
}

export function* symlink(target: string, path: string): Program<Refused> {
  return yield* make('symlink', path, (attributes) => ({ ...attributes, kind: 'link', mode: 0o777, target }));
}

interface NewAttributes {
  readonly owner: string;
  readonly ownerUid: number;
  readonly modified: number;
}

function* make(name: string, path: string, entry: (attributes: NewAttributes) => Entry): Program<Refused> {
  return yield* fileCall(name, ({ files, cwd, uid, now }) => {
    const place = files.walk(cwd, path, uid, false);
    if (!place.ok) return place.errno;
    if (place.value.entry) return 'EEXIST';
    const owner = files.ownerName(uid);
    const added = files.add(place.value, entry({ owner, ownerUid: uid, modified: now }), uid, now);
    return added.ok ? undefined : added.errno;
  });
}

/** link(2): a second name for the same file. */
export function* link(from: string, to: string): Program<Refused> {
  return yield* fileCall('link', ({ files, cwd, uid, now }) => {
    const source = files.walk(cwd, from, uid, false);
    if (!source.ok) return source.errno;
    const { entry } = source.value;
    if (!entry) return 'ENOENT';
    const place = files.walk(cwd, to, uid, false);
    if (!place.ok) return place.errno;
    if (place.value.entry) return 'EEXIST';
    if (entry.kind !== 'file' || entry.program) return 'EPERM';
    const added = files.add(place.value, entry, uid, now);
    if (!added.ok) return added.errno;
    entry.links = (entry.links ?? 1) + 1;
    return undefined;
  });
}

export function* unlink(path: string): Program<Refused> {
  return yield* fileCall('unlink', (caller) => unlinkPath(caller, path));
}

export function unlinkPath({ files, cwd, uid, now }: Caller, path: string): Refused {
  const place = files.walk(cwd, path, uid, false);
  if (!place.ok) return place.errno;
  if (place.value.entry?.kind === 'directory') return 'EISDIR';
  const removed = files.remove(place.value, uid, now);
  return removed.ok ? undefined : removed.errno;
}

export function* rmdir(path: string): Program<Refused> {
  return yield* fileCall('rmdir', ({ files, cwd, uid, now }) => {
    const place = files.walk(cwd, path, uid, false);
    if (!place.ok) return place.errno;
    const { entry, name } = place.value;
    if (!entry) return 'ENOENT';
    if (entry.kind !== 'directory') return 'ENOTDIR';
    if (name === '') return entry === files.root ? 'EBUSY' : 'EINVAL';
    if (entry.entries.size > 0) return 'ENOTEMPTY';
    const removed = files.remove(place.value, uid, now);
    return removed.ok ? undefined : removed.errno;
  });
}

/** rename(2): a file that has the new name already is replaced. */
export function* rename(from: string, to: string): Program<Refused> {
  return yield* fileCall('rename', (caller) => renamePath(caller, from, to));
}

export function renamePath({ files, cwd, uid, now }: Caller, from: string, to: string): Refused {
  const source = files.walk(cwd, from, uid, false);
  if (!source.ok) return source.errno;
  const target = files.walk(cwd, to, uid, false);
  if (!target.ok) return target.errno;
  const moved = source.value.entry;
  const there = target.value.entry;
  if (!moved) return 'ENOENT';
  if (source.value.name === '' || target.value.name === '') return 'EBUSY';
  if (moved === there) return undefined;
  if (moved.kind === 'directory' && holds(moved, target.value)) return 'EINVAL';
  if (there?.kind === 'directory') {
    if (moved.kind !== 'directory') return 'EISDIR';
    if (there.entries.size > 0) return 'ENOTEMPTY';
  } else if (there && moved.kind === 'directory') return 'ENOTDIR';
  if (!mayAccess(target.value.folder, uid, 2)) return 'EACCES';
  if (moved.kind === 'file') moved.links = (moved.links ?? 1) + 1;
  const removed = files.remove(source.value, uid, now);
  if (!removed.ok) {
    if (moved.kind === 'file') moved.links = (moved.links ?? 1) - 1;
    return removed.errno;
  }
  if (there) files.remove(target.value, uid, now);
  const added = files.add(target.value, moved, uid, now);
  return added.ok ? undefined : added.errno;
}

function holds(folder: Entry & { readonly kind: 'directory' }, { folder: inner }: Place): boolean {
  if (folder === inner) return true;
  return [...folder.entries.values()].some(
    (entry) => entry.kind === 'directory' && holds(entry, { folder: inner, name: '', entry: undefined }),
  );
}

/** chmod(2) */
export function* chmod(path: string, mode: number): Program<Refused> {
  return yield* change('chmod', path, (entry) => {
    entry.mode = mode;
  });
}

/** utimensat(2): sets the time of the last change. */
export function* setTime(path: string, modified: number): Program<Refused> {
  return yield* change('utimensat', path, (entry) => {
    entry.modified = modified;
  });
}

function* change(name: string, path: string, apply: (entry: Entry) => void): Program<Refused> {
  return yield* fileCall(name, ({ files, cwd, uid }) => {
    const found = files.find(cwd, path, uid);
    if (!found.ok) return found.errno;
    if (uid !== 0 && found.value.ownerUid !== uid) return 'EPERM';
    apply(found.value);
    return undefined;
  });
}

/** chown(2): only root may; the group goes with the owner. */
export function* chown(path: string, owner: string, ownerUid: number): Program<Refused> {
  return yield* fileCall('chown', ({ files, cwd, uid }) => {
    const found = files.find(cwd, path, uid);
    if (!found.ok) return found.errno;
    if (uid !== 0 && (found.value.ownerUid !== uid || ownerUid !== uid)) return 'EPERM';
    found.value.owner = owner;
    found.value.ownerUid = ownerUid;
    return undefined;
  });
}
