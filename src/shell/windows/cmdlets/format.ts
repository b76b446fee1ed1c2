/** Cmdlets that decide how objects are shown, or that they are not. */
import type { Program } from '../../program.ts';
import { self } from '../../syscalls.ts';
import type { Cmdlet, CmdletCall } from '../language/cmdlet.ts';
import { formatValues, listText, tableOf } from '../language/format.ts';
import { hasColours } from '../language/run.ts';
import { isObject, object, type Value } from '../language/values.ts';
import { columnsFor, generic, listFor } from '../language/views.ts';
import { wishedFor, wishesOf } from './objects.ts';

/** Objects with the wished properties alone; as they are when nothing was wished. */
function* shaped(call: CmdletCall): Program<readonly Value[]> {
  const values = call.input ?? [];
  const wanted = call.list('Property');
  if (wanted.length === 0) return values;
  const wishes = wishesOf(wanted, values);
  const made: Value[] = [];
  for (const one of values) made.push(object('Selected', yield* wishedFor(call, one, wishes)));
  return made;
}

const parameters = [
  { name: 'Property', position: 0 },
  { name: 'AutoSize', switch: true, aliases: ['a'] },
  { name: 'Wrap', switch: true },
  { name: 'HideTableHeaders', switch: true },
] as const;

const formatTable: Cmdlet = {
  name: 'Format-Table',
  summary: 'show objects as a table: Format-Table -AutoSize',
  aliases: ['ft'],
  parameters,
  absent: 'GroupBy View ShowError DisplayError Force Expand RepeatHeader',
  *run(call) {
    const values = yield* shaped(call);
    const [first] = values;
    if (!isObject(first)) return values;
    const width = (yield* self()).tty?.columns ?? 120;
    const own =
      call.list('Property').length === 0 && !call.has('AutoSize') ? columnsFor(first, width) : undefined;
    const views = columnsFor(first, width)?.map(({ width: _, ...rest }) => rest);
    const columns =
      own ??
      (call.list('Property').length === 0 && views
        ? views
        : [...first.properties.keys()].map((name) => generic(first, name)));
    const text = (colours: boolean): string => {
      const table = tableOf(values, columns, width, colours);
      return call.has('HideTableHeaders') ? `\n${table.split('\n').slice(3).join('\n')}` : table;
    };
    return [object('FormattedTable', { Text: text(false), Coloured: text(yield* hasColours()) })];
  },
};

const formatList: Cmdlet = {
  name: 'Format-List',
  summary: 'show objects as a list of their properties: Format-List *',
  aliases: ['fl'],
  parameters: [{ name: 'Property', position: 0 }],
  absent: 'GroupBy View ShowError DisplayError Force Expand',
  *run(call) {
    const values = yield* shaped(call);
    const [first] = values;
    if (!isObject(first)) return values;
    const width = (yield* self()).tty?.columns ?? 120;
    const columns = listFor(first);
    return [
      object('FormattedList', {
        Text: listText(values, columns, false, width),
        Coloured: listText(values, columns, yield* hasColours(), width),
      }),
    ];
  },
};

const outNull: Cmdlet = {
  name: 'Out-Null',
  summary: 'throw the output away',
  parameters: [],
  run() {
    return [];
  },
};

const outString: Cmdlet = {
  name: 'Out-String',
  summary: 'the output as one text',
  parameters: [{ name: 'Width' }, { name: 'Stream', switch: true }],
  run(call) {
    const text = formatValues(call.input ?? [], call.number('Width') ?? 120, false);
    return call.has('Stream') ? text.split('\n') : [text];
  },
};

const outHost: Cmdlet = {
  name: 'Out-Host',
  summary: 'show the output',
  aliases: ['oh'],
  parameters: [{ name: 'Paging', switch: true }],
  *run(call) {
    const width = (yield* self()).tty?.columns ?? 120;
    yield* call.show(formatValues(call.input ?? [], width, yield* hasColours()));
    return [];
  },
};

export const formatCmdlets: readonly Cmdlet[] = [formatTable, formatList, outNull, outString, outHost];
