/** An echo request on a ping socket of the real kernel, and what comes back. @see net/ipv4/ping.c, IP_RECVERR in ip(7) */
import koffi from 'koffi';
import type { UnreachableKind } from '../../../src/simulator/packet.ts';
import { lastErrno, libcRecvmsg, libcSendto, libcSetsockopt } from './libc.ts';
import { decodeSockaddr, encodeSockaddr } from './sockaddr.ts';

export type EchoSeen =
  | { readonly kind: 'reply'; readonly from: string; readonly hopLimit: number }
  | { readonly kind: 'icmp error'; readonly error: UnreachableKind; readonly from: string };

const MSG_DONTWAIT = 0x40;
const MSG_ERRQUEUE = 0x2000;
/** Level, and the numbers of IP_RECVERR, IP_RECVTTL, IP_TTL or their likes of IPv6; and the type of a request. */
const families = {
  ipv4: { level: 0, receiveErrors: 11, receiveHopLimit: 12, hopLimit: 2, hopLimitCame: 2, request: 8 },
  ipv6: { level: 41, receiveErrors: 25, receiveHopLimit: 51, hopLimit: 16, hopLimitCame: 52, request: 128 },
} as const;

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value, 0);
  return bytes;
}

/** @returns whether it was sent; the errno is the caller's to ask for */
export function sendEchoRequest(
  fd: number,
  address: string,
  sequence: number,
  hopLimit: number | undefined,
): boolean {
  const family = families[address.includes(':') ? 'ipv6' : 'ipv4'];
  libcSetsockopt(fd, family.level, family.receiveErrors, int(1), 4);
  libcSetsockopt(fd, family.level, family.receiveHopLimit, int(1), 4);
  libcSetsockopt(fd, family.level, family.hopLimit, int(hopLimit ?? -1), 4);
  const message = Buffer.alloc(16);
  message.writeUInt8(family.request, 0);
  message.writeUInt16BE(sequence, 6);
  const to = encodeSockaddr(address, 0);
  return Number(libcSendto(fd, message, message.length, 0, to, to.length)) >= 0;
}

/** The next answer to this request: what belongs to others is passed over. */
export function takeEcho(fd: number, sequence: number): EchoSeen | undefined {
  for (;;) {
    const failure = receive(fd, MSG_ERRQUEUE);
    const came = failure ?? receive(fd, 0);
    if (!came) return undefined;
    if (came.data.length >= 8 && came.data.readUInt16BE(6) !== sequence) continue;
    const seen = failure ? errorOf(came) : replyOf(came);
    if (seen) return seen;
  }
}

interface Message {
  readonly data: Buffer;
  readonly from: Buffer;
  readonly control: Buffer;
}

/** struct msghdr with one struct iovec, on a machine of 64 bits. */
function receive(fd: number, flags: number): Message | undefined {
  const data = Buffer.alloc(512);
  const from = Buffer.alloc(28);
  const control = Buffer.alloc(512);
  const vector = Buffer.alloc(16);
  vector.writeBigUInt64LE(koffi.address(data), 0);
  vector.writeBigUInt64LE(BigInt(data.length), 8);
  const header = Buffer.alloc(56);
  header.writeBigUInt64LE(koffi.address(from), 0);
  header.writeUInt32LE(from.length, 8);
  header.writeBigUInt64LE(koffi.address(vector), 16);
  header.writeBigUInt64LE(1n, 24);
  header.writeBigUInt64LE(koffi.address(control), 32);
  header.writeBigUInt64LE(BigInt(control.length), 40);
  for (;;) {
    const count = Number(libcRecvmsg(fd, header, flags | MSG_DONTWAIT));
    if (count >= 0) {
      const used = Number(header.readBigUInt64LE(40));
      return { data: data.subarray(0, count), from, control: control.subarray(0, used) };
    }
    // The error that the queue has beside it is told to the next call, whichever it is.
    if (lastErrno() === 'EAGAIN') return undefined;
  }
}

/** The control messages, each behind its length, level and type. */
function* controlMessages(control: Buffer): Generator<{ level: number; type: number; data: Buffer }> {
  for (let at = 0; at + 16 <= control.length; ) {
    const length = Number(control.readBigUInt64LE(at));
    const level = control.readInt32LE(at + 8);
    const type = control.readInt32LE(at + 12);
    yield { level, type, data: control.subarray(at + 16, at + length) };
    at += Math.max((length + 7) & ~7, 16);
  }
}

function replyOf({ from, control }: Message): EchoSeen | undefined {
  for (const { level, type, data } of controlMessages(control)) {
    const family = level === families.ipv6.level ? families.ipv6 : families.ipv4;
    if (level !== family.level || type !== family.hopLimitCame) continue;
    return { kind: 'reply', from: decodeSockaddr(from).address, hopLimit: data.readInt32LE(0) };
  }
  return undefined;
}

/** struct sock_extended_err, and behind it who sent the ICMP message. */
function errorOf({ control }: Message): EchoSeen | undefined {
  for (const { level, type, data } of controlMessages(control)) {
    const ipv6 = level === families.ipv6.level && type === families.ipv6.receiveErrors;
    if (!ipv6 && !(level === 0 && type === families.ipv4.receiveErrors)) continue;
    const error = (ipv6 ? icmp6Errors : icmpErrors)[`${data.readUInt8(5)} ${data.readUInt8(6)}`];
    if (error) return { kind: 'icmp error', error, from: decodeSockaddr(data.subarray(16)).address };
  }
  return undefined;
}

/** By type and code. */
const icmpErrors: Readonly<Record<string, UnreachableKind>> = {
  '3 0': 'icmp-net-unreachable',
  '3 1': 'icmp-host-unreachable',
  '3 2': 'icmp-proto-unreachable',
  '3 3': 'icmp-port-unreachable',
  '3 9': 'icmp-net-prohibited',
  '3 10': 'icmp-host-prohibited',
  '3 13': 'icmp-admin-prohibited',
  '11 0': 'time-exceeded',
};
const icmp6Errors: Readonly<Record<string, UnreachableKind>> = {
  '1 0': 'icmp6-no-route',
  '1 1': 'icmp6-adm-prohibited',
  '1 3': 'icmp6-addr-unreachable',
  '1 4': 'icmp6-port-unreachable',
  '1 5': 'icmp6-policy-fail',
  '1 6': 'icmp6-reject-route',
  '3 0': 'time-exceeded',
};
