/** Processes in the order of their family tree, with what `ps --forest` and `ps -H` draw before a command. */
import type { Process } from '../../../simulator/process.ts';

export interface TreeRow {
  readonly process: Process;
  readonly before: string;
}

/** Children of the first process count as orphans when branches are drawn, so they have none. */
export function treeOrder(processes: readonly Process[], style: 'branches' | 'indent'): readonly TreeRow[] {
  const known = new Set(processes.map(({ pid }) => pid));
  const isRoot = ({ ppid }: Process): boolean => !known.has(ppid) || (ppid === 1 && style === 'branches');
  const rows: TreeRow[] = [];
  const walk = (process: Process, branches: string, last: boolean, depth: number): void => {
    const before = style === 'indent' ? '  '.repeat(depth) : depth === 0 ? '' : `${branches} \\_ `;
    rows.push({ process, before });
    const children = processes.filter((child) => child.ppid === process.pid && !isRoot(child));
    const under = depth === 0 ? '' : `${branches}${last ? '    ' : ' |  '}`;
    for (const [index, child] of children.entries()) {
      walk(child, under, index === children.length - 1, depth + 1);
    }
  };
  for (const process of processes) if (isRoot(process)) walk(process, '', true, 0);
  return rows;
}
