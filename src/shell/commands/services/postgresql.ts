/**
 * PostgreSQL 15 as Debian's package sets it up: port 5432 of localhost, and a socket under /run/postgresql. It asks who
 * comes, and has no database behind that.
 */
import { parseAddress } from '../../../simulator/address.ts';
import { chmod, unlink } from '../../file-calls.ts';
import { Interrupt, type Program } from '../../program.ts';
import { close, recv, send } from '../../socket-calls.ts';
import { closeFile, open, self, write } from '../../syscalls.ts';
import { openPathListener, peerUser } from '../../unix-calls.ts';
import { acceptEach } from '../http/http-connection.ts';
import { openListeners } from './open-listeners.ts';
import { authenticationOk, errorResponse, readStartup, sslRequest } from './postgresql-messages.ts';
import { type Configuration, postgres, readConfiguration, type Service } from './service.ts';

/** What is no start-up packet ends the connection without a word, as the real one does. */
function* serve(fd: number): Program {
  let received = '';
  let user: string | undefined;
  while (user === undefined) {
    const piece = yield* recv(fd, 8192);
    if (piece === 'timeout' || !piece.ok || piece.value.data === '') break;
    received += piece.value.data;
    if (received.startsWith(sslRequest)) {
      yield* send(fd, 'N');
      received = received.slice(8);
    } else if (received.length >= 8 && !received.startsWith('\0')) break;
    user = readStartup(received);
  }
  const uid = user === undefined ? undefined : yield* peerUser(fd);
  if (user !== undefined && uid !== undefined) {
    const { files } = (yield* self()).around;
    // pg_hba.conf: local all all peer.
    if (files.ownerName(uid) !== user) {
      yield* send(fd, errorResponse('28000', `Peer authentication failed for user "${user}"`));
    } else if (user !== postgres.name) {
      yield* send(fd, errorResponse('28000', `role "${user}" does not exist`));
    } else yield* send(fd, authenticationOk);
  }
  yield* close(fd);
  return 0;
}

const folder = '/var/run/postgresql';
const path = `${folder}/.s.PGSQL.5432`;
const lock = `${path}.lock`;
const pidFile = `${folder}/15-main.pid`;

function* writeFile(name: string, text: string, mode: number): Program<void> {
  const opened = yield* open(name, 'write');
  if (!opened.ok) return;
  yield* write(opened.value, text);
  yield* closeFile(opened.value);
  yield* chmod(name, mode);
}

/** The socket, which everybody may connect to, and the files that say whose it is. What is left of an earlier run goes. */
function* openPath(): Program<number | undefined> {
  const { pid, around } = yield* self();
  const started = Math.floor((around.epoch + around.host.network.now) / 1000);
  yield* writeFile(
    lock,
    `${[pid, '/var/lib/postgresql/15/main', started, 5432, folder].join('\n')}\n`,
    0o600,
  );
  yield* unlink(path);
  const listener = yield* openPathListener(path, 244);
  if (!listener.ok) return undefined;
  yield* chmod(path, 0o777);
  yield* writeFile(pidFile, `${pid}\n`, 0o644);
  return listener.value;
}

const helpers = [
  'checkpointer',
  'background writer',
  'walwriter',
  'autovacuum launcher',
  'logical replication launcher',
];

/** The first lines of Debian's about connections; the others are left out. */
const configuration: Configuration = {
  path: '/etc/postgresql/15/main/postgresql.conf',
  owner: postgres,
  text: `#------------------------------------------------------------------------------
# CONNECTIONS AND AUTHENTICATION
#------------------------------------------------------------------------------

#listen_addresses = 'localhost'\t\t# what IP address(es) to listen on
port = 5432\t\t\t\t# (change requires restart)
max_connections = 100\t\t\t# (change requires restart)
unix_socket_directories = '/var/run/postgresql'
`,
};

/** @returns undefined for a name that stands for no address here */
function readAddresses(text: string): readonly string[] | undefined {
  const value = /^[ \t]*listen_addresses[ \t]*=?[ \t]*'([^']*)'/m.exec(text)?.[1] ?? 'localhost';
  const names = value.split(',').map((name) => name.trim());
  const addresses = names
    .filter((name) => name !== '')
    .flatMap((name): readonly (string | undefined)[] => {
      if (name === '*') return ['0.0.0.0', '::'];
      return name === 'localhost' ? ['::1', '127.0.0.1'] : [parseAddress(name)];
    });
  const known = addresses.filter((address) => address !== undefined);
  return known.length === addresses.length ? known : undefined;
}

export const postgresql: Service = {
  name: 'postgresql',
  description: 'PostgreSQL RDBMS',
  documentation: undefined,
  main: {
    user: postgres,
    title:
      '/usr/lib/postgresql/15/bin/postgres -D /var/lib/postgresql/15/main -c config_file=/etc/postgresql/15/main/postgresql.conf',
  },
  runtimeFolder: { name: 'postgresql', mode: 0o2775 },
  children: helpers.map((name) => ({ user: postgres, title: `postgres: 15/main: ${name} ` })),
  configuration,
  *run(ready): Program {
    const addresses = readAddresses(yield* readConfiguration(configuration));
    const listeners = addresses && (yield* openListeners(addresses, 5432, 244));
    if (!listeners?.ok) return 1;
    const local = yield* openPath();
    if (local === undefined) return 1;
    ready();
    try {
      return yield* acceptEach([...listeners.fds, local], serve);
    } catch (error) {
      if (error instanceof Interrupt) for (const file of [path, lock, pidFile]) yield* unlink(file);
      throw error;
    }
  },
};
