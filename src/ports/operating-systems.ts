import type { Source } from './source.ts';

export type OperatingSystem = 'linux' | 'macos' | 'windows';

export const OPERATING_SYSTEMS: readonly OperatingSystem[] = ['linux', 'macos', 'windows'];

/** `measured`: run on a real kernel. `documented`: taken from the maker's own text or source code. */
export type Evidence = 'measured' | 'documented';

export interface EphemeralRange {
  readonly first: number;
  readonly last: number;
  readonly evidence: Evidence;
  readonly source: Source;
  /** The command that shows or changes the range. */
  readonly command: string;
}

export interface PrivilegedPorts {
  /** Ports below this number are privileged; 0 where no port is. */
  readonly below: number;
  /** What asking for one takes, in one sentence. */
  readonly rule: string;
  readonly evidence: Evidence;
  readonly source: Source;
}

export interface SystemPorts {
  readonly system: OperatingSystem;
  readonly label: string;
  readonly ephemeral: EphemeralRange;
  readonly privileged: PrivilegedPorts;
}

const IP_7: Source = { label: 'ip(7)', url: 'https://man7.org/linux/man-pages/man7/ip.7.html' };
const XNU_IN_H: Source = {
  label: 'XNU bsd/netinet/in.h',
  url: 'https://github.com/apple-oss-distributions/xnu/blob/main/bsd/netinet/in.h',
};
const XNU_IN_PCB: Source = {
  label: 'XNU bsd/netinet/in_pcb.c',
  url: 'https://github.com/apple-oss-distributions/xnu/blob/main/bsd/netinet/in_pcb.c',
};
const MICROSOFT_DYNAMIC_PORTS: Source = {
  label: 'Microsoft, default dynamic port range',
  url: 'https://learn.microsoft.com/en-us/troubleshoot/windows-server/networking/default-dynamic-port-range-tcpip-chang',
};
const MICROSOFT_SOCKET_ERRORS: Source = {
  label: 'Microsoft, Windows Sockets error codes',
  url: 'https://learn.microsoft.com/en-us/windows/win32/winsock/windows-sockets-error-codes-2',
};

/** The defaults of each system; an administrator can change every one of them. */
export const SYSTEM_PORTS: Readonly<Record<OperatingSystem, SystemPorts>> = {
  linux: {
    system: 'linux',
    label: 'Linux',
    ephemeral: {
      first: 32768,
      last: 60999,
      evidence: 'measured',
      source: IP_7,
      command: 'sysctl net.ipv4.ip_local_port_range',
    },
    privileged: {
      below: 1024,
      rule: 'Below 1024 Linux asks for the capability CAP_NET_BIND_SERVICE, on every address; without it bind fails with EACCES.',
      evidence: 'measured',
      source: IP_7,
    },
  },
  macos: {
    system: 'macos',
    label: 'macOS',
    ephemeral: {
      first: 49152,
      last: 65535,
      evidence: 'documented',
      source: XNU_IN_H,
      command: 'sysctl net.inet.ip.portrange',
    },
    privileged: {
      below: 1024,
      rule: 'Below 1024 macOS lets any user bind the wildcard address (since 10.14), but 127.0.0.1 and every other single address still need root.',
      evidence: 'documented',
      source: XNU_IN_PCB,
    },
  },
  windows: {
    system: 'windows',
    label: 'Windows',
    ephemeral: {
      first: 49152,
      last: 65535,
      evidence: 'documented',
      source: MICROSOFT_DYNAMIC_PORTS,
      command: 'netsh int ipv4 show dynamicport tcp',
    },
    privileged: {
      below: 0,
      rule: 'Windows has no privileged ports. A bind is refused with WSAEACCES 10013 only where another program asked for exclusive use or the port lies in an excluded range.',
      evidence: 'documented',
      source: MICROSOFT_SOCKET_ERRORS,
    },
  },
};

/** Whether the system may pick this port itself, for an outgoing connection or for bind with port 0. */
export function isEphemeral(port: number, system: OperatingSystem): boolean {
  const { first, last } = SYSTEM_PORTS[system].ephemeral;
  return port >= first && port <= last;
}

/** Whether taking this port needs a right. Port 0 needs none: it asks the system to choose. */
export function isPrivileged(port: number, system: OperatingSystem): boolean {
  return port > 0 && port < SYSTEM_PORTS[system].privileged.below;
}
