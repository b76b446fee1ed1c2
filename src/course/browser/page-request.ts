/**
 * What a browser does with a request that a page makes (Fetch §4, Local Network Access, Mixed Content): each check in its
 * order, until one stops it, the server answers, or the page may read the answer.
 */
import type { Source } from '../../simulator/rules.ts';
import { type Switches, serve, type WebRequest, type WebResponse } from './development-server.ts';
import { type Engine, specifications } from './engine.ts';
import {
  hostHeader,
  isSameOrigin,
  isSameSite,
  isTrustworthy,
  originOf,
  spaceOf,
  type WebAddress,
} from './web-address.ts';

export interface Page {
  readonly address: WebAddress;
  /** The address that it was loaded from. */
  readonly from: string;
}

export type Kind =
  /** fetch(), and reads the answer. */
  | 'fetch'
  /** A form, an image, `mode: 'no-cors'`: sent without asking, and the answer stays hidden. */
  | 'send only'
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

export interface Surroundings {
  readonly engine: Engine;
  /** What the user answers when the browser asks for access to the local network. */
  readonly permission: 'granted' | 'denied';
  /** The address that a name has now. */
  resolve(host: string): string | undefined;
  /** What a connection to that address meets, on the simulated network; undefined when it comes about. */
  connect(address: string, port: number): string | undefined;
  /** The server that is reached, and the names it goes by. */
  readonly switches: Switches;
  readonly names: readonly string[];
  readonly badPorts: ReadonlySet<number>;
}

export interface Check {
  readonly what: string;
  readonly passed: boolean;
  readonly why: string;
  readonly source: Source | undefined;
}

export interface Result {
  readonly checks: readonly Check[];
  /** Whether the server got the request itself, and what came of it. */
  readonly response: WebResponse | undefined;
  readonly readable: boolean;
}

export function request(wish: PageRequest, around: Surroundings): Result {
  const checks: Check[] = [];
  const stop = (): Result => ({ checks, response: undefined, readable: false });
  const check = (what: string, passed: boolean, why: string, source?: Source): boolean => {
    checks.push({ what, passed, why, source });
    return passed;
  };
  const { page, target, kind } = wish;
  const { engine } = around;

  const bad = around.badPorts.has(target.port) && !engine.opensBadPorts.has(target.port);
  if (
    !check(
      'Port',
      !bad,
      bad ? 'The port is on the list of those no browser connects to.' : 'The port is not blocked.',
      specifications.badPort,
    )
  )
    return stop();

  const address = around.resolve(target.host);
  if (
    !check(
      'Name',
      address !== undefined,
      address ? `${target.host} is ${address}.` : `${target.host} has no address.`,
    ) ||
    !address
  )
    return stop();
  if (address === '0.0.0.0' && !engine.opensZero) {
    check('Address', false, `${engine.name} opens no connection to 0.0.0.0.`, specifications.localNetwork);
    return stop();
  }

  if (!checkMixedContent(wish, around, check)) return stop();
  if (!checkLocalNetwork(wish, address, around, check)) return stop();

  const met = around.connect(address, target.port);
  if (!check('Connection', met === undefined, met ?? `Somebody listens on ${address}, port ${target.port}.`))
    return stop();

  const sameOrigin = isSameOrigin(page.address, target);
  const made = requestOf(wish, sameOrigin, around);
  if (kind === 'fetch JSON' && !sameOrigin) {
    const asked = serve({ ...made, method: 'OPTIONS', session: false }, around.switches, around.names);
    const allowed = asked.allowOrigin === '*' ? !wish.credentials : asked.allowOrigin === made.origin;
    const why = allowed
      ? 'The server allows this origin in its answer to OPTIONS.'
      : 'The browser asks first (OPTIONS), and the server does not allow this origin: the request itself is never sent.';
    if (!check('Preflight', allowed, why, specifications.preflight)) return stop();
  }

  const response = serve(made, around.switches, around.names);
  check('Server', response.because === undefined, response.because ?? served(response), specifications.host);
  const readable = checkReading(wish, made, response, sameOrigin, check);
  return { checks, response, readable };
}

type Note = (what: string, passed: boolean, why: string, source?: Source) => boolean;

function served({ changed, status }: WebResponse): string {
  if (status === 101) return 'The server opens the WebSocket.';
  return changed ? 'The server does what it was asked: something has changed.' : 'The server answers.';
}

function isEncrypted({ scheme }: WebAddress): boolean {
  return scheme === 'https' || scheme === 'wss';
}

function checkMixedContent({ page, target }: PageRequest, { engine }: Surroundings, check: Note): boolean {
  if (!isEncrypted(page.address) || isEncrypted(target)) return true;
  const allowed = isTrustworthy(target) && engine.mixedLoopback;
  const why = allowed
    ? 'An https page may load http from a loopback address: it cannot leave the machine.'
    : 'An https page may not load http from anywhere but a loopback address.';
  return check('Mixed content', allowed, why, specifications.mixedContent);
}

const order = ['public', 'local', 'loopback'] as const;

function checkLocalNetwork(wish: PageRequest, address: string, around: Surroundings, check: Note): boolean {
  const { page, kind } = wish;
  const from = spaceOf(page.from);
  const to = spaceOf(address);
  if (order.indexOf(to) <= order.indexOf(from)) return true;
  const { engine, permission } = around;
  const inward = `from a ${from} address to a ${to} one`;
  const source = specifications.localNetwork;
  if (!engine.asksFor.has(kind === 'websocket' ? 'websocket' : 'fetch')) {
    return check(
      'Local Network Access',
      true,
      `${engine.name} does not ask about ${kind === 'websocket' ? 'a WebSocket ' : 'a request '}${inward}.`,
      source,
    );
  }
  if (!isTrustworthy(page.address)) {
    return check(
      'Local Network Access',
      false,
      `A request ${inward} needs a secure context, and ${originOf(page.address)} is none. The user is not even asked.`,
      source,
    );
  }
  const granted = permission === 'granted';
  return check(
    'Local Network Access',
    granted,
    granted
      ? `The user allowed requests ${inward}.`
      : `The user did not allow requests ${inward}: nothing is sent.`,
    source,
  );
}

function requestOf(wish: PageRequest, sameOrigin: boolean, around: Surroundings): WebRequest {
  const { page, target, kind, changes } = wish;
  const method = kind === 'fetch JSON' ? 'PUT' : changes ? 'POST' : 'GET';
  // A GET that nobody reads, an image say, goes without Origin.
  const silent = kind === 'send only' && !changes;
  return {
    method,
    host: hostHeader(target),
    origin:
      (sameOrigin && method === 'GET' && kind !== 'websocket') || silent ? undefined : originOf(page.address),
    session: wish.credentials && sendsCookie(wish, around),
    token: sameOrigin,
    websocket: kind === 'websocket',
  };
}

/** The cookie was set by the server under one of its names; whoever asks under another name gets none. */
function sendsCookie({ page, target }: PageRequest, { engine, switches, names }: Surroundings): boolean {
  const ownHost = names.some(
    (name) => name.replace(/:\d+$/, '') === hostHeader({ ...target, port: 80, scheme: 'http' }),
  );
  if (!ownHost) return false;
  if (isSameSite(page.address, target)) return true;
  return (switches.sameSite ?? engine.cookieDefault) === 'None';
}

function checkReading(
  { kind, credentials }: PageRequest,
  made: WebRequest,
  response: WebResponse,
  sameOrigin: boolean,
  check: Note,
): boolean {
  if (kind === 'websocket') {
    const open = response.status === 101;
    check(
      'Reading',
      open,
      open ? 'WebSockets know no CORS: the page reads and writes.' : 'There is no WebSocket.',
      specifications.websocket,
    );
    return open;
  }
  if (sameOrigin) {
    const allowed = response.because === undefined;
    check(
      'Reading',
      allowed,
      'Page and server have the same origin: the page reads the answer.',
      specifications.origin,
    );
    return allowed;
  }
  if (kind === 'send only') {
    check('Reading', false, 'The page did not ask to read, and gets nothing to see.', specifications.cors);
    return false;
  }
  const allowed = response.allowOrigin === '*' ? !credentials : response.allowOrigin === made.origin;
  const trusted = allowed && (!credentials || response.allowCredentials);
  const why = trusted
    ? 'The server’s Access-Control-Allow-Origin lets this origin read.'
    : 'The answer came, and the browser hides it: no Access-Control-Allow-Origin for this origin. The server did its work all the same.';
  check('Reading', trusted, why, specifications.cors);
  return trusted && response.because === undefined;
}
