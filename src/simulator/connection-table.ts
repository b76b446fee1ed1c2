/** The TCP connections of a host by 4-tuple, TIME-WAIT included. */
import { onTheWire } from './address.ts';
import { PortSet } from './port-set.ts';
import { type Endpoint, isRemains, type Socket } from './socket.ts';

/** The local ports that connect chose for one destination. */
interface Chosen {
  readonly open: PortSet;
  /** Those of which only remains are left, see isRemains. */
  readonly remains: PortSet;
  /** None of them began before, in the network's milliseconds. */
  remainsSince: number;
}

/** The connections from one address of this host to one other address. */
interface Between {
  /** By both ports, see `bothPorts`. */
  readonly sockets: Map<number, Socket>;
  /** By the peer's port. */
  readonly chosen: Map<number, Chosen>;
}

/** The age in milliseconds from which on a connect that chooses its port may take remains over (tcp_twsk_unique). */
export const remainsTakenOverAfter = 1000;

function bothPorts(local: Endpoint, peer: Endpoint): number {
  return (local.port << 16) | peer.port;
}

/**
 * By local address, then by the peer's, then by ports: the addresses are strings that exist already, so a look-up makes
 * no new one.
 */
export class ConnectionTable {
  readonly #byAddress = new Map<string, Map<string, Between>>();

  /** How many local addresses have connections. */
  get size(): number {
    return this.#byAddress.size;
  }

  find(local: Endpoint, peer: Endpoint): Socket | undefined {
    return this.#between(local, peer)?.sockets.get(bothPorts(local, peer));
  }

  /** Ports that connect has chosen for `local`'s address towards `peer`, and surely cannot choose again at `now`. */
  chosenTowards(local: Endpoint, peer: Endpoint, now: number): readonly PortSet[] {
    const chosen = this.#between(local, peer)?.chosen.get(peer.port);
    if (!chosen) return [];
    const mayTakeOver = chosen.remainsSince + remainsTakenOverAfter <= now;
    return mayTakeOver ? [chosen.open] : [chosen.open, chosen.remains];
  }

  /**
   * The socket must have its port. One without a peer is no connection. To be told again when a connection turns into
   * remains.
   */
  add(socket: Socket): void {
    const { local, peer } = socket;
    if (!peer) return;
    const { sockets, chosen } = this.#between(local, peer) ?? this.#addBetween(local, peer);
    sockets.set(bothPorts(local, peer), socket);
    if (socket.portHeldBy !== 'connect') return;
    const there = chosen.get(peer.port) ?? {
      open: new PortSet(),
      remains: new PortSet(),
      remainsSince: socket.timeWaitSince,
    };
    chosen.set(peer.port, there);
    if (!isRemains(socket)) {
      there.open.add(local.port);
      return;
    }
    there.open.delete(local.port);
    if (there.remains.size === 0) there.remainsSince = socket.timeWaitSince;
    there.remains.add(local.port);
  }

  /** Nothing happens when another socket has the 4-tuple by now. */
  remove(socket: Socket): void {
    const { local, peer } = socket;
    if (!peer) return;
    const between = this.#between(local, peer);
    if (between?.sockets.get(bothPorts(local, peer)) !== socket) return;
    between.sockets.delete(bothPorts(local, peer));
    const chosen = between.chosen.get(peer.port);
    chosen?.open.delete(local.port);
    chosen?.remains.delete(local.port);
    if (chosen?.open.size === 0 && chosen.remains.size === 0) between.chosen.delete(peer.port);
    if (between.sockets.size === 0) this.#removeBetween(local, peer);
  }

  #between(local: Endpoint, peer: Endpoint): Between | undefined {
    return this.#byAddress.get(onTheWire(local.address))?.get(onTheWire(peer.address));
  }

  #addBetween(local: Endpoint, peer: Endpoint): Between {
    const between: Between = { sockets: new Map(), chosen: new Map() };
    const own = onTheWire(local.address);
    const peers = this.#byAddress.get(own) ?? new Map<string, Between>();
    peers.set(onTheWire(peer.address), between);
    this.#byAddress.set(own, peers);
    return between;
  }

  #removeBetween(local: Endpoint, peer: Endpoint): void {
    const own = onTheWire(local.address);
    const peers = this.#byAddress.get(own);
    peers?.delete(onTheWire(peer.address));
    if (peers?.size === 0) this.#byAddress.delete(own);
  }
}
