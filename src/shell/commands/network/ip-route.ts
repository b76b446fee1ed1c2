/** `ip route` of iproute2 6.1. */
import { type Prefix, parseAddress } from '../../../simulator/address.ts';
import { type Host, isBroadcastAddress, isLocalAddress } from '../../../simulator/host.ts';
import { sourceFor } from '../../../simulator/route.ts';
import { wayTo } from '../../../simulator/routing-table.ts';
import { networkOf } from '../firewall/network-prefix.ts';
import { broadcastAddress, interfacesOf, scopeOf } from './interface-facts.ts';
import type { IpStyle } from './ip.ts';
import { paint } from './ip-colour.ts';
import { IpError } from './ip-error.ts';

/** @param words after `show` */
export function showRoutes(host: Host, words: readonly string[], style: IpStyle): string {
  const table = words[words.indexOf('table') + 1];
  if (words.includes('table') && table !== 'main') {
    if (table === 'local') return localTable(host, style);
    throw new IpError(`ip: table ${table} is not here; the tables are main and local`, 255);
  }
  const six = style.family === '6';
  const own = interfacesOf(host).flatMap(({ name, loopback, addresses }) =>
    addresses
      .filter(
        ({ address, length }) => address.includes(':') === six && !loopback && length < (six ? 128 : 32),
      )
      .map((prefix) => {
        const network = `${networkText(prefix, style)} dev ${paint(`${name} `, 'name', style.colour)}proto kernel `;
        const from = `scope link src ${paint(`${prefix.address} `, prefix.address, style.colour)}`;
        return network + (six ? 'metric 256 pref medium' : from);
      }),
  );
  const others = host.routes
    .filter(({ via }) => via.includes(':') === six)
    .map(({ destination, via, interface: link }) => {
      const to = destination.length === 0 ? 'default' : networkText(destination, style);
      const way = `${to} via ${paint(`${via} `, via, style.colour)}dev ${paint(`${link.name} `, 'name', style.colour)}`;
      return six ? `${way}metric 1024 pref medium` : way;
    });
  const [first, rest] = [
    others.filter((line) => line.startsWith('default')),
    others.filter((line) => !line.startsWith('default')),
  ];
  const lines = six ? [...own, ...rest, ...first] : [...first, ...rest, ...own];
  return lines.map((line) => `${line}\n`).join('');
}

function networkText({ address, length }: Prefix, { colour }: IpStyle): string {
  const network = networkOf(address, length);
  return `${paint(network, network, colour)}/${length}`;
}

/** What is delivered on this host. */
function localTable(host: Host, { family }: IpStyle): string {
  const lines = interfacesOf(host).flatMap((facts) =>
    facts.addresses.flatMap((prefix) => {
      const { address, length } = prefix;
      if (address.includes(':') !== (family === '6')) return [];
      if (family === '6') return [`local ${address} dev ${facts.name} proto kernel metric 0 pref medium`];
      const end = `dev ${facts.name} proto kernel`;
      const broadcast =
        broadcastAddress(facts, prefix) ?? (address === '127.0.0.1' ? '127.255.255.255' : undefined);
      return [
        ...(facts.loopback && scopeOf(address) === 'host'
          ? [`local ${networkOf(address, length)}/${length} ${end} scope host src ${address} `]
          : []),
        `local ${address} ${end} scope host src ${address} `,
        ...(broadcast ? [`broadcast ${broadcast} ${end} scope link src ${address} `] : []),
      ];
    }),
  );
  return [...new Set(lines)].map((line) => `${line}\n`).join('');
}

/** @param words after `get` */
export function getRoute(host: Host, words: readonly string[], uid: number): string {
  const rest = [...words];
  let destination: string | undefined;
  let from: string | undefined;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const value = word === 'to' || word === 'from' ? rest.shift() : word;
    const text = value?.replace(/\/(32|128)$/, '');
    const address = text === undefined ? undefined : parseAddress(text);
    if (address === undefined)
      throw new IpError(`Error: any valid prefix is expected rather than "${value}".`, 1);
    if (word === 'from') from = address;
    else destination = address;
  }
  if (destination === undefined) throw new IpError('need at least a destination address', 1);
  const wire = destination === '0.0.0.0' ? '127.0.0.1' : destination;
  const source = sourceFor(host, wire, from);
  if (!source.ok) throw new IpError('RTNETLINK answers: Network is unreachable', 2);
  const own = isLocalAddress(host, wire);
  if (wire.includes(':')) {
    if (own)
      return `local ${wire} from :: dev lo table local proto kernel src ${source.address} metric 0 pref medium\n`;
    const way = wayTo(host, wire);
    const via = way && way.nextHop !== wire ? ` via ${way.nextHop}` : '';
    return `${wire} from ::${via} dev ${way?.interface.name} proto kernel src ${source.address} metric 256 pref medium\n`;
  }
  const broadcast = isBroadcastAddress(host, wire);
  const way = wayTo(host, wire);
  const via = way && way.nextHop !== wire ? `via ${way.nextHop} ` : '';
  const dev = own ? 'lo' : way?.interface.name;
  const start = `${own ? 'local ' : broadcast ? 'broadcast ' : ''}${destination} ${from ? `from ${from} ` : ''}${via}dev ${dev} `;
  const end = `${from ? '' : `src ${source.address} `}uid ${uid} `;
  return `${start}${end}\n    cache ${own ? '<local> ' : broadcast ? '<local,brd> ' : ''}\n`;
}
