import { isLinkLocalIPv6 } from '../../../simulator/address.ts';
import type { ProgramFile } from '../../command.ts';
import { gnuOptionError, type OptionTable, parseOptions } from '../../option-table.ts';
import { readHosts } from '../../resolve-name.ts';
import { complain, print, self } from '../../syscalls.ts';

const options: OptionTable = {
  options: [
    { short: 'a', long: 'alias', help: 'alias names' },
    { short: 'A', long: 'all-fqdns', help: 'all long host names (FQDNs)' },
    { short: 'd', long: 'domain', help: 'DNS domain name' },
    { short: 'f', long: 'fqdn', help: 'long host name (FQDN)' },
    { long: 'long', help: 'long host name (FQDN)' },
    { short: 'i', long: 'ip-address', help: 'addresses for the host name' },
    { short: 'I', long: 'all-ip-addresses', help: 'all addresses for the host' },
    { short: 's', long: 'short', help: 'short host name' },
    { short: 'y', long: 'yp', help: 'NIS/YP domain name' },
    { long: 'nis', help: 'NIS/YP domain name' },
    { short: 'h', long: 'help', help: 'print info and exit' },
    { short: 'V', long: 'version', help: 'print info and exit' },
  ],
  absent: 'bF',
};

/** hostname(1) of Debian 12. */
export const hostname: ProgramFile = {
  name: 'hostname',
  summary: "print the host's name; with -I its addresses",
  options,
  differs: 'The name cannot be changed here.',
  *run([, ...args]) {
    const parsed = parseOptions(options, args);
    if (!parsed.ok) {
      yield* complain(gnuOptionError('hostname', parsed) + (parsed.kind === 'absent-letter' ? '' : usage));
      return 255;
    }
    if (parsed.has('help')) {
      yield* complain(usage);
      return 255;
    }
    const task = yield* self();
    const { host } = task.around;
    const last = parsed.given.at(-1)?.name;
    if (last === undefined && parsed.operands.length > 0) {
      const allowed = task.process.uid === 0;
      yield* complain(
        allowed
          ? 'hostname: this host keeps its name; changing it is not supported here yet\n'
          : 'hostname: you must be root to change the host name\n',
      );
      return 1;
    }
    const own = readHosts(task).filter(({ names }) => names.includes(host.name));
    const full = own[0]?.names[0] ?? host.name;
    const lines: Readonly<Record<string, string>> = {
      alias: (own[0]?.names.slice(1) ?? []).join(' '),
      'all-fqdns': '',
      domain: full.includes('.') ? full.slice(full.indexOf('.') + 1) : '',
      fqdn: full,
      long: full,
      'ip-address': own.map(({ address }) => address).join(' '),
      'all-ip-addresses': host.interfaces
        .filter(({ name }) => name !== 'lo')
        .flatMap(({ addresses }) => addresses)
        .filter(({ address }) => !isLinkLocalIPv6(address))
        .map(({ address }) => `${address} `)
        .join(''),
      short: host.name.replace(/\..*/, ''),
      version: 'hostname 3.23',
    };
    if (last === 'yp' || last === 'nis') {
      yield* complain('hostname: Local domain name not set\n');
      return 1;
    }
    const text = last === undefined ? host.name : (lines[last] ?? '');
    yield* print(last === 'domain' && text === '' ? '' : `${text}\n`);
    return 0;
  },
};

const usage = `Usage: hostname [-b] {hostname|-F file}         set host name (from file)
       hostname [-a|-A|-d|-f|-i|-I|-s|-y]       display formatted name
       hostname                                 display host name

       {yp,nis,}domainname {nisdomain|-F file}  set NIS domain name (from file)
       {yp,nis,}domainname                      display NIS domain name

       dnsdomainname                            display dns domain name

       hostname -V|--version|-h|--help          print info and exit

Program name:
       {yp,nis,}domainname=hostname -y
       dnsdomainname=hostname -d

Program options:
    -a, --alias            alias names
    -A, --all-fqdns        all long host names (FQDNs)
    -b, --boot             set default hostname if none available
    -d, --domain           DNS domain name
    -f, --fqdn, --long     long host name (FQDN)
    -F, --file             read host name or NIS domain name from given file
    -i, --ip-address       addresses for the host name
    -I, --all-ip-addresses all addresses for the host
    -s, --short            short host name
    -y, --yp, --nis        NIS/YP domain name

Description:
   This command can get or set the host name or the NIS domain name. You can
   also get the DNS domain or the FQDN (fully qualified domain name).
   Unless you are using bind or NIS for host lookups you can change the
   FQDN (Fully Qualified Domain Name) and the DNS domain name (which is
   part of the FQDN) in the /etc/hosts file.
`;
