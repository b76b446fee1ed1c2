/** Whether an open file is one that lsof was asked for. */
import { mappedIPv4 } from '../../../simulator/address.ts';
import type { SocketRow } from '../../../simulator/socket-list.ts';
import type { InternetItem } from './lsof-arguments.ts';
import type { OpenThing } from './lsof-files.ts';
import { unmapped } from './socket-names.ts';

export function isDescriptor(text: string, { fd }: OpenThing): boolean {
  const range = /^(\d+)-(\d+)$/.exec(text);
  return range ? Number(fd) >= Number(range[1]) && Number(fd) <= Number(range[2]) : fd === text;
}

export function isInternet(items: readonly InternetItem[], socket: SocketRow | undefined): boolean {
  return socket !== undefined && (items.length === 0 || items.some((item) => matches(item, socket)));
}

/** An address or a port may be of either end; a mapped address counts as IPv4. */
function matches(item: InternetItem, socket: SocketRow): boolean {
  const isIPv4 = socket.family === 'AF_INET' || mappedIPv4(socket.local.address) !== undefined;
  if (item.family && item.family !== (isIPv4 ? 4 : 6)) return false;
  if (item.protocol && item.protocol !== socket.protocol) return false;
  return [socket.local, ...(socket.peer ? [socket.peer] : [])].some(
    ({ address, port }) =>
      (item.addresses.length === 0 || item.addresses.includes(unmapped(address))) &&
      (item.ports.length === 0 || item.ports.some(([low, high]) => port >= low && port <= high)),
  );
}
