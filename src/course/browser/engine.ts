/** What browsers do differently about servers on this machine and on its network. */
import type { Source } from '../../simulator/rules.ts';

export interface Engine {
  readonly name: string;
  /** How this is known: tried with that version, or read in its maker's documents. */
  readonly evidence: 'measured' | 'documented';
  /** Requests that Local Network Access holds back until the user allows them. */
  readonly asksFor: ReadonlySet<'fetch' | 'websocket'>;
  /** Whether an https page may load http from a loopback address. */
  readonly mixedLoopback: boolean;
  /** Whether 0.0.0.0 is opened at all. */
  readonly opensZero: boolean;
  /** Of the ports that Fetch blocks, those that this browser opens all the same. */
  readonly opensBadPorts: ReadonlySet<number>;
  /** What a cookie without SameSite counts as. */
  readonly cookieDefault: 'Lax' | 'None';
}

export const engines = {
  chromium: {
    name: 'Chromium 156',
    evidence: 'measured',
    asksFor: new Set(['fetch', 'websocket']),
    mixedLoopback: true,
    opensZero: true,
    opensBadPorts: new Set([4190, 6679]),
    cookieDefault: 'Lax',
  },
  firefox: {
    name: 'Firefox 153',
    evidence: 'measured',
    asksFor: new Set(['fetch']),
    mixedLoopback: true,
    opensZero: false,
    opensBadPorts: new Set(),
    cookieDefault: 'None',
  },
  'before LNA': {
    name: 'a browser without Local Network Access',
    evidence: 'documented',
    asksFor: new Set(),
    mixedLoopback: true,
    opensZero: true,
    opensBadPorts: new Set(),
    cookieDefault: 'Lax',
  },
} as const satisfies Readonly<Record<string, Engine>>;

export type EngineName = keyof typeof engines;

const link = (label: string, url: string): Source => ({ label, url });

/** Where the rules are written down. */
export const specifications = {
  badPort: link('Fetch §2.9, port blocking', 'https://fetch.spec.whatwg.org/#port-blocking'),
  mixedContent: link('Mixed Content §5.1', 'https://www.w3.org/TR/mixed-content/#should-block-fetch'),
  localNetwork: link('Local Network Access', 'https://wicg.github.io/local-network-access/'),
  secureContext: link('Secure Contexts §3.1', 'https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy'),
  cors: link('Fetch §3.2, CORS protocol', 'https://fetch.spec.whatwg.org/#http-cors-protocol'),
  preflight: link('Fetch §4.8, CORS-preflight fetch', 'https://fetch.spec.whatwg.org/#cors-preflight-fetch'),
  origin: link('RFC 6454 §4', 'https://www.rfc-editor.org/rfc/rfc6454#section-4'),
  cookies: link('RFC 6265 §8.5', 'https://www.rfc-editor.org/rfc/rfc6265#section-8.5'),
  sameSite: link(
    'RFC 6265bis §5.2',
    'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.2',
  ),
  websocket: link('RFC 6455 §10.2', 'https://www.rfc-editor.org/rfc/rfc6455#section-10.2'),
  host: link('RFC 9110 §7.2', 'https://www.rfc-editor.org/rfc/rfc9110#section-7.2'),
} as const;
