/** How macOS names programs, terminals, disks and kernel addresses. */
import type { Process } from '../../../simulator/process.ts';

const frameworks =
  '/Library/Developer/CommandLineTools/Library/Frameworks/Python3.framework/Versions/3.9/Resources';
const python = `${frameworks}/Python.app/Contents/MacOS/Python`;

/** The file that a process runs. Python of the command line tools starts an application of its own. */
export function executableOf(argv: readonly string[]): string {
  const [first = ''] = argv;
  const name = first.replace(/^-/, '').split('/').at(-1) ?? '';
  if (name === 'python3') return python;
  if (first.startsWith('/')) return first;
  const known: Readonly<Record<string, string>> = {
    node: '/usr/local/bin/node',
    sh: '/bin/sh',
    bash: '/bin/bash',
    sleep: '/bin/sleep',
    zsh: '/bin/zsh',
  };
  return known[name] ?? `/usr/bin/${name}`;
}

/** The name that the kernel keeps, 16 characters of the file's name: `Python`, `ControlCenter`, `zsh`. */
export function commandName(argv: readonly string[]): string {
  return (executableOf(argv).split('/').at(-1) ?? '').slice(0, 16);
}

/** The command line as ps shows it. */
export function commandLine({ argv }: Process): string {
  const [first = '', ...rest] = argv;
  return [/^(?:.*\/)?python3$/.test(first) ? python : first, ...rest].join(' ');
}

/** `ttys000` for the first terminal. */
export function terminalName(name: string): string {
  return `ttys${name.replace(/\D/g, '').padStart(3, '0')}`;
}

/** Something that looks like an address of the kernel and is the same each time: 16 digits. */
export function kernelAddress(id: number): string {
  let text = '';
  let state = (id * 2654435761 + 97) % 4294967291;
  for (let piece = 0; piece < 4; piece += 1) {
    state = (state * 48271 + id) % 2147483647;
    text += (state & 0xffff).toString(16).padStart(4, '0');
  }
  return text;
}
