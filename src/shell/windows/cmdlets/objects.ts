/** Cmdlets that pick, sort and count what comes through the pipe. */
import type { Program } from '../../program.ts';
import type { Cmdlet, CmdletCall, Parameter } from '../language/cmdlet.ts';
import { compare } from '../language/compare.ts';
import { PsError } from '../language/errors.ts';
import {
  isLike,
  isObject,
  isTrue,
  listOf,
  numberOf,
  object,
  propertyOf,
  textOf,
  type Value,
} from '../language/values.ts';

/** Where-Object's own form of the comparisons: `Where-Object LocalPort -eq 62893`. */
const operators = [
  'eq',
  'ne',
  'gt',
  'ge',
  'lt',
  'le',
  'like',
  'notlike',
  'match',
  'notmatch',
  'contains',
  'notcontains',
  'in',
  'notin',
];

const where: Cmdlet = {
  name: 'Where-Object',
  summary: 'keep the objects that fit: Where-Object LocalPort -eq 62893',
  aliases: ['where', '?'],
  parameters: [
    { name: 'Property', position: 0 },
    { name: 'Value', position: 1 },
    { name: 'FilterScript' },
    { name: 'Not', switch: true },
    ...operators.flatMap((name): readonly Parameter[] => [
      { name: `${name.charAt(0).toUpperCase()}${name.slice(1)}`, aliases: [`i${name}`, `c${name}`] },
    ]),
  ],
  *run(call) {
    const kept: Value[] = [];
    const block = call.value('FilterScript') ?? call.value('Property');
    const used = operators.find((name) => call.value(nameOf(name)) !== undefined);
    for (const one of call.input ?? []) {
      const fits = isBlock(block)
        ? (yield* call.invoke(block, one)).some(isTrue)
        : fitsProperty(call, one, used);
      if (fits) kept.push(one);
    }
    return kept;
  },
};

function nameOf(operator: string): string {
  return `${operator.charAt(0).toUpperCase()}${operator.slice(1)}`;
}

function isBlock(value: Value): boolean {
  return typeof value === 'object' && !Array.isArray(value) && 'statements' in value;
}

function fitsProperty(call: CmdletCall, one: Value, operator: string | undefined): boolean {
  const found = propertyOf(one, call.text('Property') ?? '');
  const truth = operator
    ? isTrue(compare(`-${operator}`, found, call.value(nameOf(operator))))
    : isTrue(found);
  return truth !== call.has('Not');
}

/** `Name`, `Local*`, or `@{Name='Process'; Expression={ … }}` */
interface Wish {
  readonly name: string;
  readonly block: Value;
}

export function wishesOf(values: readonly Value[], objects: readonly Value[]): readonly Wish[] {
  return values.flatMap((value): readonly Wish[] => {
    if (isObject(value)) {
      const block = propertyOf(value, 'Expression') ?? propertyOf(value, 'e');
      const label =
        propertyOf(value, 'Name') ??
        propertyOf(value, 'n') ??
        propertyOf(value, 'Label') ??
        propertyOf(value, 'l');
      return [{ name: label === undefined ? textOf(block).trim() : textOf(label), block }];
    }
    if (isBlock(value)) return [{ name: textOf(value).trim(), block: value }];
    const text = textOf(value);
    const [first] = objects;
    const known = isObject(first) ? [...first.properties.keys()] : [];
    if (/[*?]/.test(text))
      return known.filter((name) => isLike(name, text)).map((name) => ({ name, block: undefined }));
    return [
      { name: known.find((name) => name.toLowerCase() === text.toLowerCase()) ?? text, block: undefined },
    ];
  });
}

export function* wishedFor(
  call: CmdletCall,
  one: Value,
  wishes: readonly Wish[],
): Program<Readonly<Record<string, Value>>> {
  const made: Record<string, Value> = {};
  for (const { name, block } of wishes) {
    if (!isBlock(block)) made[name] = propertyOf(one, block === undefined ? name : textOf(block));
    else {
      const values = yield* call.invoke(block, one);
      made[name] = values.length <= 1 ? values[0] : values;
    }
  }
  return made;
}

const select: Cmdlet = {
  name: 'Select-Object',
  summary: 'keep some properties, or the first objects: Select-Object LocalAddress, LocalPort',
  aliases: ['select'],
  parameters: [
    { name: 'Property', position: 0 },
    { name: 'ExpandProperty' },
    { name: 'First' },
    { name: 'Last' },
    { name: 'Skip' },
    { name: 'Unique', switch: true },
  ],
  absent: 'ExcludeProperty SkipLast Wait Index SkipIndex',
  *run(call) {
    let values = [...(call.input ?? [])];
    const [first, last, skip] = [call.number('First'), call.number('Last'), call.number('Skip')];
    if (skip !== undefined) values = values.slice(skip);
    if (first !== undefined) values = values.slice(0, first);
    if (last !== undefined) values = values.slice(-last);
    const expand = call.text('ExpandProperty');
    if (expand !== undefined) values = values.flatMap((one) => listOf(propertyOf(one, expand)));
    const wanted = call.list('Property');
    if (wanted.length > 0) {
      const wishes = wishesOf(wanted, values);
      const made: Value[] = [];
      for (const one of values) made.push(object('Selected', yield* wishedFor(call, one, wishes)));
      values = made;
    }
    if (!call.has('Unique')) return values;
    return [...new Map(values.map((one) => [textOf(one), one])).values()];
  },
};

const sort: Cmdlet = {
  name: 'Sort-Object',
  summary: 'sort by a property: Sort-Object LocalPort',
  aliases: ['sort'],
  parameters: [
    { name: 'Property', position: 0 },
    { name: 'Descending', switch: true },
    { name: 'Unique', switch: true },
  ],
  absent: 'CaseSensitive Culture Stable Top Bottom',
  run(call) {
    const names = call.list('Property').map(textOf);
    const keys = (one: Value): readonly Value[] =>
      names.length === 0 ? [one] : names.map((name) => propertyOf(one, name));
    const order = (a: Value, b: Value): number => {
      for (const [index, one] of keys(a).entries()) {
        const other = keys(b)[index];
        const by =
          typeof one === 'number' && typeof other === 'number'
            ? one - other
            : textOf(one).localeCompare(textOf(other), 'en', { sensitivity: 'base' });
        if (by !== 0) return by;
      }
      return 0;
    };
    const sorted = [...(call.input ?? [])].sort((a, b) =>
      call.has('Descending') ? order(b, a) : order(a, b),
    );
    return call.has('Unique')
      ? sorted.filter((one, index) => index === 0 || order(one, sorted[index - 1]) !== 0)
      : sorted;
  },
};

const forEach: Cmdlet = {
  name: 'ForEach-Object',
  summary: 'do something with each object: ForEach-Object { $_.LocalPort }',
  aliases: ['foreach', '%'],
  parameters: [{ name: 'Process', position: 0, aliases: ['MemberName'] }],
  absent: 'Begin End Parallel ArgumentList ThrottleLimit AsJob',
  *run(call) {
    const values: Value[] = [];
    const process = call.value('Process');
    if (process === undefined)
      throw new PsError('ForEach-Object needs a script block or the name of a property.');
    for (const one of call.input ?? []) {
      if (isBlock(process)) values.push(...(yield* call.invoke(process, one)));
      else values.push(...listOf(propertyOf(one, textOf(process))));
    }
    return values;
  },
};

const measure: Cmdlet = {
  name: 'Measure-Object',
  summary: 'count objects',
  aliases: ['measure'],
  parameters: [
    { name: 'Property', position: 0 },
    { name: 'Sum', switch: true },
  ],
  absent: 'Average Maximum Minimum Line Word Character StandardDeviation AllStats',
  run(call) {
    const name = call.text('Property');
    const values = call.input ?? [];
    const sum =
      name === undefined
        ? undefined
        : values.reduce((total: number, one) => total + numberOf(propertyOf(one, name)), 0);
    return [
      object('Measure', {
        Count: values.length,
        Average: undefined,
        Sum: call.has('Sum') ? sum : undefined,
        Maximum: undefined,
        Minimum: undefined,
        StandardDeviation: undefined,
        Property: name,
      }),
    ];
  },
};

export const objectCmdlets: readonly Cmdlet[] = [where, select, sort, forEach, measure];
