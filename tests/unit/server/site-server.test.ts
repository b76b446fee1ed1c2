import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, LONG_TEXT, sendRaw, serveSmallSite } from './small-site.ts';

let site: Awaited<ReturnType<typeof serveSmallSite>>;
beforeAll(async () => {
  site = await serveSmallSite();
});
afterAll(() => site.stop());

describe('pages and files', () => {
  test.each([
    ['/', 'text/html; charset=utf-8'],
    ['/ports/', 'text/html; charset=utf-8'],
    ['/ports/?query=80', 'text/html; charset=utf-8'],
    ['/two%20words/', 'text/html; charset=utf-8'],
    ['/_astro/page.abc123.js', 'text/javascript; charset=utf-8'],
    ['/_astro/page.abc123.css', 'text/css; charset=utf-8'],
    ['/logo.svg', 'image/svg+xml; charset=utf-8'],
    ['/letters.woff2', 'font/woff2'],
    ['/registry/names.txt', 'text/plain; charset=utf-8'],
  ])('%s is %s', async (path, type) => {
    const { status, headers } = await ask(site.port, path);
    expect([status, headers['content-type']]).toEqual([200, type]);
  });

  test('a folder without its slash redirects to the slash and keeps the query', async () => {
    const { status, headers } = await ask(site.port, '/ports?query=80');
    expect([status, headers.location]).toEqual([302, '/ports/?query=80']);
  });

  test.each([
    '/nothing',
    '/nothing/',
    '/logo.svg/',
    '/empty/',
    '/empty',
    '//ports/',
    '/ports//',
    '/ports/%zz',
  ])('%s is answered with 404 and the site’s own page', async (path) => {
    const { status, text } = await ask(site.port, path);
    expect([status, text]).toEqual([404, '<h1>no such page</h1>']);
  });

  test.each([
    '/../secret.txt',
    '/ports/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/ports/%2e%2e%2f%2e%2e%2fsecret.txt',
    '/.hidden',
    '/C:/secret.txt',
    '/index.html%00.svg',
  ])('%s leads to nothing outside the site', async (path) => {
    expect((await ask(site.port, path)).status).toBe(404);
  });
});

describe('the Host header', () => {
  test.each(['localhost', 'app.localhost:8080', '127.9.9.9', '[::1]:62893'])(
    '%s is answered',
    async (host) => {
      expect((await ask(site.port, '/', { Host: host })).status).toBe(200);
    },
  );

  test.each(['evil.example', '127.0.0.1.evil.example', 'localhost:99999', '[::2]'])(
    '%s is refused with one explanation in plain text',
    async (host) => {
      const { status, headers, text } = await ask(site.port, '/', { Host: host });
      expect([status, headers['content-type']]).toEqual([403, 'text/plain; charset=utf-8']);
      expect(text).toContain(`the Host header says "${host}"`);
    },
  );

  test.each([
    ['none in HTTP/1.1', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['none in HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n'],
    ['two', 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n'],
  ])('%s gets 400', async (_, request) => {
    expect(await sendRaw(site.port, request)).toMatch(
      /^HTTP\/1\.1 400 [\s\S]*no Host header, or more than one/,
    );
  });

  test('a whole URL as the target must name this machine too', async () => {
    const request = 'GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
    expect(await sendRaw(site.port, request)).toMatch(/^HTTP\/1\.1 403 /);
  });

  test('a whole URL that names this machine is answered', async () => {
    const request = 'GET http://localhost/ports/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
    expect(await sendRaw(site.port, request)).toMatch(/^HTTP\/1\.1 200 [\s\S]*<h1>ports/);
  });
});

describe('methods', () => {
  test('HEAD gives the headers of GET and no body', async () => {
    const get = await ask(site.port, '/ports/');
    const head = await ask(site.port, '/ports/', {}, 'HEAD');
    expect(head.status).toBe(200);
    expect(head.body.length).toBe(0);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s gets 405 and the methods that work', async (method) => {
    const { status, headers } = await ask(site.port, '/', {}, method);
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  });
});

describe('headers', () => {
  test.each(['/', '/nothing', '/ports', '/_astro/page.abc123.js'])(
    '%s carries the safe ones',
    async (path) => {
      const { headers } = await ask(site.port, path);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    },
  );

  test('a page may be shown in a frame', async () => {
    const { headers } = await ask(site.port, '/');
    expect(headers['x-frame-options']).toBeUndefined();
    expect(headers['content-security-policy'] ?? '').not.toContain('frame-ancestors');
  });

  test('a page is asked for again each time, a file with its digest in the name never', async () => {
    expect((await ask(site.port, '/')).headers['cache-control']).toBe('no-cache');
    expect((await ask(site.port, '/_astro/page.abc123.js')).headers['cache-control']).toMatch(/immutable/);
  });

  test('a known ETag gets 304 without a body', async () => {
    const { headers } = await ask(site.port, '/ports/');
    const again = await ask(site.port, '/ports/', { 'If-None-Match': `W/"x", ${headers.etag}` });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  test('another ETag gets the page', async () => {
    expect((await ask(site.port, '/ports/', { 'If-None-Match': '"other"' })).status).toBe(200);
  });
});

describe('compression', () => {
  const path = '/registry/names.txt';

  test('brotli is preferred', async () => {
    const { headers, body } = await ask(site.port, path, { 'Accept-Encoding': 'gzip, deflate, br' });
    expect([headers['content-encoding'], headers.vary]).toEqual(['br', 'Accept-Encoding']);
    expect(brotliDecompressSync(body).toString()).toBe(LONG_TEXT);
  });

  test('gzip is given where brotli is refused', async () => {
    const { headers, body } = await ask(site.port, path, { 'Accept-Encoding': 'br;q=0, gzip' });
    expect(headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(body).toString()).toBe(LONG_TEXT);
  });

  test.each(['', 'identity', 'gzip;q=0', 'zstd'])(
    'Accept-Encoding: %j gives the bytes as they are',
    async (accept) => {
      const { headers, text } = await ask(site.port, path, { 'Accept-Encoding': accept });
      expect(headers['content-encoding']).toBeUndefined();
      expect(text).toBe(LONG_TEXT);
    },
  );

  test('each form has an ETag of its own', async () => {
    const tags = await Promise.all(
      ['br', 'gzip', 'identity'].map(async (accept) => {
        return (await ask(site.port, path, { 'Accept-Encoding': accept })).headers.etag;
      }),
    );
    expect(new Set(tags).size).toBe(3);
  });

  test('a font is compressed already', async () => {
    const { headers } = await ask(site.port, '/letters.woff2', { 'Accept-Encoding': 'br' });
    expect(headers['content-encoding']).toBeUndefined();
  });
});
