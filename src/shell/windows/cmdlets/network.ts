/** Addresses, names and attempts to connect: learn.microsoft.com, modules NetTCPIP, DnsClient, NetConnection. */
import { familyOf, isLoopback } from '../../../simulator/address.ts';
import { interfaceName } from '../../../simulator/os/interface-name.ts';
import { sourceFor } from '../../../simulator/route.ts';
import { parseNumericAddress, resolveName } from '../../resolve-name.ts';
import { self } from '../../syscalls.ts';
import { indexOf, interfaceTowards } from '../interface-facts.ts';
import type { Cmdlet } from '../language/cmdlet.ts';
import { PsError, warningText } from '../language/errors.ts';
import { hasColours } from '../language/run.ts';
import { isLike, object, textOf, type Value } from '../language/values.ts';
import { tryConnect, tryEcho } from '../try-connect.ts';

const commonPorts: Readonly<Record<string, number>> = { HTTP: 80, RDP: 3389, SMB: 445, WINRM: 5985 };

const testConnection: Cmdlet = {
  name: 'Test-NetConnection',
  summary: 'try to connect: Test-NetConnection 192.168.1.20 -Port 62893',
  aliases: ['tnc'],
  parameters: [
    { name: 'ComputerName', position: 0, aliases: ['RemoteAddress', 'cn'] },
    { name: 'CommonTCPPort', position: 1, values: Object.keys(commonPorts) },
    { name: 'Port', aliases: ['RemotePort'] },
    { name: 'InformationLevel', values: ['Quiet', 'Detailed'] },
  ],
  absent: 'TraceRoute Hops DiagnoseRouting ConstrainSourceAddress ConstrainInterface',
  *run(call) {
    const name = call.text('ComputerName');
    if (name === undefined)
      throw new PsError(
        'The default destination is a server of Microsoft; this simulated network has none. Name a host or an address.',
      );
    const task = yield* self();
    const { host } = task.around;
    const colours = yield* hasColours();
    const warn = (text: string) => call.show(warningText(text, colours));
    const addresses = resolveName(task, name);
    const [first] = addresses;
    const port = call.number('Port') ?? commonPorts[call.text('CommonTCPPort') ?? ''];
    if (port !== undefined && !(port >= 1 && port <= 65535)) {
      throw new PsError(
        `Cannot validate argument on parameter 'Port'. The ${port} argument is not within 1 and 65535.`,
      );
    }
    if (first === undefined) {
      yield* warn(`Name resolution of ${name} failed`);
      return call.text('InformationLevel') === 'Quiet'
        ? [false]
        : [
            object('TestNetConnection', {
              ComputerName: name,
              RemoteAddress: '',
              InterfaceAlias: '',
              SourceAddress: '',
              PingSucceeded: false,
            }),
          ];
    }
    let connected: string | undefined;
    if (port !== undefined) {
      for (const address of addresses) {
        if (yield* tryConnect(address, port)) {
          connected = address;
          break;
        }
        yield* warn(`TCP connect to (${address} : ${port}) failed`);
      }
    }
    const address = connected ?? first;
    // Only where the connection failed, or none was tried, an echo is asked for.
    let ping: Value;
    if (connected === undefined) {
      const answer = yield* tryEcho(address, 1);
      ping = answer?.kind === 'reply';
      if (!ping)
        yield* warn(
          `Ping to ${address} failed with status: ${answer?.kind === 'error' ? 'DestinationHostUnreachable' : 'TimedOut'}`,
        );
    }
    if (call.text('InformationLevel') === 'Quiet')
      return [port === undefined ? ping : connected !== undefined];
    const way = interfaceTowards(host, address);
    const source = sourceFor(host, address);
    return [
      object('TestNetConnection', {
        ComputerName: name,
        RemoteAddress: address,
        ...(port !== undefined && { RemotePort: port }),
        InterfaceAlias: way ? interfaceName(host, way.name) : '',
        SourceAddress: source.ok ? source.address : '',
        ...(connected === undefined && {
          PingSucceeded: ping,
          'PingReplyDetails (RTT)': ping === true ? (isLoopback(address) ? '0 ms' : '2 ms') : '0 ms',
        }),
        ...(port !== undefined && { TcpTestSucceeded: connected !== undefined }),
      }),
    ];
  },
};

const getAddress: Cmdlet = {
  name: 'Get-NetIPAddress',
  summary: 'the addresses of this host: Get-NetIPAddress -AddressFamily IPv4',
  parameters: [
    { name: 'IPAddress', position: 0 },
    { name: 'InterfaceAlias', aliases: ['ifAlias'] },
    { name: 'InterfaceIndex', aliases: ['ifIndex'] },
    { name: 'AddressFamily', values: ['IPv4', 'IPv6'] },
  ],
  absent:
    'Type PrefixLength PrefixOrigin SuffixOrigin AddressState PolicyStore CimSession IncludeAllCompartments',
  *run(call) {
    const { host } = (yield* self()).around;
    const found = host.interfaces
      .flatMap((one) =>
        one.addresses.map(({ address, length }) =>
          object('NetIPAddress', {
            IPAddress: address,
            InterfaceIndex: indexOf(host, one),
            InterfaceAlias: interfaceName(host, one.name),
            AddressFamily: address.includes(':') ? 'IPv6' : 'IPv4',
            Type: 'Unicast',
            PrefixLength: length,
            PrefixOrigin:
              one.name === 'lo' ? 'WellKnown' : address.includes(':') ? 'RouterAdvertisement' : 'Dhcp',
            SuffixOrigin: one.name === 'lo' ? 'WellKnown' : address.includes(':') ? 'Link' : 'Dhcp',
            AddressState: 'Preferred',
            SkipAsSource: false,
            PolicyStore: 'ActiveStore',
          }),
        ),
      )
      .filter((one) =>
        ['IPAddress', 'InterfaceAlias', 'InterfaceIndex', 'AddressFamily'].every(
          (name) =>
            !call.has(name) ||
            call.list(name).some((wanted) => isLike(textOf(one.properties.get(name)), textOf(wanted))),
        ),
      );
    if (found.length === 0)
      yield* call.complain(
        'No matching MSFT_NetIPAddress objects found by CIM query for instances of the ROOT/StandardCimv2/MSFT_NetIPAddress class on the  CIM server. Verify query parameters and retry.',
      );
    return found;
  },
};

const resolve: Cmdlet = {
  name: 'Resolve-DnsName',
  summary: 'the addresses of a name',
  parameters: [
    { name: 'Name', position: 0 },
    { name: 'Type', position: 1 },
  ],
  absent:
    'Server DnsOnly CacheOnly NoHostsFile LlmnrFallback LlmnrOnly QuickTimeout NoRecursion TcpOnly NetbiosFallback',
  *run(call) {
    const name = call.text('Name') ?? '';
    if (parseNumericAddress(name) !== undefined)
      throw new PsError(`${name} : DNS name does not exist.`, 'Resolve-DnsName');
    const wanted = call.text('Type')?.toUpperCase();
    const addresses = resolveName(yield* self(), name).filter(
      (address) => wanted === undefined || wanted === (familyOf(address) === 'AF_INET6' ? 'AAAA' : 'A'),
    );
    if (addresses.length === 0) throw new PsError(`${name} : DNS name does not exist.`, 'Resolve-DnsName');
    return addresses.map((address) =>
      object('DnsRecord', {
        Name: name,
        Type: address.includes(':') ? 'AAAA' : 'A',
        TTL: 1200,
        Section: 'Question',
        IPAddress: address,
      }),
    );
  },
};

export const networkCmdlets: readonly Cmdlet[] = [testConnection, getAddress, resolve];
