/** The lists that options of ps(1) take: processes, users, terminals, columns, keys to sort by. */
import type { Task } from '../../task.ts';
import { columnNamed } from './ps-columns.ts';
import { Refused, type Shown, type SortKey } from './ps-request.ts';

/** Names and numbers stand with commas or spaces between them. */
function partsOf(list: string): readonly string[] {
  return list.split(/[\s,]+/);
}

export function pidsIn(list: string): readonly number[] {
  return partsOf(list).map((part) => {
    if (/^-\d+$/.test(part) || Number(part) > 4194304) throw new Refused('process ID out of range');
    if (!/^\d+$/.test(part)) throw new Refused('process ID list syntax error');
    return Number(part);
  });
}

export function uidsIn(task: Task, list: string): readonly number[] {
  return partsOf(list).map((part) => {
    const known = task.around.host.users.find(({ name }) => name === part)?.uid;
    const uid = known ?? (/^\d+$/.test(part) ? Number(part) : undefined);
    if (uid === undefined) throw new Refused('user name does not exist');
    return uid;
  });
}

export function namesIn(list: string): readonly string[] {
  return partsOf(list).map((part) => part.slice(0, 15));
}

export function terminalsIn(list: string): readonly string[] {
  return partsOf(list).map((part) => {
    const name = part.replace(/^\/dev\//, '').replace(/^(?=\d+$)/, 'pts/');
    if (!/^pts\/\d+$/.test(name)) throw new Refused('TTY could not be found');
    return name;
  });
}

/** `pid,user:12,comm=NAME`: a header of one's own goes on to the next space. */
export function columnsIn(list: string): readonly Shown[] {
  return list.split(/\s+/).flatMap((part) => {
    const [before = '', header] = part.split(/=(.*)/s);
    // An empty header ends at once, so that others may follow.
    return header?.startsWith(',')
      ? [...shownIn(before, ''), ...columnsIn(header.slice(1))]
      : shownIn(before, header);
  });
}

function shownIn(list: string, header: string | undefined): readonly Shown[] {
  const parts = list.split(',');
  return parts.map((part, index) => {
    if (part === '') throw new Refused('improper format list');
    const [name = '', width] = part.split(':');
    const column = columnNamed(name);
    if (!column) throw new Refused(`unknown user-defined format specifier "${name}"`);
    const own = index === parts.length - 1 ? header : undefined;
    const shown = own ?? column.header;
    const room = width !== undefined && /^\d+$/.test(width) ? Number(width) : column.width;
    return { column, header: shown, width: Math.max(room, shown.length) };
  });
}

export function sortKeysIn(list: string): readonly SortKey[] {
  return list.split(',').map((part) => {
    const column = columnNamed(part.replace(/^[+-]/, ''));
    if (!column) throw new Refused('unknown sort specifier');
    return { column, down: part.startsWith('-') };
  });
}
