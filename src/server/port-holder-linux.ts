import { readdir, readFile, readlink } from 'node:fs/promises';
import type { Holder } from './port-holder.ts';

export type TcpRow = { readonly inode: string; readonly userId: string; readonly listening: boolean };

/**
 * Reads /proc: the socket that stands in the way, then the process that has it open.
 * A process of another user keeps its descriptors to itself; then the socket's owner is all that is told.
 *
 * @see proc_pid_net(5), proc_pid_fd(5)
 */
export async function findHolderOnLinux(port: number): Promise<Holder | undefined> {
  const tables = await Promise.all([readText('/proc/net/tcp'), readText('/proc/net/tcp6')]);
  const rows = tables.flatMap((table) => readTcpTable(table, port));
  const row = rows.find((candidate) => candidate.listening) ?? rows[0];
  if (row === undefined) return undefined;

  const pid = await findProcess(row.inode);
  if (pid === undefined) return { user: await userName(row.userId) };
  const words = (await readText(`/proc/${pid}/cmdline`)).split('\0').filter((word) => word !== '');
  return { pid: Number(pid), ...(words.length === 0 ? {} : { command: words.join(' ') }) };
}

/** Local addresses that share a port with 127.0.0.1: itself and the wildcard, in both families' spelling. */
const IN_THE_WAY = new Set([
  '0100007F',
  '00000000',
  '0000000000000000FFFF00000100007F',
  '00000000000000000000000000000000',
]);

/** The rows of /proc/net/tcp or tcp6 whose local address and port keep 127.0.0.1:port from being bound. */
export function readTcpTable(table: string, port: number): readonly TcpRow[] {
  const wanted = port.toString(16).toUpperCase().padStart(4, '0');
  return table
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local = '', , state, , , , userId, , inode] = line.trim().split(/\s+/);
      const [address = '', localPort] = local.split(':');
      if (localPort !== wanted || !IN_THE_WAY.has(address)) return [];
      if (userId === undefined || inode === undefined || inode === '0') return [];
      return [{ inode, userId, listening: state === '0A' }];
    });
}

async function findProcess(inode: string): Promise<string | undefined> {
  const pids = (await readdir('/proc')).filter((name) => /^[0-9]+$/.test(name));
  for (const pid of pids) {
    const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
    for (const descriptor of descriptors) {
      const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
      if (target === `socket:[${inode}]`) return pid;
    }
  }
  return undefined;
}

async function userName(userId: string): Promise<string> {
  const line = (await readText('/etc/passwd')).split('\n').find((entry) => entry.split(':')[2] === userId);
  return line?.split(':')[0] ?? userId;
}

function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
