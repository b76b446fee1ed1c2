import { expect, test } from 'vitest';
import { userOf } from '../../../src/course/scene.ts';
import { findScene } from '../../../src/course/scenes/index.ts';
import { apply, createWorld } from '../../../src/course/world.ts';
import { allTools } from '../../../src/shell/all-tools.ts';
import { createMachine, type Machine } from '../../../src/shell/machine.ts';
import { formatEndpoint } from '../../../src/simulator/address.ts';
import { createHost } from '../../../src/simulator/host.ts';
import { createNetwork } from '../../../src/simulator/network.ts';
import { listSockets } from '../../../src/simulator/socket-list.ts';
import { loadPrograms, loadTools, shell } from '../../../src/widgets/world/shell.ts';
import { dev, lastOutput, root } from './fresh-machine.ts';

const epoch = Date.UTC(2026, 10, 23, 9, 12, 25);

/** The scene's server with its services running. */
function server(services = findScene('server').services): Machine {
  const scene = findScene('server');
  const host = createHost(createNetwork({ seed: 1 }), scene.host);
  host.nextPid = 500;
  return createMachine({ host, user: userOf(scene), epoch, tools: allTools, services });
}

const run = (...lines: readonly string[]): string => lastOutput(lines, server());
const asRoot = (...lines: readonly string[]): string => lastOutput(lines, server(), root);

test('each service listens where its Debian package does', () => {
  const machine = server();
  machine.run();
  const listening = listSockets(machine.around.host).map(
    ({ local, sendQueue, holder }) => `${formatEndpoint(local)} ${sendQueue} ${holder?.pid}`,
  );
  expect(listening).toEqual([
    '0.0.0.0:80 511 500',
    '[::]:80 511 500',
    '[::1]:5432 244 501',
    '127.0.0.1:5432 244 501',
    '127.0.0.1:6379 511 502',
    '[::1]:6379 511 502',
  ]);
});

test('each service has the processes that ps shows of the real one', () => {
  const machine = server();
  machine.run();
  const { processes, users } = machine.around.host;
  const shown = [...processes.values()].map(
    ({ pid, ppid, uid, argv }) => `${users.find((user) => user.uid === uid)?.name} ${pid} ${ppid} ${argv[0]}`,
  );
  expect(shown.slice(1)).toEqual([
    'root 500 1 nginx: master process /usr/sbin/nginx -g daemon on; master_process on;',
    'postgres 501 1 /usr/lib/postgresql/15/bin/postgres -D /var/lib/postgresql/15/main -c config_file=/etc/postgresql/15/main/postgresql.conf',
    'redis 502 1 /usr/bin/redis-server 127.0.0.1:6379',
    'www-data 503 500 nginx: worker process',
    'www-data 504 500 nginx: worker process',
    'postgres 505 501 postgres: 15/main: checkpointer ',
    'postgres 506 501 postgres: 15/main: background writer ',
    'postgres 507 501 postgres: 15/main: walwriter ',
    'postgres 508 501 postgres: 15/main: autovacuum launcher ',
    'postgres 509 501 postgres: 15/main: logical replication launcher ',
  ]);
});

const nginxHead = (status: string, length: number): string => `HTTP/1.1 ${status}
Server: nginx/1.22.1
Date: Mon, 23 Nov 2026 09:12:25 GMT
Content-Type: text/html
Content-Length: ${length}
Connection: `;

const nginxPage = (status: string): string => `<html>
<head><title>${status}</title></head>
<body>
<center><h1>${status}</h1></center>
<hr><center>nginx/1.22.1</center>
</body>
</html>
`;

test('nginx: the head of its page', () => {
  expect(run('curl -sI http://127.0.0.1/ | cat')).toMatch(
    /^HTTP\/1\.1 200 OK\nServer: nginx\/1\.22\.1\nDate: [^\n]+\nContent-Type: text\/html\nContent-Length: \d+\nLast-Modified: [^\n]+\nConnection: keep-alive\nETag: "[0-9a-f]+-[0-9a-f]+"\nAccept-Ranges: bytes\n\n$/,
  );
});

test('nginx: what is not there is 404, what may not be done 405, what is no request 400', () => {
  expect(run('curl -si http://localhost/nope | cat')).toBe(
    `${nginxHead('404 Not Found', 153)}keep-alive\n\n${nginxPage('404 Not Found')}`,
  );
  expect(run('curl -si -X PUT http://localhost/ | cat')).toBe(
    `${nginxHead('405 Not Allowed', 157)}keep-alive\n\n${nginxPage('405 Not Allowed')}`,
  );
  expect(run('echo GARBAGE | nc -N 127.0.0.1 80')).toBe(
    `${nginxHead('400 Bad Request', 157)}close\n\n${nginxPage('400 Bad Request')}`,
  );
});

test('nginx keeps the connection', () => {
  expect(run('curl -sv http://localhost/ -o x')).toContain('* Connection #0 to host localhost left intact\n');
});

test('redis answers its own protocol', () => {
  expect(run('echo PING | nc -N 127.0.0.1 6379')).toBe('+PONG\n');
  expect(run('echo FOO a b | nc -N 127.0.0.1 6379')).toBe(
    "-ERR unknown command 'FOO', with args beginning with: 'a' 'b' \n",
  );
  expect(run('echo GET | nc -N 127.0.0.1 6379')).toBe("-ERR wrong number of arguments for 'get' command\n");
  expect(run('echo SET a 1 | nc -N ::1 6379', 'echo INCR a | nc -N 127.0.0.1 6379')).toBe(':2\n');
  expect(run('echo SET a x | nc -N ::1 6379', 'echo INCR a | nc -N 127.0.0.1 6379')).toBe(
    '-ERR value is not an integer or out of range\n',
  );
  expect(run('echo GET b | nc -N 127.0.0.1 6379')).toBe('$-1\n');
});

test('redis-cli shows kinds on a terminal and bare values elsewhere', () => {
  const machine = server();
  const cli = (words: string): string => lastOutput([`redis-cli ${words}`], machine);
  expect(cli('ping')).toBe('PONG\n');
  expect(cli('ping hello')).toBe('"hello"\n');
  expect(cli('incr n')).toBe('(integer) 1\n');
  expect(cli('incr n | cat')).toBe('2\n');
  expect(cli('get nope')).toBe('(nil)\n');
  expect(cli('get nope | cat')).toBe('\n');
  expect(cli('foo')).toBe("(error) ERR unknown command 'foo', with args beginning with: \n");
  expect(cli('foo a | cat')).toBe("ERR unknown command 'foo', with args beginning with: 'a' \n\n");
  expect(cli('-h ::1 ping')).toBe('PONG\n');
  expect(cli('-p 6380 ping')).toBe('Could not connect to Redis at 127.0.0.1:6380: Connection refused\n');
  expect(cli('-h nosuch.invalid ping')).toBe(
    'Could not connect to Redis at nosuch.invalid:6379: Temporary failure in name resolution\n',
  );
  expect(cli('--bogus')).toBe("Unrecognized option or bad number of args for: '--bogus'\n");
});

test('psql says where nobody answers', () => {
  const question = '\tIs the server running on that host and accepting TCP/IP connections?\n';
  expect(run('psql -h 127.0.0.1 -p 5433')).toBe(
    `psql: error: connection to server at "127.0.0.1", port 5433 failed: Connection refused\n${question}`,
  );
  expect(run('psql -h localhost -p 5433')).toBe(
    `psql: error: connection to server at "localhost" (::1), port 5433 failed: Connection refused\n${question}connection to server at "localhost" (127.0.0.1), port 5433 failed: Connection refused\n${question}`,
  );
  expect(run('psql')).toBe(
    'psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: FATAL:  role "dev" does not exist\n',
  );
  expect(asRoot('systemctl stop postgresql', 'psql')).toBe(
    'psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory\n\tIs the server running locally and accepting connections on that socket?\n',
  );
  expect(run('psql -h nosuch.invalid')).toBe(
    'psql: error: could not translate host name "nosuch.invalid" to address: Temporary failure in name resolution\n',
  );
  expect(run('psql -p x')).toBe('psql: error: invalid integer value "x" for connection option "port"\n');
});

test('redis ends a connection that speaks HTTP', () => {
  expect(run('curl http://127.0.0.1:6379/')).toBe('curl: (52) Empty reply from server\n');
});

test('postgres ends a connection that is none of its own, without a word', () => {
  expect(run('curl http://127.0.0.1:5432/')).toBe('curl: (52) Empty reply from server\n');
  expect(run('echo hello | nc -N 127.0.0.1 5432')).toBe('');
});

test('only the web server can be reached at the address of the network', () => {
  expect(run('nc -vz 192.168.1.10 80')).toBe('Connection to 192.168.1.10 80 port [tcp/http] succeeded!\n');
  expect(run('nc -vz 192.168.1.10 5432')).toBe(
    'nc: connect to 192.168.1.10 port 5432 (tcp) failed: Connection refused\n',
  );
});

test('systemctl stops and starts a service, with all its processes', () => {
  const machine = server();
  expect(lastOutput(['systemctl stop nginx', 'systemctl is-active nginx'], machine, root)).toBe('inactive\n');
  expect([...machine.around.host.processes.values()].map(({ argv }) => argv[0])).not.toContain(
    'nginx: worker process',
  );
  const status = lastOutput(['systemctl start nginx', 'service nginx status'], machine, root);
  expect(status.replace(/(PID: |─)\d+/g, '$1N').replace(/since .* ago/, 'since then')).toBe(
    `● nginx.service - A high performance web server and a reverse proxy server
     Loaded: loaded (/lib/systemd/system/nginx.service; enabled; preset: enabled)
     Active: active (running) since then
       Docs: man:nginx(8)
   Main PID: N (nginx)
     CGroup: /system.slice/nginx.service
             ├─N "nginx: master process /usr/sbin/nginx -g daemon on; master_process on;"
             ├─N "nginx: worker process"
             └─N "nginx: worker process"
`,
  );
});

test('a service whose port is taken does not start', () => {
  const lines = ['systemctl stop nginx', 'python3 -m http.server 80 > log 2>&1 &', 'systemctl start nginx'];
  expect(
    asRoot(...lines),
  ).toBe(`Job for nginx.service failed because the control process exited with error code.
See "systemctl status nginx.service" and "journalctl -xeu nginx.service" for details.
`);
});

test('systemctl wants root, and a unit that is there', () => {
  expect(run('systemctl stop nginx')).toBe(`Failed to stop nginx.service: Interactive authentication required.
See system logs and 'systemctl status nginx.service' for details.
`);
  expect(asRoot('systemctl start nosuch')).toBe(
    'Failed to start nosuch.service: Unit nosuch.service not found.\n',
  );
  expect(run('systemctl status nosuch')).toBe('Unit nosuch.service could not be found.\n');
  expect(run('systemctl bogus nginx')).toBe('Unknown command verb bogus.\n');
  expect(run('systemctl start')).toBe('Too few arguments.\n');
  expect(run('systemctl --bogus')).toBe("systemctl: unrecognized option '--bogus'\n");
  expect(run('service nosuch bogus')).toBe('nosuch: unrecognized service\n');
  expect(run('service')).toBe(
    'Usage: service < option > | --status-all | [ service_name [ command | --full-restart ] ]\n',
  );
});

test('AirPlay on a Mac answers 403 on ports 5000 and 7000', () => {
  const host = createHost(createNetwork({ seed: 1 }), {
    name: 'mac',
    interfaces: { lo: ['127.0.0.1/8', '::1/128'] },
    users: [dev],
  });
  const machine = createMachine({ host, user: dev, epoch, tools: allTools, services: ['airplay'] });
  const answer = lastOutput(['curl -sI http://localhost:5000/ | cat'], machine);
  expect(answer).toBe(`HTTP/1.1 403 Forbidden
Content-Length: 0
Server: AirTunes/890.79.5
X-Apple-ProcessingTime: 0

`);
  expect(lastOutput(['nc -z ::1 7000; echo $?'], machine)).toBe('0\n');
});

test('the same scene gives the same services, sockets and shells, twice', async () => {
  await loadTools(() => {});
  await loadPrograms();
  const [first, second] = [1, 2].map(() => {
    const world = createWorld({ scene: findScene('server'), seed: 1, epoch, shell });
    apply(world, { kind: 'open', at: 0, columns: 80, rows: 24 });
    return {
      processes: [...world.host.processes.values()].map(({ pid, argv }) => [pid, ...argv]),
      sockets: listSockets(world.host),
    };
  });
  expect(first?.sockets).toHaveLength(6);
  expect(second).toEqual(first);
});

const socketFile = '/run/postgresql/.s.PGSQL.5432';

test('psql without -h finds no socket when PostgreSQL was stopped, a dead one when it was killed', () => {
  const stopped = asRoot('systemctl stop postgresql', `ls -A /run/postgresql; psql`);
  expect(stopped).toBe(
    `psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory
\tIs the server running locally and accepting connections on that socket?
`,
  );
  const killed = asRoot('kill -9 501', 'psql');
  expect(killed).toBe(
    `psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: Connection refused
\tIs the server running locally and accepting connections on that socket?
`,
  );
});

test('PostgreSQL starts again over what a killed one left', () => {
  const output = asRoot(
    'kill -9 501',
    'systemctl start postgresql',
    `ls -l ${socketFile} | cut -c1-10; psql`,
  );
  expect(output).toBe(
    `srwxrwxrwx
psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: FATAL:  role "root" does not exist
`,
  );
});

test('peer authentication lets a user in under the same name only', () => {
  const start = 'connection to server on socket "/var/run/postgresql/.s.PGSQL.5432"';
  expect(asRoot('sudo -u postgres psql')).toBe(
    'psql: there is an answer on /var/run/postgresql/.s.PGSQL.5432; no database is modelled behind it.\n',
  );
  expect(run('psql -U postgres')).toBe(
    `psql: error: ${start} failed: FATAL:  Peer authentication failed for user "postgres"\n`,
  );
});
