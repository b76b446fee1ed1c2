import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Answer, answer } from './answer.ts';
import { keepFiles } from './kept-file.ts';
import type { Site } from './site-path.ts';

/**
 * On every answer. nosniff: a text file stays text. no-referrer: the links out of the course tell nobody where
 * the reader came from. same-origin opener: a page that opened this one holds no handle on it. There is no
 * frame-ancestors here, because a course may embed the site.
 */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** An HTTP server for a built site; it listens nowhere yet (see listen.ts). */
export function createSiteServer(site: Site): Server {
  const readKept = keepFiles();
  // A missing Host header gets our sentence instead of Node's empty 400.
  return createServer({ requireHostHeader: false }, (request, response) => {
    const question = {
      method: request.method ?? 'GET',
      target: request.url ?? '/',
      hosts: request.headersDistinct.host ?? [],
      headers: request.headers,
    };
    answer(site, question, readKept)
      .then((given) => send(request, response, given))
      .catch((error: unknown) => {
        console.error(error);
        response.destroy();
      });
  });
}

function send(request: IncomingMessage, response: ServerResponse, given: Answer): void {
  const length = given.status === 304 ? {} : { 'Content-Length': String(given.body.length) };
  response.writeHead(given.status, { ...HEADERS, ...given.headers, ...length });
  response.end(request.method === 'HEAD' ? undefined : given.body);
}

/** Closes the listener and every connection at once; afterwards the port is free. */
export function stopServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
