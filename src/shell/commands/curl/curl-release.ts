/**
 * Which curl a system has, and what it does otherwise than Debian's 7.88.1: since 8.2.1 it tries ::1 first for localhost, and
 * since 8.6 it says what a name was resolved to. macOS 15 has 8.7.1; Windows' curl is newer than 8.6 and taken as the same.
 */
import { familyOf } from '../../../simulator/address.ts';
import type { SystemName } from '../../../simulator/os/system-rules.ts';
import { curlVersion } from './curl-arguments.ts';

export interface CurlRelease {
  readonly userAgent: string;
  /** What `--version` prints. */
  readonly version: string;
  readonly localhost: readonly string[];
  /** What `-v` says of a name that was looked up. */
  resolved(host: string, port: number, addresses: readonly string[]): readonly string[];
  connected(host: string, address: string, port: number, number: number): string;
  /** What stands between the address that was tried and `failed`, where something does. */
  readonly from: ((address: string, port: number) => string) | undefined;
  /** After the request is sent. */
  readonly sentOff: string | undefined;
  closing(number: number): string;
}

const debian: CurlRelease = {
  userAgent: 'curl/7.88.1',
  version: curlVersion,
  localhost: ['127.0.0.1', '::1'],
  resolved: () => [],
  connected: (host, address, port, number) => `Connected to ${host} (${address}) port ${port} (#${number})`,
  from: undefined,
  sentOff: undefined,
  closing: (number) => `Closing connection ${number}`,
};

const modern: CurlRelease = {
  userAgent: 'curl/8.7.1',
  version: `curl 8.7.1 (x86_64-apple-darwin24.0) libcurl/8.7.1 (SecureTransport) LibreSSL/3.3.6 zlib/1.2.12 nghttp2/1.62.0
Release-Date: 2024-03-27
`,
  localhost: ['::1', '127.0.0.1'],
  resolved(host, port, addresses) {
    const list = (family: 'AF_INET' | 'AF_INET6'): string =>
      addresses.filter((address) => familyOf(address) === family).join(', ') || '(none)';
    return [`Host ${host}:${port} was resolved.`, `IPv6: ${list('AF_INET6')}`, `IPv4: ${list('AF_INET')}`];
  },
  connected: (host, address, port) => `Connected to ${host} (${address}) port ${port}`,
  from: (address, port) => ` from ${address} port ${port}`,
  sentOff: 'Request completely sent off',
  closing: () => 'Closing connection',
};

export function curlOf(system: SystemName): CurlRelease {
  return system === 'linux' ? debian : modern;
}
