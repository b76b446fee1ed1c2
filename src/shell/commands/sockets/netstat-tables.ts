/** The routing and interface tables of netstat, from what the host has. */
import { familyOf, type Prefix } from '../../../simulator/address.ts';
import type { Host } from '../../../simulator/host.ts';

/** `netstat -r`: the attached networks, which are all the routes there are here. */
export function routeTable({ interfaces }: Host): string {
  const rows = interfaces
    .filter(({ name }) => name !== 'lo')
    .flatMap(({ name, addresses }) =>
      addresses
        .filter(({ address }) => familyOf(address) === 'AF_INET')
        .map((prefix) => [networkOf(prefix), '0.0.0.0', maskOf(prefix), name] as const),
    )
    .map(
      ([network, gateway, mask, name]) =>
        `${network.padEnd(15)} ${gateway.padEnd(15)} ${mask.padEnd(15)} U         0 0          0 ${name}\n`,
    );
  return `Kernel IP routing table
Destination     Gateway         Genmask         Flags   MSS Window  irtt Iface
${rows.join('')}`;
}

/** `netstat -i`: packets are not counted here. */
export function interfaceTable(host: Host, all: boolean): string {
  const names = host.interfaces
    .filter(({ addresses }) => all || addresses.length > 0)
    .map(({ name }) => name);
  const rows = names.sort().map((name) => {
    const [mtu, flags] = name === 'lo' ? [65536, 'LRU'] : [1500, 'BMRU'];
    const zeros = '       0      0      0 0             0      0      0      0';
    return `${name.padEnd(12)} ${String(mtu).padStart(8)} ${zeros} ${flags}\n`;
  });
  return `Kernel Interface table
Iface             MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg
${rows.join('')}`;
}

function maskOf({ length }: Prefix): string {
  return [0, 8, 16, 24].map((from) => 256 - 2 ** (8 - Math.min(8, Math.max(0, length - from)))).join('.');
}

function networkOf(prefix: Prefix): string {
  const mask = maskOf(prefix).split('.').map(Number);
  return prefix.address
    .split('.')
    .map((part, index) => Number(part) & (mask[index] ?? 0))
    .join('.');
}
