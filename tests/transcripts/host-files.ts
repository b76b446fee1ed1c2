/** What lies on the simulated host, as a list, so that the real host's sandbox gets the same. */
import type { Directory, Entry } from '../../src/shell/file-system.ts';

interface Attributes {
  /** From the root. */
  readonly path: string;
  readonly owner: string;
  /** Permission bits. */
  readonly mode: number;
}

export type HostFile =
  | (Attributes & { readonly kind: 'directory' })
  | (Attributes & { readonly kind: 'file'; readonly text: string })
  | (Attributes & { readonly kind: 'link'; readonly target: string });

/** What the kernel or the system's own packages bring. */
const others = ['bin', 'sbin', 'lib', 'usr', 'dev', 'proc', 'run', 'sys'];

export function listHostFiles(root: Directory): readonly HostFile[] {
  return [...root.entries].flatMap(([name, entry]) => (others.includes(name) ? [] : list(`/${name}`, entry)));
}

function list(path: string, entry: Entry): readonly HostFile[] {
  const attributes = { path, owner: entry.owner, mode: entry.mode };
  switch (entry.kind) {
    case 'directory': {
      const below = [...entry.entries].flatMap(([name, child]) => list(`${path}/${name}`, child));
      return [{ kind: 'directory', ...attributes }, ...below];
    }
    case 'file':
      return [
        {
          kind: 'file',
          ...attributes,
          text: typeof entry.content === 'string' ? entry.content : entry.content(),
        },
      ];
    case 'link':
      return [{ kind: 'link', ...attributes, target: entry.target }];
    case 'device':
    case 'socket':
      return [];
  }
}
