/** hexdump(1) and xxd(1): bytes as numbers. */
import type { Errno } from '../../../simulator/errno.ts';
import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import type { Program } from '../../program.ts';
import { complain } from '../../syscalls.ts';
import { toBytes } from '../../utf-8.ts';
import { gnuTool, quit } from '../gnu-tool.ts';
import { eachFile, readAll } from './input.ts';

function* allBytes(
  paths: readonly string[],
  refused: (path: string, errno: Errno) => Program<unknown>,
): Program<{ readonly bytes: string; readonly all: boolean }> {
  let bytes = '';
  const all = yield* eachFile(paths, refused, function* (fd) {
    bytes += toBytes(yield* readAll(fd));
  });
  return { bytes, all };
}

const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0');
const codes = (text: string): readonly number[] => [...text].map((byte) => byte.charCodeAt(0));
const readable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '.');

/** hexdump(1) of util-linux: -C, and without it words of two bytes. */
export const hexdump: ProgramFile = gnuTool({
  name: 'hexdump',
  summary: 'print bytes in hexadecimal',
  operands: '[options] <file>...',
  about: 'Display file contents in hexadecimal, decimal, octal, or ascii.',
  version: 'hexdump from util-linux 2.38.1',
  options: [
    { short: 'C', long: 'canonical', help: 'canonical hex+ASCII display' },
    { short: 'n', long: 'length', argument: 'length', help: 'interpret only length bytes of input' },
    { short: 's', long: 'skip', argument: 'offset', help: 'skip offset bytes from the beginning' },
    { short: 'v', long: 'no-squeezing', help: 'output identical lines' },
  ],
  absent: 'bcdeofLx',
  *run(call) {
    const { bytes, all } = yield* allBytes(call.operands, (path, errno) =>
      complain(`hexdump: ${path}: ${strerror(errno)}\n`),
    );
    const skip = Number(call.value('skip') ?? 0) || 0;
    const end = call.has('length') ? skip + Number(call.value('length')) : bytes.length;
    const shown = bytes.slice(0, end);
    const canonical = call.has('canonical');
    const width = canonical ? 8 : 7;
    let text = '';
    let before: string | undefined;
    let squeezed = false;
    for (let at = skip; at < shown.length; at += 16) {
      const row = shown.slice(at, at + 16);
      if (row === before && row.length === 16 && !call.has('no-squeezing')) {
        if (!squeezed) text += '*\n';
        squeezed = true;
        continue;
      }
      squeezed = false;
      before = row;
      text += `${hex(at, width)}${canonical ? canonicalRow(row) : wordRow(row)}\n`;
    }
    if (shown.length > 0) text += `${hex(shown.length, width)}\n`;
    yield* call.out(text);
    return all ? 0 : 1;
  },
});

function canonicalRow(row: string): string {
  const numbers = codes(row).map((code) => hex(code, 2));
  const left = numbers.slice(0, 8).join(' ').padEnd(23);
  return `  ${left}  ${numbers.slice(8).join(' ').padEnd(23)}  |${readable(row)}|`;
}

/** Two bytes as a number of this machine: the second one first. */
function wordRow(row: string): string {
  let text = '';
  for (let at = 0; at < row.length; at += 2) {
    const [low = 0, high = 0] = codes(row.slice(at, at + 2));
    text += ` ${hex(high * 256 + low, 4)}`;
  }
  return text.padEnd(40);
}

/** xxd(1) of Vim. */
export const xxd: ProgramFile = gnuTool({
  name: 'xxd',
  summary: 'print bytes in hexadecimal, with their characters',
  operands: '[options] [infile]',
  about: 'Make a hexadecimal dump of a file or of standard input.',
  version: 'xxd 2022-01-14',
  options: [
    { short: 'c', long: 'cols', argument: 'cols', help: 'format <cols> octets per line, 16 if left out' },
    { short: 'g', long: 'groupsize', argument: 'bytes', help: 'number of octets per group, 2 if left out' },
    { short: 'l', long: 'len', argument: 'len', help: 'stop after <len> octets' },
    { short: 'p', long: 'plain', help: 'output in plain hexdump style' },
    { short: 's', long: 'seek', argument: 'seek', help: 'start at <seek> bytes' },
    { short: 'u', long: 'uppercase', help: 'use upper case hex letters' },
  ],
  absent: 'abCdeEinoRrv',
  *run(call) {
    const [path = '-'] = call.operands;
    const { bytes } = yield* allBytes([path], (_path, errno) =>
      quit(2, `xxd: ${path}: ${strerror(errno)}\n`),
    );
    const skip = Number(call.value('seek') ?? 0) || 0;
    const shown = bytes.slice(skip, call.has('len') ? skip + Number(call.value('len')) : undefined);
    const plain = call.has('plain');
    const across = Math.max(1, Math.min(256, Number(call.value('cols') ?? (plain ? 30 : 16)) || 16));
    const group = Math.max(1, Number(call.value('groupsize') ?? 2) || across);
    let text = '';
    for (let at = 0; at < shown.length; at += across) {
      const row = shown.slice(at, at + across);
      let numbers = '';
      codes(row).forEach((code, index) => {
        numbers += hex(code, 2) + (!plain && (index + 1) % group === 0 ? ' ' : '');
      });
      if (call.has('uppercase')) numbers = numbers.toUpperCase();
      const width = across * 2 + Math.ceil(across / group);
      text += plain ? `${numbers}\n` : `${hex(skip + at, 8)}: ${numbers.padEnd(width)} ${readable(row)}\n`;
    }
    yield* call.out(text);
    return 0;
  },
});
