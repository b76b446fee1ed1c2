/** dscacheutil(1), to look a name up as programs on a Mac do; it prints as captures of macOS 15 have it. */
import { familyOf } from '../../../simulator/address.ts';
import type { ProgramFile } from '../../command.ts';
import { noOptions } from '../../option-table.ts';
import { resolveName } from '../../resolve-name.ts';
import { complain, print, self } from '../../syscalls.ts';

export const dscacheutil: ProgramFile = {
  name: 'dscacheutil',
  summary: 'look a name up: dscacheutil -q host -a name localhost',
  options: noOptions,
  operands: '-q host -a name NAME',
  differs: 'Only hosts are looked up, by name. -flushcache does nothing: no answer is kept here.',
  *run([, ...args]) {
    const [query, category, by, key, name] = args;
    if (query === '-flushcache') return 0;
    if (query !== '-q' || category !== 'host' || by !== '-a' || key !== 'name' || name === undefined) {
      yield* complain('usage: dscacheutil -q host -a name NAME\n       dscacheutil -flushcache\n');
      return 64;
    }
    const found = resolveName(yield* self(), name);
    const record = (family: string, label: string): string => {
      const own = found.filter((address) => familyOf(address) === family);
      return own.length === 0
        ? ''
        : `name: ${name}\n${own.map((address) => `${label}: ${address}\n`).join('')}\n`;
    };
    yield* print(record('AF_INET6', 'ipv6_address') + record('AF_INET', 'ip_address'));
    return 0;
  },
};
