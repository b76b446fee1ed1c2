/**
 * lsof(8) as macOS has it: the columns are those of Linux, a socket's DEVICE is an address of the kernel, and processes of
 * others are not shown at all without sudo. Documented by captures that people published.
 */
import type { Process } from '../../../simulator/process.ts';
import type { SocketRow } from '../../../simulator/socket-list.ts';
import { type LsofSystem, lsofOn } from '../../commands/sockets/lsof.ts';
import type { OpenThing } from '../../commands/sockets/lsof-files.ts';
import { mayLookInto } from '../../commands/sockets/socket-names.ts';
import { readContent, resolvePath } from '../../file-system.ts';
import type { Stream } from '../../stream.ts';
import type { Task } from '../../task.ts';
import { commandName, executableOf, kernelAddress, terminalName } from './mac-process.ts';

const macos: LsofSystem = { version: '4.91', openThings, commandName };

export const lsof = lsofOn(macos);

function openThings(
  asker: Task,
  process: Process,
  sockets: ReadonlyMap<number, SocketRow>,
): readonly OpenThing[] {
  if (!mayLookInto(asker, process.uid)) return [];
  const task = asker.around.scheduler.tasks.get(process.pid);
  const things: OpenThing[] = [
    onDisk(asker, 'cwd', ' ', task?.cwd ?? '/'),
    onDisk(asker, 'txt', ' ', executableOf(process.argv)),
  ];
  const fds = new Set([...[...process.files].map(([fd]) => fd), ...(task?.streams.keys() ?? [])]);
  for (const fd of [...fds].sort((a, b) => a - b)) {
    const socket = sockets.get(fd);
    const stream = task?.streams.get(fd);
    if (socket) things.push(internet(fd, socket));
    else if (stream) things.push(streamThing(asker, fd, stream, task?.cwd ?? '/'));
  }
  return things;
}

function internet(fd: number, socket: SocketRow): OpenThing {
  return {
    fd: String(fd),
    access: 'u',
    type: socket.family === 'AF_INET' ? 'IPv4' : 'IPv6',
    device: `0x${kernelAddress(socket.id)}`,
    size: '0t0',
    node: socket.protocol.toUpperCase(),
    name: '',
    socket,
  };
}

function streamThing(asker: Task, fd: number, stream: Stream, cwd: string): OpenThing {
  const terminal = /^\/dev\/pts\/(\d+)$/.exec(stream.path)?.[1];
  const blank = { fd: String(fd), access: 'u', type: 'CHR', size: '0t0', node: '' } as const;
  if (terminal !== undefined)
    return { ...blank, device: `16,${terminal}`, node: '665', name: `/dev/${terminalName(terminal)}` };
  if (stream.path === '/dev/null') return { ...blank, device: '3,2', node: '316', name: '/dev/null' };
  if (stream.path.startsWith('pipe:')) {
    const id = Number(stream.path.replace(/\D/g, ''));
    return { ...blank, type: 'PIPE', device: `0x${kernelAddress(id)}`, size: '16384', name: '' };
  }
  return onDisk(asker, String(fd), fd === 0 ? 'r' : 'w', resolvePath(cwd, stream.path));
}

function onDisk(asker: Task, fd: string, access: OpenThing['access'], path: string): OpenThing {
  const found = asker.around.files.find('/', path, 0);
  const node = found.ok ? found.value : undefined;
  const directory = node?.kind === 'directory';
  const size = directory ? 96 : node?.kind === 'file' ? readContent(node).length : 0;
  let number = 7;
  for (const character of path) number = (number * 31 + character.charCodeAt(0)) % 900_001;
  return {
    fd,
    access,
    type: directory ? 'DIR' : 'REG',
    device: '1,18',
    size: String(size),
    node: String(path === '/' ? 2 : 100_000 + number),
    name: path,
  };
}
