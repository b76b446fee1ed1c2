/** The condition of a lesson's step: what the world must show before the step is ticked off. */
import type { Errno } from '../simulator/errno.ts';
import type { SocketRow } from '../simulator/socket-list.ts';
import type { TraceEntry } from '../simulator/system-call.ts';
import { connectionsIn, listenersIn } from './call-history.ts';
import { describeEndpoint, type EndpointPattern, matches, parseEndpointPattern } from './endpoint-pattern.ts';
import { isErrno } from './errno-name.ts';

export type StepCondition =
  /** A TCP socket listens there now. */
  | { readonly kind: 'listening'; readonly at: EndpointPattern }
  /** One has listened there, and none does now. */
  | { readonly kind: 'no longer listening'; readonly at: EndpointPattern }
  /** A socket of that protocol has that local address now. */
  | { readonly kind: 'bound'; readonly protocol: 'tcp' | 'udp'; readonly at: EndpointPattern }
  /** A program connected to it; with `uid`, a program of that user. */
  | { readonly kind: 'connected'; readonly to: EndpointPattern; readonly uid: number | undefined }
  /** A program that connected to it received something. */
  | { readonly kind: 'answered'; readonly by: EndpointPattern }
  | { readonly kind: 'refused bind'; readonly errno: Errno; readonly at: EndpointPattern }
  | { readonly kind: 'refused connect'; readonly errno: Errno; readonly to: EndpointPattern }
  /** The learner asked the port field about this port. */
  | { readonly kind: 'asked'; readonly port: number };

/** What a page's world shows. `calls` are all since the world began, oldest first. */
export interface WorldView {
  readonly sockets: readonly SocketRow[];
  readonly calls: readonly TraceEntry[];
  readonly portsAsked: readonly number[];
}

export type ParsedCondition =
  | { readonly ok: true; readonly condition: StepCondition }
  | { readonly ok: false; readonly reason: string };

/** What may stand in `done="…"`; a failed build prints it. */
export const notation = [
  'listening 0.0.0.0:62893',
  'no longer listening *:62893',
  'bound udp 127.0.0.1:62893',
  'connected 127.0.0.1:62893',
  'connected 127.0.0.1:62893 by uid 1001',
  'answered [::1]:62893',
  'refused bind EADDRINUSE 127.0.0.1:62893',
  'refused connect ECONNREFUSED 192.168.1.20:62893',
  'port 62893 asked',
] as const;

/** Reads the notation above. Where an address and port stand, `*` may stand for either, and `1-9` for the port. */
export function parseCondition(text: string): ParsedCondition {
  const words = text.trim().split(/\s+/);
  const sentence = words.join(' ');
  const asked = /^port (\d{1,5}) asked$/.exec(sentence);
  if (asked) {
    const port = Number(asked[1]);
    return port <= 65535 ? found({ kind: 'asked', port }) : failed(`${port} is no port: 0 to 65535`);
  }
  const parts =
    /^(listening|no longer listening|bound (?:tcp|udp)|connected|answered|refused (?:bind|connect) ([A-Z0-9]+)) (\S+?)(?: by uid (\d+))?$/.exec(
      sentence,
    );
  if (!parts) return failed(`"${sentence}" is no condition`);
  const [, head = '', errno = '', where = '', uidText] = parts;
  const at = parseEndpointPattern(where);
  if (!at) return failed(`"${where}" is no address and port`);
  if (uidText !== undefined && head !== 'connected') return failed('"by uid" goes with "connected" only');

  if (head === 'listening' || head === 'no longer listening') return found({ kind: head, at });
  if (head === 'bound tcp') return found({ kind: 'bound', protocol: 'tcp', at });
  if (head === 'bound udp') return found({ kind: 'bound', protocol: 'udp', at });
  if (head === 'answered') return found({ kind: 'answered', by: at });
  if (head === 'connected') {
    return found({ kind: 'connected', to: at, uid: uidText === undefined ? undefined : Number(uidText) });
  }
  if (!isErrno(errno)) return failed(`"${errno}" is no errno that the simulator gives`);
  return head.startsWith('refused bind')
    ? found({ kind: 'refused bind', errno, at })
    : found({ kind: 'refused connect', errno, to: at });
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
      return isListening(condition.at, view);
    case 'no longer listening':
      return (
        !isListening(condition.at, view) &&
        listenersIn(view.calls).some((endpoint) => matches(condition.at, endpoint))
      );
    case 'bound':
      return view.sockets.some(
        ({ protocol, local }) => protocol === condition.protocol && matches(condition.at, local),
      );
    case 'connected':
      return isConnected(condition.to, condition.uid, view);
    case 'answered':
      return connectionsIn(view.calls).some(
        ({ outcome, to }) => outcome === 'answered' && matches(condition.by, to),
      );
    case 'refused bind':
      return view.calls.some(
        ({ call, result }) =>
          call.name === 'bind' &&
          !result.ok &&
          result.errno === condition.errno &&
          matches(condition.at, call.address),
      );
    case 'refused connect':
      return connectionsIn(view.calls).some(
        ({ errno, to }) => errno === condition.errno && matches(condition.to, to),
      );
    case 'asked':
      return view.portsAsked.includes(condition.port);
  }
}

function isListening(at: EndpointPattern, { sockets }: WorldView): boolean {
  return sockets.some(({ state, local }) => state === 'LISTEN' && matches(at, local));
}

/** A connection that is over was seen in the calls; one whose outcome nobody asked for is among the sockets. */
function isConnected(to: EndpointPattern, uid: number | undefined, { sockets, calls }: WorldView): boolean {
  const isMeant = (peer: { address: string; port: number } | undefined, user: number) =>
    peer !== undefined && matches(to, peer) && (uid === undefined || uid === user);
  return (
    sockets.some((row) => row.state === 'ESTABLISHED' && isMeant(row.peer, row.uid)) ||
    connectionsIn(calls).some((made) => made.outcome !== 'refused' && isMeant(made.to, made.uid))
  );
}

/** What the page is waiting for, as a clause: `a socket listens on 127.0.0.1:62893`. */
export function describeCondition(condition: StepCondition): string {
  switch (condition.kind) {
    case 'listening':
      return `a socket listens on ${describeEndpoint(condition.at)}`;
    case 'no longer listening':
      return `nothing listens on ${describeEndpoint(condition.at)} any more`;
    case 'bound':
      return `a ${condition.protocol.toUpperCase()} socket has ${describeEndpoint(condition.at)}`;
    case 'connected':
      return condition.uid === undefined
        ? `a program connects to ${describeEndpoint(condition.to)}`
        : `a program of user ${condition.uid} connects to ${describeEndpoint(condition.to)}`;
    case 'answered':
      return `${describeEndpoint(condition.by)} answers`;
    case 'refused bind':
      return `bind refuses ${describeEndpoint(condition.at)} with ${condition.errno}`;
    case 'refused connect':
      return `connect to ${describeEndpoint(condition.to)} ends in ${condition.errno}`;
    case 'asked':
      return `the port field is asked about ${condition.port}`;
  }
}
