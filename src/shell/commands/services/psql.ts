import { familyOf, socketAddress } from '../../../simulator/address.ts';
import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { type Option, type OptionTable, parseOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { parseNumericAddress, resolveName } from '../../resolve-name.ts';
import { close, connectAndPoll, recv, send, socket } from '../../socket-calls.ts';
import { complain, print, self } from '../../syscalls.ts';
import { openConnection } from '../../unix-calls.ts';
import { fromBytes, toBytes } from '../../utf-8.ts';
import { errorText, startupMessage } from './postgresql-messages.ts';

const options: readonly Option[] = [
  { short: 'h', long: 'host', argument: 'HOSTNAME', help: 'database server host or socket directory' },
  { short: 'p', long: 'port', argument: 'PORT', help: 'database server port (default: "5432")' },
  { short: 'U', long: 'username', argument: 'USERNAME', help: 'database user name' },
  { short: 'd', long: 'dbname', argument: 'DBNAME', help: 'database name to connect to' },
  { short: 'c', long: 'command', argument: 'COMMAND', help: 'run only single command and exit' },
  { short: 'w', long: 'no-password', help: 'never prompt for password' },
  { short: 'V', long: 'version', help: 'output version information, then exit' },
];
const table: OptionTable = { options, absent: 'AabeEFfHlLnoPqRsStTvWxXz01?' };

/** psql(1) of PostgreSQL 15, as far as its connection. */
export const psql: ProgramFile = {
  name: 'psql',
  summary: 'connect to a PostgreSQL server: psql -h localhost',
  options: table,
  operands: '[OPTION]... [DBNAME [USERNAME]]',
  differs: 'It tells whether a server answers, and stops there: no database is modelled.',
  *run([, ...args]) {
    const parsed = parseOptions(table, args);
    if (!parsed.ok) {
      const reason =
        parsed.kind === 'unknown-name'
          ? `unrecognized option '${parsed.option}'`
          : parsed.kind === 'unknown-letter'
            ? `invalid option -- '${parsed.letter}'`
            : 'that option is not for this host';
      yield* complain(
        `/usr/lib/postgresql/15/bin/psql: ${reason}\npsql: hint: Try "psql --help" for more information.\n`,
      );
      return 1;
    }
    if (parsed.has('version')) {
      yield* print('psql (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n');
      return 0;
    }
    const task = yield* self();
    const { environment } = task;
    const port = parsed.value('port') ?? environment.get('PGPORT') ?? '5432';
    const host = parsed.value('host') ?? environment.get('PGHOST');
    if (!/^\d+$/.test(port)) {
      return yield* fail(`invalid integer value "${port}" for connection option "port"\n`);
    }
    const folder = host === undefined || host === '' ? '/var/run/postgresql' : host;
    if (!folder.startsWith('/')) return yield* connectTo(folder, Number(port));
    const user = parsed.value('username') ?? task.around.files.ownerName(task.process.uid);
    return yield* connectToPath(`${folder}/.s.PGSQL.${port}`, user, parsed.value('dbname') ?? user);
  },
};

function* fail(reason: string): Program {
  yield* complain(`psql: error: ${reason}`);
  return 2;
}

/** Without a host, or with a folder for one: the server's socket there. */
function* connectToPath(path: string, user: string, database: string): Program {
  const place = `connection to server on socket "${path}" failed`;
  const connection = yield* openConnection(path);
  if (connection === 'timeout' || !connection.ok) {
    const question = 'Is the server running locally and accepting connections on that socket?';
    const reason = strerror(connection === 'timeout' ? 'EAGAIN' : connection.errno);
    return yield* fail(`${place}: ${reason}\n\t${question}\n`);
  }
  const fd = connection.value;
  yield* send(fd, startupMessage(toBytes(user), toBytes(database)));
  const answer = yield* recv(fd, 8192);
  yield* close(fd);
  const received = answer !== 'timeout' && answer.ok ? answer.value.data : '';
  const error = errorText(received);
  if (error !== undefined) return yield* fail(`${place}: ${fromBytes(error)}\n`);
  if (received === '') {
    const cause =
      'This probably means the server terminated abnormally\n\tbefore or while processing the request.';
    return yield* fail(`${place}: server closed the connection unexpectedly\n\t${cause}\n`);
  }
  yield* complain(`psql: there is an answer on ${path}; no database is modelled behind it.\n`);
  return 2;
}

function* connectTo(host: string, port: number): Program {
  const addresses = resolveName(yield* self(), host);
  if (addresses.length === 0) {
    return yield* fail(
      `could not translate host name "${host}" to address: Temporary failure in name resolution\n`,
    );
  }
  const numeric = parseNumericAddress(host) !== undefined;
  const reasons: string[] = [];
  for (const address of addresses) {
    const opened = yield* socket(familyOf(address), 'SOCK_STREAM');
    if (!opened.ok) continue;
    const result = yield* connectAndPoll(opened.value, socketAddress(address, port));
    yield* close(opened.value);
    if (result === 'timeout') continue;
    const place = `connection to server at "${host}"${numeric ? '' : ` (${address})`}, port ${port}`;
    if (result.ok) {
      yield* complain(
        `psql: there is an answer at ${address}, port ${port}; no database is modelled behind it.\n`,
      );
      return 2;
    }
    const question = 'Is the server running on that host and accepting TCP/IP connections?';
    reasons.push(`${place} failed: ${strerror(result.errno)}\n\t${question}\n`);
  }
  return yield* fail(reasons.join(''));
}
