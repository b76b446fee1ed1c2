/** ifconfig(8) of macOS: shows interfaces, and gives the loopback interface more addresses (`alias`). */
import {
  broadcastOf,
  familyOf,
  isLinkLocalIPv6,
  type Prefix,
  parseAddress,
} from '../../../simulator/address.ts';
import { addAddress, removeAddress } from '../../../simulator/attach-interface.ts';
import type { Interface } from '../../../simulator/host.ts';
import { interfaceName } from '../../../simulator/os/interface-name.ts';
import type { ProgramFile } from '../../command.ts';
import { interfacesOf } from '../../commands/network/interface-facts.ts';
import { noOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { complain, print, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';

export const ifconfig: ProgramFile = {
  name: 'ifconfig',
  summary: 'show the interfaces and their addresses; ifconfig lo0 alias 127.0.0.2 up adds one',
  options: noOptions,
  operands: '[-a | interface [alias | -alias address [netmask mask] [up]]]',
  section: 8,
  differs: 'Of changes only alias and -alias are here. fe80::1%lo0, which every Mac has, is left out.',
  *run([, ...args]) {
    const task = yield* self();
    const { host } = task.around;
    const [name = '-a', ...words] = args;
    if (name === '-l') {
      yield* print(`${host.interfaces.map((one) => interfaceName(host, one.name)).join(' ')}\n`);
      return 0;
    }
    const chosen = host.interfaces.filter((one) => name === '-a' || interfaceName(host, one.name) === name);
    const [first] = chosen;
    if (!first) {
      yield* complain(`ifconfig: interface ${name} does not exist\n`);
      return 1;
    }
    if (words.length > 0) return yield* change(task, first, words);
    yield* print(chosen.map((one) => textOf(task, one)).join(''));
    return 0;
  },
};

function textOf(task: Task, one: Interface): string {
  const { host } = task.around;
  const name = interfaceName(host, one.name);
  const loopback = one.name === 'lo';
  const mac = interfacesOf(host).find((facts) => facts.name === one.name)?.mac ?? '';
  const lines = [
    loopback
      ? 'options=1203<RXCSUM,TXCSUM,TXSTATUS,SW_TIMESTAMP>'
      : 'options=6460<TSO4,TSO6,CHANNEL_IO,PARTIAL_CSUM,ZEROINVERT_CSUM>',
    ...(loopback ? [] : [`ether ${mac}`]),
    ...one.addresses.map((prefix) => addressText(prefix, loopback, name)),
    'nd6 options=201<PERFORMNUD,DAD>',
    ...(loopback ? [] : ['media: autoselect', 'status: active']),
  ];
  const flags = loopback
    ? 'flags=8049<UP,LOOPBACK,RUNNING,MULTICAST> mtu 16384'
    : 'flags=8863<UP,BROADCAST,SMART,RUNNING,SIMPLEX,MULTICAST> mtu 1500';
  return `${name}: ${flags}\n${lines.map((text) => `\t${text}\n`).join('')}`;
}

function addressText(prefix: Prefix, loopback: boolean, name: string): string {
  const { address, length } = prefix;
  if (familyOf(address) === 'AF_INET6') {
    const zone = isLinkLocalIPv6(address) ? `%${name}` : '';
    return `inet6 ${address}${zone} prefixlen ${length}`;
  }
  const mask = length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
  const broadcast = loopback ? '' : ` broadcast ${broadcastOf(prefix)}`;
  return `inet ${address} netmask 0x${mask.toString(16).padStart(8, '0')}${broadcast}`;
}

function* change(task: Task, one: Interface, words: readonly string[]): Program {
  const rest = words.filter((word) => word !== 'inet' && word !== 'up');
  const removes = rest.includes('-alias') || rest.includes('delete');
  const adds = rest.includes('alias') || rest.includes('add');
  const text = rest.find((word) => parseAddress(word.replace(/\/.*/, '')) !== undefined);
  if ((!adds && !removes) || text === undefined) {
    if (rest.length === 0) return 0;
    yield* complain('ifconfig: only "alias ADDRESS" and "-alias ADDRESS" change an interface on this host\n');
    return 1;
  }
  if (task.process.uid !== 0) {
    yield* complain(`ifconfig: ioctl (${removes ? 'SIOCDIFADDR' : 'SIOCAIFADDR'}): permission denied\n`);
    return 1;
  }
  const [address = '', given] = text.split('/');
  if (removes) {
    if (removeAddress(one, address)) return 0;
    yield* complain("ifconfig: ioctl (SIOCDIFADDR): Can't assign requested address\n");
    return 1;
  }
  addAddress(task.around.host, one, {
    address,
    length: given === undefined ? lengthOf(rest, address) : Number(given),
  });
  return 0;
}

/** Of `netmask 255.255.255.0`, of a bare mask after the address, else as the address's class has it. */
function lengthOf(words: readonly string[], address: string): number {
  const mask = words.find((word, index) => {
    return (words[index - 1] === 'netmask' || words[index - 1] === address) && /^(?:0x|\d+\.)/.test(word);
  });
  if (mask !== undefined) {
    const value = mask.startsWith('0x')
      ? Number(mask)
      : mask.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    return value.toString(2).replace(/0*$/, '').length;
  }
  const first = Number(address.split('.')[0]);
  return address.includes(':') ? 128 : first < 128 ? 8 : first < 192 ? 16 : 24;
}
