/** What lies on a host before its programs come: the folder where a person's shell begins, with a site to serve. */
import type { User } from '../simulator/host.ts';
import type { ProgramFile } from './command.ts';
import type { Directory, Entry, Node } from './file-system.ts';

export interface FirstFilesOptions {
  readonly user: User;
  /** Milliseconds since 1970: when the files were last changed. */
  readonly modified: number;
}

export type Tree = { readonly [name: string]: Tree | string | Entry };

/** A folder from its entries: texts become files, tables become folders. */
export function folderFrom(tree: Tree, owner: User, modified: number, mode = 0o755): Directory {
  const entries = new Map<string, Entry>();
  for (const [name, value] of Object.entries(tree)) entries.set(name, nodeFrom(value, owner, modified));
  return { kind: 'directory', owner: owner.name, ownerUid: owner.uid, mode, modified, entries };
}

function nodeFrom(value: Tree[string], owner: User, modified: number): Entry {
  if (typeof value === 'string') {
    return { kind: 'file', owner: owner.name, ownerUid: owner.uid, mode: 0o644, modified, content: value };
  }
  return isEntry(value) ? value : folderFrom(value, owner, modified);
}

/** The folders where a person's shell and root's begin; the rest of the disk comes with the programs, see linux-files.ts. */
export function firstFiles({ user, modified }: FirstFilesOptions): Directory {
  const root = { name: 'root', uid: 0 };
  const person = folderFrom({ ...homeOf(user), '.bash_history': '' }, user, modified);
  return folderFrom(
    { home: { [user.name]: person }, root: folderFrom({}, root, modified, 0o700) },
    root,
    modified,
  );
}

/** What lies under /usr/bin for a program that is built in here. */
export function programFile(modified: number, program: ProgramFile): Node {
  return { kind: 'file', owner: 'root', ownerUid: 0, mode: 0o755, modified, content: '', program };
}

function isEntry(value: Tree | Entry): value is Entry {
  return typeof value.kind === 'string' && typeof value.mode === 'number';
}

/** What a person's folder holds at first. */
export function homeOf(user: User): Tree {
  return user.uid === 0 ? {} : { site };
}

const page = (title: string, body: string): string =>
  `<!doctype html>\n<title>${title}</title>\n<h1>${title}</h1>\n${body}\n`;

const site: Tree = {
  'about.html': page('About this site', '<p>Two pages and a folder of notes, served from ~/site.</p>'),
  'index.html': page('Hello from 62893', '<p>This page lies in ~/site/index.html.</p>'),
  notes: {
    'ports.txt': '62893 is above 49151: a dynamic port.\n',
    'todo.txt': 'Listen on 127.0.0.1 only.\n',
  },
};
