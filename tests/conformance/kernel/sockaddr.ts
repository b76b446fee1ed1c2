/** struct sockaddr_in and sockaddr_in6, as bytes. */
import ipaddr from 'ipaddr.js';
import { familyOf, parseAddress } from '../../../src/simulator/address.ts';

export const AF_UNIX = 1;
export const AF_INET = 2;
export const AF_INET6 = 10;

/** The text decides the family: with a colon AF_INET6, else AF_INET. */
export function encodeSockaddr(address: string, port: number): Buffer {
  const ipv6 = familyOf(address) === 'AF_INET6';
  const bytes = Buffer.alloc(ipv6 ? 28 : 16);
  bytes.writeUInt16LE(ipv6 ? AF_INET6 : AF_INET, 0);
  bytes.writeUInt16BE(port, 2);
  bytes.set(addressBytes(address), ipv6 ? 8 : 4);
  return bytes;
}

export function addressBytes(address: string): readonly number[] {
  return ipaddr.parse(address).toByteArray();
}

/** struct sockaddr_un. */
export function encodeUnixPath(path: string): Buffer {
  const bytes = Buffer.from(`\0\0${path}\0`, 'latin1');
  bytes.writeUInt16LE(AF_UNIX, 0);
  return bytes;
}

/** AF_UNSPEC, which dissolves an association. */
export const unspecified = Buffer.alloc(16);

export function decodeSockaddr(bytes: Buffer): { address: string; port: number } {
  const ipv6 = bytes.readUInt16LE(0) === AF_INET6;
  const raw = ipv6 ? bytes.subarray(8, 24) : bytes.subarray(4, 8);
  const text = ipaddr.fromByteArray([...raw]).toString();
  return { address: parseAddress(text) ?? text, port: bytes.readUInt16BE(2) };
}
