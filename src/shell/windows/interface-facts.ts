/** Facts of interfaces: how Windows counts them, and which one a packet takes. */
import { type Host, type Interface, isLocalAddress } from '../../simulator/host.ts';
import { wayTo } from '../../simulator/routing-table.ts';

/** Loopback is 1; the others count on. */
export function indexOf({ interfaces }: Host, { name }: Interface): number {
  if (name === 'lo') return 1;
  return 4 + 7 * interfaces.filter((one) => one.name !== 'lo').findIndex((one) => one.name === name);
}

/** The interface by which a packet to this address leaves. */
export function interfaceTowards(host: Host, address: string): Interface | undefined {
  if (isLocalAddress(host, address)) return host.interfaces.find(({ name }) => name === 'lo');
  return wayTo(host, address)?.interface;
}

/** 255.255.255.0 for 24. */
export function maskOf(length: number): string {
  return [0, 8, 16, 24].map((start) => 256 - 2 ** (8 - Math.max(0, Math.min(8, length - start)))).join('.');
}
