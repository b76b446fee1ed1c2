/**
 * One attempt to connect, or one datagram, as steps that can be walked: name look-up, route, filter, port, answer. Each
 * step is a sentence and the place where it happens, so that a drawing and a list show the same.
 */

import { addressesOfName, type Relay, relaysOf, resolverOf } from '../shell/relays.ts';
import { familyOf, formatEndpoint, isLoopback, parseAddress } from '../simulator/address.ts';
import { type Host, isLocalAddress } from '../simulator/host.ts';
import { shortInterfaceName } from '../simulator/os/interface-name.ts';
import type { Hop } from '../simulator/packet-path.ts';
import { type Outcome, probePath } from '../simulator/probe-path.ts';
import { wayTo } from '../simulator/routing-table.ts';
import { type Line, tellPath } from './packet-story.ts';

export type Stage =
  | 'name'
  | 'route'
  | 'filter'
  | 'translation'
  | 'link'
  | 'port'
  | 'answer'
  | 'tunnel'
  | 'end';

/** Where on the drawing: at the program, at an interface, between the two, or on the link behind an interface. */
export interface Place {
  readonly host: string;
  readonly spot: 'program' | 'kernel' | 'interface' | 'link';
  /** For `interface` and `link`. */
  readonly interface: string | undefined;
}

export interface PacketStep {
  readonly stage: Stage;
  readonly text: string;
  readonly mood: Line['mood'];
  readonly place: Place;
}

export interface Story {
  readonly steps: readonly PacketStep[];
  /** Of the last attempt, which is the one that counts. */
  readonly outcome: Outcome | undefined;
  /** The hosts that a packet came to, in that order, the sender first. */
  readonly hosts: readonly string[];
}

export interface Question {
  readonly from: Host;
  readonly protocol: 'tcp' | 'udp';
  /** A name or an address, as a person writes it. */
  readonly to: string;
  readonly port: number;
}

export function tellAttempt(question: Question): Story {
  return tellOnwards(tellDirect(question), question, []);
}

/** Where the attempt ends at a program that makes it anew elsewhere, the story goes on there. */
function tellOnwards(story: Story, { from, to, port: asked }: Question, passed: readonly Relay[]): Story {
  const { outcome } = story;
  if (outcome?.kind !== 'reached' || outcome.socket.protocol !== 'tcp') return story;
  const { host, socket } = outcome;
  const relay = relaysOf(from.network).find(
    ({ at: entrance, port, name }) =>
      entrance === host && port === socket.local.port && (name === undefined || name === to.toLowerCase()),
  );
  if (!relay) return story;
  // Reached is the entrance; how it ends is told at the end.
  const steps = story.steps.slice(0, -1);
  // Who takes every port of an address makes anew what was asked for; to its own address, as its own host.
  const targets = relay.everyPortOf === undefined || relay.everyPortOf === to ? relay.to : [to];
  const [address = ''] = targets;
  const toPort = relay.toPort ?? asked;
  if (passed.includes(relay)) {
    const end: PacketStep = { ...at(host, 'end', tellLoop(relay)), mood: 'end' };
    return { ...story, steps: [...steps, end], outcome: { kind: 'silence' } };
  }
  const next = { from: relay.from, protocol: 'tcp', to: address, port: toPort } as const;
  const onwards = tellOnwards(tellTried({ ...next, called: 'What it leads to' }, targets), next, [
    ...passed,
    relay,
  ]);
  return {
    steps: [
      ...steps,
      at(host, 'tunnel', tellTaken(relay)),
      at(relay.from, 'tunnel', tellAnew(relay, toPort)),
      ...onwards.steps,
    ],
    outcome: onwards.outcome,
    hosts: [...new Set([...story.hosts, ...onwards.hosts])],
  };
}

function tellTaken({ program, name, port, everyPortOf, says }: Relay): string {
  if (everyPortOf !== undefined) return `${program} takes every connection of the virtual machine.`;
  return name === undefined
    ? `${program} takes the connection at port ${port}. Its own connection carries on what comes.${says === undefined ? '' : ` ${says}`}`
    : `Whoever asks for ${name} is handed to the connection that ${program} opened from inside.`;
}

function tellAnew({ program, from }: Relay, port: number): string {
  return `It comes out on ${from.name}, where ${program} makes a new connection, to port ${port}.`;
}

function tellLoop({ program }: Relay): string {
  return `The tunnel leads to its own beginning: each connection opens the next, until ${program} has no descriptor left (“Too many open files”). No answer ever comes.`;
}

function tellDirect(question: Question): Story {
  const { from, to } = question;
  const addresses = lookUp(from, to);
  const story = tellTried(question, addresses);
  return { ...story, steps: [at(from, 'name', tellLookUp(from, to, addresses)), ...story.steps] };
}

/** @param addresses in the order in which they are tried */
function tellTried(
  { from, protocol, to, port, called = to }: Question & { readonly called?: string },
  addresses: readonly string[],
): Story {
  const steps: PacketStep[] = [];
  let outcome: Outcome | undefined;
  const hosts = [from.name];
  for (const [index, address] of addresses.entries()) {
    const destination = { address, port };
    const probe = probePath({ from, protocol, destination });
    outcome = probe.outcome;
    const silent = outcome.kind === 'silence';
    steps.push(at(from, 'route', tellRoute(from, address, probe)), ...stepsOf(tellPath(probe), from, silent));
    for (const { host } of probe.hops) if (!hosts.includes(host.name)) hosts.push(host.name);
    // UDP tells nobody that it arrived, so a program stops at the first address.
    if (outcome.kind === 'reached' || protocol === 'udp') break;
    const next = addresses[index + 1];
    if (next) steps.push(at(from, 'name', `${called} has another address: the program tries ${next}.`));
  }
  return { steps, outcome, hosts };
}

export function at(from: Host, stage: Stage, text: string): PacketStep {
  const place = {
    host: from.name,
    spot: stage === 'route' ? 'kernel' : 'program',
    interface: undefined,
  } as const;
  return { stage, text, mood: 'on', place };
}

/** Addresses in the order in which a program tries them; none for a name that the host does not know. */
export function lookUp(from: Host, to: string): readonly string[] {
  const address = parseAddress(to.replace(/^\[(.*)\]$/, '$1'));
  if (address !== undefined) return [address];
  const known = resolverOf(from);
  if (known) return known(to);
  const name = to.toLowerCase();
  // Where no shell is: as its /etc/hosts would have it. Debian's gives the host's own name to 127.0.1.1.
  if (name === from.name.toLowerCase() && from.system.name === 'linux') return ['127.0.1.1'];
  return name === 'localhost' ? ['::1', '127.0.0.1'].filter((own) => isLocalAddress(from, own)) : [];
}

export function tellLookUp(from: Host, to: string, addresses: readonly string[]): string {
  const [first] = addresses;
  if (first === undefined) return `${from.name} knows no address for the name ${to}: nothing is sent.`;
  if (addresses.length === 1 && familyOf(to.replace('[', '')) === familyOf(first) && /^[\d.[]|:/.test(to)) {
    return `${first} is an address already, so no name is looked up.`;
  }
  const order = addresses.length > 1 ? `, tried in this order` : '';
  const asks = from.system.name === 'windows' || (from.system.name === 'macos' && /\.local$/i.test(to));
  const own = `${asks ? 'the resolver' : '/etc/hosts'} of ${from.name}`;
  const source = addressesOfName(from.network, to).length > 0 ? 'the name server' : own;
  return `${to} is a name: ${source} gives ${addresses.join(' and ')}${order}.`;
}

export function tellRoute(
  from: Host,
  address: string,
  { hops, outcome }: { readonly hops: readonly Hop[]; readonly outcome: { readonly kind: string } },
): string {
  if (isLocalAddress(from, address)) {
    const lo = shortInterfaceName(from, 'lo');
    return isLoopback(address)
      ? `Route: ${address} is a loopback address, so the packet goes to ${lo}.`
      : `Route: ${address} is this host’s own address, so the packet goes to ${lo} too.`;
  }
  const way = wayTo(from, address);
  if (!way || (hops.length === 0 && outcome.kind === 'refused')) return `Route: none leads to ${address}.`;
  return way.nextHop === address
    ? `Route: ${address} is on the network of ${shortInterfaceName(from, way.interface.name)}, so the packet goes straight to its owner.`
    : `Route: ${address} is on no network of this host, so it goes by ${shortInterfaceName(from, way.interface.name)} to the router ${way.nextHop}.`;
}

/** @param silent whether nothing came back */
export function stepsOf(lines: readonly Line[], from: Host, silent: boolean): readonly PacketStep[] {
  let place: Place = { host: from.name, spot: 'program', interface: undefined };
  return lines.map(({ text, mood, hop }): PacketStep => {
    if (!hop) return { stage: 'end', text, mood, place: endPlace(silent, place) };
    place = placeOf(hop, place);
    return { stage: stageOf(hop, mood), text, mood, place };
  });
}

/** What was answered is known to the program that tried; where nothing came back, the packet stays where it was lost. */
function endPlace(silent: boolean, last: Place): Place {
  return silent ? last : { ...last, spot: last.spot === 'link' ? 'link' : 'program' };
}

function placeOf(hop: Hop, before: Place): Place {
  const host = hop.host.name;
  switch (hop.kind) {
    case 'sent':
    case 'arrived':
      return { host, spot: 'interface', interface: hop.interface };
    case 'delivered':
      return { host, spot: 'program', interface: undefined };
    case 'lost':
      return hop.loss === 'nobody-at-address' || hop.loss === 'nobody-there'
        ? { host, spot: 'link', interface: before.host === host ? before.interface : undefined }
        : { host, spot: 'kernel', interface: undefined };
    case 'judged':
    case 'translated':
    case 'forwarded':
      return { host, spot: 'kernel', interface: undefined };
  }
}

function stageOf({ kind }: Hop, mood: Line['mood']): Stage {
  switch (kind) {
    case 'judged':
      return 'filter';
    case 'translated':
      return 'translation';
    case 'delivered':
      return mood === 'back' ? 'answer' : 'port';
    case 'sent':
    case 'arrived':
    case 'forwarded':
      return mood === 'back' ? 'answer' : 'link';
    case 'lost':
      return 'link';
  }
}

/** `phone → TCP 192.168.1.20:8000`: what a story is called. */
export function nameOfQuestion({ from, protocol, to, port }: Question): string {
  const address = parseAddress(to);
  const target = address === undefined ? `${to}:${port}` : formatEndpoint({ address, port });
  return `${from.name} → ${protocol.toUpperCase()} ${target}`;
}
