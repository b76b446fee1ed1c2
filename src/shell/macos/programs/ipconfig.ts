/** ipconfig(8) of macOS, as far as people use it by hand: the address of an interface. */
import { interfaceName } from '../../../simulator/os/interface-name.ts';
import type { ProgramFile } from '../../command.ts';
import { noOptions } from '../../option-table.ts';
import { complain, print, self } from '../../syscalls.ts';

export const ipconfig: ProgramFile = {
  name: 'ipconfig',
  summary: 'print the address of an interface: ipconfig getifaddr en0',
  options: noOptions,
  operands: 'getifaddr INTERFACE | ifcount',
  section: 8,
  differs:
    'What it says of an interface that is not there is not documented; here it says nothing and its status is 1.',
  *run([, command, name]) {
    const { host } = (yield* self()).around;
    if (command === 'ifcount') {
      yield* print(`${host.interfaces.length - 1}\n`);
      return 0;
    }
    if (command !== 'getifaddr' || name === undefined) {
      yield* complain('usage: ipconfig <command> <args>\nwhere <command> is one of ifcount, getifaddr\n');
      return 1;
    }
    const known = host.interfaces.find((one) => interfaceName(host, one.name) === name);
    const address = known?.addresses.find((prefix) => !prefix.address.includes(':'))?.address;
    if (address === undefined) return 1;
    yield* print(`${address}\n`);
    return 0;
  },
};
