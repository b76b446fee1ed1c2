/** PostgreSQL 15 as Debian's package sets it up: port 5432 of localhost. It knows no client but tells itself apart. */
import type { Program } from '../../program.ts';
import { close, recv, send } from '../../socket-calls.ts';
import { acceptEach } from '../http/http-connection.ts';
import { openListeners } from './open-listeners.ts';
import { postgres, type Service } from './service.ts';

/** The start-up packet that asks whether TLS is spoken. */
const sslRequest = '\x00\x00\x00\x08\x04\xd2\x16\x2f';

/** What is no start-up packet ends the connection without a word, as the real one does. */
function* serve(fd: number): Program {
  let received = '';
  while (received.length < 8) {
    const piece = yield* recv(fd, 8192);
    if (piece === 'timeout' || !piece.ok || piece.value.data === '') break;
    received += piece.value.data;
    if (received.startsWith(sslRequest)) {
      yield* send(fd, 'N');
      received = received.slice(8);
    } else if (!received.startsWith('\0')) break;
  }
  yield* close(fd);
  return 0;
}

const helpers = [
  'checkpointer',
  'background writer',
  'walwriter',
  'autovacuum launcher',
  'logical replication launcher',
];

export const postgresql: Service = {
  name: 'postgresql',
  description: 'PostgreSQL RDBMS',
  documentation: undefined,
  main: {
    user: postgres,
    title:
      '/usr/lib/postgresql/15/bin/postgres -D /var/lib/postgresql/15/main -c config_file=/etc/postgresql/15/main/postgresql.conf',
  },
  children: helpers.map((name) => ({ user: postgres, title: `postgres: 15/main: ${name} ` })),
  *run(ready): Program {
    const listeners = yield* openListeners(['::1', '127.0.0.1'], 5432, 244);
    if (!listeners.ok) return 1;
    ready();
    return yield* acceptEach(listeners.fds, serve);
  },
};
