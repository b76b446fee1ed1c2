/**
 * cloudflared: a quick tunnel. It connects out to the tunnel's edge, is given a public name, and hands what comes for that name
 * to a server here.
 *
 * Documented, not run: developers.cloudflare.com, "Quick Tunnels" (TryCloudflare) and "Tunnel with firewall" (port 7844).
 */
import { familyOf, formatEndpoint, socketAddress } from '../../../simulator/address.ts';
import { strerror } from '../../../simulator/errno.ts';
import { clockTimeSeconds, toCivil, twoDigits } from '../../civil-time.ts';
import type { ProgramFile } from '../../command.ts';
import { type OptionTable, parseOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { addRelay } from '../../relays.ts';
import { resolveName } from '../../resolve-name.ts';
import { close, connect, socket } from '../../socket-calls.ts';
import { complain, print, self, startThread, timeOfDay } from '../../syscalls.ts';
import { type Channels, dial, endAll, handleFrame } from '../ssh/channels.ts';
import { frameReader, sendFrame } from '../ssh/frames.ts';
import { edgeName, edgePort } from './edge-name.ts';

const table: OptionTable = {
  options: [
    { long: 'url', argument: 'URL', help: 'the server here: http://localhost:3000' },
    { long: 'http-host-header', argument: 'NAME', help: 'the Host header that the server gets' },
    { long: 'no-autoupdate', help: 'do not look for a newer version' },
    { short: 'h', long: 'help', help: 'show help' },
    { short: 'v', long: 'version', help: 'print the version' },
  ],
};

const helpText = `NAME:
   cloudflared - Cloudflare's command-line tool and agent

USAGE:
   cloudflared tunnel --url URL

OPTIONS:
   --url URL                connect to the local webserver at URL
   --http-host-header NAME  set the HTTP Host header for the local webserver
   --no-autoupdate          disable periodic check for updates
   --help, -h               show help
   --version, -v            print the version
`;

export const cloudflared: ProgramFile = {
  name: 'cloudflared',
  summary: 'a public name for a server here: cloudflared tunnel --url http://localhost:3000',
  options: table,
  operands: 'tunnel',
  differs:
    'Quick tunnels only. Its log has the lines that matter, over TCP instead of QUIC; nothing is encrypted. No Cloudflare is asked: the name leads to a host of this scene.',
  *run([, ...args]) {
    const parsed = parseOptions(table, args);
    if (!parsed.ok) {
      yield* complain(
        `Incorrect Usage: flag provided but not defined: ${args.find((word) => word.startsWith('-'))}\n\n${helpText}`,
      );
      return 1;
    }
    if (parsed.has('version')) {
      yield* print('cloudflared version 2026.1.0 (built 2026-01-05-0900 UTC)\n');
      return 0;
    }
    const url = parsed.value('url');
    if (
      parsed.has('help') ||
      parsed.operands[0] !== 'tunnel' ||
      parsed.operands.length > 1 ||
      url === undefined
    ) {
      yield* print(helpText);
      return parsed.has('help') || parsed.operands.length === 0 ? 0 : 1;
    }
    const origin = readOrigin(url);
    if (!origin) {
      yield* log('ERR', `Couldn't start tunnel error="${url} is no http://HOST:PORT of a server"`);
      return 1;
    }
    return yield* tunnel(origin, parsed.value('http-host-header'));
  },
};

interface Origin {
  readonly host: string;
  readonly port: number;
}

/** `http://localhost:3000`, `localhost:3000` */
function readOrigin(url: string): Origin | undefined {
  const [, bracketed, plain, port = '80'] =
    /^(?:http:\/\/)?(?:\[([^\]]+)\]|([^:/[\]]+))(?::(\d{1,5}))?\/?$/.exec(url) ?? [];
  const host = bracketed ?? plain;
  const number = Number(port);
  return host === undefined || number < 1 || number > 65_535 ? undefined : { host, port: number };
}

function* log(level: 'INF' | 'ERR', message: string): Program<void> {
  const time = toCivil(yield* timeOfDay());
  const date = [time.year, twoDigits(time.month + 1), twoDigits(time.day)].join('-');
  yield* complain(`${date}T${clockTimeSeconds(time)}Z ${level} ${message}\n`);
}

function* tunnel(origin: Origin, hostHeader: string | undefined): Program {
  yield* log('INF', 'Requesting new quick Tunnel on trycloudflare.com...');
  const fd = yield* connectToEdge();
  if (typeof fd !== 'number') {
    yield* log(
      'ERR',
      `Error requesting new quick Tunnel error="failed to request quick Tunnel: Post \\"https://${edgeName}/tunnel\\": ${fd.problem}"`,
    );
    return 1;
  }
  const next = frameReader(fd);
  yield* sendFrame(fd, 'hello', '-', hostHeader ?? '');
  const welcome = yield* next();
  if (welcome?.kind !== 'welcome') return 1;
  const [name = '', edge = ''] = welcome.text.split(' ');
  const rule = `+${'-'.repeat(92)}+`;
  const inBox = (text: string): string => `|  ${text.padEnd(90)}|`;
  for (const line of [
    rule,
    inBox('Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):'),
    inBox(`https://${name}`),
    rule,
  ]) {
    yield* log('INF', line);
  }
  yield* log('INF', `Registered tunnel connection connIndex=0 ip=${edge} protocol=http2`);
  yield* tellRelay(name, origin);
  return yield* serve(fd, next, origin);
}

function* tellRelay(name: string, { host, port }: Origin): Program<void> {
  const task = yield* self();
  const [address] = resolveName(task, edgeName);
  const { hosts } = task.around.host.network;
  const at = hosts.find(({ interfaces }) =>
    interfaces.some(({ addresses }) => addresses.some((one) => one.address === address)),
  );
  if (!at) return;
  const to = resolveName(task, host);
  addRelay(task, { program: 'cloudflared', at, port: 443, name, from: task.around.host, to, toPort: port });
}

function* serve(fd: number, next: ReturnType<typeof frameReader>, { host, port }: Origin): Program {
  const channels: Channels = { fd, open: new Map(), waiting: new Map(), *onRefused() {} };
  for (let frame = yield* next(); frame; frame = yield* next()) {
    if (frame.kind === 'forwarded') yield* startThread(answer(channels, frame.channel, host, port));
    else yield* handleFrame(channels, frame);
  }
  yield* endAll(channels);
  yield* log('ERR', 'Connection terminated error="edge closed the connection"');
  return 1;
}

/** Connects to the server here; what it says when that fails goes to the log and, as 502, to whoever asked. */
function* answer(channels: Channels, channel: string, host: string, port: number): Program {
  yield* dial(channels, channel, host, port);
  if (channels.open.has(channel)) return 0;
  const address = resolveName(yield* self(), host).at(-1);
  const why =
    address === undefined
      ? `dial tcp: lookup ${host}: no such host`
      : `dial tcp ${formatEndpoint({ address, port })}: connect: connection refused`;
  yield* log(
    'ERR',
    `error="Unable to reach the origin service. The service may be down or it may not be responding to traffic from cloudflared: ${why}" connIndex=0 originService=http://${host}:${port}`,
  );
  return 0;
}

function* connectToEdge(): Program<number | { readonly problem: string }> {
  const addresses = resolveName(yield* self(), edgeName);
  let problem = `dial tcp: lookup ${edgeName}: no such host`;
  for (const address of addresses) {
    const opened = yield* socket(familyOf(address), 'SOCK_STREAM');
    if (!opened.ok) continue;
    const reached = yield* connect(opened.value, socketAddress(address, edgePort));
    if (reached !== 'timeout' && reached.ok) return opened.value;
    const why = reached === 'timeout' ? 'i/o timeout' : `connect: ${strerror(reached.errno).toLowerCase()}`;
    problem = `dial tcp ${formatEndpoint({ address, port: edgePort })}: ${why}`;
    yield* close(opened.value);
  }
  return { problem };
}
