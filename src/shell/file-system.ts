/** A small file system in memory: absolute paths, owners and modes enough for `Permission denied`. */
import type { Errno } from '../simulator/errno.ts';
import { type Stream, sinkStream, textStream } from './stream.ts';

interface Attributes {
  /** Owner, by user name; the group has the same name. */
  owner: string;
  ownerUid: number;
  /** The nine permission bits, as in chmod(1). */
  mode: number;
  /** Milliseconds since 1970. */
  modified: number;
}

export interface Directory extends Attributes {
  readonly kind: 'directory';
  readonly entries: Map<string, Node>;
}

export interface RegularFile extends Attributes {
  readonly kind: 'file';
  /** A function where the kernel makes the text at each read, as under /proc. */
  content: string | (() => string);
}

export interface Device extends Attributes {
  readonly kind: 'device';
  readonly stream: Stream;
}

export type Node = Directory | RegularFile | Device;
export type OpenFlags = 'read' | 'write' | 'append';
type Found<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly errno: Errno };

export interface FileSystem {
  readonly root: Directory;
  /** The node at a path, for a user who needs the right to walk there. */
  find(cwd: string, path: string, uid: number): Found<Node>;
  open(cwd: string, path: string, uid: number, flags: OpenFlags, now: number): Found<Stream>;
}

/** Room for all that programs write, so that a flood into a file ends: 4 MiB a file. */
const fileLimit = 4 * 1024 * 1024;

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
export function mayAccess(node: Node, uid: number, right: 1 | 2 | 4): boolean {
  if (uid === 0) return right !== 1 || node.kind === 'directory' || (node.mode & 0o111) !== 0;
  return ((node.ownerUid === uid ? node.mode >> 6 : node.mode) & right) !== 0;
}

export function readContent(file: RegularFile): string {
  return typeof file.content === 'string' ? file.content : file.content();
}

export function createFileSystem(root: Directory): FileSystem {
  function find(cwd: string, path: string, uid: number): Found<Node> {
    if (path === '') return { ok: false, errno: 'ENOENT' };
    let node: Node = root;
    for (const name of resolvePath(cwd, path).split('/')) {
      if (name === '') continue;
      if (node.kind !== 'directory') return { ok: false, errno: 'ENOTDIR' };
      if (!mayAccess(node, uid, 1)) return { ok: false, errno: 'EACCES' };
      const next: Node | undefined = node.entries.get(name);
      if (!next) return { ok: false, errno: 'ENOENT' };
      node = next;
    }
    if (path.endsWith('/') && node.kind !== 'directory') return { ok: false, errno: 'ENOTDIR' };
    return { ok: true, value: node };
  }

  /** Makes an empty file in a directory that lets the user write. */
  function create(cwd: string, path: string, uid: number, now: number): Found<Node> {
    const full = resolvePath(cwd, path);
    const cut = full.lastIndexOf('/');
    const parent = find('/', full.slice(0, cut) || '/', uid);
    if (!parent.ok) return parent;
    if (parent.value.kind !== 'directory') return { ok: false, errno: 'ENOTDIR' };
    if (path.endsWith('/')) return { ok: false, errno: 'EISDIR' };
    if (!mayAccess(parent.value, uid, 2)) return { ok: false, errno: 'EACCES' };
    const owner = uid === 0 ? 'root' : parent.value.owner;
    const file: RegularFile = { kind: 'file', owner, ownerUid: uid, mode: 0o644, modified: now, content: '' };
    parent.value.entries.set(full.slice(cut + 1), file);
    return { ok: true, value: file };
  }

  function openToWrite(node: Node, uid: number, flags: OpenFlags, now: number, path: string): Found<Stream> {
    if (node.kind === 'directory') return { ok: false, errno: 'EISDIR' };
    if (!mayAccess(node, uid, 2)) return { ok: false, errno: 'EACCES' };
    if (node.kind === 'device') return { ok: true, value: node.stream };
    if (flags === 'write') node.content = '';
    node.modified = now;
    return {
      ok: true,
      value: sinkStream(path, (text) => {
        const before = readContent(node);
        if (before.length < fileLimit) node.content = before + text;
      }),
    };
  }

  return {
    root,
    find,
    open(cwd, path, uid, flags, now) {
      let found = find(cwd, path, uid);
      if (!found.ok && found.errno === 'ENOENT' && flags !== 'read') found = create(cwd, path, uid, now);
      if (!found.ok) return found;
      const node = found.value;
      if (flags !== 'read') return openToWrite(node, uid, flags, now, path);
      if (!mayAccess(node, uid, 4)) return { ok: false, errno: 'EACCES' };
      if (node.kind === 'directory') return { ok: false, errno: 'EISDIR' };
      if (node.kind === 'device') return { ok: true, value: node.stream };
      return { ok: true, value: textStream(path, readContent(node)) };
    },
  };
}
