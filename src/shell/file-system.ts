/** A small file system in memory: absolute paths, owners and modes enough for `Permission denied`. */
import type { Errno } from '../simulator/errno.ts';
import type { User } from '../simulator/host.ts';
import type { ProgramFile } from './command.ts';
import { openFile } from './open-file.ts';
import type { Stream } from './stream.ts';

interface Attributes {
  /** Owner, by user name; the group has the same name. */
  owner: string;
  ownerUid: number;
  /** The permission bits, as in chmod(1), with 0o1000 for a sticky directory. */
  mode: number;
  /** Milliseconds since 1970. */
  modified: number;
}

export interface Directory extends Attributes {
  readonly kind: 'directory';
  readonly entries: Map<string, Entry>;
  /** True where the kernel decides what lies there, as under /proc. */
  readonly fixed?: boolean;
}

export interface RegularFile extends Attributes {
  readonly kind: 'file';
  /** A function where the kernel makes the text at each read, as under /proc. */
  content: string | (() => string);
  /** What the kernel does with a text that is written to such a file. */
  readonly written?: (text: string) => Errno | undefined;
  /** What runs when this file is executed. */
  readonly program?: ProgramFile;
  /** How many names it has; one when left out. */
  links?: number;
}

export interface Device extends Attributes {
  readonly kind: 'device';
  readonly stream: Stream;
}

/** The file of a Unix-domain socket: unix(7). It stays when the socket is closed. */
export interface SocketEntry extends Attributes {
  readonly kind: 'socket';
}

/** symlink(7) */
export interface Link extends Attributes {
  readonly kind: 'link';
  readonly target: string;
}

export type Node = Directory | RegularFile | Device | SocketEntry;
/** What a directory holds. */
export type Entry = Node | Link;
export type OpenFlags = 'read' | 'write' | 'append';
export type Found<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errno: Errno };

/** Where a path leads: its last name in its directory, and what lies there. */
export interface Place {
  readonly folder: Directory;
  /** '' when the path ends in `.`, `..` or `/`: a place that has no name there. */
  readonly name: string;
  readonly entry: Entry | undefined;
}

export interface FileSystem {
  readonly root: Directory;
  /** The node at a path, for a user who needs the right to walk there. Links are followed. */
  find(cwd: string, path: string, uid: number): Found<Node>;
  /** Where a path leads; a link in the last place is followed only when asked. */
  walk(cwd: string, path: string, uid: number, follow: boolean): Found<Place>;
  open(cwd: string, path: string, uid: number, flags: OpenFlags, now: number): Found<Stream>;
  /** Puts something new at a place that is free. ENOSPC when there is no room for one more name. */
  add(place: Place, entry: Entry, uid: number, now: number): Found<Entry>;
  /** Takes a name away. */
  remove(place: Place, uid: number, now: number): Found<Entry>;
  ownerName(uid: number): string;
  /** What is written, and what may be: see {@link capacity}. */
  readonly room: Room;
}

/** What the files that programs write hold together. */
export interface Room {
  used: number;
}

/** All files together hold 16 Mi characters, so that a flood into a file ends with ENOSPC. */
export const capacity = 16 * 1024 * 1024;
/** What a name and its attributes count for. */
const entryCost = 256;
/** path_resolution(7): more links than this on one way count as a loop. */
const linkLimit = 40;
/** NAME_MAX */
const nameLimit = 255;

/** The absolute path without `.`, `..` and double slashes. */
export function resolvePath(cwd: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${cwd}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Whether a user has one of the rights 4 (read), 2 (write), 1 (execute or walk through). */
export function mayAccess(node: Entry, uid: number, right: 1 | 2 | 4): boolean {
  if (uid === 0) return right !== 1 || node.kind === 'directory' || (node.mode & 0o111) !== 0;
  return ((node.ownerUid === uid ? node.mode >> 6 : node.mode) & right) !== 0;
}

export function readContent(file: RegularFile): string {
  return typeof file.content === 'string' ? file.content : file.content();
}

const fail = (errno: Errno): { readonly ok: false; readonly errno: Errno } => ({ ok: false, errno });

/** @param users whose names files that are made get as their owner */
export function createFileSystem(root: Directory, users: readonly User[] = []): FileSystem {
  const room: Room = { used: 0 };

  function ownerName(uid: number): string {
    return users.find((user) => user.uid === uid)?.name ?? (uid === 0 ? 'root' : String(uid));
  }

  function walk(cwd: string, path: string, uid: number, follow: boolean): Found<Place> {
    if (path === '') return fail('ENOENT');
    const names = (text: string): string[] => text.split('/').filter((name) => name !== '');
    const rest = names(path.startsWith('/') ? path : `${cwd}/${path}`);
    let above: Directory[] = [];
    let folder = root;
    let links = 0;
    for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
      if (!mayAccess(folder, uid, 1)) return fail('EACCES');
      if (name === '.') continue;
      if (name === '..') {
        folder = above.pop() ?? root;
        continue;
      }
      if (name.length > nameLimit) return fail('ENAMETOOLONG');
      const entry = folder.entries.get(name);
      const last = rest.length === 0;
      if (!entry) return last ? { ok: true, value: { folder, name, entry } } : fail('ENOENT');
      if (entry.kind === 'link' && (!last || follow || path.endsWith('/'))) {
        links += 1;
        if (links > linkLimit) return fail('ELOOP');
        rest.unshift(...names(entry.target));
        if (entry.target.startsWith('/')) [folder, above] = [root, []];
        continue;
      }
      if (last && (entry.kind === 'directory' || !path.endsWith('/')))
        return { ok: true, value: { folder, name, entry } };
      if (entry.kind !== 'directory') return fail('ENOTDIR');
      above.push(folder);
      folder = entry;
    }
    return { ok: true, value: { folder: above.at(-1) ?? root, name: '', entry: folder } };
  }

  function find(cwd: string, path: string, uid: number): Found<Node> {
    const place = walk(cwd, path, uid, true);
    if (!place.ok) return place;
    const { entry } = place.value;
    return entry && entry.kind !== 'link' ? { ok: true, value: entry } : fail('ENOENT');
  }

  function add({ folder, name }: Place, entry: Entry, uid: number, now: number): Found<Entry> {
    if (folder.fixed) return fail('ENOENT');
    if (!mayAccess(folder, uid, 2)) return fail('EACCES');
    if (room.used + entryCost > capacity) return fail('ENOSPC');
    room.used += entryCost;
    folder.entries.set(name, entry);
    folder.modified = now;
    return { ok: true, value: entry };
  }

  function remove({ folder, name, entry }: Place, uid: number, now: number): Found<Entry> {
    if (!entry) return fail('ENOENT');
    if (folder.fixed) return fail('EPERM');
    if (!mayAccess(folder, uid, 2)) return fail('EACCES');
    const mine = uid === 0 || entry.ownerUid === uid || folder.ownerUid === uid;
    if ((folder.mode & 0o1000) !== 0 && !mine) return fail('EPERM');
    folder.entries.delete(name);
    folder.modified = now;
    room.used -= entryCost;
    if (entry.kind === 'file') {
      entry.links = (entry.links ?? 1) - 1;
      if (entry.links === 0 && typeof entry.content === 'string') room.used -= entry.content.length;
    }
    return { ok: true, value: entry };
  }

  function open(cwd: string, path: string, uid: number, flags: OpenFlags, now: number): Found<Stream> {
    const place = walk(cwd, path, uid, true);
    if (!place.ok) return place;
    let { entry } = place.value;
    if (!entry) {
      if (flags === 'read') return fail('ENOENT');
      if (path.endsWith('/')) return fail('EISDIR');
      const owner = ownerName(uid);
      const fresh: Entry = { kind: 'file', owner, ownerUid: uid, mode: 0o644, modified: now, content: '' };
      const added = add(place.value, fresh, uid, now);
      if (!added.ok) return added;
      entry = fresh;
    } else {
      if (entry.kind === 'directory' && flags !== 'read') return fail('EISDIR');
      if (!mayAccess(entry, uid, flags === 'read' ? 4 : 2)) return fail('EACCES');
    }
    if (entry.kind === 'directory') return fail('EISDIR');
    if (entry.kind === 'link') return fail('ELOOP');
    if (entry.kind === 'socket') return fail('ENXIO');
    if (entry.kind === 'device') return { ok: true, value: entry.stream };
    return { ok: true, value: openFile(entry, { path, flags, now, room }) };
  }

  return { root, room, find, walk, open, add, remove, ownerName };
}
