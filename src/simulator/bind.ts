import { isLinkLocalIPv6, isMulticast, isWildcard, mappedIPv4, type SocketAddress } from './address.ts';
import { bindConflict, type Conflict, heldFor, tableOf } from './bind-conflict.ts';
import { socketOf } from './descriptor.ts';
import { pickEphemeralPort } from './ephemeral-port.ts';
import { type Host, isBroadcastAddress, isLocalAddress } from './host.ts';
import { holdPort } from './port-table.ts';
import { mayBindPrivilegedPorts, type Process } from './process.ts';
import { type Refusal, refuse } from './refusal.ts';
import { matchesShortcut, rememberReusePort } from './reuseport-shortcut.ts';
import { type Socket, wildcardOf } from './socket.ts';
import { ok, type Result } from './system-call.ts';

/**
 * bind(2): gives a socket its local address.
 *
 * @param local port 0 asks for an ephemeral port, else 1 to 65535
 * @returns an errno, with its reason, when refused. The order of the checks differs by family.
 *   EBADF no such descriptor · ENOTSOCK · EAFNOSUPPORT · EINVAL bound already, or an address that the socket cannot
 *   have · EADDRNOTAVAIL not an address of this host · EACCES a privileged port without CAP_NET_BIND_SERVICE ·
 *   EADDRINUSE see bind-conflict.ts
 * @see bind(2), ip(7), ipv6(7), socket(7) SO_REUSEADDR
 * Differs from Linux: SO_BINDTODEVICE is not modelled.
 */
export function bind(host: Host, process: Process, fd: number, local: SocketAddress): Result<0> {
  const found = socketOf(process, fd);
  if (!found.ok) return found;
  const { socket } = found;
  const refusal =
    socket.family === 'AF_INET'
      ? checkIPv4(host, process, socket, local)
      : checkIPv6(host, process, socket, local);
  if (refusal) return refusal;

  const savedV6only = socket.v6only;
  const specificIPv6 = socket.family === 'AF_INET6' && local.address !== '::' && !mappedIPv4(local.address);
  if (specificIPv6) socket.v6only = true;
  const refused =
    local.port === 0 && socket.bindAddressNoPort
      ? takeAddress(socket, local.address)
      : takePort(host, socket, local.address, local.port);
  if (refused) {
    socket.v6only = savedV6only;
    return refused;
  }
  // Once fixed, fixed for good (sk_userlocks), even if a later bind names the wildcard.
  socket.addressBound ||= local.address !== wildcardOf(socket.family);
  socket.portBound ||= local.port !== 0;
  return ok(0);
}

/** inet_bind: the address is checked before the right to the port. */
function checkIPv4(host: Host, process: Process, socket: Socket, local: SocketAddress): Refusal | undefined {
  if (local.family !== 'AF_INET') return refuse('EAFNOSUPPORT', 'wrong-family');
  if (!mayBindIPv4(host, socket, local.address))
    return refuse('EADDRNOTAVAIL', 'not-an-address-of-this-host');
  if (!mayTakePort(host, process, local)) return refuse('EACCES', 'privileged-port');
  return boundAlready(socket);
}

/** inet6_bind: the right to the port is checked before the address. */
function checkIPv6(host: Host, process: Process, socket: Socket, local: SocketAddress): Refusal | undefined {
  if (local.family !== 'AF_INET6') return refuse('EINVAL', 'short-ipv6-address');
  const mapped = mappedIPv4(local.address);
  const multicast = !mapped && isMulticast(local.address);
  if (multicast && socket.protocol === 'tcp') return refuse('EINVAL', 'multicast-stream');
  if (!mayTakePort(host, process, local)) return refuse('EACCES', 'privileged-port');
  const bound = boundAlready(socket);
  if (bound) return bound;
  if (mapped) {
    if (socket.v6only) return refuse('EINVAL', 'v6only-takes-no-ipv4');
    return mayBindIPv4(host, socket, mapped)
      ? undefined
      : refuse('EADDRNOTAVAIL', 'not-an-address-of-this-host');
  }
  if (isLinkLocalIPv6(local.address)) return refuse('EINVAL', 'link-local-needs-interface');
  const nonlocal = socket.freebind || host.sysctls.ipv6NonlocalBind;
  const available = local.address === '::' || multicast || nonlocal || isLocalAddress(host, local.address);
  return available ? undefined : refuse('EADDRNOTAVAIL', 'not-an-address-of-this-host');
}

function boundAlready(socket: Socket): Refusal | undefined {
  const unbound = socket.state === 'CLOSED' && !socket.portHeldBy;
  return unbound ? undefined : refuse('EINVAL', 'already-bound', [socket]);
}

function mayBindIPv4(host: Host, socket: Socket, address: string): boolean {
  return (
    socket.freebind ||
    host.sysctls.ipNonlocalBind ||
    isWildcard(address) ||
    isLocalAddress(host, address) ||
    isMulticast(address) ||
    isBroadcastAddress(host, address)
  );
}

function mayTakePort(host: Host, process: Process, { address, port }: SocketAddress): boolean {
  if (port === 0 || port >= host.sysctls.ipUnprivilegedPortStart) return true;
  return mayBindPrivilegedPorts(process) || !host.system.guardsPrivilegedPorts(address);
}

/** IP_BIND_ADDRESS_NO_PORT: the address now, the port when connect knows the peer. */
function takeAddress(socket: Socket, address: string): undefined {
  socket.local = { address, port: 0 };
}

/** Who keeps the socket from the port in `local`; asked by bind(2), and by listen(2) once more. */
export function portConflict(host: Host, socket: Socket): Conflict | undefined {
  const onLinux = host.system.name === 'linux';
  if (onLinux && socket.protocol === 'tcp' && matchesShortcut(host.tcp, socket)) return undefined;
  return bindConflict(host, socket);
}

/** Puts the socket on a port, chosen here when `port` is 0; on refusal its address is the wildcard again. */
export function takePort(host: Host, socket: Socket, address: string, port: number): Refusal | undefined {
  const table = tableOf(host, socket);
  const before = socket.local;
  socket.local = { address, port };
  if (port === 0) {
    const chosen = chooseToBind(host, socket);
    if (chosen === undefined) return giveBack(socket, before.port, refuse('EADDRINUSE', 'no-free-port'));
    socket.local = { address, port: chosen };
  } else {
    const conflict = portConflict(host, socket);
    const excluded = host.excludedPorts.some(([first, last]) => first <= port && port <= last);
    if (excluded) return giveBack(socket, before.port, refuse('EACCES', 'windows-excluded-range'));
    if (conflict)
      return giveBack(socket, before.port, refuse(conflict.errno, conflict.rule, [conflict.socket]));
  }
  if (socket.protocol === 'tcp') rememberReusePort(host.tcp, socket);
  holdPort(table, socket, 'bind');
  return undefined;
}

function chooseToBind(host: Host, socket: Socket): number | undefined {
  if (socket.protocol === 'udp' || host.system.name !== 'linux') {
    return pickEphemeralPort(host, socket, 'datagram', heldFor(host, socket, 'as named'));
  }
  const unheld = pickEphemeralPort(host, socket, 'bind', heldFor(host, socket, 'any overlap'));
  if (unheld !== undefined || !host.sysctls.ipAutobindReuse) return unheld;
  return pickEphemeralPort(host, socket, 'bind', heldFor(host, socket, 'relaxed'));
}

/** inet_reset_saddr: the address is forgotten; a port that an earlier connect had is still shown. */
function giveBack(socket: Socket, port: number, refusal: Refusal): Refusal {
  socket.local = { address: wildcardOf(socket.family), port };
  return refusal;
}
