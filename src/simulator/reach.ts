/** Who can reach a listener: every address that leads to it is tried from somewhere, by a probe that leaves no trace. */
import type { Family } from './address.ts';
import { destinationsFor, doorsTo, forwardsOf } from './destinations.ts';
import type { Host } from './host.ts';
import { type Probe, probePath } from './probe-path.ts';
import type { Endpoint, Socket } from './socket.ts';

/** A socket that others can connect or send to. */
export interface Listener {
  readonly host: Host;
  readonly socket: Socket;
}

export interface Viewpoint {
  readonly host: Host;
  readonly family: Family;
}

export interface Try {
  readonly destination: Endpoint;
  readonly probe: Probe;
}

export interface Reach {
  /** The attempt that came through; undefined when none did. */
  readonly through: Try | undefined;
  /** All that were made until one came through, the likeliest first; none when no address leads there at all. */
  readonly tries: readonly Try[];
}

/** TCP sockets that listen, and UDP sockets that anybody may send to. */
export function listenersOf(host: Host): readonly Listener[] {
  return [...host.sockets]
    .filter(({ protocol, state, portHeldBy, peer }) => {
      return protocol === 'tcp' ? state === 'LISTEN' : portHeldBy !== undefined && !peer;
    })
    .map((socket) => ({ host, socket }));
}

export function reach(listener: Listener, from: Viewpoint): Reach {
  const tries: Try[] = [];
  const doors = doorsTo(listener, forwardsOf(listener.host.network));
  for (const destination of destinationsFor(doors, from)) {
    const probe = probePath({ from: from.host, protocol: listener.socket.protocol, destination });
    const attempt = { destination, probe };
    tries.push(attempt);
    const { outcome } = probe;
    if (outcome.kind === 'reached' && outcome.socket === listener.socket) return { through: attempt, tries };
  }
  return { through: undefined, tries };
}
