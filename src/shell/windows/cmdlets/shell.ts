/** Cmdlets for the shell itself: help, history, time, the end. */

import { toCivil } from '../../civil-time.ts';
import { sleep, timeOfDay } from '../../syscalls.ts';
import type { Cmdlet } from '../language/cmdlet.ts';
import { notRecognized, PsError } from '../language/errors.ts';
import { isLike, numberOf, object, textOf, type Value } from '../language/values.ts';
import { windowsNames } from '../windows-tools.ts';

const clearHost: Cmdlet = {
  name: 'Clear-Host',
  summary: 'empty the screen',
  aliases: ['cls', 'clear'],
  parameters: [],
  *run(call) {
    yield* call.show('\x1b[H\x1b[2J');
    return [];
  },
};

const getHistory: Cmdlet = {
  name: 'Get-History',
  summary: 'the lines that were typed',
  aliases: ['history', 'h', 'ghy'],
  parameters: [{ name: 'Count', position: 1 }],
  run({ state }) {
    return state.history
      .slice(0, -1)
      .map((line, index) => object('History', { Id: index + 1, CommandLine: line }, line));
  },
};

const startSleep: Cmdlet = {
  name: 'Start-Sleep',
  summary: 'wait',
  aliases: ['sleep'],
  parameters: [
    { name: 'Seconds', position: 0 },
    { name: 'Milliseconds', aliases: ['m', 'ms'] },
  ],
  *run(call) {
    yield* sleep(call.number('Milliseconds') ?? (call.number('Seconds') ?? 0) * 1000);
    return [];
  },
};

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const getDate: Cmdlet = {
  name: 'Get-Date',
  summary: 'the date and the time',
  parameters: [],
  absent: 'Format UFormat Date Year Month Day Hour Minute Second AsUTC',
  *run() {
    const { year, month, day, hour, minute, second, weekday } = toCivil(yield* timeOfDay());
    const two = (number: number): string => String(number).padStart(2, '0');
    const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)}:${two(second)} ${hour < 12 ? 'AM' : 'PM'}`;
    return ['', `${days[weekday]}, ${months[month]} ${day}, ${year} ${clock}`, ''];
  },
};

const exit: Cmdlet = {
  name: 'exit',
  summary: 'leave this PowerShell',
  parameters: [{ name: 'Code', position: 0 }],
  run(call) {
    call.state.leaving = numberOf(call.value('Code')) & 255;
    return [];
  },
};

const getCommand: Cmdlet = {
  name: 'Get-Command',
  summary: 'which commands there are',
  aliases: ['gcm'],
  parameters: [{ name: 'Name', position: 0 }, { name: 'Noun' }, { name: 'Verb' }],
  absent: 'Module CommandType Syntax All ListImported ParameterName ParameterType ArgumentList',
  run(call) {
    const pattern = call.text('Name') ?? `${call.text('Verb') ?? '*'}-${call.text('Noun') ?? '*'}`;
    const wanted = call.text('Name') === undefined && !call.has('Noun') && !call.has('Verb') ? '*' : pattern;
    const known = [...new Set(call.state.cmdlets.values())].map(
      (one): Value =>
        object('Command', { CommandType: 'Cmdlet', Name: one.name, Summary: one.summary }, one.name),
    );
    const programs = Object.entries({
      curl: 'fetch a URL',
      findstr: 'find lines',
      node: 'run JavaScript',
      py: 'python, by its launcher',
      python: 'python -m http.server',
      ...windowsNames,
    }).map(
      ([name, summary]): Value =>
        object('Command', { CommandType: 'Application', Name: `${name}.exe`, Summary: summary }, name),
    );
    const found = [...known, ...programs]
      .filter((one) => isLike(textOf(one), wanted))
      .sort((a, b) => (textOf(a).toLowerCase() < textOf(b).toLowerCase() ? -1 : 1));
    if (found.length === 0) throw new PsError(notRecognized(wanted));
    return found;
  },
};

const getHelp: Cmdlet = {
  name: 'Get-Help',
  summary: 'what a cmdlet does and which parameters it has here',
  aliases: ['help', 'man'],
  parameters: [
    { name: 'Name', position: 0 },
    { name: 'Examples', switch: true },
    { name: 'Full', switch: true },
    { name: 'Detailed', switch: true },
    { name: 'Online', switch: true },
  ],
  run(call) {
    const name = call.text('Name');
    if (name === undefined) {
      return [
        'This is a small part of PowerShell 7, and its programs are those of a simulated Windows host.',
        'Get-Command lists what there is. Get-Help NAME shows the parameters of a cmdlet.',
      ];
    }
    const found = call.state.cmdlets.get(name.toLowerCase());
    if (!found)
      throw new PsError(`Get-Help could not find ${name} in a help file in this session.`, 'Get-Help');
    const parameters = found.parameters
      .filter(({ name: one }) => !/\d$/.test(one))
      .map(
        (one) => `    [-${one.name}${one.switch ? '' : ` <${one.values ? one.values.join('|') : 'value'}>`}]`,
      );
    const aliases = found.aliases ? ['', 'ALIASES', `    ${found.aliases.join(', ')}`] : [];
    const absent = found.absent ? ['', 'NOT HERE', `    ${found.absent}`] : [];
    return [
      '',
      'NAME',
      `    ${found.name}`,
      '',
      'SYNOPSIS',
      `    ${found.summary}`,
      '',
      'PARAMETERS',
      ...parameters,
      ...aliases,
      ...absent,
      '',
    ];
  },
};

export const shellCmdlets: readonly Cmdlet[] = [
  clearHost,
  getHistory,
  startSleep,
  getDate,
  exit,
  getCommand,
  getHelp,
];
