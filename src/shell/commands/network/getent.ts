import { familyOf, toMapped } from '../../../simulator/address.ts';
import type { ProgramFile } from '../../command.ts';
import { noOptions } from '../../option-table.ts';
import { parseNumericAddress, readHosts, resolveName } from '../../resolve-name.ts';
import { findService, readServices } from '../../services-file.ts';
import { complain, print, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';

const databases = ['ahosts', 'ahostsv4', 'ahostsv6', 'hosts', 'services'];

/** getent(1) of glibc for names of hosts and services. */
export const getent: ProgramFile = {
  name: 'getent',
  summary: 'look a name up: getent hosts localhost, getent ahosts localhost',
  options: noOptions,
  *run([, database, ...keys]) {
    if (database === undefined) {
      yield* complain('getent: wrong number of arguments\n');
      return 1;
    }
    if (!databases.includes(database)) {
      yield* complain(
        `Unknown database: ${database}\nTry \`getent --help' or \`getent --usage' for more information.\n`,
      );
      return 1;
    }
    const task = yield* self();
    let status = 0;
    for (const key of keys) {
      const text = lookUp(task, database, key);
      if (text === '') status = 2;
      yield* print(text);
    }
    if (keys.length === 0 && database !== 'services') {
      yield* print(
        readHosts(task)
          .map(({ address, names }) => `${address.padEnd(15)} ${names.join(' ')}\n`)
          .join(''),
      );
    }
    return status;
  },
};

function lookUp(task: Task, database: string, key: string): string {
  if (database === 'services') return serviceLine(task, key);
  if (database === 'hosts') return hostLine(task, key);
  const wanted = { ahosts: undefined, ahostsv4: 'AF_INET', ahostsv6: 'AF_INET6' }[database];
  const resolved = resolveName(task, key).filter(
    (address) => wanted !== 'AF_INET' || familyOf(address) === wanted,
  );
  const addresses = resolved
    .filter((address) => wanted !== 'AF_INET6' || familyOf(address) === wanted || resolved.length === 1)
    .map((address) =>
      wanted === 'AF_INET6' && familyOf(address) === 'AF_INET' ? toMapped(address) : address,
    );
  // The resolver reads ::1 of a hosts file as 127.0.0.1 where only IPv4 is asked for.
  const twice = wanted === 'AF_INET' && resolveName(task, key).includes('::1');
  return (twice ? [...addresses, '127.0.0.1'] : addresses)
    .map((address, index) => {
      const start = address.padEnd(15);
      return `${start} STREAM ${index === 0 ? key : ''}\n${start} DGRAM  \n${start} RAW    \n`;
    })
    .join('');
}

/** gethostbyname2: IPv6 first, and only one family. */
function hostLine(task: Task, key: string): string {
  const lines = readHosts(task);
  const numeric = parseNumericAddress(key);
  const found = lines.filter(({ address, names }) => (numeric ? address === numeric : names.includes(key)));
  const family = found.some(({ address }) => familyOf(address) === 'AF_INET6') ? 'AF_INET6' : 'AF_INET';
  return found
    .filter(({ address }) => familyOf(address) === family)
    .map(({ address, names }) => `${address.padEnd(15)} ${names.join(' ')}\n`)
    .join('');
}

function serviceLine(task: Task, key: string): string {
  const [name = '', protocol] = key.split('/');
  const service = findService(readServices(task.around.files), name, protocol);
  if (!service) return '';
  const aliases = service.aliases.length > 0 ? ` ${service.aliases.join(' ')}` : '';
  return `${service.name.padEnd(21)} ${service.port}/${service.protocol}${aliases}\n`;
}
