/**
 * A web application in development, as far as its answers to a website matter: it has a page with something private, one
 * form that changes something, and a WebSocket; and it has the switches that defend them.
 */
import type { Source } from '../../simulator/rules.ts';
import { specifications } from './engine.ts';

export interface Switches {
  /** `Access-Control-Allow-Origin`: not sent, sent for its own front end, for everybody, or for whoever asks, with credentials. */
  readonly cors: 'none' | 'own page' | 'everybody' | 'whoever asks';
  /** Answers only when the Host header names it: localhost, a loopback address. */
  readonly checksHost: boolean;
  /** Refuses changes and WebSockets from other origins. */
  readonly checksOrigin: boolean;
  /** A change needs the secret that its pages read from it first. */
  readonly token: boolean;
  /** The attribute of its session cookie; undefined leaves it out. */
  readonly sameSite: 'Strict' | 'Lax' | 'None' | undefined;
  /** Whether anything private asks for the session cookie at all. */
  readonly needsSession: boolean;
}

export const defenceless: Switches = {
  cors: 'none',
  checksHost: false,
  checksOrigin: false,
  token: false,
  sameSite: undefined,
  needsSession: false,
};

/** Whom the application knows as its own. */
export interface Application {
  /** The names under which the server knows itself, as Host headers: `localhost:3000` */
  readonly names: readonly string[];
  /** The origin of its front end, where that is served from elsewhere: `http://localhost:5173` */
  readonly frontEnd?: string | undefined;
}

export interface WebRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'OPTIONS';
  readonly host: string;
  /** Undefined where a browser sends none: a same-origin GET, a navigation. */
  readonly origin: string | undefined;
  readonly session: boolean;
  readonly token: boolean;
  readonly websocket: boolean;
}

/** Which of the server's own checks refused, and where such a check is written down. */
export const refusers = {
  'Host check': specifications.host,
  'Origin check': specifications.originHeader,
  Session: specifications.cookies,
  'Form token': specifications.forgery,
} as const satisfies Readonly<Record<string, Source>>;

export type Refuser = keyof typeof refusers;

export interface WebResponse {
  readonly status: 101 | 200 | 204 | 401 | 403;
  readonly allowOrigin: string | undefined;
  readonly allowCredentials: boolean;
  /** Something was changed. */
  readonly changed: boolean;
  /** Why it was refused, for the learner, and by which check. */
  readonly because: string | undefined;
  readonly refuser: Refuser | undefined;
}

export function serve(request: WebRequest, switches: Switches, application: Application): WebResponse {
  const { names, frontEnd } = application;
  const cors = corsHeaders(request, switches, frontEnd);
  const answer = { ...cors, changed: false, because: undefined, refuser: undefined };
  const refuse = (status: 401 | 403, refuser: Refuser, because: string): WebResponse => ({
    ...answer,
    status,
    because,
    refuser,
  });
  if (switches.checksHost && !names.includes(request.host)) {
    return refuse(
      403,
      'Host check',
      `The Host header says ${request.host}, and that is not one of the server’s names.`,
    );
  }
  if (request.method === 'OPTIONS') return { ...answer, status: 204 };
  const changes = request.method !== 'GET';
  const own = [...names.map((name) => `http://${name}`), frontEnd];
  const foreign = request.origin !== undefined && !own.includes(request.origin);
  if (switches.checksOrigin && foreign && (changes || request.websocket)) {
    return refuse(403, 'Origin check', `The Origin header says ${request.origin}: not this application.`);
  }
  if (switches.needsSession && !request.session) return refuse(401, 'Session', 'There is no session cookie.');
  if (changes && switches.token && !request.token)
    return refuse(403, 'Form token', 'The form’s secret is missing.');
  return { ...answer, status: request.websocket ? 101 : 200, changed: changes };
}

function corsHeaders(
  { origin }: WebRequest,
  { cors }: Switches,
  frontEnd: string | undefined,
): Pick<WebResponse, 'allowOrigin' | 'allowCredentials'> {
  if (cors === 'none' || origin === undefined || (cors === 'own page' && origin !== frontEnd))
    return { allowOrigin: undefined, allowCredentials: false };
  return cors === 'everybody'
    ? { allowOrigin: '*', allowCredentials: false }
    : { allowOrigin: origin, allowCredentials: true };
}
