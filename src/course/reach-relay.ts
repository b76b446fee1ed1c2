/** Ways that no packet goes: a program takes a connection in here and makes it anew there (shell/relays.ts). */

import type { Relay } from '../shell/relays.ts';
import { familyOf, formatEndpoint } from '../simulator/address.ts';
import type { Attempt } from '../simulator/probe-path.ts';
import type { Prober } from '../simulator/prober.ts';
import { type Listener, listenersOf } from '../simulator/reach.ts';
import type { Socket } from '../simulator/socket.ts';
import type { MatrixViewpoint } from './reach-matrix.ts';
import type { Reason } from './reach-reason.ts';

/**
 * The address at which what the relay makes anew ends at one of these: of its addresses the first that answers counts. Undefined
 * when another answers, or nobody.
 */
export function wayFrom(
  { from, to, toPort }: Relay,
  listeners: readonly Listener[],
  prober: Prober,
): string | undefined {
  for (const address of to) {
    const { socket } = prober.probe(from, 'tcp', address, toPort ?? listeners[0]?.socket.local.port ?? 0);
    if (socket) return listeners.some((listener) => listener.socket === socket) ? address : undefined;
  }
  return undefined;
}

/** What somebody has to reach to come to the relay. */
export function entranceOf({ at, port }: Relay): readonly Listener[] {
  return listenersOf(at).filter(({ socket }) => isEntrance(socket, port));
}

function isEntrance({ protocol, local }: Socket, port: number): boolean {
  return protocol === 'tcp' && local.port === port;
}

/** The way in of a relay that takes every port of an address. */
export function everyPortAttempt(
  { everyPortOf, at, port: taken }: Relay,
  { host: from, families }: MatrixViewpoint,
  port: number,
  prober: Prober,
): Attempt | undefined {
  if (everyPortOf === undefined || !families.includes(familyOf(everyPortOf))) return undefined;
  const { socket } = prober.probe(from, 'tcp', everyPortOf, port);
  const entrance = listenersOf(at).some((listener) => listener.socket === socket);
  return entrance && socket && isEntrance(socket, taken)
    ? { from, protocol: 'tcp', destination: { address: everyPortOf, port } }
    : undefined;
}

/** @param asked the port of the listener */
export function sayRelay(
  { program, at, port, name, from, toPort = 0, everyPortOf, says }: Relay,
  address: string,
  asked: number,
): Reason {
  const target = formatEndpoint({ address, port: toPort || asked });
  if (everyPortOf !== undefined) {
    return {
      short: `by ${everyPortOf}`,
      reason: `${program} takes what goes to ${everyPortOf} and makes it anew from ${from.name} to ${target}: for the server it comes from its own host.`,
    };
  }
  return name === undefined
    ? {
        short: `through ${program}, ${port}`,
        reason: `${program} takes connections at port ${port} of ${at.name} and makes them anew from ${from.name} to ${target}. The server sees ${from.name}, whoever it was.${says === undefined ? '' : ` ${says}`}`,
      }
    : {
        short: 'by a public name',
        reason: `${at.name} takes what asks for ${name} and hands it through the connection that ${program} opened from ${from.name}, which goes on to ${target}. It went out, so no firewall and no router stops it.`,
      };
}
