/** getaddrinfo(3): from a host's name to its addresses, out of /etc/hosts, or out of the names that a tunnel made public. */
import ipaddr from 'ipaddr.js';
import { familyOf, inPrefix, isLoopback, parseAddress } from '../simulator/address.ts';
import { type Host, isLocalAddress } from '../simulator/host.ts';
import { readContent } from './file-system.ts';
import { addressesOfName } from './relays.ts';
import type { Task } from './task.ts';

export interface HostsLine {
  readonly address: string;
  readonly names: readonly string[];
}

/** An address as inet_aton(3) and inet_pton(3) read it: `127.1` and `0x7f000001` too. */
export function parseNumericAddress(text: string): string | undefined {
  const plain = parseAddress(text);
  if (plain !== undefined) return plain;
  return ipaddr.IPv4.isValid(text) ? ipaddr.IPv4.parse(text).toString() : undefined;
}

const windowsHosts = '/Windows/System32/drivers/etc/hosts';

/**
 * Windows' hosts file is empty but for comments: the resolver itself knows localhost, and the host by its name.
 * localhost is in the DNS client's hands as the file's own comment says. A Mac is called NAME.local (Bonjour, RFC 6762; Apple,
 * Mac User Guide, "Change your computer's local hostname"), and its hosts file has no bare name of its own.
 */
function ownNames({ name, system, interfaces }: Host, wanted: string): readonly string[] {
  if (system.name === 'linux') return [];
  const windows = system.name === 'windows';
  if (windows && wanted === 'localhost') return ['::1', '127.0.0.1'];
  if (wanted !== (windows ? name.toLowerCase() : `${name.toLowerCase()}.local`)) return [];
  return interfaces
    .filter((one) => one.name !== 'lo')
    .flatMap((one) => one.addresses.map(({ address }) => address));
}

/** hosts(5) */
export function readHosts(task: Pick<Task, 'around'>): readonly HostsLine[] {
  const path = task.around.host.system.name === 'windows' ? windowsHosts : '/etc/hosts';
  const found = task.around.files.find('/', path, 0);
  if (!found.ok || found.value.kind !== 'file') return [];
  return readContent(found.value)
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
    .flatMap(([first = '', ...names]) => {
      const address = parseAddress(first);
      return address === undefined || names.length === 0 ? [] : [{ address, names }];
    });
}

/**
 * The addresses of a name in the order in which a program tries them: RFC 6724 §6 puts what the host can reach
 * first, then IPv6 before IPv4. Empty when nobody knows the name.
 */
export function resolveName(task: Pick<Task, 'around'>, name: string): readonly string[] {
  const numeric = parseNumericAddress(name);
  if (numeric !== undefined) return [numeric];
  const wanted = name.toLowerCase();
  const { host } = task.around;
  const written = readHosts(task)
    .filter(({ names }) => names.some((known) => known.toLowerCase() === wanted))
    .map(({ address }) => address);
  const own = written.length > 0 ? written : ownNames(host, wanted);
  const addresses = own.length > 0 ? own : addressesOfName(host.network, wanted);
  const rank = (address: string): number =>
    (canReach(host, address) ? 0 : 2) + (familyOf(address) === 'AF_INET6' ? 0 : 1);
  return [...new Set(addresses)].sort((a, b) => rank(a) - rank(b));
}

function canReach(host: Host, address: string): boolean {
  if (isLoopback(address)) return isLocalAddress(host, address);
  return host.interfaces.some(({ addresses }) => addresses.some((prefix) => inPrefix(address, prefix)));
}
