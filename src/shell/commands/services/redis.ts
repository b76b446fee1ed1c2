/** Redis 7.0.15 as Debian's package sets it up: port 6379 of 127.0.0.1 and ::1, as its configuration says. */
import { isLoopback, parseAddress } from '../../../simulator/address.ts';
import type { Program } from '../../program.ts';
import { close, recv, send } from '../../socket-calls.ts';
import { now, self } from '../../syscalls.ts';
import { acceptEach } from '../http/http-connection.ts';
import { openListeners } from './open-listeners.ts';
import { type Configuration, readConfiguration, redis, type Service } from './service.ts';

type Store = Map<string, string>;

/** One reply in RESP, the protocol of Redis. */
const bulk = (text: string): string => `$${text.length}\r\n${text}\r\n`;
const integer = (value: number): string => `:${value}\r\n`;
const done = '+OK\r\n';
const nothing = '$-1\r\n';

/** The commands that there are: how many words each takes, itself included, and what it answers. */
const commands: Readonly<
  Record<
    string,
    readonly [least: number, most: number, answer: (store: Store, words: readonly string[]) => string]
  >
> = {
  dbsize: [1, 1, (store) => integer(store.size)],
  del: [2, Infinity, (store, keys) => integer(keys.filter((key) => store.delete(key)).length)],
  echo: [2, 2, (_, [text = '']) => bulk(text)],
  exists: [2, Infinity, (store, keys) => integer(keys.filter((key) => store.has(key)).length)],
  flushall: [
    1,
    1,
    (store) => {
      store.clear();
      return done;
    },
  ],
  get: [2, 2, (store, [key = '']) => optional(store.get(key))],
  incr: [
    2,
    2,
    (store, [key = '']) => {
      const before = store.get(key) ?? '0';
      if (!/^-?\d{1,15}$/.test(before)) return '-ERR value is not an integer or out of range\r\n';
      store.set(key, String(Number(before) + 1));
      return integer(Number(before) + 1);
    },
  ],
  ping: [1, 2, (_, [text]) => (text === undefined ? '+PONG\r\n' : bulk(text))],
  set: [
    3,
    3,
    (store, [key = '', value = '']) => {
      store.set(key, value);
      return done;
    },
  ],
};

function optional(value: string | undefined): string {
  return value === undefined ? nothing : bulk(value);
}

function* answer(store: Store, [name = '', ...words]: readonly string[]): Program<string> {
  const lower = name.toLowerCase();
  if (lower === 'info') return bulk(yield* information());
  const command = Object.hasOwn(commands, lower) ? commands[lower] : undefined;
  if (!command) {
    const shown = words.map((word) => `'${word}' `).join('');
    return `-ERR unknown command '${name}', with args beginning with: ${shown}\r\n`;
  }
  const [least, most, run] = command;
  const count = words.length + 1;
  if (count < least || count > most) return `-ERR wrong number of arguments for '${lower}' command\r\n`;
  return run(store, words);
}

/** The lines of INFO that say who answers. */
function* information(): Program<string> {
  const { process } = yield* self();
  const uptime = Math.floor(((yield* now()) - process.startedAt) / 1000);
  return `# Server\r\nredis_version:7.0.15\r\nredis_mode:standalone\r\nprocess_id:${process.pid}\r\ntcp_port:6379\r\nuptime_in_seconds:${uptime}\r\nconfig_file:/etc/redis/redis.conf\r\n`;
}

/** The next command, as a line of words or as an array of RESP. */
function takeCommand(
  received: string,
): { readonly words: readonly string[]; readonly rest: string } | undefined {
  const line = /^([^\n]*)\n/.exec(received);
  if (!line) return undefined;
  const [start, text = ''] = line;
  const count = /^\*(\d+)\r?$/.exec(text)?.[1];
  let rest = received.slice(start.length);
  if (count === undefined)
    return {
      words: text
        .trim()
        .split(/\s+/)
        .filter((word) => word !== ''),
      rest,
    };
  const words: string[] = [];
  for (let index = 0; index < Number(count); index += 1) {
    const head = /^\$(\d+)\r\n/.exec(rest);
    const length = Number(head?.[1] ?? 0);
    const from = head?.[0].length ?? 0;
    if (!head || rest.length < from + length + 2) return undefined;
    words.push(rest.slice(from, from + length));
    rest = rest.slice(from + length + 2);
  }
  return { words, rest };
}

function* serve(fd: number, store: Store): Program {
  let received = '';
  /** What came together is answered together: when the connection is ended before, nothing is. */
  let replies = '';
  for (;;) {
    const command = takeCommand(received);
    if (!command) {
      if (replies !== '') yield* send(fd, replies);
      replies = '';
      const piece = yield* recv(fd, 16384);
      if (piece === 'timeout' || !piece.ok || piece.value.data === '') break;
      received += piece.value.data;
      continue;
    }
    received = command.rest;
    const [name = ''] = command.words;
    if (name === '') continue;
    const lower = name.toLowerCase();
    // A browser that is sent here by a page shows itself by these words: the connection is ended.
    if (lower === 'post' || lower === 'host:') break;
    replies += lower === 'quit' ? done : yield* answer(store, command.words);
    if (lower !== 'quit') continue;
    yield* send(fd, replies);
    break;
  }
  yield* close(fd);
  return 0;
}

/** Debian's, without its comments and without what nothing here depends on. */
const configuration: Configuration = {
  path: '/etc/redis/redis.conf',
  owner: redis,
  modes: { file: 0o640, folder: 0o770 },
  text: `# Redis configuration file. A change needs a restart.
bind 127.0.0.1 -::1
protected-mode yes
port 6379
tcp-backlog 511
timeout 0
tcp-keepalive 300
daemonize yes
pidfile /run/redis/redis-server.pid
loglevel notice
logfile /var/log/redis/redis-server.log
databases 16
dir /var/lib/redis
`,
};

interface Settings {
  readonly addresses: readonly string[];
  readonly port: number;
  /** Nobody but this host is served, for there is no password. */
  readonly protects: boolean;
}

/** @returns undefined for an address that is none */
function readSettings(text: string): Settings | undefined {
  const words = (name: string): readonly string[] =>
    text
      .match(new RegExp(`^${name}[ \\t]+(.*)$`, 'm'))?.[1]
      ?.trim()
      .split(/\s+/) ?? [];
  const bind = words('bind');
  const addresses = (bind.length > 0 ? bind : ['*', '-::*']).map((word) => {
    const plain = word.replace(/^-/, '');
    return plain === '*' ? '0.0.0.0' : plain === '::*' ? '::' : parseAddress(plain);
  });
  const known = addresses.filter((address) => address !== undefined);
  if (known.length < addresses.length) return undefined;
  return {
    addresses: known,
    port: Number(words('port')[0] ?? 6379),
    protects: words('protected-mode')[0] !== 'no',
  };
}

/** As Redis 7.0.15 says it to a caller from elsewhere. */
const denied = `-DENIED Redis is running in protected mode because protected mode is enabled and no password is set for the default user. In this mode connections are only accepted from the loopback interface. If you want to connect from external computers to Redis you may adopt one of the following solutions: 1) Just disable protected mode sending the command 'CONFIG SET protected-mode no' from the loopback interface by connecting to Redis from the same host the server is running, however MAKE SURE Redis is not publicly accessible from internet if you do so. Use CONFIG REWRITE to make this change permanent. 2) Alternatively you can just disable the protected mode by editing the Redis configuration file, and setting the protected mode option to 'no', and then restarting the server. 3) If you started the server manually just for testing, restart it with the '--protected-mode no' option. 4) Setup a an authentication password for the default user. NOTE: You only need to do one of the above things in order for the server to start accepting connections from the outside.\r\n`;

function* refuse(fd: number): Program {
  yield* send(fd, denied);
  yield* close(fd);
  return 0;
}

export const redisServer: Service = {
  name: 'redis-server',
  description: 'Advanced key-value store',
  documentation: 'http://redis.io/documentation, man:redis-server(1)',
  main: { user: redis, title: '/usr/bin/redis-server 127.0.0.1:6379' },
  children: [],
  configuration,
  *run(ready): Program {
    const settings = readSettings(yield* readConfiguration(configuration));
    if (!settings) return 1;
    const { process } = yield* self();
    process.argv = [`/usr/bin/redis-server ${settings.addresses[0]}:${settings.port}`];
    return yield* serveRedis(settings.addresses, ready, settings);
  },
};

/** Listens on these addresses, calls `ready` and serves; ends with 1 when it cannot listen. */
export function* serveRedis(
  addresses: readonly string[],
  ready: () => void,
  { port, protects }: Pick<Settings, 'port' | 'protects'> = { port: 6379, protects: false },
): Program {
  const store: Store = new Map();
  const listeners = yield* openListeners(addresses, port, 511);
  if (!listeners.ok) return 1;
  ready();
  return yield* acceptEach(listeners.fds, (fd, client) =>
    protects && !isLoopback(client.address) ? refuse(fd) : serve(fd, store),
  );
}
