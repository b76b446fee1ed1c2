/** The machine under attack, for real: the development server with its switches, the pages, and a name server that changes its mind. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { application } from '../../src/course/browser/attacks.ts';
import {
  type Switches,
  serve,
  type WebRequest,
  type WebResponse,
} from '../../src/course/browser/development-server.ts';

/** Public for a browser, and an address of this network namespace. */
export const publicAddress = '203.0.113.66';
export const secret = 'PRIVATE';
const names = ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${application.port}`);
const methods = ['GET', 'POST', 'PUT', 'OPTIONS'] as const;

function read({ method, headers }: IncomingMessage, websocket: boolean): WebRequest {
  return {
    method: methods.find((known) => known === method) ?? 'GET',
    host: headers.host ?? '',
    origin: headers.origin,
    session: /session=1/.test(headers.cookie ?? ''),
    token: false,
    websocket,
  };
}

export class Victim {
  switches: Switches;
  readonly answers: WebResponse[] = [];
  readonly #server: Server;
  /** They are no longer the server's to close. */
  readonly #upgraded = new Set<Duplex>();

  constructor(switches: Switches) {
    this.switches = switches;
    this.#server = createServer((request, response) => this.#answer(request, response));
    this.#server.on('upgrade', (request, socket) => {
      this.#upgraded.add(socket);
      const { status } = this.#serve(read(request, true));
      const key = `${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
      const accept = createHash('sha1').update(key).digest('base64');
      const upgrade = `Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`;
      if (status === 101) socket.write(`HTTP/1.1 101 Switching Protocols\r\n${upgrade}`);
      else socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\n\r\n`);
    });
  }

  start(): Promise<void> {
    return new Promise((started) => this.#server.listen(application.port, '127.0.0.1', () => started()));
  }

  stop(): Promise<void> {
    return new Promise((stopped) => {
      this.#server.close(() => stopped());
      this.#server.closeAllConnections();
      for (const socket of this.#upgraded) socket.destroy();
    });
  }

  #serve(request: WebRequest): WebResponse {
    const answer = serve(request, this.switches, { names, frontEnd: application.frontEnd });
    this.answers.push(answer);
    return answer;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    response.setHeader('Connection', 'close');
    if (request.url === '/login') {
      const { sameSite } = this.switches;
      const attribute =
        sameSite === undefined ? '' : `; SameSite=${sameSite}${sameSite === 'None' ? '; Secure' : ''}`;
      response.setHeader('Set-Cookie', `session=1; HttpOnly; Path=/${attribute}`);
      response.end('logged in');
      return;
    }
    const { status, allowOrigin, allowCredentials } = this.#serve(read(request, false));
    if (allowOrigin) response.setHeader('Access-Control-Allow-Origin', allowOrigin);
    if (allowCredentials) response.setHeader('Access-Control-Allow-Credentials', 'true');
    response.setHeader('Access-Control-Allow-Methods', 'PUT');
    response.setHeader('Access-Control-Allow-Headers', 'Content-Type');
    response.statusCode = status;
    response.end(status === 200 ? secret : '');
  }
}

const blankPage: RequestListener = (_, response) => {
  response.setHeader('Content-Type', 'text/html');
  response.setHeader('Connection', 'close');
  response.end('<!doctype html><title>page</title>');
};

/** The pages from which the attacks come, and the front end. @param folder takes the certificate */
export function startPages(folder: string): void {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=evil.example', '-addext', 'subjectAltName=DNS:evil.example'];
  const made = ['-keyout', key, '-out', cert, '-days', '2', ...subject];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...made], { stdio: 'ignore' });
  createServer(blankPage).listen(80, publicAddress);
  createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) }, blankPage).listen(
    443,
    publicAddress,
  );
  for (const port of [8000, Number(new URL(application.frontEnd).port)])
    createServer(blankPage).listen(port, '127.0.0.1');
}

/** The attacker's page on the port of the victim, for rebinding; the function it returns ends it. */
export function startRebindingPage(): Promise<() => Promise<void>> {
  const server = createServer(blankPage);
  const end = (): Promise<void> =>
    new Promise((ended) => {
      server.close(() => ended());
      server.closeAllConnections();
    });
  return new Promise((started) => server.listen(application.port, publicAddress, () => started(end)));
}

/** Answers for evil.example with one address, for a second; the function it returns changes that address. */
export function startNameServer(): (address: string) => void {
  let current = publicAddress;
  const server = createSocket('udp4');
  server.on('message', (question, { port, address }) => {
    let end = 12;
    while (question[end]) end += (question[end] ?? 0) + 1;
    const known = question.readUInt16BE(end + 1) === 1 && question.subarray(12, end).includes('evil');
    const head = Buffer.from(question.subarray(0, end + 5));
    // A response, no error; one question, and one answer or none (RFC 1035 §4.1.1).
    for (const [offset, value] of [0x8400, 1, known ? 1 : 0, 0, 0].entries())
      head.writeUInt16BE(value, 2 + 2 * offset);
    const record = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, ...current.split('.').map(Number)];
    server.send(known ? Buffer.concat([head, Buffer.from(record)]) : head, port, address);
  });
  server.bind(53, '127.0.0.1');
  return (address) => {
    current = address;
  };
}
