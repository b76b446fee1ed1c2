/**
 * What a browser does with a request that a page makes (Fetch §4, Local Network Access, Mixed Content): each check in its
 * order, until one stops it, the server answers, or the page may read the answer.
 */
import type { Source } from '../../simulator/rules.ts';
import { checkReading } from './check-reading.ts';
import { checkWayThere } from './check-way-there.ts';
import { cookieOf } from './cookie.ts';
import {
  type Application,
  refusers,
  type Switches,
  serve,
  type WebRequest,
  type WebResponse,
} from './development-server.ts';
import { type Engine, specifications } from './engine.ts';
import { hostHeader, isEncrypted, isSameOrigin, originOf, type WebAddress } from './web-address.ts';

export interface Page {
  readonly address: WebAddress;
  /** The address that it was loaded from. */
  readonly from: string;
}

export type Kind =
  /** fetch(), and reads the answer. */
  | 'fetch'
  /** A form in a hidden frame, an image, `mode: 'no-cors'`: sent without asking, and the answer stays hidden. */
  | 'send only'
  /** A form that the page submits: the browser leaves the page for the answer. */
  | 'form'
  /** fetch() with JSON or another method: asks first (preflight). */
  | 'fetch JSON'
  | 'websocket';

export interface PageRequest {
  readonly page: Page;
  readonly target: WebAddress;
  readonly kind: Kind;
  readonly changes: boolean;
  readonly credentials: boolean;
}

/** Why a connection does not come about. */
export interface Unreachable {
  readonly why: string;
  readonly source: Source;
}

export interface Surroundings {
  readonly engine: Engine;
  /** What the user answers when the browser asks for access to the local network. */
  readonly permission: 'granted' | 'denied';
  /** The address that a name has now. */
  resolve(host: string): string | undefined;
  /** What a connection to that address meets, on the simulated network; undefined when it comes about. */
  connect(address: string, port: number): Unreachable | undefined;
  /** The server that is reached, the names it goes by, and the origin of its front end. */
  readonly switches: Switches;
  readonly names: readonly string[];
  readonly frontEnd?: string | undefined;
  readonly badPorts: ReadonlySet<number>;
}

/** How a check is known: it was tried, or it is read in the document that is its source. */
export type Evidence = 'measured' | 'documented';

export interface Check {
  readonly what: string;
  readonly passed: boolean;
  readonly why: string;
  readonly source: Source;
  readonly evidence: Evidence;
}

/** Adds a check to the list and gives back whether it passed. */
export type Note = (
  what: string,
  passed: boolean,
  why: string,
  source: Source,
  evidence?: Evidence,
) => boolean;

/** What arrived at the server, and what it answered. */
export interface Exchange {
  readonly request: WebRequest;
  readonly response: WebResponse;
}

export interface Result {
  readonly checks: readonly Check[];
  /** All that arrived at the server, a question before the request (preflight) included. */
  readonly exchanges: readonly Exchange[];
  /** Whether the server got the request itself, and what came of it. */
  readonly response: WebResponse | undefined;
  readonly readable: boolean;
}

export function request(wish: PageRequest, around: Surroundings): Result {
  const checks: Check[] = [];
  const exchanges: Exchange[] = [];
  const note: Note = (what, passed, why, source, evidence = 'measured') => {
    checks.push({ what, passed, why, source, evidence });
    return passed;
  };
  const ask = (asked: WebRequest): WebResponse => {
    const response = serve(asked, around.switches, applicationOf(around));
    exchanges.push({ request: asked, response });
    return response;
  };
  const stop = (): Result => ({ checks, exchanges, response: undefined, readable: false });

  if (!checkWayThere(wish, around, note)) return stop();

  const sameOrigin = isSameOrigin(wish.page.address, wish.target);
  const made = requestOf(wish, sameOrigin, around);
  if (wish.kind === 'fetch JSON' && !sameOrigin) {
    const asked = ask({ ...made, method: 'OPTIONS', session: false, token: false });
    const allowed =
      asked.because === undefined &&
      (asked.allowOrigin === '*' ? !wish.credentials : asked.allowOrigin === made.origin);
    const why = allowed
      ? 'The server allows this origin in its answer to OPTIONS.'
      : 'The browser asks first (OPTIONS), and the server does not allow this origin: the request itself is never sent.';
    if (!note('Preflight', allowed, why, specifications.preflight, around.engine.attackEvidence))
      return stop();
  }

  const response = ask(made);
  noteServer(wish, response, around, note);
  const readable = checkReading(wish, made, response, note);
  return { checks, exchanges, response, readable };
}

function noteServer(wish: PageRequest, response: WebResponse, around: Surroundings, note: Note): void {
  const { refuser, because, changed, status } = response;
  if (refuser === 'Session' && because) {
    const { why, source, evidence } = cookieOf(wish, around);
    note(refuser, false, `${because} ${why}`, source, evidence);
  } else if (refuser && because) note(refuser, false, because, refusers[refuser], 'documented');
  else if (status === 101) note('Server', true, 'The server opens the WebSocket.', specifications.handshake);
  else if (changed) {
    const why = 'The server does what it was asked: something has changed.';
    note('Server', true, why, specifications.forgery);
  } else note('Server', true, 'The server answers.', specifications.messages);
}

function applicationOf({ names, frontEnd }: Surroundings): Application {
  return { names, frontEnd };
}

function requestOf(wish: PageRequest, sameOrigin: boolean, around: Surroundings): WebRequest {
  const { page, target, kind, changes } = wish;
  const method = kind === 'fetch JSON' ? 'PUT' : changes ? 'POST' : 'GET';
  // A GET that nobody reads, an image say, goes without Origin.
  const silent = (kind === 'send only' || kind === 'form') && !changes;
  // Fetch, "append a request Origin header": a form that goes from https to http does not say where it comes from.
  const hidden = kind === 'form' && isEncrypted(page.address) && !isEncrypted(target);
  return {
    method,
    host: hostHeader(target),
    origin:
      (sameOrigin && method === 'GET' && kind !== 'websocket') || silent
        ? undefined
        : hidden
          ? 'null'
          : originOf(page.address),
    session: cookieOf(wish, around).sent,
    token: changes && around.switches.token && mayReadToken(wish, around),
    websocket: kind === 'websocket',
  };
}

/** The secret stands in a page of the server: whoever may read that page, with the same cookies, has the secret too. */
function mayReadToken(wish: PageRequest, around: Surroundings): boolean {
  return request({ ...wish, kind: 'fetch', changes: false }, around).readable;
}
