/**
 * What would happen to an attempt to connect, or to a datagram, without making it: the same way through hosts, rules and
 * translations as the real one (carry.ts), on which nothing is counted, remembered or received.
 */
import { onTheWire } from './address.ts';
import type { Carrier, Delivery } from './carrier.ts';
import { arrive, sendOut } from './carry.ts';
import { answersEcho, hopsLeft } from './echo.ts';
import type { Host } from './host.ts';
import { type Direction, isSame, type Nat, type Translations } from './nat.ts';
import { addressUnreachable } from './neighbour.ts';
import { Overlay, type Table } from './overlay.ts';
import {
  type Answerable,
  datagram,
  type Echo,
  echoReply,
  type Packet,
  portUnreachable,
  type Segment,
  segment,
  type UdpDatagram,
  type UnreachableKind,
} from './packet.ts';
import type { Flow, PacketFilter } from './packet-filter.ts';
import type { Hop } from './packet-path.ts';
import { receiversOf } from './receive-datagram.ts';
import { findListener, isQueueFull } from './receive-segment.ts';
import { refusalOf } from './receive-unreachable.ts';
import { type Refusal, refuse } from './refusal.ts';
import { sourceFor } from './route.ts';
import type { Endpoint, Socket } from './socket.ts';

export interface Attempt {
  readonly from: Host;
  readonly protocol: 'tcp' | 'udp';
  readonly destination: Endpoint;
}

/** An echo request: what ping(8) sends. */
export interface EchoAttempt {
  readonly from: Host;
  readonly address: string;
  /** Left out for the host's own. */
  readonly hopLimit?: number;
}

export type EchoOutcome =
  | { readonly kind: 'answered'; readonly host: Host; readonly hopLimit: number }
  /** An ICMP error came back. */
  | {
      readonly kind: 'told';
      readonly by: string;
      readonly error: UnreachableKind;
      readonly refusal: Refusal;
    }
  /** It never left the host. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'silence' };

export interface EchoProbe {
  readonly outcome: EchoOutcome;
  readonly hops: readonly Hop[];
}

export type Outcome =
  /** The handshake comes about, or the datagram is received. */
  | { readonly kind: 'reached'; readonly host: Host; readonly socket: Socket }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Nothing comes back. */
  | { readonly kind: 'silence' };

export interface Probe {
  readonly outcome: Outcome;
  readonly hops: readonly Hop[];
}

/** A port that the sender could have; no rule is written for it. */
const probePort = 65_535;
/** Bytes of data, as ping(8) sends them. */
const usualEchoSize = 56;
/** Packets that are carried for one attempt; more go in circles. */
const mostDeliveries = 1000;

export function probePath({ from, protocol, destination }: Attempt): Probe {
  const target = { address: onTheWire(destination.address), port: destination.port };
  const own = sourceFor(from, target.address);
  if (!own.ok) return { outcome: { kind: 'refused', refusal: own }, hops: [] };
  const source = { address: own.address, port: probePort };
  const first = protocol === 'tcp' ? segment('SYN', source, target) : datagram(source, target, '');
  return new Trial(from, first).run();
}

/** What would come of one echo request, without sending it. */
export function probeEcho({ from, address, hopLimit }: EchoAttempt): EchoProbe {
  const target = onTheWire(address);
  const own = sourceFor(from, target);
  if (!own.ok) return { outcome: { kind: 'refused', refusal: own }, hops: [] };
  const request: Echo = {
    protocol: 'echo',
    kind: 'request',
    source: { address: own.address, port: probePort },
    destination: { address: target, port: 0 },
    sequence: 1,
    size: usualEchoSize,
    ...(hopLimit !== undefined && { hopLimit }),
  };
  const trial = new Trial(from, request);
  const { hops } = trial.run();
  return { outcome: trial.echo, hops };
}

class Trial implements Carrier {
  readonly counts = false;
  readonly #hops: Hop[] = [];
  readonly #deliveries: Delivery[] = [];
  readonly #flows = new Map<PacketFilter, Table<string, Flow>>();
  readonly #translations = new Map<Nat, Translations>();
  readonly #from: Host;
  readonly #first: Answerable;
  /** Who would answer; the answer must still get back. */
  #receiver: Outcome = { kind: 'silence' };
  #outcome: Outcome = { kind: 'silence' };
  /** Where an echo request is tried. */
  echo: EchoOutcome = { kind: 'silence' };
  #answerer: Host | undefined;

  constructor(from: Host, first: Answerable) {
    this.#from = from;
    this.#first = first;
  }

  run(): Probe {
    sendOut(this, this.#from, this.#first);
    for (let count = 0; count < mostDeliveries; count += 1) {
      const next = this.#deliveries.shift();
      if (!next) break;
      arrive(this, next);
    }
    return { outcome: this.#outcome, hops: this.#hops };
  }

  watcher(): (hop: Hop) => void {
    return (hop) => this.#hops.push(hop);
  }

  pass(delivery: Delivery): void {
    this.#deliveries.push(delivery);
  }

  deliver({ host, packet }: Delivery): void {
    if (host === this.#from && this.#isAnswer(packet)) this.#learn(packet);
    else if (packet.protocol === 'udp') this.#receiveDatagram(host, packet);
    else if (packet.kind === 'SYN') this.#receiveSyn(host, packet);
    else if (packet.kind === 'request') this.#receiveRequest(host, packet);
  }

  unresolved(host: Host, packet: Packet): void {
    this.#hops.push({ kind: 'lost', host, packet, loss: 'nobody-at-address' });
    const answer = addressUnreachable(host, packet);
    if (answer) sendOut(this, host, answer);
  }

  flows(filter: PacketFilter): Table<string, Flow> {
    const known = this.#flows.get(filter) ?? new Overlay(filter.flows);
    this.#flows.set(filter, known);
    return known;
  }

  translations(nat: Nat): Translations {
    const known = this.#translations.get(nat) ?? {
      byOriginal: new Overlay(nat.byOriginal),
      byReply: new Overlay(nat.byReply),
    };
    this.#translations.set(nat, known);
    return known;
  }

  #isAnswer(packet: Packet): boolean {
    const { source, destination } = this.#first;
    const about = packet.protocol === 'icmp' ? turned(packet.about) : packet;
    return isSame(about.source, destination) && isSame(about.destination, source) && !isSyn(packet);
  }

  #learn(packet: Packet): void {
    if (this.#first.protocol === 'echo') this.#learnOfEcho(packet);
    else this.#learnOfAttempt(packet);
  }

  #learnOfEcho(packet: Packet): void {
    if (packet.protocol === 'echo' && this.#answerer) {
      this.echo = { kind: 'answered', host: this.#answerer, hopLimit: hopsLeft(packet) };
    } else if (packet.protocol === 'icmp' && packet.kind) {
      const by = packet.source.address;
      this.echo = { kind: 'told', by, error: packet.kind, refusal: refusalOf(packet) };
    }
  }

  #learnOfAttempt(packet: Packet): void {
    if (packet.protocol === 'icmp') this.#outcome = { kind: 'refused', refusal: refusalOf(packet) };
    else if (packet.protocol === 'tcp' && packet.kind === 'RST') {
      const rule = packet.because ?? 'nobody-listens';
      this.#outcome = { kind: 'refused', refusal: refuse('ECONNREFUSED', rule) };
    } else this.#outcome = this.#receiver;
  }

  #receiveSyn(host: Host, { source, destination }: Segment): void {
    const listener = findListener(host, destination, source);
    if (listener && isQueueFull(listener)) return;
    if (listener) this.#receiver = { kind: 'reached', host, socket: listener };
    sendOut(this, host, segment(listener ? 'SYN+ACK' : 'RST', destination, source));
  }

  #receiveRequest(host: Host, packet: Echo): void {
    if (!answersEcho(host, packet)) return;
    this.#answerer = host;
    sendOut(this, host, echoReply(packet));
  }

  /** A datagram needs no answer: who sent it learns only when nobody takes it. */
  #receiveDatagram(host: Host, packet: UdpDatagram): void {
    const [socket] = receiversOf(host, packet);
    if (socket) this.#outcome = { kind: 'reached', host, socket };
    else sendOut(this, host, portUnreachable(packet));
  }
}

function turned({ source, destination }: Direction): Direction {
  return { source: destination, destination: source };
}

function isSyn(packet: Packet): boolean {
  return packet.protocol === 'tcp' && packet.kind === 'SYN';
}
