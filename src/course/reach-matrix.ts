/**
 * Who can reach this? Each listener of a host, seen from each viewpoint of a scene: yes or no, with its one reason and the
 * attempt that shows it. Nothing is sent: every answer is a probe (simulator/probe-path.ts).
 */
import { BAD_PORTS } from '../ports/blocked-by-browsers.ts';
import { type Relay, relaysOf } from '../shell/relays.ts';
import { type Family, formatEndpoint, onTheWire } from '../simulator/address.ts';
import {
  type AddressBook,
  createAddressBook,
  type Door,
  doorsTo,
  forwardsOf,
} from '../simulator/destinations.ts';
import { type Holder, type Host, holders } from '../simulator/host.ts';
import { type Attempt, type Probe, probePath } from '../simulator/probe-path.ts';
import { createProber, type Prober } from '../simulator/prober.ts';
import { type Listener, listenersOf } from '../simulator/reach.ts';
import type { Socket } from '../simulator/socket.ts';
import { type Failure, nearness, sayNo, sayYes } from './reach-reason.ts';
import { entranceOf, everyPortAttempt, sayRelay, wayFrom } from './reach-relay.ts';

/** Somewhere to try from, as a scene names it. */
export interface MatrixViewpoint {
  readonly label: string;
  readonly host: Host;
  /** Tried one after the other, as a program does that was given a name. */
  readonly families: readonly Family[];
  /** A website is a page in the browser of that host: it reaches what the host reaches, with HTTP. */
  readonly who: 'program' | 'user' | 'website';
}

export interface Cell {
  readonly answer: 'yes' | 'no';
  /** A few words: `by 127.0.0.1`, `bound to 127.0.0.1`. */
  readonly short: string;
  /** One sentence. */
  readonly reason: string;
  /** What was tried: the attempt that came through, else the one that came nearest; undefined when nothing could be. */
  readonly attempt: Attempt | undefined;
  /** The public name that has to be asked for; undefined: the address is enough. */
  readonly name: string | undefined;
}

export interface MatrixRow {
  /** Place of the host, protocol, port and program: the same when the server is started again. */
  readonly key: string;
  readonly host: Host;
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  /** A server that listens on 0.0.0.0 and on :: has two sockets and is one row. */
  readonly listeners: readonly Listener[];
  /** The name by which its program was started, and its process id; undefined when no process holds it. */
  readonly program: string | undefined;
  readonly pid: number | undefined;
  readonly argv: readonly string[];
  /** One a viewpoint, in their order. */
  readonly cells: readonly Cell[];
}

export interface Matrix {
  readonly viewpoints: readonly MatrixViewpoint[];
  readonly rows: readonly MatrixRow[];
}

/** @param hosts whose listeners are the rows: the learner's host first, then its containers */
export function reachMatrix(hosts: readonly Host[], viewpoints: readonly MatrixViewpoint[]): Matrix {
  const network = hosts[0]?.network;
  if (!network) return { viewpoints, rows: [] };
  const prober = createProber(network);
  const addressBook = createAddressBook();
  const forwards = forwardsOf(network);
  const relays = relaysOf(network);
  /** @param passed the relays on the way back from the listener: none is used twice, so a loop of tunnels ends */
  function throughRelay(
    listeners: Group,
    viewpoint: MatrixViewpoint,
    passed: readonly Relay[],
  ): Cell | undefined {
    if (listeners[0].socket.protocol !== 'tcp') return undefined;
    const { port } = listeners[0].socket.local;
    for (const relay of relays) {
      const way = passed.includes(relay) ? undefined : wayFrom(relay, listeners, prober);
      if (way === undefined) continue;
      const attempt = everyPortAttempt(relay, viewpoint, port, prober);
      if (attempt) return { answer: 'yes', ...sayRelay(relay, way, port), attempt, name: undefined };
      const [first, ...rest] = relay.everyPortOf === undefined ? entranceOf(relay) : [];
      if (!first) continue;
      const entrance: Group = [first, ...rest];
      const doors = entrance.map((listener) => doorsTo(listener, forwards));
      const direct = toCell(entrance, doors, viewpoint, prober, addressBook);
      const cell = direct.answer === 'yes' ? direct : throughRelay(entrance, viewpoint, [...passed, relay]);
      if (cell) return { ...cell, ...sayRelay(relay, way, port), name: relay.name ?? cell.name };
    }
    return undefined;
  }
  const rows = hosts.flatMap((host) => {
    const held = holders(host);
    return groupsOf(listenersOf(host), held).map(({ name, listeners }): MatrixRow => {
      // A container that is made again has another name, and takes the place of the one before.
      const key = `${hosts.indexOf(host)} ${name}`;
      const doors = listeners.map((listener) => doorsTo(listener, forwards));
      const cells = viewpoints.map((viewpoint) => {
        const cell = toCell(listeners, doors, viewpoint, prober, addressBook);
        const relayed = cell.answer === 'yes' ? undefined : throughRelay(listeners, viewpoint, []);
        return relayed ?? withRemark(cell, listeners[0], viewpoint);
      });
      return { key, host, cells, ...whoHolds(listeners, held) };
    });
  });
  return { viewpoints, rows };
}

/** What the documents of WSL say to it, where it is about one. */
function withRemark(
  cell: Cell,
  { host: listener, socket }: Listener,
  { host: from, who }: MatrixViewpoint,
): Cell {
  if (!listener.wsl || who === 'website') return cell;
  const { protocol } = socket;
  const { port } = socket.local;
  const { answer, attempt } = cell;
  const address = attempt && onTheWire(attempt.destination.address);
  const remark = listener.wsl.remark({ listener, protocol, port, from, answer, address });
  return remark === undefined ? cell : { ...cell, reason: `${cell.reason} ${remark}` };
}

/** The path of a cell, walked for the one who wants to see it. */
export function probeOf({ attempt }: Cell): Probe | undefined {
  return attempt && probePath(attempt);
}

type Held = ReadonlyMap<Socket, Holder>;

/** The listeners of each server, by port, so that one that is started again keeps its place. */
function groupsOf(
  listeners: readonly Listener[],
  held: Held,
): readonly { readonly name: string; readonly listeners: Group }[] {
  const groups = new Map<string, [Listener, ...Listener[]]>();
  for (const listener of listeners) {
    const { protocol, local } = listener.socket;
    const program = held.get(listener.socket)?.process.argv[0] ?? '';
    const name = `${protocol} ${local.port} ${program}`;
    const group = groups.get(name);
    if (group) group.push(listener);
    else groups.set(name, [listener]);
  }
  return [...groups]
    .map(([name, group]) => ({ name, listeners: group }))
    .sort((one, other) => one.listeners[0].socket.local.port - other.listeners[0].socket.local.port);
}

type Group = readonly [Listener, ...Listener[]];

function whoHolds(
  listeners: Group,
  held: Held,
): Pick<MatrixRow, 'protocol' | 'port' | 'listeners' | 'program' | 'pid' | 'argv'> {
  const { socket } = listeners[0];
  const process = held.get(socket)?.process;
  const argv = process?.argv ?? [];
  const { protocol, local } = socket;
  return { protocol, port: local.port, listeners, program: argv[0], pid: process?.pid, argv };
}

function toCell(
  listeners: Group,
  doorsOf: readonly (readonly Door[])[],
  viewpoint: MatrixViewpoint,
  prober: Prober,
  addressBook: AddressBook,
): Cell {
  const { host: from, families, who } = viewpoint;
  const { protocol, local } = listeners[0].socket;
  if (who === 'website') {
    const never = whyNoWebsite(protocol, local.port);
    if (never) return { answer: 'no', ...never, attempt: undefined, name: undefined };
  }
  let best: Failure | undefined;
  for (let index = 0; index < listeners.length; index += 1) {
    const listener = listeners[index] ?? listeners[0];
    for (const family of families) {
      for (const door of doorsOf[index] ?? []) {
        for (const address of addressBook(door, from, family)) {
          const { like, socket } = prober.probe(from, protocol, address, door.port);
          if (socket === listener.socket) {
            const destination = { address, port: door.port };
            const attempt = { from, protocol, destination };
            const reason = sayYes(listener, viewpoint, destination, door.host);
            return { answer: 'yes', ...reason, attempt, name: undefined };
          }
          const near = nearness(listener, from, address, like.hops);
          if (!best || near > best.near) best = { near, address, port: door.port, like, socket, listener };
        }
      }
    }
  }
  const attempt = best && { from, protocol, destination: { address: best.address, port: best.port } };
  const reason = sayNo(best?.listener ?? listeners[0], viewpoint, best);
  return { answer: 'no', ...reason, attempt, name: undefined };
}

/** What a page cannot even send. */
function whyNoWebsite(
  protocol: 'tcp' | 'udp',
  port: number,
): { readonly short: string; readonly reason: string } | undefined {
  if (protocol === 'udp') {
    return {
      short: 'no UDP from pages',
      reason: 'A website sends no UDP datagrams to a port of its choice.',
    };
  }
  const service = BAD_PORTS.get(port);
  return service === undefined
    ? undefined
    : {
        short: 'blocked port',
        reason: `Browsers refuse to open port ${port} (${service}), so a website cannot try.`,
      };
}

/** A cell that is not what it was, for whoever cannot see it turn. */
export interface Turn {
  readonly row: MatrixRow;
  readonly viewpoint: MatrixViewpoint;
  readonly now: Cell['answer'];
}

/** Which cells say another thing than before, of the rows that were there. */
export function turnsBetween(before: Matrix, after: Matrix): readonly Turn[] {
  const old = new Map(before.rows.map((row) => [row.key, row]));
  return after.rows.flatMap((row) =>
    row.cells.flatMap((cell, column): readonly Turn[] => {
      const viewpoint = after.viewpoints[column];
      const known = before.viewpoints.findIndex(({ label }) => label === viewpoint?.label);
      const was = old.get(row.key)?.cells[known];
      return viewpoint && was && was.answer !== cell.answer ? [{ row, viewpoint, now: cell.answer }] : [];
    }),
  );
}

/** `0.0.0.0:80, [::]:80`: the addresses of a row. */
export function localOf({ listeners }: MatrixRow): string {
  return listeners
    .map(({ socket: { local, v6only, family } }) => {
      // A server with a socket for each family means each for its own.
      const alone = v6only && family === 'AF_INET6' && local.address === '::' && listeners.length === 1;
      return formatEndpoint(local) + (alone ? ' IPv6 only' : '');
    })
    .join(', ');
}
