/** What can stand in an attack's way, each alone against a server without any other defence; the model says what stops. */
import { type Attack, carryOut, type Setting, stoppedBy, unguarded } from './attacks.ts';
import type { Switches } from './development-server.ts';
import type { EngineName } from './engine.ts';
import type { Check } from './page-request.ts';

export interface Defence {
  readonly id: string;
  readonly name: string;
  readonly says: string;
  readonly switches?: Partial<Switches>;
  /** A browser that asks, and a user who refuses. */
  readonly engine?: EngineName;
}

export const defences = [
  {
    id: 'bind',
    name: 'Bound to 127.0.0.1',
    says: 'The server listens on 127.0.0.1 and does nothing else. Other machines stay out; the browser is on this one.',
  },
  {
    id: 'cors',
    name: 'CORS for its own page',
    says: 'Access-Control-Allow-Origin names http://localhost:5173 only.',
    switches: { cors: 'own page' },
  },
  {
    id: 'host',
    name: 'Host check',
    says: 'The server answers only under its own names.',
    switches: { checksHost: true },
  },
  {
    id: 'origin',
    name: 'Origin check',
    says: 'The server refuses changes and WebSockets whose Origin header is not its own or its front end’s.',
    switches: { checksOrigin: true },
  },
  {
    id: 'session',
    name: 'Session',
    says: 'The server wants a session cookie, which has no SameSite attribute. Chromium counts that as Lax, Firefox as None.',
    switches: { needsSession: true },
  },
  {
    id: 'same-site',
    name: 'Session, SameSite=Strict',
    says: 'The server wants a session cookie, which has SameSite=Strict.',
    switches: { needsSession: true, sameSite: 'Strict' },
  },
  {
    id: 'token',
    name: 'Form token',
    says: 'A change needs a secret that stands in the server’s pages. CORS is as open as before.',
    switches: { token: true },
  },
  {
    id: 'hidden-token',
    name: 'Form token and CORS',
    says: 'A change needs the secret, and only http://localhost:5173 may read it.',
    switches: { token: true, cors: 'own page' },
  },
  {
    id: 'chromium',
    name: 'Chromium asks',
    says: 'Chromium 156 asks about the local network, and the user refuses.',
    engine: 'chromium',
  },
  {
    id: 'firefox',
    name: 'Firefox asks',
    says: 'Firefox 153 asks about the local network, and the user refuses.',
    engine: 'firefox',
  },
  {
    id: 'together',
    name: 'CORS, Host, Origin',
    says: 'CORS for its own page, the Host check and the Origin check together.',
    switches: { cors: 'own page', checksHost: true, checksOrigin: true },
  },
] as const satisfies readonly Defence[];

/**
 * @returns the check that stops the attack, or undefined where it succeeds
 */
export function stopOf(attack: Attack, defence: Defence, connect: Setting['connect']): Check | undefined {
  const { succeeded, checks } = carryOut(attack, {
    switches: { ...unguarded, ...defence.switches },
    engine: defence.engine ?? 'before LNA',
    permission: 'denied',
    connect,
  });
  return succeeded ? undefined : stoppedBy(checks);
}
