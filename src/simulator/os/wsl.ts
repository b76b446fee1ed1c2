/** A Linux inside a Windows (WSL 2), as both hosts know of it. What its modes do comes with Windows' tools: wsl-modes.ts. */
import type { Conflict } from '../bind-conflict.ts';
import type { Carrier } from '../carrier.ts';
import type { Host, Interface } from '../host.ts';
import type { Packet } from '../packet.ts';
import type { Socket } from '../socket.ts';

export interface Wsl {
  readonly mode: 'nat' | 'mirrored';
  readonly windows: Host;
  readonly linux: Host;
  /** Which of the two gets a packet that came to an address of `at`; undefined: it was stopped between them. */
  owner(carrier: Carrier, at: Host, packet: Packet, on: Interface | undefined): Host | undefined;
  /** Whether a packet that `from` sends may go out by a link. */
  lets(carrier: Carrier, from: Host, packet: Packet): boolean;
  /** What the other host has against a socket on its port. */
  conflict(host: Host, socket: Socket): Conflict | undefined;
  /** Takes over the rules of Windows' firewall as they are now. */
  refresh(): void;
  /** The documented rule behind what `from` meets at a listener; undefined where none is about it. */
  remark(question: WslQuestion): string | undefined;
}

export interface WslQuestion {
  readonly listener: Host;
  readonly from: Host;
  readonly answer: 'yes' | 'no';
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  /** What was tried, as it stands in a packet. */
  readonly address: string | undefined;
}
