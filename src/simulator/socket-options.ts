import { socketOf } from './descriptor.ts';
import { errnoNumber } from './errno.ts';
import type { Host } from './host.ts';
import type { Process } from './process.ts';
import { refuse } from './refusal.ts';
import { ok, type ReadableOption, type Result, type SocketOption } from './system-call.ts';

/** TCP_FIN_TIMEOUT_MAX, seconds. */
const longestLinger2 = 120;

/** IP_LOCAL_PORT_RANGE as one integer: the lower bound in the low 16 bits, the upper in the high ones; 0 is no bound. */
export function portRange(low: number, high: number): number {
  return ((high << 16) | low) >>> 0;
}

/**
 * setsockopt(2). Any value but 0 switches an option on; SO_LINGER takes seconds, -1 is off.
 *
 * @returns ENOPROTOOPT IPV6_V6ONLY on an IPv4 socket · EINVAL IPV6_V6ONLY on a bound socket
 * @see socket(7), ipv6(7)
 */
export function setsockopt(
  host: Host,
  process: Process,
  fd: number,
  option: SocketOption,
  value: number,
): Result<0> {
  const found = socketOf(process, fd);
  if (!found.ok) return found;
  const { socket } = found;
  if (!host.system.options.has(option)) return refuse('ENOPROTOOPT', 'no-such-option');
  const on = value !== 0;
  switch (option) {
    case 'SO_REUSEADDR':
      socket.reuseAddr = on;
      break;
    case 'SO_REUSEPORT':
      socket.reusePort = on;
      break;
    case 'SO_EXCLUSIVEADDRUSE':
      socket.exclusiveAddr = on;
      break;
    case 'SO_BROADCAST':
      socket.broadcast = on;
      break;
    case 'SO_LINGER':
      socket.linger = value < 0 ? undefined : value;
      break;
    case 'IP_BIND_ADDRESS_NO_PORT':
      socket.bindAddressNoPort = on;
      break;
    case 'IP_FREEBIND':
      socket.freebind = on;
      break;
    case 'IP_LOCAL_PORT_RANGE': {
      const [low, high] = [value & 0xffff, value >>> 16];
      if (low !== 0 && high !== 0 && low > high) return refuse('EINVAL', 'bad-argument');
      socket.localPortRange = [low, high];
      break;
    }
    case 'TCP_LINGER2':
      if (socket.protocol === 'udp') return refuse('ENOPROTOOPT', 'not-a-tcp-socket');
      socket.linger2 = value < 0 ? -1 : Math.min(value, longestLinger2);
      break;
    case 'IPV6_V6ONLY':
      if (socket.family === 'AF_INET') return refuse('ENOPROTOOPT', 'not-an-ipv6-option');
      if (socket.portHeldBy) return refuse('EINVAL', 'v6only-fixed-by-bind', [socket]);
      socket.v6only = on;
      break;
  }
  return ok(0);
}

/** getsockopt(2). SO_ERROR gives the errno's number and clears it; 0 is no error. */
export function getsockopt(host: Host, process: Process, fd: number, option: ReadableOption): Result<number> {
  const found = socketOf(process, fd);
  if (!found.ok) return found;
  const { socket } = found;
  switch (option) {
    case 'SO_REUSEADDR':
      return ok(Number(socket.reuseAddr));
    case 'SO_REUSEPORT':
      return ok(Number(socket.reusePort));
    case 'SO_EXCLUSIVEADDRUSE':
      return ok(Number(socket.exclusiveAddr));
    case 'SO_BROADCAST':
      return ok(Number(socket.broadcast));
    case 'SO_LINGER':
      return ok(socket.linger ?? -1);
    case 'IP_BIND_ADDRESS_NO_PORT':
      return ok(Number(socket.bindAddressNoPort));
    case 'IP_FREEBIND':
      return ok(Number(socket.freebind));
    case 'IP_LOCAL_PORT_RANGE':
      return ok(portRange(...socket.localPortRange));
    case 'TCP_LINGER2':
      if (socket.protocol === 'udp')
        return refuse(socket.family === 'AF_INET' ? 'EOPNOTSUPP' : 'ENOPROTOOPT', 'not-a-tcp-socket');
      return ok(socket.linger2 ?? host.sysctls.tcpFinTimeout);
    case 'SO_ACCEPTCONN':
      return ok(Number(socket.state === 'LISTEN'));
    case 'SO_ERROR': {
      const error = socket.error ?? socket.softError;
      if (!socket.error) socket.softError = undefined;
      socket.error = undefined;
      return ok(error ? errnoNumber(error.errno) : 0);
    }
    case 'IPV6_V6ONLY':
      return socket.family === 'AF_INET'
        ? refuse('EOPNOTSUPP', 'not-an-ipv6-option')
        : ok(Number(socket.v6only));
  }
}
