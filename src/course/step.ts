/** The condition of a lesson's step: what the world must show before the step is ticked off. */
import type { Errno } from '../simulator/errno.ts';
import type { Host } from '../simulator/host.ts';
import type { ExecEntry, Network } from '../simulator/network.ts';
import type { Endpoint } from '../simulator/socket.ts';
import { listSockets, type SocketRow } from '../simulator/socket-list.ts';
import type { TraceEntry } from '../simulator/system-call.ts';
import { type Connection, connectionsIn, listenersIn } from './call-history.ts';
import { type EndpointPattern, matches, parseEndpointPattern } from './endpoint-pattern.ts';
import { isErrno } from './errno-name.ts';

/** `host`: on which host of the scene; undefined is the learner's own for what stands there, and any for who connects. */
export type StepCondition =
  /** A TCP socket listens there now. */
  | { readonly kind: 'listening'; readonly at: EndpointPattern; readonly host: string | undefined }
  /** One has listened there, and none does now. */
  | { readonly kind: 'no longer listening'; readonly at: EndpointPattern; readonly host: string | undefined }
  /** A socket of that protocol has that local address now. */
  | {
      readonly kind: 'bound';
      readonly protocol: 'tcp' | 'udp';
      readonly at: EndpointPattern;
      readonly host: string | undefined;
    }
  /** A program connected to it; with `uid`, a program of that user. */
  | {
      readonly kind: 'connected';
      readonly to: EndpointPattern;
      readonly host: string | undefined;
      readonly uid: number | undefined;
    }
  /** A program that connected to it received something. */
  | { readonly kind: 'answered'; readonly by: EndpointPattern; readonly host: string | undefined }
  | {
      readonly kind: 'refused bind';
      readonly errno: Errno;
      readonly at: EndpointPattern;
      readonly host: string | undefined;
    }
  | {
      readonly kind: 'refused connect';
      readonly errno: Errno;
      readonly to: EndpointPattern;
      readonly host: string | undefined;
    }
  /** A connection from the host to this address and port would come about now, or would not. */
  | { readonly kind: 'open' | 'closed'; readonly to: Endpoint; readonly host: string | undefined }
  /** All of them, at one time. */
  | { readonly kind: 'all'; readonly of: readonly StepCondition[] }
  /** A program was started whose command line begins with the first word (or one of several, `sysctl|netsh`) and holds the others. */
  | { readonly kind: 'ran'; readonly words: readonly string[]; readonly host: string | undefined }
  /** The learner asked the port field about this port. */
  | { readonly kind: 'asked'; readonly port: number }
  /** The learner carried out this attack of a website, and this came of it. */
  | ({ readonly kind: 'attack' } & AttackMade);

/** `stopped`: by the server itself, in every browser, and its own page still works. */
export interface AttackMade {
  /** The id of the attack, of browser/lesson-attacks.ts; the build looks whether there is one. */
  readonly attack: string;
  readonly outcome: 'succeeded' | 'stopped';
}

/** What a page's world shows. `calls` and `programs` are all since the world began, oldest first. */
export interface WorldView {
  /** The learner's own. */
  readonly host: Host;
  readonly network: Network;
  readonly calls: readonly TraceEntry[];
  readonly programs: readonly ExecEntry[];
  readonly portsAsked: readonly number[];
  /** reaches.ts, where a step asks it (`asksReach`). */
  readonly reaches?: (from: Host, to: Endpoint) => boolean;
  /** The attacks of a website that were carried out, where the page has some. */
  readonly attacksMade?: readonly AttackMade[];
}

export type ParsedCondition =
  | { readonly ok: true; readonly condition: StepCondition }
  | { readonly ok: false; readonly reason: string };

/** What may stand in `done="…"`; a failed build prints it. */
export const notation = [
  'listening 0.0.0.0:62893',
  'listening 0.0.0.0:80 on router',
  'no longer listening *:62893',
  'bound udp 127.0.0.1:62893',
  'connected 127.0.0.1:62893',
  'connected 127.0.0.1:62893 by uid 1001',
  'answered [::1]:62893',
  'answered 192.168.1.20:62893 from phone',
  'refused bind EADDRINUSE 127.0.0.1:62893',
  'refused connect ECONNREFUSED 192.168.1.20:62893',
  'refused connect ETIMEDOUT 192.168.1.20:62893 from phone',
  'open 127.0.0.1:62893',
  'open 127.0.0.1:62893 and closed 192.168.1.20:62893 from phone',
  'ran ss',
  'ran ip route on phone',
  'ran sysctl|netsh',
  'port 62893 asked',
  'attack rebinding succeeded',
  'attack rebinding stopped',
] as const;

/** What is placed on a host, and what comes from one. */
const placed = ['listening', 'no longer listening', 'bound tcp', 'bound udp', 'refused bind'];

/** Reads the notation above. Where an address and port stand, `*` may stand for either, and `1-9` for the port. */
export function parseCondition(text: string): ParsedCondition {
  const words = text.trim().split(/\s+/);
  const sentence = words.join(' ');
  if (words.includes('and')) return parseAll(sentence.split(' and '));
  const asked = /^port (\d{1,5}) asked$/.exec(sentence);
  if (asked) {
    const port = Number(asked[1]);
    return port <= 65535 ? found({ kind: 'asked', port }) : failed(`${port} is no port: 0 to 65535`);
  }
  const made = /^attack ([\w-]+) (succeeded|stopped)$/.exec(sentence);
  if (made) {
    const outcome = made[2] === 'stopped' ? 'stopped' : 'succeeded';
    return found({ kind: 'attack', attack: made[1] ?? '', outcome });
  }
  const ran = /^ran (\S.*?)(?: on ([\w-]+))?$/.exec(sentence);
  if (ran) return found({ kind: 'ran', words: (ran[1] ?? '').split(' '), host: ran[2] });
  const parts =
    /^(listening|no longer listening|bound (?:tcp|udp)|connected|answered|open|closed|refused (?:bind|connect)(?= ([A-Z0-9]+) ))(?: [A-Z0-9]+)? (\S+?)(?: (on|from) ([\w-]+))?(?: by uid (\d+))?$/.exec(
      sentence,
    );
  if (!parts) return failed(`"${sentence}" is no condition`);
  const [, head = '', errno = '', where = '', preposition, host, uidText] = parts;
  const at = parseEndpointPattern(where);
  if (!at) return failed(`"${where}" is no address and port`);
  if (uidText !== undefined && head !== 'connected') return failed('"by uid" goes with "connected" only');
  const fitting = placed.includes(head) ? 'on' : 'from';
  if (preposition !== undefined && preposition !== fitting)
    return failed(`"${head}" goes with "${fitting} ${host}", not with "${preposition} ${host}"`);

  switch (head) {
    case 'listening':
    case 'no longer listening':
      return found({ kind: head, at, host });
    case 'bound tcp':
      return found({ kind: 'bound', protocol: 'tcp', at, host });
    case 'bound udp':
      return found({ kind: 'bound', protocol: 'udp', at, host });
    case 'answered':
      return found({ kind: 'answered', by: at, host });
    case 'open':
    case 'closed': {
      const { address, ports } = at;
      if (address === undefined || ports[0] !== ports[1])
        return failed(`"${head}" asks about one address and port`);
      return found({ kind: head, to: { address, port: ports[0] }, host });
    }
    case 'connected':
      return found({
        kind: 'connected',
        to: at,
        host,
        uid: uidText === undefined ? undefined : Number(uidText),
      });
  }
  if (!isErrno(errno)) return failed(`"${errno}" is no errno that the simulator gives`);
  return head === 'refused bind'
    ? found({ kind: 'refused bind', errno, at, host })
    : found({ kind: 'refused connect', errno, to: at, host });
}

function parseAll(texts: readonly string[]): ParsedCondition {
  const parsed = texts.map(parseCondition);
  const wrong = parsed.find(({ ok }) => !ok);
  if (wrong) return wrong;
  return found({ kind: 'all', of: parsed.flatMap((one) => (one.ok ? [one.condition] : [])) });
}

/** Whether its answer needs `reaches` of the view. */
export function asksReach(condition: StepCondition): boolean {
  if (condition.kind === 'all') return condition.of.some(asksReach);
  return condition.kind === 'open' || condition.kind === 'closed';
}

function found(condition: StepCondition): ParsedCondition {
  return { ok: true, condition };
}

function failed(reason: string): ParsedCondition {
  return { ok: false, reason: `${reason}. What may stand there:\n  ${notation.join('\n  ')}` };
}

export function isDone(condition: StepCondition, view: WorldView): boolean {
  switch (condition.kind) {
    case 'listening':
      return isListening(condition.at, condition.host, view);
    case 'no longer listening': {
      const { at, host } = condition;
      const name = host ?? view.host.name;
      const calls = view.calls.filter((call) => call.host === name);
      return !isListening(at, host, view) && listenersIn(calls).some((endpoint) => matches(at, endpoint));
    }
    case 'bound':
      return socketsOf(condition.host, view).some(
        ({ protocol, local }) => protocol === condition.protocol && matches(condition.at, local),
      );
    case 'connected':
      return isConnected(condition.to, condition.host, condition.uid, view);
    case 'answered':
      return connectionsFrom(condition.host, view).some(
        ({ outcome, to }) => outcome === 'answered' && matches(condition.by, to),
      );
    case 'refused bind': {
      const name = condition.host ?? view.host.name;
      return view.calls.some(
        ({ host, call, result }) =>
          host === name &&
          call.name === 'bind' &&
          !result.ok &&
          result.errno === condition.errno &&
          matches(condition.at, call.address),
      );
    }
    case 'refused connect':
      return connectionsFrom(condition.host, view).some(
        ({ errno, to }) => errno === condition.errno && matches(condition.to, to),
      );
    case 'open':
    case 'closed': {
      const from = hostNamed(condition.host, view);
      const is = from && view.reaches?.(from, condition.to);
      return is === (condition.kind === 'open');
    }
    case 'all':
      return condition.of.every((one) => isDone(one, view));
    case 'ran': {
      const [name = '', ...others] = condition.words;
      const names = name.split('|');
      const host = condition.host ?? view.host.name;
      return view.programs.some(
        ({ host: where, argv: [first, ...rest] }) =>
          where === host &&
          names.includes(first?.split('/').at(-1) ?? '') &&
          others.every((word) => rest.includes(word)),
      );
    }
    case 'asked':
      return view.portsAsked.includes(condition.port);
    case 'attack':
      return (view.attacksMade ?? []).some(
        ({ attack, outcome }) => attack === condition.attack && outcome === condition.outcome,
      );
  }
}

function hostNamed(name: string | undefined, { host, network }: WorldView): Host | undefined {
  return name === undefined ? host : network.hosts.find((one) => one.name === name);
}

function socketsOf(name: string | undefined, view: WorldView): readonly SocketRow[] {
  const there = hostNamed(name, view);
  return there ? listSockets(there) : [];
}

function connectionsFrom(name: string | undefined, { calls }: WorldView): readonly Connection[] {
  return connectionsIn(name === undefined ? calls : calls.filter(({ host }) => host === name));
}

function isListening(at: EndpointPattern, host: string | undefined, view: WorldView): boolean {
  return socketsOf(host, view).some(({ state, local }) => state === 'LISTEN' && matches(at, local));
}

/** A connection that is over was seen in the calls; one whose outcome nobody asked for is among the sockets. */
function isConnected(
  to: EndpointPattern,
  host: string | undefined,
  uid: number | undefined,
  view: WorldView,
): boolean {
  const isMeant = (peer: { address: string; port: number } | undefined, user: number) =>
    peer !== undefined && matches(to, peer) && (uid === undefined || uid === user);
  return (
    socketsOf(host, view).some((row) => row.state === 'ESTABLISHED' && isMeant(row.peer, row.uid)) ||
    connectionsFrom(host, view).some((made) => made.outcome !== 'refused' && isMeant(made.to, made.uid))
  );
}
