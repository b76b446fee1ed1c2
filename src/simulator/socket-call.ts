import { type Family, socketAddress } from './address.ts';
import type { Host } from './host.ts';
import { openDescriptor, type Process } from './process.ts';
import { createSocket, wildcardOf } from './socket.ts';
import { ok, type Result, type SocketType } from './system-call.ts';

/**
 * socket(2): a new socket, bound to nothing and connected to nothing.
 *
 * @returns its descriptor, the lowest that is free
 * Differs from Linux: descriptors never run out.
 */
export function openSocket(host: Host, process: Process, domain: Family, type: SocketType): Result<number> {
  const socket = createSocket(host.nextSocketId, type === 'SOCK_STREAM' ? 'tcp' : 'udp', domain, process.uid);
  host.nextSocketId += 1;
  socket.v6only = domain === 'AF_INET6' && (host.sysctls.bindv6only || host.system.v6onlyByDefault);
  socket.local = socketAddress(wildcardOf(domain), 0);
  host.sockets.add(socket);
  return ok(openDescriptor(process, { kind: 'socket', socket }));
}
