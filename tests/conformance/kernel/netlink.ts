/** Interfaces and addresses of the namespace that this thread is in, by rtnetlink(7): no tool is needed. */
import { errnoNameOf } from '../../../src/simulator/notation/errno-names.ts';
import { lastErrno, libcClose, libcRecvfrom, libcSend, libcSocket } from './libc.ts';
import { addressBytes } from './sockaddr.ts';

const AF_NETLINK = 16;
const SOCK_RAW = 3;
const RTM_NEWLINK = 16;
const RTM_NEWADDR = 20;
const RTM_NEWROUTE = 24;
const NLM_F_REQUEST_ACK = 0x5;
const NLM_F_CREATE_EXCL = 0x600;
const IFF_UP = 1;
const IFF_NOARP = 0x80;
const IFA_F_NODAD = 2;

function attribute(type: number, ...parts: readonly Uint8Array[]): Buffer {
  const value = Buffer.concat(parts);
  const bytes = Buffer.alloc((4 + value.length + 3) & ~3);
  bytes.writeUInt16LE(4 + value.length, 0);
  bytes.writeUInt16LE(type, 2);
  bytes.set(value, 4);
  return bytes;
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

/** Sends one request. @returns the kernel's errno number, 0 for yes */
function request(type: number, flags: number, ...parts: readonly Uint8Array[]): number {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(16);
  header.writeUInt32LE(16 + body.length, 0);
  header.writeUInt16LE(type, 4);
  header.writeUInt16LE(flags | NLM_F_REQUEST_ACK, 6);
  const fd = libcSocket(AF_NETLINK, SOCK_RAW, 0);
  if (fd < 0) throw new Error(`netlink: ${lastErrno()}`);
  try {
    const message = Buffer.concat([header, body]);
    if (libcSend(fd, message, message.length, 0) < 0) throw new Error(`netlink: ${lastErrno()}`);
    const answer = Buffer.alloc(4096);
    if (libcRecvfrom(fd, answer, answer.length, 0, Buffer.alloc(16), lengthOf(16)) < 20) {
      throw new Error('netlink: no answer');
    }
    return -answer.readInt32LE(16);
  } finally {
    libcClose(fd);
  }
}

/** An int as the kernel reads it. */
export function lengthOf(bytes: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(bytes, 0);
  return buffer;
}

/** struct ifinfomsg. */
function link(index: number, flags: number): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeInt32LE(index, 4);
  bytes.writeUInt32LE(flags, 8);
  bytes.writeUInt32LE(flags, 12);
  return bytes;
}

function mustSucceed(errno: number, what: string): void {
  if (errno !== 0) throw new Error(`${what}: ${errnoNameOf(errno) ?? `errno ${errno}`}`);
}

export const loopbackIndex = 1;

export function bringUp(index: number): void {
  mustSucceed(request(RTM_NEWLINK, 0, link(index, IFF_UP)), `interface ${index} up`);
}

/**
 * A second interface on which nobody answers and no neighbour is asked for: dummy, or where the kernel lacks it ifb.
 *
 * @returns its index
 */
export function addSilentInterface(): number {
  const index = 20;
  for (const kind of ['dummy', 'ifb']) {
    const information = attribute(18, attribute(1, text(kind)));
    const errno = request(
      RTM_NEWLINK,
      NLM_F_CREATE_EXCL,
      link(index, 0),
      attribute(3, text('eth0')),
      information,
    );
    if (errno === 0) {
      mustSucceed(request(RTM_NEWLINK, 0, link(index, IFF_UP | IFF_NOARP)), 'second interface up');
      return index;
    }
  }
  throw new Error('this kernel has neither dummy nor ifb interfaces, so there is no second interface');
}

/** A static route of the main table. @param length 0 for the default route */
export function addRoute(destination: string, length: number, via: string): void {
  const header = Buffer.alloc(12);
  header[0] = via.includes(':') ? 10 : 2;
  header[1] = length;
  header[4] = 254;
  header[5] = 4;
  header[7] = 1;
  const to = length === 0 ? [] : [attribute(1, Uint8Array.from(addressBytes(destination)))];
  const errno = request(
    RTM_NEWROUTE,
    NLM_F_CREATE_EXCL,
    header,
    ...to,
    attribute(5, Uint8Array.from(addressBytes(via))),
  );
  mustSucceed(errno, `route ${destination}/${length} via ${via}`);
}

export function addAddress(index: number, address: string, prefixLength: number): void {
  const ipv6 = address.includes(':');
  const bytes = Uint8Array.from(addressBytes(address));
  const header = Buffer.alloc(8);
  header[0] = ipv6 ? 10 : 2;
  header[1] = prefixLength;
  header[2] = ipv6 ? IFA_F_NODAD : 0;
  header.writeUInt32LE(index, 4);
  const parts = [attribute(2, bytes), attribute(1, bytes)];
  const broadcast = ipv6 || prefixLength > 30 ? [] : [attribute(4, broadcastBytes(bytes, prefixLength))];
  mustSucceed(
    request(RTM_NEWADDR, NLM_F_CREATE_EXCL, header, ...parts, ...broadcast),
    `address ${address}/${prefixLength}`,
  );
}

function broadcastBytes(address: Uint8Array, prefixLength: number): Uint8Array {
  return address.map((byte, index) => {
    const bits = Math.min(8, Math.max(0, prefixLength - 8 * index));
    return byte | (0xff >> bits);
  });
}
