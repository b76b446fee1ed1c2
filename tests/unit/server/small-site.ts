import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { type AddressInfo, connect, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { listenAtOrAfter } from '../../../src/server/listen.ts';
import { createSiteServer, stopServer } from '../../../src/server/site-server.ts';

export const LONG_TEXT = 'A port is a number from 0 to 65535. '.repeat(200);

const FILES: Readonly<Record<string, string | Buffer>> = {
  'site/index.html': '<h1>home</h1>',
  'site/404.html': '<h1>no such page</h1>',
  'site/ports/index.html': `<h1>ports</h1>${LONG_TEXT}`,
  'site/two words/index.html': '<h1>two words</h1>',
  'site/empty/readme.txt': 'no index here',
  'site/_astro/page.abc123.js': `// ${LONG_TEXT}`,
  'site/_astro/page.abc123.css': 'h1 { color: inherit }',
  'site/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'site/letters.woff2': Buffer.alloc(4000),
  'site/registry/names.txt': LONG_TEXT,
  'site/.hidden': 'hidden',
  'secret.txt': 'outside the site',
};

/** Writes a small built site into a temporary folder. */
export async function makeSmallSite(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const parent = await mkdtemp(join(tmpdir(), 'homeport-site-'));
  for (const [name, content] of Object.entries(FILES)) {
    const file = join(parent, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return { folder: join(parent, 'site'), remove: () => rm(parent, { recursive: true, force: true }) };
}

/** Serves that site on a free port. */
export async function serveSmallSite(
  base = '/',
): Promise<{ port: number; folder: string; stop: () => Promise<void> }> {
  const { folder, remove } = await makeSmallSite();
  const server = createSiteServer({ folder, base });
  const { port } = await listenAtOrAfter(server, 0);
  return { port, folder, stop: () => stopServer(server).then(remove) };
}

export type Reply = { status: number; headers: IncomingHttpHeaders; body: Buffer; text: string };

/** Asks as a program would, with just these headers. The path goes out as it stands, `..` and all. */
export function ask(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body, text: body.toString() });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** Sends these bytes and gives all that came back. */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let reply = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      reply += chunk;
    });
    socket.on('end', () => resolve(reply));
    socket.on('error', reject);
  });
}

export function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port.');
  return address.port;
}
