import type { ProgramFile } from '../../command.ts';
import type { OptionTable } from '../../option-table.ts';
import { complain, print, self } from '../../syscalls.ts';
import { broadcastAddress, type InterfaceFacts, interfacesOf, scopeOf } from './interface-facts.ts';

const options: OptionTable = {
  options: [
    { short: 'a', help: 'every interface, down ones too' },
    { short: 's', help: 'a short list' },
    { short: 'v', help: 'say more' },
    { long: 'help', help: 'how to use it' },
    { long: 'version', help: 'the version' },
  ],
};

/** ifconfig(8) of net-tools 2.10, to show interfaces. */
export const ifconfig: ProgramFile = {
  name: 'ifconfig',
  summary: 'show the interfaces and their addresses, in the older way',
  options,
  section: 8,
  differs: 'Interfaces are shown; changing them is not possible here. Packets are not counted.',
  *run([, ...args]) {
    const words = args.filter((word) => !/^-[av]$|^--?(all|short|verbose)$|^-s$/.test(word));
    const short = args.includes('-s') || args.includes('--short');
    const { around, process } = yield* self();
    const [name, ...changes] = words;
    if (name === '--version' || name === '-V') {
      yield* print('net-tools 2.10\n');
      return 0;
    }
    if (name === '--help' || name === '-h') {
      yield* complain(usage);
      return 0;
    }
    if (name?.startsWith('-')) {
      yield* complain(
        `ifconfig: option \`${name}' not recognised.\nifconfig: \`--help' gives usage information.\n`,
      );
      return 1;
    }
    const chosen = [...interfacesOf(around.host)]
      .filter((facts) => name === undefined || facts.name === name)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    if (chosen.length === 0) {
      yield* complain(`${name}: error fetching interface information: Device not found\n`);
      return 1;
    }
    if (changes.length > 0) {
      const flags = changes.some((word) => word === 'up' || word === 'down');
      yield* complain(
        process.uid === 0
          ? 'ifconfig: this host keeps the addresses it has; changing them is not supported here yet\n'
          : `${flags ? '' : 'SIOCSIFADDR: Operation not permitted\n'}SIOCSIFFLAGS: Operation not permitted\n`,
      );
      return 255;
    }
    yield* print(short ? shortHead + chosen.map(shortText).join('') : chosen.map(longText).join(''));
    return 0;
  },
};

const shortHead = 'Iface      MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg\n';

function shortText({ name, mtu, loopback }: InterfaceFacts): string {
  const flags = loopback ? 'LRU' : 'BMRU';
  return `${name.padEnd(16)}${String(mtu).padStart(5)}        0      0      0 0             0      0      0      0 ${flags}\n`;
}

const scopeIds = { host: '0x10<host>', link: '0x20<link>', global: '0x0<global>' } as const;

function longText(facts: InterfaceFacts): string {
  const { name, loopback, mtu, mac, addresses } = facts;
  const flags = loopback ? '73<UP,LOOPBACK,RUNNING>' : '4163<UP,BROADCAST,RUNNING,MULTICAST>';
  const [first] = addresses.filter(({ address }) => !address.includes(':'));
  const broadcast = first && broadcastAddress(facts, first);
  const inet = first
    ? `        inet ${first.address}  netmask ${maskOf(first.length)}${broadcast ? `  broadcast ${broadcast}` : ''}\n`
    : '';
  const inet6 = addresses
    .filter(({ address }) => address.includes(':'))
    .map(
      ({ address, length }) =>
        `        inet6 ${address}  prefixlen ${length}  scopeid ${scopeIds[scopeOf(address)]}\n`,
    )
    .join('');
  const link = loopback
    ? 'loop  txqueuelen 1000  (Local Loopback)'
    : `ether ${mac}  txqueuelen 1000  (Ethernet)`;
  return `${name}: flags=${flags}  mtu ${mtu}
${inet}${inet6}        ${link}
        RX packets 0  bytes 0 (0.0 B)
        RX errors 0  dropped 0  overruns 0  frame 0
        TX packets 0  bytes 0 (0.0 B)
        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0

`;
}

function maskOf(length: number): string {
  return [0, 8, 16, 24].map((start) => 256 - 2 ** (8 - Math.max(0, Math.min(8, length - start)))).join('.');
}

const usage = `Usage:
  ifconfig [-a] [-v] [-s] <interface>
`;
