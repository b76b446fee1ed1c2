/** proc(5): what the kernel shows of its processes, sockets and settings as files. */
import ipaddr from 'ipaddr.js';
import type { Host } from '../simulator/host.ts';
import { type KernelSetting, kernelSettings } from '../simulator/kernel-settings.ts';
import type { Process } from '../simulator/process.ts';
import type { TcpState } from '../simulator/socket.ts';
import { listSockets, type SocketRow } from '../simulator/socket-list.ts';
import type { Directory, Entry, RegularFile } from './file-system.ts';
import { hasEnded, type Task } from './task.ts';

export interface ProcOptions {
  readonly host: Host;
  readonly tasks: ReadonlyMap<number, Task>;
  readonly ownerName: (uid: number) => string;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

type Owned = Pick<Directory, 'owner' | 'ownerUid' | 'modified'>;

export function procDirectory({ host, tasks, ownerName, modified }: ProcOptions): Directory {
  const root: Owned = { owner: 'root', ownerUid: 0, modified };

  function directory(
    owner: Owned,
    entries: () => Iterable<readonly [string, Entry]>,
    mode = 0o555,
  ): Directory {
    return {
      ...owner,
      kind: 'directory',
      mode,
      fixed: true,
      get entries() {
        return new Map(entries());
      },
    };
  }

  const text = (owner: Owned, content: () => string, mode = 0o444): RegularFile => ({
    ...owner,
    kind: 'file',
    mode,
    content,
  });

  function settingFile({ print, write }: KernelSetting): RegularFile {
    return {
      ...text(root, () => `${print(host.sysctls)}\n`, 0o644),
      written: (value) => write(host.sysctls, value),
    };
  }

  /** The folders of /proc/sys, from the settings' names. */
  function settings(prefix: string): Directory {
    const inside = new Map<string, Entry>();
    for (const setting of kernelSettings) {
      if (!setting.name.startsWith(prefix)) continue;
      const [name = '', ...deeper] = setting.name.slice(prefix.length).split('.');
      if (deeper.length === 0) inside.set(name, settingFile(setting));
      else if (!inside.has(name)) inside.set(name, settings(`${prefix}${name}.`));
    }
    return directory(root, () => inside);
  }

  function ofProcess(process: Process): Directory {
    const { pid } = process;
    const task = tasks.get(pid);
    const owner: Owned = { owner: ownerName(process.uid), ownerUid: process.uid, modified };
    const link = (target: string): Entry => ({ ...owner, kind: 'link', mode: 0o777, target });
    return directory(owner, () => [
      ['cmdline', text(owner, () => process.argv.map((word) => `${word}\0`).join(''))],
      ['comm', text(owner, () => `${nameOf(process)}\n`)],
      ...(task ? [['cwd', link(task.cwd)] as const] : []),
      [
        'environ',
        text(
          owner,
          () => [...(task?.environment ?? [])].map(([name, value]) => `${name}=${value}\0`).join(''),
          0o400,
        ),
      ],
      [
        'fd',
        directory(
          owner,
          () =>
            [...process.files].map(([fd, file]) => [
              String(fd),
              link(
                file.kind !== 'file'
                  ? `socket:[${file.socket.id}]`
                  : (task?.streams.get(fd)?.path ?? file.path),
              ),
            ]),
          0o500,
        ),
      ],
      ['status', text(owner, () => statusText(process, task))],
    ]);
  }

  const net = directory(root, () =>
    (['tcp', 'tcp6', 'udp', 'udp6'] as const).map((table) => [
      table,
      text(root, () => socketTable(table, listSockets(host))),
    ]),
  );
  const sys = settings('');
  return directory(root, () => [
    ...[...host.processes.values()].map((process) => [String(process.pid), ofProcess(process)] as const),
    ['net', net],
    ['sys', sys],
    [
      'uptime',
      text(root, () => {
        const seconds = (host.network.now / 1000).toFixed(2);
        return `${seconds} ${seconds}\n`;
      }),
    ],
    [
      'version',
      text(root, () => 'Linux version 6.18 (a simulated host: Homeport plays the part of this kernel)\n'),
    ],
  ]);
}

/** TASK_COMM_LEN leaves 15 characters. */
function nameOf({ argv }: Process): string {
  return (argv[0]?.split('/').at(-1) ?? '').slice(0, 15);
}

function statusText(process: Process, task: Task | undefined): string {
  const waits = task?.threads[0]?.waiting;
  const state =
    task && hasEnded(task)
      ? 'Z (zombie)'
      : task?.status
        ? 'T (stopped)'
        : waits || !task
          ? 'S (sleeping)'
          : 'R (running)';
  const ids = Array(4).fill(process.uid).join('\t');
  return [
    ['Name', nameOf(process)],
    ['Umask', '0022'],
    ['State', state],
    ['Tgid', process.pid],
    ['Pid', process.pid],
    ['PPid', process.ppid],
    ['Uid', ids],
    ['Gid', ids],
    ['Threads', task?.threads.length ?? 1],
  ]
    .map(([name, value]) => `${name}:\t${value}\n`)
    .join('');
}

/** The kernel's numbers (include/net/tcp_states.h). */
const stateNumbers: Readonly<Record<TcpState, string>> = {
  ESTABLISHED: '01',
  'SYN-SENT': '02',
  'SYN-RECEIVED': '03',
  'FIN-WAIT-1': '04',
  'FIN-WAIT-2': '05',
  'TIME-WAIT': '06',
  CLOSED: '07',
  'CLOSE-WAIT': '08',
  'LAST-ACK': '09',
  LISTEN: '0A',
};

/** /proc/net/tcp and its neighbours: addresses in hexadecimal, as the machine keeps them, the lowest byte first. */
function socketTable(table: 'tcp' | 'tcp6' | 'udp' | 'udp6', rows: readonly SocketRow[]): string {
  const v6 = table.endsWith('6');
  const tcp = table.startsWith('tcp');
  const wide = v6 ? 'local_address                         remote_address                       ' : '';
  const heading = `${tcp || v6 ? '' : ' '}  sl  ${wide || 'local_address rem_address  '} st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode${tcp ? '' : ' ref pointer drops'}`;
  const shown = rows.filter(
    ({ protocol, family }) => protocol === (tcp ? 'tcp' : 'udp') && (family === 'AF_INET6') === v6,
  );
  const ordered = [
    ...shown.filter(({ state }) => state === 'LISTEN'),
    ...shown.filter(({ state }) => state !== 'LISTEN'),
  ];
  const lines = ordered.map((row, index) => {
    const peer = row.peer ?? { address: v6 ? '::' : '0.0.0.0', port: 0 };
    const places = `${hexadecimal(row.local.address, row.local.port)} ${hexadecimal(peer.address, peer.port)}`;
    const listening = row.state === 'LISTEN';
    const queues = `${hex(listening ? 0 : row.sendQueue, 8)}:${hex(row.receiveQueue, 8)}`;
    const owner = `${String(row.uid).padStart(5)}        0 ${row.holder ? row.id : 0}`;
    const end = tcp
      ? `1 0000000000000000 ${listening ? 100 : 20} 0 0 10 ${v6 || listening ? 0 : -1}`
      : '2 0000000000000000 0';
    return `${String(tcp ? index : row.local.port).padStart(tcp ? 4 : 5)}: ${places} ${stateNumbers[row.state]} ${queues} 00:00000000 00000000 ${owner} ${end}`;
  });
  const width = v6 ? 0 : tcp ? 149 : 127;
  return [heading, ...lines].map((line) => `${line.padEnd(width)}\n`).join('');
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}

function hexadecimal(address: string, port: number): string {
  const bytes = ipaddr.parse(address.replace(/%.*/, '')).toByteArray();
  let text = '';
  for (let word = 0; word < bytes.length; word += 4) {
    for (const byte of bytes.slice(word, word + 4).reverse()) text += hex(byte, 2);
  }
  return `${text}:${hex(port, 4)}`;
}
