/**
 * ipconfig (learn.microsoft.com, windows-commands/ipconfig), without switches. The lines of its output are as in
 * github.com/docksal/docksal/issues/1352, which has those of /all among them.
 */
import type { Host, Interface } from '../../../simulator/host.ts';
import { interfaceName } from '../../../simulator/os/interface-name.ts';
import { self } from '../../syscalls.ts';
import { maskOf } from '../interface-facts.ts';
import { consoleProgram, fail, say } from './console-program.ts';

export const ipconfig = consoleProgram('ipconfig', 'show the addresses of this host', function* (words) {
  if (words.length > 0) {
    return yield* fail(
      `\nError: unrecognized or incomplete command line.\n\nUSAGE:\n    ipconfig\n\nThe real ipconfig has switches such as /all; this host's has none.\n`,
    );
  }
  const { host } = (yield* self()).around;
  const adapters = host.interfaces.filter(({ name }) => name !== 'lo').map((one) => adapterText(host, one));
  return yield* say(`\nWindows IP Configuration\n\n${adapters.join('')}`);
});

function adapterText(host: Host, one: Interface): string {
  const alias = interfaceName(host, one.name);
  const kind = one.name.startsWith('wlan') ? 'Wireless LAN adapter' : 'Ethernet adapter';
  const byFamily = one.addresses.toSorted(
    (a, b) => Number(b.address.includes(':')) - Number(a.address.includes(':')),
  );
  const rows = byFamily.map(({ address, length }) =>
    address.includes(':')
      ? `   ${address.startsWith('fe80') ? 'Link-local IPv6 Address . . . . .' : 'IPv6 Address. . . . . . . . . . .'} : ${address}\n`
      : `   IPv4 Address. . . . . . . . . . . : ${address}\n   Subnet Mask . . . . . . . . . . . : ${maskOf(length)}\n`,
  );
  const gateways = host.routes
    .filter((route) => route.destination.length === 0 && route.interface === one)
    .map(({ via }) => via);
  const [first = '', ...more] = gateways.toSorted(
    (a, b) => Number(b.includes(':')) - Number(a.includes(':')),
  );
  const gateway = `   Default Gateway . . . . . . . . . : ${first}\n${more.map((via) => `${' '.repeat(39)}${via}\n`).join('')}`;
  return `\n${kind} ${alias}:\n\n   Connection-specific DNS Suffix  . : \n${rows.join('')}${gateway}`;
}
