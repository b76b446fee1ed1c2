/** The measured calls on the real kernel: libc through koffi, in a network namespace of this process's own. */
import type { Header } from '../../src/simulator/notation/case.ts';
import {
  lastErrno,
  libcAccept4,
  libcBind,
  libcClose,
  libcConnect,
  libcListen,
  libcSetsockopt,
  libcSocket,
} from '../conformance/kernel/libc.ts';
import { createNamespace, releaseNamespace } from '../conformance/kernel/namespace.ts';
import { lengthOf } from '../conformance/kernel/netlink.ts';
import { optionNumbers } from '../conformance/kernel/option-levels.ts';
import { AF_INET, encodeSockaddr } from '../conformance/kernel/sockaddr.ts';
import type { SocketCalls } from './socket-calls.ts';

const SOCK_STREAM_CLOEXEC = 0o2000001;
const SOCK_CLOEXEC = 0o2000000;

const peer = Buffer.alloc(16);
const peerLength = lengthOf(16);

/** Blocking sockets: one connect, where the simulator's needs two calls. */
export const kernelCalls: SocketCalls<Buffer> = {
  address: encodeSockaddr,
  socket: () => must(libcSocket(AF_INET, SOCK_STREAM_CLOEXEC, 0)),
  bind: (fd, address) => {
    must(libcBind(fd, address, 16));
  },
  listen: (fd, backlog) => {
    must(libcListen(fd, backlog));
  },
  connect: (fd, address) => {
    must(libcConnect(fd, address, 16));
  },
  accept: (fd) => {
    peerLength.writeUInt32LE(16, 0);
    return must(libcAccept4(fd, peer, peerLength, SOCK_CLOEXEC));
  },
  close: (fd) => {
    must(libcClose(fd));
  },
};

function must(result: number): number {
  if (result < 0) throw new Error(`the kernel says ${lastErrno()}`);
  return result;
}

/** Gives `measure` a host on which nothing has happened yet. */
export function onFreshKernelHost<T>(measure: () => T, settings: readonly Header[] = []): T {
  const namespace = createNamespace(settings);
  try {
    return measure();
  } finally {
    releaseNamespace(namespace);
  }
}

const lingerZero = Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]);

/** Closes with a reset, which leaves no TIME-WAIT. */
export function resetOnKernel(fd: number): void {
  const [level, name] = optionNumbers.SO_LINGER;
  libcSetsockopt(fd, level, name, lingerZero, lingerZero.length);
  libcClose(fd);
}
