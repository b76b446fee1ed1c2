/** read and mapfile: builtins of bash(1) that take lines into variables. */
import type { Builtin } from '../../command.ts';
import { assignArray, assignVariable, isName, parseReference } from '../../language/assign.ts';
import { shellMessage } from '../../language/run.ts';
import type { OptionTable, ParsedOptions } from '../../option-table.ts';
import { ask, blocked, type Program } from '../../program.ts';
import type { Shell } from '../../shell.ts';
import { complain, now, read as readCall, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { builtinOptions } from './builtin-options.ts';

const options: OptionTable = {
  options: [
    { short: 'r', help: 'a backslash is a character like any other' },
    { short: 'p', argument: 'PROMPT', help: 'print this first, on a terminal' },
    { short: 't', argument: 'SECONDS', help: 'wait no longer' },
    { short: 'n', argument: 'COUNT', help: 'read at most so many characters' },
    { short: 'N', argument: 'COUNT', help: 'read exactly so many characters' },
    { short: 'd', argument: 'DELIMITER', help: 'read up to this character, not to the end of the line' },
    { short: 'a', argument: 'ARRAY', help: 'put the words into an array' },
    { short: 'u', argument: 'FD', help: 'read from this descriptor' },
    { short: 's', help: 'do not show what is typed' },
    { short: 'e', help: 'edit the line' },
    { short: 'i', argument: 'TEXT', help: 'with -e, begin with this text' },
  ],
};
const usage =
  'read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]';

export const read: Builtin = {
  name: 'read',
  summary: 'read a line into variables',
  options,
  *run(shell, argv) {
    const parsed = yield* builtinOptions(shell, argv, options, usage);
    if (!parsed) return 2;
    const wrong = checkArguments(parsed);
    if (wrong !== undefined) {
      yield* shellMessage(shell, `read: ${wrong}`);
      return 1;
    }
    const task = yield* self();
    const fd = Number(parsed.value('u') ?? 0);
    const stream = task.streams.get(fd);
    if (!stream) {
      const where = parsed.has('u') ? `${fd}: invalid file descriptor` : 'read error: 0';
      yield* shellMessage(shell, `read: ${where}: Bad file descriptor`);
      return 1;
    }
    if (parsed.has('p') && stream.terminal) yield* complain(parsed.value('p') ?? '');
    const line = yield* readLine(task, fd, parsed);
    return store(shell, parsed, line);
  },
};

function checkArguments(parsed: ParsedOptions): string | undefined {
  const timeout = parsed.value('t');
  if (timeout !== undefined && !/^\d*\.?\d*$/.test(timeout))
    return `${timeout}: invalid timeout specification`;
  for (const letter of ['n', 'N']) {
    const count = parsed.value(letter);
    if (count !== undefined && !/^\d+$/.test(count)) return `${count}: invalid number`;
  }
  const fd = parsed.value('u');
  if (fd !== undefined && !/^\d+$/.test(fd)) return `${fd}: invalid file descriptor specification`;
  const bad = parsed.operands.find((name) => !parseReference(name));
  return bad === undefined ? undefined : `\`${bad}': not a valid identifier`;
}

interface Line {
  /** Characters, and whether a backslash stood before each. */
  readonly characters: readonly { readonly text: string; readonly escaped: boolean }[];
  readonly status: number;
}

function* readLine(task: Task, fd: number, parsed: ParsedOptions): Program<Line> {
  const characters: { text: string; escaped: boolean }[] = [];
  const exact = parsed.value('N');
  const count = Number(exact ?? parsed.value('n') ?? Number.POSITIVE_INFINITY);
  const delimiter = parsed.has('d') ? (parsed.value('d') ?? '').slice(0, 1) || '\0' : '\n';
  const timeout = parsed.value('t');
  const deadline = timeout === undefined ? undefined : (yield* now()) + Number(timeout) * 1000;
  if (timeout !== undefined && Number(timeout) === 0) {
    return { characters, status: task.streams.get(fd)?.terminal ? 1 : 0 };
  }
  const whole = delimiter === '\n' && exact === undefined && !parsed.has('n');
  let afterBackslash = false;
  while (characters.length < count) {
    const text = yield* readUntil(fd, whole ? 'line' : 1, deadline);
    if (text === 'timeout') return { characters, status: 142 };
    if (text.text === '') return { characters, status: 1 };
    for (const character of text.text) {
      if (afterBackslash) {
        afterBackslash = false;
        if (character !== '\n') characters.push({ text: character, escaped: true });
      } else if (character === '\\' && !parsed.has('r')) afterBackslash = true;
      else if (character === delimiter && exact === undefined) return { characters, status: 0 };
      else if (character !== '\0') characters.push({ text: character, escaped: false });
    }
  }
  return { characters, status: 0 };
}

function* readUntil(
  fd: number,
  size: 'line' | 1,
  deadline: number | undefined,
): Program<'timeout' | { readonly text: string }> {
  if (deadline === undefined) return { text: yield* readCall(fd, size) };
  let cancel: (() => void) | undefined;
  return yield* ask<'timeout' | { readonly text: string }>(
    'read',
    (task) => {
      const text = task.streams.get(fd)?.read(task, size) ?? '';
      if (text !== blocked) {
        cancel?.();
        return { text };
      }
      const { network } = task.around.host;
      if (network.now >= deadline) return 'timeout';
      cancel ??= network.timers.set(deadline, () => {
        task.around.scheduler.run();
      });
      return blocked;
    },
    () => cancel?.(),
  );
}

/** Splits the line by IFS into the variables; the last one takes all that is left. */
function store(shell: Shell, parsed: ParsedOptions, { characters, status }: Line): number {
  const ifs = shell.variables.get('IFS') ?? ' \t\n';
  const all = characters.map(({ text }) => text).join('');
  const array = parsed.value('a');
  if (array !== undefined) {
    const values = splitLine(characters, ifs, Number.POSITIVE_INFINITY);
    if (isName(array))
      assignArray(
        shell,
        array,
        values.map((value) => ({ subscript: undefined, value })),
      );
    return status;
  }
  const names = parsed.operands;
  if (names.length === 0) {
    assignVariable(shell, 'REPLY', undefined, all);
    return status;
  }
  const values = parsed.has('N') ? [all] : splitLine(characters, ifs, names.length);
  for (const [index, word] of names.entries()) {
    const reference = parseReference(word);
    if (reference) assignVariable(shell, reference.name, reference.subscript, values[index] ?? '');
  }
  return status;
}

function splitLine(characters: Line['characters'], ifs: string, limit: number): readonly string[] {
  const isSpace = (index: number): boolean => {
    const one = characters[index];
    return one !== undefined && !one.escaped && ' \t\n'.includes(one.text) && ifs.includes(one.text);
  };
  const separates = (index: number): boolean => {
    const one = characters[index];
    return one !== undefined && !one.escaped && ifs.includes(one.text);
  };
  const textOf = (from: number, to: number): string =>
    characters
      .slice(from, to)
      .map(({ text }) => text)
      .join('');
  const values: string[] = [];
  let place = 0;
  const skipSpaces = (): void => {
    while (isSpace(place)) place += 1;
  };
  skipSpaces();
  while (place < characters.length) {
    const from = place;
    while (place < characters.length && !separates(place)) place += 1;
    const to = place;
    const atSpace = isSpace(place);
    skipSpaces();
    if (separates(place) && (atSpace ? !isSpace(place) : true)) place += 1;
    skipSpaces();
    if (values.length + 1 === limit) {
      // The last name takes the rest, without the white space at its end, and without one separator that ends it.
      if (place >= characters.length) return [...values, textOf(from, to)];
      let end = characters.length;
      while (end > from && isSpace(end - 1)) end -= 1;
      return [...values, textOf(from, end)];
    }
    values.push(textOf(from, to));
  }
  return values;
}

const mapfileOptions: OptionTable = {
  options: [
    { short: 't', help: 'without the line feeds' },
    { short: 'n', argument: 'COUNT', help: 'at most so many lines' },
    { short: 's', argument: 'COUNT', help: 'pass over so many lines first' },
    { short: 'O', argument: 'ORIGIN', help: 'begin at this subscript' },
    { short: 'd', argument: 'DELIMITER', help: 'lines end with this character' },
    { short: 'u', argument: 'FD', help: 'read from this descriptor' },
  ],
  absent: 'Cc',
};

export const mapfile: Builtin = {
  name: 'mapfile',
  summary: 'read lines into an array',
  options: mapfileOptions,
  *run(shell, argv) {
    const [name = 'mapfile'] = argv;
    const line = `${name} [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]`;
    const parsed = yield* builtinOptions(shell, argv, mapfileOptions, line);
    if (!parsed) return 2;
    const [array = 'MAPFILE'] = parsed.operands;
    if (!isName(array)) {
      yield* shellMessage(shell, `${name}: \`${array}': not a valid identifier`);
      return 1;
    }
    const fd = Number(parsed.value('u') ?? 0);
    let text = '';
    for (;;) {
      const piece = yield* readCall(fd);
      if (piece === '') break;
      text += piece;
    }
    const delimiter = parsed.has('d') ? (parsed.value('d') ?? '').slice(0, 1) || '\0' : '\n';
    const lines = text.split(delimiter);
    const ended = lines.at(-1) === '' ? lines.length - 1 : lines.length;
    const from = Number(parsed.value('s') ?? 0);
    const count = Number(parsed.value('n') ?? 0) || ended;
    const origin = Number(parsed.value('O') ?? 0);
    const elements = lines.slice(from, Math.min(from + count, ended)).map((value, index) => ({
      subscript: String(origin + index),
      value:
        value + (parsed.has('t') || (from + index === lines.length - 1 && value !== '') ? '' : delimiter),
    }));
    assignArray(shell, array, elements, { append: parsed.has('O') });
    return 0;
  },
};

export const readarray: Builtin = { ...mapfile, name: 'readarray' };
