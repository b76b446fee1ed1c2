/** What browsers do differently about servers on this machine and on its network. */
import type { Source } from '../../simulator/rules.ts';

export interface Engine {
  readonly name: string;
  /** How this is known: tried with that version, or read in its maker's documents. */
  readonly evidence: 'measured' | 'documented';
  /** What was tried. */
  readonly seen: string;
  /** Requests that Local Network Access holds back until the user allows them, when they come from a public address. */
  readonly asksFor: ReadonlySet<'fetch' | 'websocket'>;
  /** Whether only a page that is a secure context may ask. */
  readonly asksSecurePagesOnly: boolean;
  /** How its cookies, its preflights, a form that takes the whole window, and a rebound name are known. */
  readonly attackEvidence: 'measured' | 'documented';
  /** Whether an https page may load http from a loopback address. */
  readonly mixedLoopback: boolean;
  /** Whether it may from any address that is plainly on the local network, 0.0.0.0 included, once the user allows it. */
  readonly mixedLocalAddress: boolean;
  /** Whether 0.0.0.0 is opened at all. */
  readonly opensZero: boolean;
  /** Of the ports that Fetch blocks, those that this browser opens all the same. */
  readonly opensBadPorts: ReadonlySet<number>;
  /** What a cookie without SameSite counts as. */
  readonly cookieDefault: 'Lax' | 'None';
  /** Whether requests inside a page take the cookies along that another site was given as a page of its own. */
  readonly thirdPartyCookies: boolean;
}

export const engines = {
  chromium: {
    name: 'Chromium 156',
    evidence: 'measured',
    seen: 'Chromium 156.0.8078.79 on Debian',
    asksFor: new Set(['fetch', 'websocket']),
    asksSecurePagesOnly: true,
    attackEvidence: 'measured',
    mixedLoopback: true,
    mixedLocalAddress: true,
    opensZero: true,
    opensBadPorts: new Set([4190, 6679]),
    cookieDefault: 'Lax',
    thirdPartyCookies: true,
  },
  firefox: {
    name: 'Firefox 153',
    evidence: 'measured',
    seen: 'Firefox 153.7.0 ESR',
    asksFor: new Set(['fetch']),
    asksSecurePagesOnly: false,
    attackEvidence: 'documented',
    mixedLoopback: true,
    mixedLocalAddress: false,
    opensZero: false,
    opensBadPorts: new Set(),
    cookieDefault: 'None',
    thirdPartyCookies: false,
  },
  'before LNA': {
    name: 'a browser without Local Network Access',
    evidence: 'measured',
    seen: 'Chromium 156 with its Local Network Access checks switched off',
    asksFor: new Set(),
    asksSecurePagesOnly: false,
    attackEvidence: 'measured',
    mixedLoopback: true,
    mixedLocalAddress: false,
    opensZero: true,
    opensBadPorts: new Set(),
    cookieDefault: 'Lax',
    thirdPartyCookies: true,
  },
} as const satisfies Readonly<Record<string, Engine>>;

export type EngineName = keyof typeof engines;

export const engineNames = ['before LNA', 'chromium', 'firefox'] as const satisfies readonly EngineName[];

const link = (label: string, url: string): Source => ({ label, url });

/** Where the rules are written down. */
export const specifications = {
  badPort: link('Fetch §2.9, port blocking', 'https://fetch.spec.whatwg.org/#port-blocking'),
  name: link('Fetch, resolve an origin', 'https://fetch.spec.whatwg.org/#resolve-an-origin'),
  localhost: link('RFC 6761 §6.3', 'https://www.rfc-editor.org/rfc/rfc6761#section-6.3'),
  mixedContent: link('Mixed Content §5.1', 'https://www.w3.org/TR/mixed-content/#should-block-fetch'),
  localNetwork: link('Local Network Access', 'https://wicg.github.io/local-network-access/'),
  localNavigation: link(
    'Local Network Access, Integration with Fetch',
    'https://wicg.github.io/local-network-access/#integration-with-fetch',
  ),
  secureContext: link('Secure Contexts §3.1', 'https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy'),
  connection: link('connect(2)', 'https://man7.org/linux/man-pages/man2/connect.2.html'),
  cors: link('Fetch §3.2, CORS protocol', 'https://fetch.spec.whatwg.org/#http-cors-protocol'),
  preflight: link('Fetch §4.8, CORS-preflight fetch', 'https://fetch.spec.whatwg.org/#cors-preflight-fetch'),
  origin: link('RFC 6454 §4', 'https://www.rfc-editor.org/rfc/rfc6454#section-4'),
  originHeader: link('RFC 6454 §7', 'https://www.rfc-editor.org/rfc/rfc6454#section-7'),
  site: link('HTML, sites', 'https://html.spec.whatwg.org/multipage/browsers.html#sites'),
  navigation: link(
    'HTML, form submission',
    'https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm',
  ),
  forgery: link(
    'OWASP, cross-site request forgery',
    'https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html',
  ),
  cookies: link('RFC 6265 §8.5', 'https://www.rfc-editor.org/rfc/rfc6265#section-8.5'),
  sameSite: link(
    'RFC 6265bis §5.2',
    'https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.2',
  ),
  thirdParty: link(
    'MDN, state partitioning',
    'https://developer.mozilla.org/en-US/docs/Web/Privacy/Guides/State_Partitioning',
  ),
  credentials: link(
    'Fetch, credentials mode',
    'https://fetch.spec.whatwg.org/#concept-request-credentials-mode',
  ),
  messages: link('RFC 9110 §3.4', 'https://www.rfc-editor.org/rfc/rfc9110#section-3.4'),
  handshake: link('RFC 6455 §4.2.2', 'https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2'),
  websocket: link('RFC 6455 §10.2', 'https://www.rfc-editor.org/rfc/rfc6455#section-10.2'),
  host: link('RFC 9110 §7.2', 'https://www.rfc-editor.org/rfc/rfc9110#section-7.2'),
} as const;
