/** Membership in IPv4 multicast groups (RFC 1112), on one link: what is sent to a group reaches every host on it that has joined. */
import { isMulticast } from './address.ts';
import { socketOf } from './descriptor.ts';
import type { Host } from './host.ts';
import type { Process } from './process.ts';
import { refuse } from './refusal.ts';
import { ok, type Result } from './system-call.ts';

/**
 * setsockopt(2) with IP_ADD_MEMBERSHIP, on whichever interface.
 *
 * @returns EINVAL no multicast address · EADDRINUSE joined already
 * @see ip(7). Differs from Linux: a host joins on all its links, routers pass nothing on, and the trace does not show it.
 */
export function joinGroup(process: Process, fd: number, group: string): Result<0> {
  const found = socketOf(process, fd);
  if (!found.ok) return found;
  if (!isMulticast(group) || group.includes(':')) return refuse('EINVAL', 'bad-argument');
  const groups = found.socket.groups ?? new Set<string>();
  if (groups.has(group)) return refuse('EADDRINUSE', 'bad-argument');
  found.socket.groups = groups.add(group);
  return ok(0);
}

export function isMember(host: Host, address: string): boolean {
  if (!isMulticast(address)) return false;
  for (const { groups } of host.sockets) if (groups?.has(address)) return true;
  return false;
}
