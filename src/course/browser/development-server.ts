/**
 * A web application in development, as far as its answers to a website matter: it has a page with something private, one
 * form that changes something, and a WebSocket; and it has the switches that defend them.
 */
export interface Switches {
  /** `Access-Control-Allow-Origin`: not sent, sent for everybody, or for whoever asks, with credentials. */
  readonly cors: 'none' | 'everybody' | 'whoever asks';
  /** Answers only when the Host header names it: localhost, a loopback address. */
  readonly checksHost: boolean;
  /** Refuses changes and WebSockets from other origins. */
  readonly checksOrigin: boolean;
  /** A change needs the secret that only its own pages have. */
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

export interface WebRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'OPTIONS';
  readonly host: string;
  /** Undefined where a browser sends none: a same-origin GET, a navigation. */
  readonly origin: string | undefined;
  readonly session: boolean;
  readonly token: boolean;
  readonly websocket: boolean;
}

export interface WebResponse {
  readonly status: 101 | 200 | 204 | 401 | 403;
  readonly allowOrigin: string | undefined;
  readonly allowCredentials: boolean;
  /** Something was changed. */
  readonly changed: boolean;
  /** Why it was refused, for the learner. */
  readonly because: string | undefined;
}

/** @param names the names under which the server knows itself, as Host headers: `localhost:3000` */
export function serve(request: WebRequest, switches: Switches, names: readonly string[]): WebResponse {
  const cors = corsHeaders(request, switches);
  const refuse = (status: 401 | 403, because: string): WebResponse => ({
    status,
    ...cors,
    changed: false,
    because,
  });
  if (switches.checksHost && !names.includes(request.host)) {
    return refuse(403, `The Host header says ${request.host}, and that is not one of the server’s names.`);
  }
  if (request.method === 'OPTIONS') return { status: 204, ...cors, changed: false, because: undefined };
  const changes = request.method !== 'GET';
  const foreign = request.origin !== undefined && !names.some((name) => request.origin === `http://${name}`);
  if (switches.checksOrigin && foreign && (changes || request.websocket)) {
    return refuse(403, `The Origin header says ${request.origin}: not this application.`);
  }
  if (switches.needsSession && !request.session) return refuse(401, 'There is no session cookie.');
  if (changes && switches.token && !request.token) return refuse(403, 'The form’s secret is missing.');
  return { status: request.websocket ? 101 : 200, ...cors, changed: changes, because: undefined };
}

function corsHeaders(
  { origin }: WebRequest,
  { cors }: Switches,
): Pick<WebResponse, 'allowOrigin' | 'allowCredentials'> {
  if (cors === 'none' || origin === undefined) return { allowOrigin: undefined, allowCredentials: false };
  return cors === 'everybody'
    ? { allowOrigin: '*', allowCredentials: false }
    : { allowOrigin: origin, allowCredentials: true };
}
