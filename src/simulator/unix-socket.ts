/** Unix-domain sockets (AF_UNIX, unix(7)) of a host: what the kernel keeps for each, and the list of them. */
import type { Errno } from './errno.ts';
import type { Host } from './host.ts';
import type { Bytes } from './system-call.ts';

/** A socket file as whoever keeps the files knows it: one object a file, whatever names lead to it. */
export type SocketFile = object;

export interface UnixSocket {
  /** Unique on its host, as an inode number is. */
  readonly id: number;
  readonly uid: number;
  state: 'CLOSED' | 'LISTEN' | 'ESTABLISHED';
  /** As it was given to bind(2); a connection from accept(2) has its listener's. Undefined has no name. */
  path: string | undefined;
  /** The file that leads here: only of the socket that was bound. */
  file: SocketFile | undefined;
  backlog: number;
  readonly acceptQueue: UnixSocket[];
  /** A connection in the accept queue: no process has it yet. */
  waits: boolean;
  peer: UnixSocket | undefined;
  received: Bytes;
  shutRead: boolean;
  shutWrite: boolean;
  /** Told once, by the next recv or SO_ERROR. */
  error: Errno | undefined;
  /** No process has it any more. */
  released: boolean;
}

/** The Unix-domain sockets of one host. */
export interface UnixTable {
  readonly sockets: Set<UnixSocket>;
  readonly bound: Map<SocketFile, UnixSocket>;
}

const tables = new WeakMap<Host, UnixTable>();

export function unixTable(host: Host): UnixTable {
  const table = tables.get(host) ?? { sockets: new Set(), bound: new Map() };
  tables.set(host, table);
  return table;
}

export function createUnixSocket(host: Host, uid: number): UnixSocket {
  const socket: UnixSocket = {
    id: host.nextSocketId,
    uid,
    state: 'CLOSED',
    path: undefined,
    file: undefined,
    backlog: 0,
    acceptQueue: [],
    waits: false,
    peer: undefined,
    received: '',
    shutRead: false,
    shutWrite: false,
    error: undefined,
    released: false,
  };
  host.nextSocketId += 1;
  unixTable(host).sockets.add(socket);
  return socket;
}

export interface UnixRow {
  readonly id: number;
  readonly state: UnixSocket['state'];
  readonly path: string | undefined;
  readonly peerId: number | undefined;
  /** For a listener the connections that wait for accept(2), else bytes to read. */
  readonly receiveQueue: number;
  /** For a listener its backlog. */
  readonly sendQueue: number;
  readonly waits: boolean;
  /** Undefined while no process has it: a connection that waits for accept(2). */
  readonly holder: { readonly pid: number; readonly fd: number; readonly command: string } | undefined;
}

/** Every Unix-domain socket of a host, in the order in which they were made. */
export function listUnixSockets(host: Host): readonly UnixRow[] {
  const holders = new Map<UnixSocket, NonNullable<UnixRow['holder']>>();
  for (const { files, pid, argv } of host.processes.values()) {
    for (const [fd, file] of files) {
      if (file.kind === 'unix') holders.set(file.socket, { pid, fd, command: argv[0] ?? '' });
    }
  }
  return [...unixTable(host).sockets].map((socket) => ({
    id: socket.id,
    state: socket.state,
    path: socket.path,
    peerId: socket.peer?.released ? undefined : socket.peer?.id,
    receiveQueue: socket.state === 'LISTEN' ? socket.acceptQueue.length : socket.received.length,
    sendQueue: socket.backlog,
    waits: socket.waits,
    holder: holders.get(socket),
  }));
}
