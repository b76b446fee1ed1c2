/** A fresh network namespace: a host of its own for one case. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Header } from '../../../src/simulator/notation/case.ts';
import { lastErrno, libcClose, libcOpen, libcSetns, libcUnshare } from './libc.ts';
import { addAddress, addSilentInterface, bringUp, loopbackIndex } from './netlink.ts';

const CLONE_NEWNET = 0x40000000;
const O_CLOEXEC = 0o2000000;

export interface Namespace {
  readonly fd: number;
}

let entered: Namespace | undefined;

/** Makes this thread's further sockets and settings belong to the namespace. */
export function enter(namespace: Namespace): void {
  if (entered === namespace) return;
  if (libcSetns(namespace.fd, CLONE_NEWNET) !== 0) throw new Error(`setns: ${lastErrno()}`);
  entered = namespace;
}

/** A new network namespace with nothing in it but a loopback interface that is down; this thread is in it. */
export function openNamespace(): Namespace {
  entered = undefined;
  if (libcUnshare(CLONE_NEWNET) !== 0) throw new Error(`unshare(CLONE_NEWNET): ${lastErrno()}`);
  const fd = libcOpen('/proc/thread-self/ns/net', O_CLOEXEC);
  if (fd < 0) throw new Error(`/proc/thread-self/ns/net: ${lastErrno()}`);
  const namespace = { fd };
  entered = namespace;
  return namespace;
}

/** A new host as the headers describe it. @throws when this machine cannot make it, with the reason */
export function createNamespace(headers: readonly Header[]): Namespace {
  const namespace = openNamespace();
  if (headers.some(({ kind }) => kind === 'no-ipv6')) {
    for (const scope of ['all', 'default', 'lo']) writeSetting(`net.ipv6.conf.${scope}.disable_ipv6`, '1');
  }
  bringUp(loopbackIndex);
  let second: number | undefined;
  for (const header of headers) {
    if (header.kind === 'loopback-address') addAddress(loopbackIndex, header.address, header.prefixLength);
    if (header.kind === 'address') {
      second ??= addSilentInterface();
      addAddress(second, header.address, header.prefixLength);
    }
    if (header.kind === 'sysctl') writeSetting(header.name, header.value);
  }
  waitForAddresses();
  return namespace;
}

const IFA_F_TENTATIVE = 0x40;

/**
 * A new IPv6 address is tentative for a moment, even without duplicate address detection, and a tentative address answers
 * nobody. if_inet6 has the flags as the fifth word of a line.
 */
export function waitForAddresses(): void {
  const tentative = (line: string): boolean =>
    (Number.parseInt(line.split(/\s+/)[4] ?? '', 16) & IFA_F_TENTATIVE) !== 0;
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const file = '/proc/thread-self/net/if_inet6';
    if (!existsSync(file) || !readFileSync(file, 'latin1').split('\n').some(tentative)) return;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
  }
  throw new Error('an IPv6 address stayed tentative for a second');
}

export function releaseNamespace(namespace: Namespace): void {
  libcClose(namespace.fd);
}

export function writeSetting(name: string, value: string): void {
  const file = `/proc/sys/${name.replaceAll('.', '/')}`;
  try {
    writeFileSync(file, value);
  } catch (error) {
    throw new Error(`sysctl ${name} ${value}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Whether no socket and no remains of one are left in the namespace that this thread is in. */
export function isClean(): boolean {
  const counts = readFileSync('/proc/thread-self/net/sockstat', 'latin1');
  if (!/^TCP: inuse 0 .*\btw 0 /m.test(counts) || !/^UDP: inuse 0 /m.test(counts)) return false;
  const ipv6 = readFileSync('/proc/thread-self/net/sockstat6', 'latin1');
  return /^TCP6: inuse 0$/m.test(ipv6) && /^UDP6: inuse 0$/m.test(ipv6);
}
