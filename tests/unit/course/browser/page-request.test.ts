/** What a website can do to a server on localhost, held against what browsers did when they were tried. */
import { describe, expect, it } from 'vitest';
import { defenceless, type Switches } from '../../../../src/course/browser/development-server.ts';
import { type EngineName, engines } from '../../../../src/course/browser/engine.ts';
import {
  type Kind,
  type PageRequest,
  type Result,
  request,
} from '../../../../src/course/browser/page-request.ts';
import {
  isTrustworthy,
  readWebAddress,
  type WebAddress,
} from '../../../../src/course/browser/web-address.ts';
import { BAD_PORTS } from '../../../../src/ports/blocked-by-browsers.ts';

function web(text: string): WebAddress {
  const address = readWebAddress(text);
  if (!address) throw new Error(`${text} is no URL`);
  return address;
}

const publicAddress = '203.0.113.66';

interface Try {
  readonly page?: string;
  readonly from?: string;
  readonly target?: string;
  readonly kind?: Kind;
  readonly changes?: boolean;
  readonly credentials?: boolean;
  readonly engine?: EngineName;
  readonly permission?: 'granted' | 'denied';
  readonly switches?: Partial<Switches>;
  readonly resolve?: (host: string) => string | undefined;
}

function attempt(given: Try): Result {
  const wish: PageRequest = {
    page: { address: web(given.page ?? 'https://site.example'), from: given.from ?? publicAddress },
    target: web(given.target ?? 'http://127.0.0.1:62893'),
    kind: given.kind ?? 'fetch',
    changes: given.changes ?? false,
    credentials: given.credentials ?? false,
  };
  const numeric = (host: string): string => (host === 'localhost' ? '127.0.0.1' : host);
  return request(wish, {
    engine: engines[given.engine ?? 'chromium'],
    permission: given.permission ?? 'denied',
    resolve: given.resolve ?? numeric,
    connect: () => undefined,
    switches: { ...defenceless, ...given.switches },
    names: ['localhost:62893', '127.0.0.1:62893'],
    badPorts: new Set(BAD_PORTS.keys()),
  });
}

function stoppedBy({ checks }: Result): string | undefined {
  return checks.find(({ passed }) => !passed)?.what;
}

describe('Local Network Access', () => {
  it('lets nothing reach the server from a public page, without the user’s permission', () => {
    for (const page of ['https://site.example', 'http://site.example']) {
      for (const kind of ['fetch', 'send only', 'websocket'] as const) {
        const result = attempt({
          page,
          kind,
          ...(kind === 'websocket' && { target: 'ws://127.0.0.1:62893' }),
        });
        expect(result.response).toBeUndefined();
        expect(stoppedBy(result)).toBe('Local Network Access');
      }
    }
  });

  it('does not even ask for a page that is no secure context', () => {
    const result = attempt({ page: 'http://site.example', permission: 'granted' });
    expect(stoppedBy(result)).toBe('Local Network Access');
  });

  it('granted, leaves the answer to CORS', () => {
    const hidden = attempt({ permission: 'granted' });
    expect(hidden.response?.status).toBe(200);
    expect(hidden.readable).toBe(false);
    expect(attempt({ permission: 'granted', switches: { cors: 'everybody' } }).readable).toBe(true);
  });

  it('does not ask for a page that came from a loopback address itself', () => {
    const result = attempt({ page: 'http://127.0.0.1:3000', from: '127.0.0.1' });
    expect(result.checks.some(({ what }) => what === 'Local Network Access')).toBe(false);
    expect(result.response?.status).toBe(200);
  });

  it('in Firefox 153 does not stop a WebSocket', () => {
    const result = attempt({ engine: 'firefox', kind: 'websocket', target: 'ws://127.0.0.1:62893' });
    expect(result.readable).toBe(true);
    expect(attempt({ engine: 'firefox' }).response).toBeUndefined();
  });
});

describe('without Local Network Access', () => {
  const engine = 'before LNA';

  it('a form reaches the server and changes something, though the page reads nothing', () => {
    const result = attempt({ engine, kind: 'send only', changes: true });
    expect(result.response?.changed).toBe(true);
    expect(result.readable).toBe(false);
  });

  it('a request with JSON is asked about first, and never sent', () => {
    const result = attempt({ engine, kind: 'fetch JSON', changes: true });
    expect(stoppedBy(result)).toBe('Preflight');
    expect(result.response).toBeUndefined();
  });

  it('a WebSocket opens, unless the server looks at Origin', () => {
    const wish = { engine, kind: 'websocket', target: 'ws://127.0.0.1:62893' } as const;
    expect(attempt(wish).readable).toBe(true);
    expect(attempt({ ...wish, switches: { checksOrigin: true } }).response?.status).toBe(403);
  });

  it('a secret in the form stops the forged one', () => {
    const result = attempt({ engine, kind: 'send only', changes: true, switches: { token: true } });
    expect(result.response).toMatchObject({ status: 403, changed: false });
  });

  it('a rebound name reads everything, until the server looks at Host', () => {
    const rebound = {
      engine,
      page: 'http://evil.example:62893',
      target: 'http://evil.example:62893',
      resolve: () => '127.0.0.1',
    } as const;
    expect(attempt(rebound).readable).toBe(true);
    const checked = attempt({ ...rebound, switches: { checksHost: true } });
    expect(checked.response?.status).toBe(403);
    expect(checked.readable).toBe(false);
  });

  it('CORS for whoever asks gives the answer away, with the session', () => {
    const switches = { cors: 'whoever asks', needsSession: true, sameSite: 'None' } as const;
    expect(attempt({ engine, credentials: true, switches }).readable).toBe(true);
    expect(
      attempt({ engine, credentials: true, switches: { ...switches, sameSite: 'Lax' } }).response?.status,
    ).toBe(401);
  });
});

describe('cookies', () => {
  const strict = { needsSession: true, sameSite: 'Strict' } as const;

  it('ignore the port: another local application sends them, SameSite or not', () => {
    const result = attempt({
      page: 'http://127.0.0.1:3000',
      from: '127.0.0.1',
      credentials: true,
      switches: strict,
    });
    expect(result.response?.status).toBe(200);
  });

  it('do not go from localhost to 127.0.0.1', () => {
    const result = attempt({
      page: 'http://localhost:3000',
      from: '127.0.0.1',
      credentials: true,
      switches: strict,
    });
    expect(result.response?.status).toBe(401);
  });
});

describe('a browser', () => {
  it('knows which addresses count as secure without TLS', () => {
    const hosts = ['localhost', 'localhost.', 'foo.localhost', '127.0.0.1', '127.0.0.2', '[::1]'];
    const not = ['0.0.0.0', '[::]', '[::ffff:127.0.0.1]', '192.168.1.20'];
    expect(hosts.filter((host) => !isTrustworthy(web(`http://${host}:3000`)))).toEqual([]);
    expect(not.filter((host) => isTrustworthy(web(`http://${host}:3000`)))).toEqual([]);
  });

  it('refuses bad ports, each a few less or more', () => {
    expect(stoppedBy(attempt({ target: 'http://127.0.0.1:6000' }))).toBe('Port');
    expect(stoppedBy(attempt({ target: 'http://127.0.0.1:6679', engine: 'firefox' }))).toBe('Port');
    expect(stoppedBy(attempt({ target: 'http://127.0.0.1:6679', permission: 'granted' }))).not.toBe('Port');
  });

  it('opens 0.0.0.0 in Chromium only, and asks about it as about loopback', () => {
    const zero = 'http://0.0.0.0:62893';
    expect(stoppedBy(attempt({ target: zero, page: 'http://site.example' }))).toBe('Local Network Access');
    expect(stoppedBy(attempt({ target: zero, engine: 'firefox', page: 'http://site.example' }))).toBe(
      'Address',
    );
    expect(
      attempt({ target: zero, engine: 'before LNA', page: 'http://site.example' }).response?.status,
    ).toBe(200);
  });

  it('loads http into https from loopback addresses alone', () => {
    expect(stoppedBy(attempt({ target: 'http://192.168.1.20:62893', engine: 'before LNA' }))).toBe(
      'Mixed content',
    );
    expect(attempt({ engine: 'before LNA' }).response?.status).toBe(200);
  });
});
