/** The one place that knows what of the notation the simulator cannot do yet. */
import type { Sysctls } from '../../src/simulator/host.ts';
import type { Call } from '../../src/simulator/notation/case.ts';
import type { Process } from '../../src/simulator/process.ts';
import type { Socket } from '../../src/simulator/socket.ts';
import { portRange } from '../../src/simulator/socket-options.ts';
import type { SocketOption } from '../../src/simulator/system-call.ts';

/** Thrown where a case asks for what the simulator does not model; the runner reports it. */
export class NotSupported extends Error {}

type OptionCall = Extract<Call, { name: 'setsockopt' }>;

export function optionOf(call: OptionCall): { option: SocketOption; value: number } {
  if (call.option !== 'IP_LOCAL_PORT_RANGE') return call;
  return { option: call.option, value: portRange(call.value.low, call.value.high) };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The kernel settings of a case, by the simulator's names. */
export function sysctlsOf(settings: readonly (readonly [string, string])[]): Partial<Sysctls> {
  const sysctls: Partial<Mutable<Sysctls>> = {};
  for (const [name, value] of settings) {
    const number = Number(value);
    switch (name) {
      case 'net.ipv4.ip_local_port_range': {
        const [low = 0, high = 0] = value.split(' ').map(Number);
        sysctls.ipLocalPortRange = [low, high];
        break;
      }
      case 'net.ipv4.ip_unprivileged_port_start':
        sysctls.ipUnprivilegedPortStart = number;
        break;
      case 'net.ipv6.bindv6only':
        sysctls.bindv6only = number !== 0;
        break;
      case 'net.core.somaxconn':
        sysctls.somaxconn = number;
        break;
      case 'net.ipv4.tcp_fin_timeout':
        sysctls.tcpFinTimeout = number;
        break;
      case 'net.ipv4.ip_local_reserved_ports':
        sysctls.ipLocalReservedPorts = new Set(portList(value));
        break;
      case 'net.ipv4.ip_autobind_reuse':
        sysctls.ipAutobindReuse = number !== 0;
        break;
      case 'net.ipv4.ip_nonlocal_bind':
        sysctls.ipNonlocalBind = number !== 0;
        break;
      case 'net.ipv6.ip_nonlocal_bind':
        sysctls.ipv6NonlocalBind = number !== 0;
        break;
      case 'net.ipv4.tcp_syn_retries':
        sysctls.tcpSynRetries = number;
        break;
      case 'net.ipv4.ip_default_ttl':
        sysctls.ipDefaultTtl = number;
        break;
      case 'net.ipv4.ip_forward':
        sysctls.ipForward = number !== 0;
        break;
      case 'net.ipv6.conf.all.forwarding':
        sysctls.ipv6Forward = number !== 0;
        break;
      default:
        if (/^net\.ipv4\.conf\.[^.]+\.route_localnet$/.test(name)) {
          sysctls.routeLocalnet = number !== 0;
          break;
        }
        throw new NotSupported(`the simulator has no sysctl ${name} yet`);
    }
  }
  return sysctls;
}

/** `8080,9000-9100`, as the kernel reads it. */
function portList(text: string): readonly number[] {
  return text.split(',').flatMap((part) => {
    const [low = 0, high = low] = part.split('-').map(Number);
    return Array.from({ length: high - low + 1 }, (_, index) => low + index);
  });
}

/** The socket behind a descriptor; undefined when it is closed. */
export function socketNamed(process: Process, fd: number | undefined): Socket | undefined {
  const file = fd === undefined ? undefined : process.files.get(fd);
  return file?.kind === 'socket' ? file.socket : undefined;
}

/** poll(2) POLLIN, POLLHUP, POLLERR: whether something waits, an end and an error included. */
export function isReadable(socket: Socket): boolean {
  if (socket.state === 'LISTEN') return socket.acceptQueue.length > 0;
  if (socket.error || socket.softError || socket.shutRead) return true;
  if (socket.protocol === 'udp') return socket.datagrams.length > 0;
  return socket.state === 'CLOSED' || socket.ended || socket.received !== '';
}
