import { familyOf, socketAddress } from '../../../simulator/address.ts';
import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { type Option, type OptionTable, parseOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { parseNumericAddress, resolveName } from '../../resolve-name.ts';
import { close, connectAndPoll, socket } from '../../socket-calls.ts';
import { complain, print, self } from '../../syscalls.ts';
import { findUnit, isActive } from './units.ts';

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
    if (host !== undefined && host !== '') return yield* connectTo(host, Number(port));
    const unit = findUnit(task.around, 'postgresql');
    const place = `connection to server on socket "/var/run/postgresql/.s.PGSQL.${port}" failed`;
    if (!unit || !isActive(unit) || port !== '5432') {
      const question = 'Is the server running locally and accepting connections on that socket?';
      return yield* fail(`${place}: ${strerror('ENOENT')}\n\t${question}\n`);
    }
    const user = parsed.value('username') ?? environment.get('USER') ?? '';
    return yield* fail(`${place}: FATAL:  role "${user}" does not exist\n`);
  },
};

function* fail(reason: string): Program {
  yield* complain(`psql: error: ${reason}`);
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
