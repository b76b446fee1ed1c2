/** A program's side of UPnP: which gateway is there (SSDP), and orders to it (SOAP over HTTP), as miniupnpc 2.2.4 does both. */
import { socketAddress } from '../../../simulator/address.ts';
import { strerror } from '../../../simulator/errno.ts';
import type { Program } from '../../program.ts';
import { close, connect, recv, send, sendto, socket } from '../../socket-calls.ts';
import { complain, now, print } from '../../syscalls.ts';
import {
  actionBody,
  connectionService,
  type Fields,
  fieldOf,
  gatewayType,
  ssdpGroup,
  ssdpPort,
  wholeMessage,
} from './soap.ts';

/** Milliseconds that upnpc waits for gateways to answer. */
const discoveryTime = 2000;

/** What is searched for, one after the other, until somebody answers. */
const searched = [
  gatewayType,
  'urn:schemas-upnp-org:service:WANIPConnection:1',
  'urn:schemas-upnp-org:service:WANPPPConnection:1',
  'upnp:rootdevice',
];

/** Asks everybody on the network which gateway there is. */
export function* discover(): Program<string | undefined> {
  const opened = yield* socket('AF_INET', 'SOCK_DGRAM');
  if (!opened.ok) return undefined;
  const fd = opened.value;
  let found: readonly string[] = [];
  for (const type of searched) {
    const search = [
      'M-SEARCH * HTTP/1.1',
      `HOST: ${ssdpGroup}:${ssdpPort}`,
      `ST: ${type}`,
      'MAN: "ssdp:discover"',
      'MX: 2',
      '',
      '',
    ];
    const sent = yield* sendto(fd, socketAddress(ssdpGroup, ssdpPort), search.join('\r\n'));
    if (!sent.ok) yield* complain(`sendto: ${strerror(sent.errno)}\n`);
    else found = yield* hearAnswers(fd);
    if (found.length > 0) break;
  }
  yield* close(fd);
  if (found.length === 0) return undefined;
  yield* print('List of UPNP devices found on the network :\n');
  for (const url of found) yield* print(` desc: ${url}\n st: ${gatewayType}\n\n`);
  return found[0];
}

function* hearAnswers(fd: number): Program<readonly string[]> {
  const until = (yield* now()) + discoveryTime;
  const found: string[] = [];
  for (;;) {
    const answer = yield* recv(fd, 1536, until);
    if (answer === 'timeout' || !answer.ok) return found;
    const location = /^location:\s*(\S+)/im.exec(answer.value.data)?.[1];
    if (location !== undefined) found.push(location);
  }
}

export interface Gateway {
  readonly address: string;
  readonly port: number;
  /** The path to which orders go. */
  readonly control: string;
}

export function* openGateway(address: string, port: number, path: string): Program<Gateway | undefined> {
  const head = `GET ${path} HTTP/1.1\r\nHost: ${address}:${port}\r\nConnection: Close\r\n\r\n`;
  const body = yield* exchange(address, port, head);
  const control = body === undefined ? undefined : fieldOf(body, 'controlURL');
  return control === undefined ? undefined : { address, port, control };
}

/** One request and the body of its answer; undefined, with a complaint, when there is no connection. */
function* exchange(address: string, port: number, request: string): Program<string | undefined> {
  const opened = yield* socket('AF_INET', 'SOCK_STREAM');
  if (!opened.ok) return undefined;
  const fd = opened.value;
  const connected = yield* connect(fd, socketAddress(address, port));
  let received = '';
  if (connected === 'timeout' || !connected.ok) yield* complain('connect: Connection refused\n');
  else {
    yield* send(fd, request);
    for (;;) {
      const piece = yield* recv(fd, 65536);
      if (piece === 'timeout' || !piece.ok || piece.value.data === '') break;
      received += piece.value.data;
    }
  }
  yield* close(fd);
  return wholeMessage(received)?.body;
}

export interface Answered {
  readonly body: string;
  readonly error: { readonly code: string; readonly text: string } | undefined;
}

export function* call(
  { address, port, control }: Gateway,
  action: string,
  fields: Fields,
): Program<Answered> {
  const body = actionBody(action, fields);
  const head = [
    `POST ${control} HTTP/1.1`,
    `Host: ${address}:${port}`,
    `Content-Length: ${body.length}`,
    'Content-Type: text/xml',
    `SOAPAction: "${connectionService}#${action}"`,
    'Connection: Close',
  ];
  const answer = (yield* exchange(address, port, [...head, '', body].join('\r\n'))) ?? '';
  const code = fieldOf(answer, 'errorCode');
  const error = code === undefined ? undefined : { code, text: fieldOf(answer, 'errorDescription') ?? '' };
  return { body: answer, error };
}
