/** How ls writes what it lists: names in columns or lines, and the long form. */
import { clockTime, toCivil } from '../../civil-time.ts';
import { type Entry, readContent } from '../../file-system.ts';
import { columnsOf } from '../../text-width.ts';
import { toBytes } from '../../utf-8.ts';
import { inodeOf } from './inode.ts';
import { modeText } from './mode.ts';

export interface Listed {
  readonly name: string;
  readonly entry: Entry;
  /** What a link leads to; undefined where that is nothing. */
  readonly leadsTo?: Entry | undefined;
}

export interface Form {
  readonly long: boolean;
  readonly layout: 'lines' | 'columns' | 'across' | 'commas';
  readonly width: number;
  readonly owner: boolean;
  readonly group: boolean;
  readonly numeric: boolean;
  readonly mark: 'none' | 'folders' | 'all';
  readonly quoting: 'none' | 'shell' | 'double';
  readonly human: ((bytes: number) => string) | undefined;
  readonly inodes: boolean;
  readonly blocks: boolean;
  readonly colour: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

interface Name {
  readonly text: string;
  /** On the screen. */
  readonly width: number;
}

export function lines(entries: readonly Listed[], form: Form): string {
  if (entries.length === 0) return '';
  const inodes = widest(form.inodes ? entries.map(({ entry }) => String(inodeOf(entry))) : []);
  const blocks = widest(form.blocks ? entries.map(({ entry }) => String(blocksOf(entry))) : []);
  const needsQuotes = form.quoting === 'shell' && entries.some(({ name }) => quotedName(name, form) !== name);
  const names = entries.map((listed) => {
    const before =
      (form.inodes ? `${String(inodeOf(listed.entry)).padStart(inodes)} ` : '') +
      (form.blocks ? `${String(blocksOf(listed.entry)).padStart(blocks)} ` : '');
    const quoted = quotedName(listed.name, form);
    // Names without quotes stand under the first letter of those with them.
    const space = needsQuotes && quoted === listed.name && form.layout !== 'commas' ? ' ' : '';
    const mark = markOf(listed, form);
    const text = `${before}${space}${coloured(quoted, listed, form)}${mark}`;
    return { text, width: columnsOf(before + space + quoted + mark) };
  });
  if (form.long) return longLines(entries, names, form);
  switch (form.layout) {
    case 'lines':
      return names.map(({ text }) => `${text}\n`).join('');
    case 'commas':
      return commas(names, form.width);
    case 'columns':
    case 'across':
      return columns(names, form.width, form.layout === 'across');
  }
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, text.length), 0);
}

function longLines(entries: readonly Listed[], names: readonly Name[], form: Form): string {
  const rows = entries.map(({ entry }) => {
    const owner = form.numeric ? String(entry.ownerUid) : entry.owner;
    const size = sizeOf(entry);
    return {
      links: String(linksOf(entry)),
      owner,
      size: form.human ? form.human(size) : String(size),
    };
  });
  const links = widest(rows.map((row) => row.links));
  const owners = widest(rows.map((row) => row.owner));
  const sizes = widest(rows.map((row) => row.size));
  return entries
    .map((listed, index) => {
      const row = rows[index];
      const { entry } = listed;
      if (!row) return '';
      const owner = form.numeric ? row.owner.padStart(owners) : row.owner.padEnd(owners);
      const people = `${form.owner ? `${owner} ` : ''}${form.group ? `${owner} ` : ''}`;
      const arrow = entry.kind === 'link' ? ` -> ${target(listed, form)}` : '';
      return `${modeText(entry)} ${row.links.padStart(links)} ${people}${row.size.padStart(sizes)} ${whenText(entry.modified, form.now)} ${names[index]?.text}${arrow}\n`;
    })
    .join('');
}

function target({ entry, leadsTo }: Listed, form: Form): string {
  if (entry.kind !== 'link') return '';
  const mark = leadsTo ? markOf({ name: '', entry: leadsTo }, form) : '';
  const name = quotedName(entry.target, form);
  if (!form.colour) return name + mark;
  return (
    (leadsTo ? coloured(name, { name: entry.target, entry: leadsTo }, form) : paint(name, '40;31;01')) + mark
  );
}

/** Files of the last half year show the time of day, others the year. */
function whenText(modified: number, now: number): string {
  const time = toCivil(modified);
  const recent = modified <= now && now - modified < 15_778_476_000;
  const month = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[time.month];
  return `${month} ${String(time.day).padStart(2)} ${recent ? clockTime(time) : ` ${time.year}`}`;
}

function quotedName(name: string, { quoting }: Form): string {
  if (quoting === 'double') return `"${name.replace(/["\\]/g, '\\$&')}"`;
  if (quoting === 'none' || /^[^\s"'\\$`&|;<>()*?[\]!{}^#~=][^\s"'\\$`&|;<>()*?[\]!]*$/.test(name))
    return name;
  return name.includes("'") && !/["$`\\!]/.test(name) ? `"${name}"` : `'${name.replaceAll("'", "'\\''")}'`;
}

function markOf({ entry }: Listed, { mark, long }: Form): string {
  if (mark === 'none') return '';
  if (entry.kind === 'directory') return '/';
  if (mark === 'folders') return '';
  if (entry.kind === 'link') return long ? '' : '@';
  if (entry.kind === 'socket') return '=';
  return entry.kind === 'file' && (entry.mode & 0o111) !== 0 ? '*' : '';
}

const paint = (text: string, code: string): string => `\x1b[${code}m${text}\x1b[0m`;

function coloured(name: string, { entry, leadsTo }: Listed, { colour }: Form): string {
  if (!colour) return name;
  switch (entry.kind) {
    case 'directory':
      return paint(name, (entry.mode & 0o1002) === 0o1002 ? '30;42' : '01;34');
    case 'link':
      return paint(name, leadsTo ? '01;36' : '40;31;01');
    case 'device':
      return paint(name, '40;33;01');
    case 'socket':
      return paint(name, '01;35');
    case 'file':
      return (entry.mode & 0o111) !== 0 ? paint(name, '01;32') : name;
  }
}

/** As many columns as fit, filled column by column, or line by line. */
function columns(names: readonly Name[], width: number, across: boolean): string {
  const most = Math.max(1, Math.min(names.length, Math.floor(width / 3)));
  for (let count = most; ; count -= 1) {
    const rows = Math.ceil(names.length / count);
    // No column is narrower than a letter and its gap.
    const widths = Array<number>(count).fill(3);
    names.forEach((name, index) => {
      const column = across ? index % count : Math.floor(index / rows);
      widths[column] = Math.max(widths[column] ?? 0, name.width + (column === count - 1 ? 0 : 2));
    });
    const total = widths.reduce((sum, size) => sum + size, 0);
    if (total >= width && count > 1) continue;
    let text = '';
    for (let row = 0; row < rows; row += 1) {
      let at = 0;
      let start = 0;
      for (let column = 0; column < count; column += 1) {
        const name = names[across ? row * count + column : column * rows + row];
        if (!name) break;
        text += gap(at, start) + name.text;
        at = start + name.width;
        start += widths[column] ?? 0;
      }
      text += '\n';
    }
    return text;
  }
}

/** ls goes by tab stops where it can. */
function gap(from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; ) {
    if (Math.floor(to / 8) > Math.floor((at + 1) / 8)) {
      text += '\t';
      at += 8 - (at % 8);
    } else {
      text += ' ';
      at += 1;
    }
  }
  return text;
}

function commas(names: readonly Name[], width: number): string {
  let text = '';
  let at = 0;
  names.forEach((name, index) => {
    if (index > 0) {
      const fits = at + name.width + 2 < width;
      text += fits ? ', ' : ',\n';
      at = fits ? at + 2 : 0;
    }
    text += name.text;
    at += name.width;
  });
  return `${text}\n`;
}

export function linksOf(entry: Entry): number {
  if (entry.kind === 'file') return entry.links ?? 1;
  if (entry.kind !== 'directory') return 1;
  return 2 + [...entry.entries.values()].filter(({ kind }) => kind === 'directory').length;
}

/** In bytes; what the kernel makes up when it is read has none. */
export function sizeOf(entry: Entry): number {
  switch (entry.kind) {
    case 'directory':
      return entry.fixed ? 0 : 4096;
    case 'file':
      return typeof entry.content === 'string' ? toBytes(readContent(entry)).length : 0;
    case 'link':
      return toBytes(entry.target).length;
    case 'device':
    case 'socket':
      return 0;
  }
}

/** Kilobytes on disk, in blocks of four; a short link lies in its own inode. */
export function blocksOf(entry: Entry): number {
  return entry.kind === 'link' ? 0 : Math.ceil(sizeOf(entry) / 4096) * 4;
}
