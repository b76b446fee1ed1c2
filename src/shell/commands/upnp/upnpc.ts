import { sourceFor } from '../../../simulator/route.ts';
import { httpDate } from '../../civil-time.ts';
import type { ProgramFile } from '../../command.ts';
import type { OptionTable } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { complain, print, self, timeOfDay } from '../../syscalls.ts';
import { call, discover, type Gateway, openGateway } from './gateway.ts';
import { fieldOf } from './soap.ts';
import { usage } from './upnpc-usage.ts';

const options: OptionTable = {
  options: [
    { short: 'a', help: 'ip port external_port protocol [duration]: add a port redirection' },
    { short: 'd', help: 'external_port protocol: delete a port redirection' },
    { short: 'l', help: 'list redirections' },
    { short: 's', help: 'get the connection status' },
    { short: 'e', argument: 'description', help: 'set description for port mapping' },
    {
      short: 'u',
      argument: 'url',
      help: 'bypass discovery process by providing the XML root description url',
    },
  ],
  absent: 'LnNrAUCKDSGP6mzpti',
};

const banner = `upnpc : miniupnpc library test client, version 2.2.4.
 (c) 2005-2022 Thomas Bernard.
Go to http://miniupnp.free.fr/ or https://miniupnp.tuxfamily.org/
for more information.
`;

interface Order {
  readonly command: string;
  readonly words: readonly string[];
  readonly description: string;
  readonly url: string | undefined;
}

/** The words as upnpc reads them; undefined for those that it answers with its usage. */
function readWords(words: readonly string[]): (Order & { readonly unknown: readonly string[] }) | undefined {
  let description = 'libminiupnpc';
  let url: string | undefined;
  const unknown: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) return undefined;
    const letter = word[1] ?? '';
    if (letter === 'e') {
      at += 1;
      description = words[at] ?? description;
    } else if (letter === 'u') {
      at += 1;
      url = words[at];
    } else if ('adls'.includes(letter) && letter !== '') {
      const rest = words.slice(at + 1);
      return letter === 'a' && rest.length < 4
        ? undefined
        : { command: letter, words: rest, description, url, unknown };
    } else if (letter === 'h') return undefined;
    else {
      unknown.push(`Unknown switch -${letter}\n`);
      return { command: letter, words: [], description, url, unknown };
    }
  }
  return undefined;
}

/** upnpc(1) of miniupnpc 2.2.4: asks the router of this network to forward ports. */
export const upnpc: ProgramFile = {
  name: 'upnpc',
  summary: 'ask the router to forward a port: upnpc -a @ 8000 8000 TCP',
  options,
  operands: '-a ip port external_port protocol | -d external_port protocol | -l | -s',
  section: 1,
  *run([, ...words]) {
    yield* print(banner);
    const order = readWords(words);
    if (!order) {
      yield* complain(usage);
      return 1;
    }
    for (const text of order.unknown) yield* complain(text);
    const url = order.url ?? (yield* discover());
    if (url === undefined) {
      yield* print('No IGD UPnP Device found on the network !\n');
      return 1;
    }
    const place = /^http:\/\/([\d.]+):(\d+)(\/.*)$/.exec(url);
    const gateway = place && (yield* openGateway(place[1] ?? '', Number(place[2]), place[3] ?? '/'));
    if (!gateway) {
      yield* print('No valid UPNP Internet Gateway Device found.\n');
      return 1;
    }
    yield* print(`Found valid IGD : http://${gateway.address}:${gateway.port}${gateway.control}\n`);
    const { host } = (yield* self()).around;
    const own = sourceFor(host, gateway.address);
    const lan = own.ok ? own.address : '0.0.0.0';
    yield* print(`Local LAN ip address : ${lan}\n`);
    return yield* carryOut(gateway, lan, order);
  },
};

function* carryOut(gateway: Gateway, lan: string, order: Order): Program {
  switch (order.command) {
    case 'a':
      return yield* add(gateway, lan, order);
    case 'd':
      return yield* remove(gateway, order);
    case 'l':
      yield* tellStatus(gateway);
      return yield* list(gateway);
    case 's':
      return yield* tellStatus(gateway);
    default:
      return 1;
  }
}

/** proto_fix: either spelling, or undefined. */
function protocolOf(word: string | undefined): 'TCP' | 'UDP' | undefined {
  const upper = word?.toUpperCase();
  return upper === 'TCP' || upper === 'UDP' ? upper : undefined;
}

function* add(gateway: Gateway, lan: string, { words, description }: Order): Program {
  const [given = '', port = '', external = '', word, duration = '0'] = words;
  const protocol = protocolOf(word);
  if (!protocol) {
    yield* complain('invalid protocol\n');
    return 2;
  }
  const client = given === '@' ? lan : given;
  const outside =
    fieldOf((yield* call(gateway, 'GetExternalIPAddress', {})).body, 'NewExternalIPAddress') ?? '';
  yield* print(`ExternalIPAddress = ${outside}\n`);
  const names = { NewRemoteHost: '', NewExternalPort: external, NewProtocol: protocol };
  const added = yield* call(gateway, 'AddPortMapping', {
    ...names,
    NewInternalPort: port,
    NewInternalClient: client,
    NewEnabled: '1',
    NewPortMappingDescription: description,
    NewLeaseDuration: duration,
  });
  if (added.error) {
    const { code, text } = added.error;
    yield* print(`AddPortMapping(${external}, ${port}, ${client}) failed with code ${code} (${text})\n`);
    return 2;
  }
  const { body } = yield* call(gateway, 'GetSpecificPortMappingEntry', names);
  const inside = `${fieldOf(body, 'NewInternalClient')}:${fieldOf(body, 'NewInternalPort')}`;
  const lease = fieldOf(body, 'NewLeaseDuration');
  yield* print(`InternalIP:Port = ${inside}\n`);
  yield* print(
    `external ${outside}:${external} ${protocol} is redirected to internal ${inside} (duration=${lease})\n`,
  );
  return 0;
}

function* remove(gateway: Gateway, { words: [external, word] }: Order): Program {
  if (external === undefined || word === undefined) {
    yield* complain('invalid arguments\n');
    return 2;
  }
  const protocol = protocolOf(word);
  if (!protocol) {
    yield* complain('protocol invalid\n');
    return 2;
  }
  const fields = { NewRemoteHost: '', NewExternalPort: external, NewProtocol: protocol };
  const { error } = yield* call(gateway, 'DeletePortMapping', fields);
  yield* print(
    error
      ? `UPNP_DeletePortMapping() failed with code : ${error.code}\n`
      : 'UPNP_DeletePortMapping() returned : 0\n',
  );
  return error ? 2 : 0;
}

/** The lines about bytes and packets that `-s` shows beside are left out: interfaces do not count here. */
const bitRate = '1000000000 bps (1000.0 Mbps)';

/** `Mon Nov 23 10:52:17 2026`, as ctime(3) writes it. */
function ctime(milliseconds: number): string {
  const [weekday, day = '', month, year, time] = httpDate(milliseconds).replace(',', '').split(' ');
  return `${weekday} ${month} ${String(Number(day)).padStart(2)} ${time} ${year}`;
}

function* tellStatus(gateway: Gateway): Program {
  const type = fieldOf((yield* call(gateway, 'GetConnectionTypeInfo', {})).body, 'NewConnectionType') ?? '';
  const status = (yield* call(gateway, 'GetStatusInfo', {})).body;
  const outside =
    fieldOf((yield* call(gateway, 'GetExternalIPAddress', {})).body, 'NewExternalIPAddress') ?? '';
  const uptime = Number(fieldOf(status, 'NewUptime') ?? 0);
  const started = ctime((yield* timeOfDay()) - uptime * 1000);
  yield* print(
    `Connection Type : ${type}\nStatus : ${fieldOf(status, 'NewConnectionStatus')}, uptime=${uptime}s, LastConnectionError : ${fieldOf(status, 'NewLastConnectionError')}\n  Time started : ${started}\nMaxBitRateDown : ${bitRate}   MaxBitRateUp ${bitRate}\nExternalIPAddress = ${outside}\n`,
  );
  return 0;
}

function* list(gateway: Gateway): Program {
  yield* print(' i protocol exPort->inAddr:inPort description remoteHost leaseTime\n');
  for (let index = 0; ; index += 1) {
    const { body, error } = yield* call(gateway, 'GetGenericPortMappingEntry', {
      NewPortMappingIndex: String(index),
    });
    if (error) {
      yield* print(`GetGenericPortMappingEntry() returned ${error.code} (${error.text})\n`);
      return 0;
    }
    const field = (name: string): string => fieldOf(body, `New${name}`) ?? '';
    const inside = `${field('InternalClient')}:${field('InternalPort').padEnd(5)}`;
    yield* print(
      `${String(index).padStart(2)} ${field('Protocol')} ${field('ExternalPort').padStart(5)}->${inside} '${field('PortMappingDescription')}' '${field('RemoteHost')}' ${field('LeaseDuration')}\n`,
    );
  }
}
