import { familyOf, toMapped } from '../../../simulator/address.ts';
import type { ProgramFile } from '../../command.ts';
import { readContent } from '../../file-system.ts';
import { gnuOptionError, type OptionTable, parseOptions } from '../../option-table.ts';
import { parseNumericAddress, readHosts, resolveName } from '../../resolve-name.ts';
import { findService, readServices, type Service } from '../../services-file.ts';
import { complain, print, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';

const databases = ['ahosts', 'ahostsv4', 'ahostsv6', 'group', 'hosts', 'passwd', 'services'];
/** Databases of the real one that nothing here needs. */
const absentDatabases = 'aliases ethers gshadow initgroups netgroup networks protocols rpc shadow'.split(' ');

const options: OptionTable = {
  options: [
    { short: 'A', long: 'no-addrconfig', help: 'do not filter out unsupported IPv4/IPv6 addresses' },
    { short: 'i', long: 'no-idn', help: 'disable IDN encoding' },
    { short: 's', long: 'service', argument: 'CONFIG', help: 'Service configuration to be used' },
    { short: '?', long: 'help', help: 'Give this help list' },
    { short: 'V', long: 'version', help: 'Print program version' },
  ],
};

const hint = "Try `getent --help' or `getent --usage' for more information.\n";

/** getent(1) of glibc 2.36. */
export const getent: ProgramFile = {
  name: 'getent',
  summary: 'look a name up: getent hosts localhost, getent ahosts localhost',
  options,
  operands: '[OPTION...] database [key ...]',
  *run([, ...args]) {
    const parsed = parseOptions(options, args);
    if (!parsed.ok) {
      yield* complain(gnuOptionError('getent', parsed) + hint);
      return 64;
    }
    if (parsed.has('help') || parsed.has('version')) {
      yield* print(parsed.has('help') ? help : 'getent (Debian GLIBC 2.36-9+deb12u14) 2.36\n');
      return 0;
    }
    const [database, ...keys] = parsed.operands;
    if (database === undefined) {
      yield* complain(`getent: wrong number of arguments\n${hint}`);
      return 1;
    }
    if (!databases.includes(database)) {
      const real = absentDatabases.includes(database);
      yield* complain(
        real
          ? `getent: ${database}: a real database that this host does not have yet\n`
          : `Unknown database: ${database}\n${hint}`,
      );
      return 1;
    }
    const task = yield* self();
    if (keys.length === 0) {
      yield* print(everything(task, database));
      return 0;
    }
    let status = 0;
    for (const key of keys) {
      const text = lookUp(task, database, key);
      if (text === '') status = 2;
      yield* print(text);
    }
    return status;
  },
};

const help = `Usage: getent [OPTION...] database [key ...]
Get entries from administrative database.

  -A, --no-addrconfig        do not filter out unsupported IPv4/IPv6 addresses
                             (with ahosts*)
  -i, --no-idn               disable IDN encoding
  -s, --service=CONFIG       Service configuration to be used
  -?, --help                 Give this help list
      --usage                Give a short usage message
  -V, --version              Print program version

Mandatory or optional arguments to long options are also mandatory or optional
for any corresponding short options.

Supported databases:
ahosts ahostsv4 ahostsv6 aliases ethers group gshadow hosts initgroups
netgroup networks passwd protocols rpc services shadow

For bug reporting instructions, please see:
<http://www.debian.org/Bugs/>.
`;

/** Without a key. The file's ::1 is then read as an IPv4 address (the old gethostent), and others of IPv6 are passed over. */
function everything(task: Task, database: string): string {
  if (database === 'services') {
    return readServices(task.around.files).map(serviceText).join('');
  }
  if (database === 'passwd' || database === 'group') return accountFile(task, database);
  return readHosts(task)
    .map(({ address, names }) => ({ address: address === '::1' ? '127.0.0.1' : address, names }))
    .filter(({ address }) => familyOf(address) === 'AF_INET')
    .map(({ address, names }) => `${address.padEnd(15)} ${names.join(' ')}\n`)
    .join('');
}

function accountFile(task: Task, database: string): string {
  const found = task.around.files.find('/', `/etc/${database}`, 0);
  return found.ok && found.value.kind === 'file' ? readContent(found.value) : '';
}

function lookUp(task: Task, database: string, key: string): string {
  if (database === 'services') return serviceLine(task, key);
  if (database === 'passwd' || database === 'group') {
    const lines = accountFile(task, database).split('\n');
    const line = lines.find((text) => text.split(':')[0] === key || text.split(':')[2] === key);
    return line ? `${line}\n` : '';
  }
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
  return service ? serviceText(service) : '';
}

function serviceText({ name, port, protocol, aliases }: Service): string {
  return `${name.padEnd(21)} ${port}/${protocol}${aliases.length > 0 ? ` ${aliases.join(' ')}` : ''}\n`;
}
