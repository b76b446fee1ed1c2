import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import type { Program } from '../../program.ts';
import { read } from '../../syscalls.ts';
import { toBytes } from '../../utf-8.ts';
import { gnuTool, shellName } from '../gnu-tool.ts';
import { eachFile } from '../text/input.ts';

/** cat(1) of GNU coreutils. */
export const cat: ProgramFile = gnuTool({
  name: 'cat',
  summary: 'print files',
  operands: '[OPTION]... [FILE]...',
  about: 'Concatenate FILE(s) to standard output.',
  options: [
    { short: 'A', long: 'show-all', help: 'equivalent to -vET' },
    { short: 'b', long: 'number-nonblank', help: 'number nonempty output lines, overrides -n' },
    { short: 'e', help: 'equivalent to -vE' },
    { short: 'E', long: 'show-ends', help: 'display $ at end of each line' },
    { short: 'n', long: 'number', help: 'number all output lines' },
    { short: 's', long: 'squeeze-blank', help: 'suppress repeated empty output lines' },
    { short: 't', help: 'equivalent to -vT' },
    { short: 'T', long: 'show-tabs', help: 'display TAB characters as ^I' },
    { short: 'u', help: '(ignored)' },
    { short: 'v', long: 'show-nonprinting', help: 'use ^ and M- notation, except for LFD and TAB' },
  ],
  *run(call) {
    const any = (...names: string[]): boolean => names.some((name) => call.has(name));
    const shape = shapeOf({
      numbers: call.has('number-nonblank') ? 'filled' : call.has('number') ? 'all' : 'none',
      squeeze: call.has('squeeze-blank'),
      ends: any('show-all', 'show-ends', 'e'),
      tabs: any('show-all', 'show-tabs', 't'),
      controls: any('show-all', 'show-nonprinting', 'e', 't'),
    });
    const all = yield* eachFile(
      call.operands,
      (path, errno) => call.warn(`${path === '' ? "''" : shellName(path)}: ${strerror(errno)}`),
      function* (fd): Program<void> {
        for (let text = yield* read(fd); text !== ''; text = yield* read(fd)) yield* call.out(shape(text));
      },
    );
    return all ? 0 : 1;
  },
});

interface Shape {
  readonly numbers: 'none' | 'all' | 'filled';
  readonly squeeze: boolean;
  readonly ends: boolean;
  readonly tabs: boolean;
  readonly controls: boolean;
}

/** Remembers between pieces where in a line it is. */
function shapeOf({ numbers, squeeze, ends, tabs, controls }: Shape): (text: string) => string {
  let number = 0;
  let atStart = true;
  let blanks = 0;
  if (numbers === 'none' && !squeeze && !ends && !tabs && !controls) return (text) => text;
  return (text) => {
    let out = '';
    for (const line of text.split(/(?<=\n)/)) {
      const blank = atStart && line === '\n';
      blanks = blank ? blanks + 1 : 0;
      if (squeeze && blanks > 1) continue;
      if (atStart && (numbers === 'all' || (numbers === 'filled' && !blank))) {
        number += 1;
        out += `${String(number).padStart(6)}\t`;
      }
      atStart = line.endsWith('\n');
      let shown = atStart ? line.slice(0, -1) : line;
      if (controls) shown = visible(shown);
      if (tabs) shown = shown.replaceAll('\t', '^I');
      out += shown + (atStart ? (ends ? '$\n' : '\n') : '');
    }
    return out;
  };
}

function visible(text: string): string {
  return [...toBytes(text)]
    .map((byte) => {
      const code = byte.charCodeAt(0);
      if (byte === '\t') return byte;
      const low = code & 127;
      const shown =
        low < 32 ? `^${String.fromCharCode(low + 64)}` : low === 127 ? '^?' : String.fromCharCode(low);
      return code >= 128 ? `M-${shown}` : shown;
    })
    .join('');
}
