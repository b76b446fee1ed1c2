/** In which order ls lists. */
import type { ToolCall } from '../gnu-tool.ts';
import { byVersion } from '../text/sort-key.ts';
import { type Listed, sizeOf } from './ls-form.ts';

export function byName(a: Listed, b: Listed): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** The order that the options ask for; names decide between equals. */
export function orderOf(call: ToolCall): (entries: readonly Listed[]) => readonly Listed[] {
  const by = call.parsed.given.findLast(({ name }) => ['S', 't', 'U', 'v', 'X'].includes(name))?.name;
  const compare = (a: Listed, b: Listed): number => {
    switch (by) {
      case 'S':
        return sizeOf(b.entry) - sizeOf(a.entry) || byName(a, b);
      case 't':
        return b.entry.modified - a.entry.modified || byName(a, b);
      case 'v':
        return byVersion(a.name, b.name);
      case 'X':
        return extensionOf(a.name) < extensionOf(b.name)
          ? -1
          : extensionOf(a.name) > extensionOf(b.name)
            ? 1
            : byName(a, b);
      default:
        return byName(a, b);
    }
  };
  return (entries) => {
    if (by === 'U') return entries;
    const sorted = [...entries].sort(compare);
    if (call.has('reverse')) sorted.reverse();
    if (!call.has('group-directories-first')) return sorted;
    return [...sorted.filter(isFolder), ...sorted.filter((one) => !isFolder(one))];
  };
}

function isFolder({ entry }: Listed): boolean {
  return entry.kind === 'directory';
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot);
}
