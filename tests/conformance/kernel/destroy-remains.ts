/** Ends the TCP connections that no process has any more, TIME-WAIT included, by sock_diag(7) SOCK_DESTROY. */
import { lastErrno, libcClose, libcRecvfrom, libcSend, libcSocket } from './libc.ts';
import { lengthOf } from './netlink.ts';
import { AF_INET, AF_INET6 } from './sockaddr.ts';

const NETLINK_SOCK_DIAG = 4;
const SOCK_DIAG_BY_FAMILY = 20;
const SOCK_DESTROY = 21;
const NLM_F_REQUEST_DUMP = 0x301;
const NLM_F_REQUEST_ACK = 0x5;
const headerLength = 16;
/** struct inet_diag_sockid inside struct inet_diag_msg. */
const identity = { from: headerLength + 4, to: headerLength + 52 };

function message(type: number, flags: number, family: number, states: number, id: Uint8Array): Buffer {
  const bytes = Buffer.alloc(headerLength + 56);
  bytes.writeUInt32LE(bytes.length, 0);
  bytes.writeUInt16LE(type, 4);
  bytes.writeUInt16LE(flags, 6);
  bytes[16] = family;
  bytes[17] = 6;
  bytes.writeUInt32LE(states, 20);
  bytes.set(id, 24);
  return bytes;
}

/** In the namespace that this thread is in. Where the kernel cannot do it, nothing happens. */
export function destroyRemains(): void {
  const fd = libcSocket(16, 3, NETLINK_SOCK_DIAG);
  if (fd < 0) throw new Error(`sock_diag: ${lastErrno()}`);
  try {
    const ids = [AF_INET, AF_INET6].flatMap((family) => {
      return list(fd, family).map((id) => message(SOCK_DESTROY, NLM_F_REQUEST_ACK, family, 0, id));
    });
    for (const request of ids) {
      libcSend(fd, request, request.length, 0);
      receive(fd);
    }
  } finally {
    libcClose(fd);
  }
}

function list(fd: number, family: number): readonly Uint8Array[] {
  const request = message(SOCK_DIAG_BY_FAMILY, NLM_F_REQUEST_DUMP, family, 0xffffffff, new Uint8Array(48));
  libcSend(fd, request, request.length, 0);
  const found: Uint8Array[] = [];
  for (;;) {
    const answer = receive(fd);
    for (let at = 0; at + headerLength <= answer.length; ) {
      const length = answer.readUInt32LE(at);
      const type = answer.readUInt16LE(at + 4);
      if (type !== SOCK_DIAG_BY_FAMILY) return found;
      found.push(Uint8Array.from(answer.subarray(at + identity.from, at + identity.to)));
      at += (length + 3) & ~3;
    }
    if (answer.length === 0) return found;
  }
}

function receive(fd: number): Buffer {
  const answer = Buffer.alloc(32768);
  const count = libcRecvfrom(fd, answer, answer.length, 0, Buffer.alloc(16), lengthOf(16));
  return answer.subarray(0, Math.max(count, 0));
}
