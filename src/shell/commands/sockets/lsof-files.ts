/** What the processes of a host have open, as lsof(8) tells it. */
import type { Process } from '../../../simulator/process.ts';
import type { SocketRow } from '../../../simulator/socket-list.ts';
import type { UnixSocket } from '../../../simulator/unix-socket.ts';
import { type Node, readContent, resolvePath } from '../../file-system.ts';
import type { Stream } from '../../stream.ts';
import type { Task } from '../../task.ts';
import { commandName } from '../processes/command-name.ts';
import { mayLookInto } from './socket-names.ts';

export interface OpenThing {
  /** `cwd`, `txt`, `3`, `NOFD`. */
  readonly fd: string;
  readonly access: 'r' | 'w' | 'u' | ' ';
  readonly type: string;
  readonly device: string;
  readonly size: string;
  readonly node: string;
  readonly name: string;
  /** Set for an Internet socket; its `name` is then left to the printer. */
  readonly socket?: SocketRow;
  /** Set for a Unix-domain socket: its file, or '' without one. */
  readonly unixPath?: string;
}

/** The disk: major and minor number of its partition. */
const disk = '8,1';

/** What one process has open, to the one who asks. @param sockets those of this process, by descriptor */
export function openThings(
  asker: Task,
  process: Process,
  sockets: ReadonlyMap<number, SocketRow>,
): readonly OpenThing[] {
  if (!mayLookInto(asker, process.uid)) return unseen(process.pid);
  const task = asker.around.scheduler.tasks.get(process.pid);
  const things: OpenThing[] = [
    onDisk(asker, 'cwd', ' ', task?.cwd ?? '/'),
    onDisk(asker, 'rtd', ' ', '/'),
    onDisk(asker, 'txt', ' ', executableOf(process)),
  ];
  const fds = new Set([...process.files].map(([fd]) => fd));
  for (const fd of task?.streams.keys() ?? []) fds.add(fd);
  for (const fd of [...fds].sort((a, b) => a - b)) {
    const socket = sockets.get(fd);
    const stream = task?.streams.get(fd);
    const file = process.files.get(fd);
    if (socket) things.push(internet(fd, socket));
    else if (file?.kind === 'unix') things.push(unixThing(fd, file.socket));
    else if (stream) things.push(streamThing(asker, fd, stream, task?.cwd ?? '/'));
    else if (file?.kind === 'file') things.push(onDisk(asker, String(fd), 'u', file.path));
  }
  return things;
}

/** Where Debian has the program of a process; an interpreter's name is a link to it. */
export function executableOf({ argv }: Process): string {
  const name = commandName(argv);
  const real: Readonly<Record<string, string>> = {
    python3: 'python3.11',
    python: 'python3.11',
    nc: 'nc.openbsd',
  };
  const [first = ''] = argv;
  return first.startsWith('/') && !first.startsWith('/usr/bin/')
    ? (first.split(' ')[0] ?? '')
    : `/usr/bin/${real[name] ?? name}`;
}

function unseen(pid: number): readonly OpenThing[] {
  const blank = { access: ' ', device: '', size: '', node: '' } as const;
  const denied = (fd: string, link: string): OpenThing => ({
    ...blank,
    fd,
    type: 'unknown',
    name: `/proc/${pid}/${link} (readlink: Permission denied)`,
  });
  return [
    denied('cwd', 'cwd'),
    denied('rtd', 'root'),
    denied('txt', 'exe'),
    { ...blank, fd: 'NOFD', type: '', name: `/proc/${pid}/fd (opendir: Permission denied)` },
  ];
}

function internet(fd: number, socket: SocketRow): OpenThing {
  return {
    fd: String(fd),
    access: 'u',
    type: socket.family === 'AF_INET' ? 'IPv4' : 'IPv6',
    device: String(socket.id),
    size: '0t0',
    node: socket.protocol.toUpperCase(),
    name: '',
    socket,
  };
}

const unixStates = { LISTEN: 'LISTEN', ESTABLISHED: 'CONNECTED', CLOSED: 'UNCONNECTED' } as const;

function unixThing(fd: number, { id, path = '', state }: UnixSocket): OpenThing {
  return {
    fd: String(fd),
    access: 'u',
    type: 'unix',
    // Where the kernel keeps it, scrambled as the kernel shows such addresses.
    device: `0x${(Math.imul(id, 0x9e3779b1) >>> 0).toString(16).padStart(16, '0')}`,
    size: '0t0',
    node: String(id),
    name: `${path === '' ? '' : `${path} `}type=STREAM (${unixStates[state]})`,
    unixPath: path,
  };
}

function streamThing(asker: Task, fd: number, stream: Stream, cwd: string): OpenThing {
  const pts = /^\/dev\/pts\/(\d+)$/.exec(stream.path)?.[1];
  const device = { access: 'u', type: 'CHR', size: '0t0', name: stream.path } as const;
  if (pts !== undefined)
    return { ...device, fd: String(fd), device: `136,${pts}`, node: String(Number(pts) + 3) };
  const access = fd === 0 ? 'r' : 'w';
  if (stream.path === '/dev/null') return { ...device, access, fd: String(fd), device: '1,3', node: '3' };
  if (stream.path.startsWith('pipe:')) {
    const node = stream.path.replace(/\D/g, '');
    return { fd: String(fd), access, type: 'FIFO', device: '0,15', size: '0t0', node, name: 'pipe' };
  }
  return onDisk(asker, String(fd), access, resolvePath(cwd, stream.path));
}

function onDisk(asker: Task, fd: string, access: OpenThing['access'], path: string): OpenThing {
  const found = asker.around.files.find('/', path, 0);
  const node = found.ok ? found.value : undefined;
  const type = node?.kind === 'directory' ? 'DIR' : 'REG';
  return {
    fd,
    access,
    type,
    device: disk,
    size: String(sizeOf(node, path)),
    node: String(inodeOf(path)),
    name: path,
  };
}

/** Bytes of programs on Debian 12, whose files are empty here. */
const programSizes: Readonly<Record<string, number>> = {
  bash: 1_265_648,
  curl: 280_800,
  lsof: 179_824,
  'nc.openbsd': 43_592,
  nginx: 1_264_552,
  'python3.11': 6_831_736,
  'redis-server': 2_387_088,
  sleep: 43_888,
};

function sizeOf(node: Node | undefined, path: string): number {
  if (node?.kind === 'directory') return 4096;
  const program = programSizes[path.split('/').at(-1) ?? ''];
  if (program !== undefined && path.startsWith('/usr/')) return program;
  return node?.kind === 'file' ? readContent(node).length : 0;
}

/** A number for a path, the same each time; `/` is 2, as on every ext4. */
function inodeOf(path: string): number {
  if (path === '/') return 2;
  let hash = 7;
  for (const character of path) hash = (hash * 31 + character.charCodeAt(0)) % 900_001;
  return 100_000 + hash;
}
