/**
 * The service of a home router that forwards ports for programs on its network, as miniupnpd 2.3.1 does: it is found by SSDP
 * (UPnP Device Architecture 1.1 §1) and takes orders over HTTP (WANIPConnection:2). Recorded: what it answers and which rules
 * it writes.
 *
 * Differs from miniupnpd: it says nothing unasked, its description is short, it knows no IPv6 and no NAT-PMP.
 */
import { inPrefix, type SocketAddress, socketAddress } from '../../../simulator/address.ts';
import type { Host, Interface } from '../../../simulator/host.ts';
import type { Program } from '../../program.ts';
import { bind, close, joinGroup, recv, send, sendto, socket } from '../../socket-calls.ts';
import { self, startThread } from '../../syscalls.ts';
import { acceptEach } from '../http/http-connection.ts';
import { openListeners } from '../services/open-listeners.ts';
import { root, type Service } from '../services/service.ts';
import {
  addMapping,
  deleteMapping,
  portMappings,
  type UpnpError,
  upnpErrors,
  writeChains,
} from './port-mappings.ts';
import {
  actionBody,
  type Fields,
  faultBody,
  fieldOf,
  gatewayType,
  ssdpGroup,
  ssdpPort,
  wholeMessage,
} from './soap.ts';

/** ext_ifname, listening_ip and http_port of /etc/miniupnpd/miniupnpd.conf. */
const outer = 'wan';
const inner = 'lan';
const httpPort = 5000;
const server = 'Server: Debian UPnP/1.1 MiniUPnPd/2.3.1';

export const miniupnpd: Service = {
  name: 'miniupnpd',
  description: 'Lightweight UPnP IGD daemon',
  documentation: 'man:miniupnpd(8)',
  main: { user: root, title: '/usr/sbin/miniupnpd -f /etc/miniupnpd/miniupnpd.conf' },
  children: [],
  *run(ready): Program {
    const { host } = (yield* self()).around;
    const lan = addressOn(host, inner);
    if (lan === undefined) return 1;
    writeChains(host, outer);
    const listeners = yield* openListeners([lan], httpPort, 5);
    if (!listeners.ok) return 1;
    yield* startThread(answerSearches(host, lan));
    ready();
    return yield* acceptEach(listeners.fds, (fd, client) => takeOrder(host, fd, client));
  },
};

function interfaceOf(host: Host, name: string): Interface | undefined {
  return host.interfaces.find((one) => one.name === name);
}

function addressOn(host: Host, name: string): string | undefined {
  return interfaceOf(host, name)?.addresses.find(({ address }) => !address.includes(':'))?.address;
}

function isInside(host: Host, { address }: SocketAddress): boolean {
  return interfaceOf(host, inner)?.addresses.some((prefix) => inPrefix(address, prefix)) ?? false;
}

function* answerSearches(host: Host, lan: string): Program {
  const opened = yield* socket('AF_INET', 'SOCK_DGRAM');
  if (!opened.ok) return 1;
  const fd = opened.value;
  yield* bind(fd, socketAddress('0.0.0.0', ssdpPort));
  yield* joinGroup(fd, ssdpGroup);
  for (;;) {
    const search = yield* recv(fd, 1500);
    if (search === 'timeout' || !search.ok) continue;
    const { data, from } = search.value;
    if (!from || !data.startsWith('M-SEARCH') || !data.includes(gatewayType) || !isInside(host, from))
      continue;
    const lines = [
      'HTTP/1.1 200 OK',
      'CACHE-CONTROL: max-age=120',
      `ST: ${gatewayType}`,
      `USN: uuid:73a9cb68-a00b-4d2f-8412-75cc989f0c60::${gatewayType}`,
      'EXT:',
      server.replace('Server', 'SERVER'),
      `LOCATION: http://${lan}:${httpPort}/rootDesc.xml`,
    ];
    yield* sendto(fd, from, [...lines, '', ''].join('\r\n'));
  }
}

/** One request a connection. */
function* takeOrder(host: Host, fd: number, client: SocketAddress): Program {
  let received = '';
  for (;;) {
    const message = wholeMessage(received);
    if (message) {
      yield* send(fd, isInside(host, client) ? reply(host, client.address, message) : '');
      break;
    }
    const piece = yield* recv(fd, 65536);
    if (piece === 'timeout' || !piece.ok || piece.value.data === '') break;
    received += piece.value.data;
  }
  yield* close(fd);
  return 0;
}

function reply(
  host: Host,
  asker: string,
  { head, body }: { readonly head: string; readonly body: string },
): string {
  if (head.startsWith('GET /rootDesc.xml ')) return http('200 OK', description);
  const action = /^soapaction:.*#(\w+)/im.exec(head)?.[1];
  if (!head.startsWith('POST /ctl/IPConn ') || action === undefined) return http('404 Not Found', '');
  const done = act(host, asker, action, body);
  return typeof done === 'number'
    ? http('500 Internal Server Error', faultBody(done, upnpErrors[done]))
    : http('200 OK', actionBody(`${action}Response`, done));
}

function http(status: string, body: string): string {
  const type = 'Content-Type: text/xml; charset="utf-8"';
  const head = [
    `HTTP/1.1 ${status}`,
    type,
    'Connection: close',
    `Content-Length: ${body.length}`,
    server,
    'Ext:',
  ];
  return [...head, '', body].join('\r\n');
}

const description = `<?xml version="1.0"?>\r\n<root xmlns="urn:schemas-upnp-org:device-1-0"><device><deviceType>${gatewayType}</deviceType><friendlyName>Debian router</friendlyName><controlURL>/ctl/IPConn</controlURL></device></root>`;

function act(host: Host, asker: string, action: string, body: string): Fields | UpnpError {
  const text = (name: string): string => fieldOf(body, name) ?? '';
  const port = (name: string): number => (Number.parseInt(text(name), 10) || 0) & 0xffff;
  const { now } = host.network;
  switch (action) {
    case 'GetStatusInfo':
      return {
        NewConnectionStatus: 'Connected',
        NewLastConnectionError: 'ERROR_NONE',
        NewUptime: String(Math.floor(now / 1000)),
      };
    case 'GetConnectionTypeInfo':
      return { NewConnectionType: 'IP_Routed', NewPossibleConnectionTypes: 'IP_Routed' };
    case 'GetExternalIPAddress':
      return { NewExternalIPAddress: addressOn(host, outer) ?? '' };
    case 'AddPortMapping': {
      const refused = addMapping(host, asker, {
        protocol: text('NewProtocol'),
        externalPort: port('NewExternalPort'),
        client: text('NewInternalClient'),
        port: port('NewInternalPort'),
        description: text('NewPortMappingDescription'),
        lease: Number(text('NewLeaseDuration')) || 0,
      });
      return refused ?? {};
    }
    case 'DeletePortMapping':
      return deleteMapping(host, asker, text('NewProtocol'), port('NewExternalPort')) ?? {};
    case 'GetGenericPortMappingEntry': {
      const found = portMappings(host)[Number(text('NewPortMappingIndex'))];
      if (!found) return 713;
      return {
        NewRemoteHost: '',
        NewExternalPort: String(found.externalPort),
        NewProtocol: found.protocol,
        ...entry(found, now),
      };
    }
    case 'GetSpecificPortMappingEntry': {
      const found = portMappings(host).find(
        ({ protocol, externalPort }) =>
          protocol === text('NewProtocol') && externalPort === port('NewExternalPort'),
      );
      return found ? entry(found, now) : 714;
    }
    default:
      return 401;
  }
}

function entry(
  { port, client, description: text, endsAt }: ReturnType<typeof portMappings>[number],
  now: number,
): Fields {
  return {
    NewInternalPort: String(port),
    NewInternalClient: client,
    NewEnabled: '1',
    NewPortMappingDescription: text,
    NewLeaseDuration: String(Math.ceil((endsAt - now) / 1000)),
  };
}
