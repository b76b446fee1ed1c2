/** man(1): a short page on each command, made from what the command itself declares. */
import type { Commands, ProgramFile } from '../../command.ts';
import type { OptionTable } from '../../option-table.ts';
import { inFull } from '../../program-part.ts';
import { complain, print, self } from '../../syscalls.ts';
import { gnuTool, quit } from '../gnu-tool.ts';
import { page } from './pager.ts';

type Described = Pick<ProgramFile, 'name' | 'summary' | 'options' | 'operands' | 'differs' | 'section'>;

/** Tools for the administrator, whose real pages are in section 8. */
const section8 = new Set(
  'ifconfig ip iptables ip6tables lsof netstat nft nginx ping ss sudo sysctl ufw service systemctl route arp useradd'.split(
    ' ',
  ),
);

/** @param commands all commands, asked for when a page is wanted */
export function manFor(commands: () => Commands): ProgramFile {
  return gnuTool({
    name: 'man',
    summary: 'read a short page on a command',
    operands: '[SECTION] PAGE...',
    about: 'Show what a command does here, its options, and what differs from the real one.',
    version: 'man 2.11.2',
    options: [{ short: 'k', long: 'apropos', help: 'look for a word in the names and summaries' }],
    absent: '7acCdDefgHIKlLmMpPrRsStTuwWXZ',
    differs: 'The pages are short and in our own words. The real ones are much longer.',
    *run(call) {
      const words = [...call.operands];
      const section = words.length > 1 && /^[1-9]$/.test(words[0] ?? '') ? words.shift() : undefined;
      if (words.length === 0) {
        const what = call.has('apropos')
          ? 'apropos what?\n'
          : "What manual page do you want?\nFor example, try 'man man'.\n";
        return yield* quit(1, what);
      }
      const { programs, builtins } = commands();
      if (call.has('apropos')) {
        const found = [...builtins.values(), ...programs.values()]
          .filter((one) =>
            words.some((word) => `${one.name} ${one.summary}`.toLowerCase().includes(word.toLowerCase())),
          )
          .map((one) => `${`${one.name} (${sectionOf(one)})`.padEnd(20)} - ${one.summary}\n`);
        if (found.length === 0)
          return yield* quit(16, words.map((word) => `${word}: nothing appropriate.\n`).join(''));
        yield* print([...new Set(found)].sort().join(''));
        return 0;
      }
      const columns = (yield* self()).streams.get(1)?.terminal?.columns ?? 80;
      let status = 0;
      for (const word of words) {
        const found = programs.get(word);
        const program = found && (yield* inFull(found));
        const builtin = builtins.get(word);
        const one: Described | undefined = program ?? builtin;
        if (!one || (section !== undefined && section !== String(sectionOf(one)))) {
          yield* complain(
            `No manual entry for ${word}${section === undefined ? '' : ` in section ${section}`}\n`,
          );
          status = 16;
          continue;
        }
        yield* page(
          manualPage(one, builtin !== undefined, Math.min(columns, 100)),
          (end) => ` Manual page ${word}(${sectionOf(one)})${end ? ' (END)' : ''} (press q to quit)`,
        );
      }
      return status;
    },
  });
}

function sectionOf({ name, section }: Described): number {
  return section ?? (section8.has(name) ? 8 : 1);
}

function manualPage(one: Described, builtin: boolean, columns: number): string {
  const { name, summary, options, operands, differs } = one;
  const reference = `${name.toUpperCase()}(${sectionOf(one)})`;
  const title = builtin ? 'A command of the shell' : 'A command of this host';
  const gap = ' '.repeat(Math.max(1, Math.floor((columns - title.length) / 2) - reference.length));
  const left = reference + gap + title;
  const heading = left + reference.padStart(Math.max(reference.length + 1, columns - left.length));
  const synopsis = operands ?? (options.options.length > 0 ? '[OPTION]... [ARGUMENT]...' : '[ARGUMENT]...');
  const sections = [
    ['NAME', indented(`${name} - ${summary}`, 7, columns)],
    [
      'SYNOPSIS',
      synopsis
        .split('\n')
        .map(
          (line) =>
            `${' '.repeat(7)}${line.includes('or: ') ? line.replace(/^.*or: +/, '') : `${name} ${line}`}\n`,
        )
        .join(''),
    ],
    ['OPTIONS', optionText(options, columns)],
    ['HERE', indented(whatDiffers(options, differs), 7, columns)],
    ['SEE ALSO', indented(seeAlso(one, builtin), 7, columns)],
  ];
  const body = sections.filter(([, text]) => text !== '').map(([head, text]) => `${head}\n${text}`);
  return `${heading}\n\n${body.join('\n')}`;
}

function optionText({ options }: OptionTable, columns: number): string {
  return options
    .map(({ short, long, argument, optional, help }) => {
      const value = argument === undefined ? '' : `${long ? '=' : ' '}${argument}`;
      const names = [short && `-${short}`, long && `--${long}`].filter((text) => text).join(', ');
      return `${' '.repeat(7)}${names}${optional ? `[${value}]` : value}\n${indented(help, 14, columns)}`;
    })
    .join('\n');
}

function whatDiffers({ absent = '', absentNames = [] }: OptionTable, differs: string | undefined): string {
  const missing = [...[...absent].map((letter) => `-${letter}`), ...absentNames.map((name) => `--${name}`)];
  const options =
    missing.length > 0 ? `Options of the real one that are not here: ${missing.join(' ')}.` : '';
  return [differs ?? '', options].filter((text) => text !== '').join(' ');
}

function seeAlso(one: Described, builtin: boolean): string {
  if (builtin) return `The real page is bash(1), under SHELL BUILTIN COMMANDS. Here: help ${one.name}.`;
  return `The real page is ${one.name}(${sectionOf(one)}); on a machine of your own, man ${one.name} shows it.`;
}

/** Breaks a text at spaces. */
function indented(text: string, margin: number, columns: number): string {
  if (text === '') return '';
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && margin + line.length + 1 + word.length > columns) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line) => `${' '.repeat(margin)}${line}\n`).join('');
}
