import { type Family, familyOf, type SocketAddress, socketAddress } from '../../../simulator/address.ts';
import type { Errno } from '../../../simulator/errno.ts';
import { strerrorOf } from '../../../simulator/os/error-names.ts';
import type { ProgramFile } from '../../command.ts';
import type { Program } from '../../program.ts';
import { parseNumericAddress, readHosts, resolveName } from '../../resolve-name.ts';
import { findService, readServices } from '../../services-file.ts';
import {
  accept,
  bind,
  close,
  connect,
  connectAndPoll,
  getpeername,
  listen,
  recv,
  send,
  setsockopt,
  socket,
} from '../../socket-calls.ts';
import { complain, now, self, sleep } from '../../syscalls.ts';
import { type NcRequest, ncHelp, ncOptions, parseNcArguments } from './nc-arguments.ts';
import { ncPath } from './nc-path.ts';
import { readWrite } from './read-write.ts';

/** nc(1) of netcat-openbsd 1.219. */
export const nc: ProgramFile = {
  name: 'nc',
  summary: 'talk over a port by hand: nc -l 62893 listens, nc 127.0.0.1 62893 connects, -vz only looks',
  options: ncOptions,
  operands: '[OPTION]... [DESTINATION] [PORT]',
  differs: 'An address that no line of /etc/hosts names is shown as it is; no name server is asked.',
  *run([, ...args]) {
    const { around } = yield* self();
    const request = parseNcArguments(args, readServices(around.files));
    switch (request.kind) {
      case 'help':
        yield* complain(ncHelp());
        return 0;
      case 'error':
        yield* complain(request.text);
        return 1;
      case 'run':
        if (request.has('U')) return yield* ncPath(request, request.host ?? '');
        return yield* request.has('l') ? serve(request) : connectAll(request);
    }
  },
};

/** netcat(1): the same program. */
export const netcat: ProgramFile = { ...nc, name: 'netcat', summary: 'the same as nc' };

function* fail(reason: string): Program {
  yield* complain(`nc: ${reason}\n`);
  return 1;
}

/** getaddrinfo(3) as nc asks it: the addresses, or why there are none. */
function* lookUp(request: NcRequest, host: string): Program<readonly string[] | string> {
  const { has } = request;
  const wanted: Family | undefined = has('6') ? 'AF_INET6' : has('4') ? 'AF_INET' : undefined;
  const numeric = parseNumericAddress(host) !== undefined;
  if (has('n') && !numeric) return 'Name or service not known';
  const all = resolveName(yield* self(), host);
  const fitting = all.filter((address) => wanted === undefined || familyOf(address) === wanted);
  if (fitting.length > 0) return fitting;
  return numeric ? 'Address family for hostname not supported' : 'Temporary failure in name resolution';
}

/** A port as getaddrinfo(3) reads it: only the low 16 bits of a number count. */
function* portOf(text: string, protocol: string): Program<number | undefined> {
  if (/^\d+$/.test(text)) return Number(BigInt(text) & 0xffffn);
  return findService(readServices((yield* self()).around.files), text, protocol)?.port;
}

const unknownService = 'getaddrinfo: Servname not supported for ai_socktype';

function* connectAll(request: NcRequest): Program {
  const { has, host = '', ports, interval } = request;
  const order = [...ports];
  if (has('r')) {
    const { random } = (yield* self()).around.host.network;
    for (let last = order.length - 1; last > 0; last -= 1) {
      const other = random.below(last + 1);
      [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
    }
  }
  let status = 1;
  for (const [index, port] of order.entries()) {
    if (index > 0 && interval > 0) yield* sleep(interval);
    const found = yield* lookUp(request, host);
    if (typeof found === 'string')
      return yield* fail(`getaddrinfo for host "${host}" port ${port}: ${found}`);
    const reached = yield* connectOne(request, found, port);
    if (reached === 'stop') return 1;
    if (!reached) continue;
    const { fd, address } = reached;
    const untouched = !has('u') || !(has('v') || has('z')) || (yield* udpTest(request, fd));
    status = untouched ? 0 : 1;
    if (untouched && has('v')) yield* tellSuccess(request, address, port);
    if (untouched && !has('z')) yield* readWrite(fd, request);
    yield* close(fd);
  }
  return status;
}

interface Reached {
  readonly fd: number;
  readonly address: string;
}

/** The first address that answers; 'stop' when this end cannot be bound as asked. */
function* connectOne(
  request: NcRequest,
  addresses: readonly string[],
  port: number,
): Program<Reached | 'stop' | undefined> {
  const { has, timeout } = request;
  for (const address of addresses) {
    const opened = yield* socket(familyOf(address), has('u') ? 'SOCK_DGRAM' : 'SOCK_STREAM');
    if (!opened.ok) continue;
    const fd = opened.value;
    const refusal = yield* bindSource(request, fd, familyOf(address));
    if (refusal !== undefined) {
      yield* fail(refusal);
      return 'stop';
    }
    const until = timeout === undefined ? undefined : (yield* now()) + timeout;
    const result = yield* connectAndPoll(fd, socketAddress(address, port), until);
    if (result !== 'timeout' && result.ok) return { fd, address };
    if (has('v')) {
      const said = yield* failureText(request, address, port, result === 'timeout' ? result : result.errno);
      yield* complain(`nc: ${said}\n`);
    }
    yield* close(fd);
  }
  return undefined;
}

/** Apple's nc calls connectx(2) and names the host as it was given. */
function* failureText(
  { has, host }: NcRequest,
  address: string,
  port: number,
  how: 'timeout' | Errno,
): Program<string> {
  const system = (yield* self()).around.host.system.name;
  const protocol = has('u') ? 'udp' : 'tcp';
  if (system === 'macos') {
    const reason = strerrorOf(system, how === 'timeout' ? 'ETIMEDOUT' : how);
    return `connectx to ${host} port ${port} (${protocol}) failed: ${reason}`;
  }
  const place = has('n') || host === address ? host : `${host} (${address})`;
  const why =
    how === 'timeout' ? 'timed out: Operation now in progress' : `failed: ${strerrorOf(system, how)}`;
  return `connect to ${place} port ${port} (${protocol}) ${why}`;
}

/** `-s` and `-p`. */
function* bindSource(
  { has, source, sourcePort }: NcRequest,
  fd: number,
  family: Family,
): Program<string | undefined> {
  if (source === undefined && sourcePort === undefined) return undefined;
  const port = yield* portOf(sourcePort ?? '0', has('u') ? 'udp' : 'tcp');
  if (port === undefined) return unknownService;
  const wildcard = family === 'AF_INET' ? '0.0.0.0' : '::';
  const address = source === undefined ? wildcard : resolveName(yield* self(), source)[0];
  if (address === undefined) return 'getaddrinfo: Temporary failure in name resolution';
  if (familyOf(address) !== family) return 'getaddrinfo: Address family for hostname not supported';
  const bound = yield* bind(fd, { family, address, port });
  if (bound.ok) return undefined;
  return `bind failed: ${strerrorOf((yield* self()).around.host.system.name, bound.errno)}`;
}

/** Nothing answers a datagram: a few are sent to see whether a refusal comes back. */
function* udpTest({ timeout }: NcRequest, fd: number): Program<boolean> {
  const first = yield* send(fd, 'X');
  const second = yield* send(fd, 'X');
  if (!first.ok || !second.ok) return false;
  const seconds = timeout === undefined ? 3 : Math.floor(timeout / 1000);
  for (let index = 0; index < seconds; index += 1) {
    yield* sleep(1000);
    const sent = yield* send(fd, 'X');
    if (!sent.ok) return false;
  }
  return true;
}

function* tellSuccess({ has, host }: NcRequest, address: string, port: number): Program<void> {
  const protocol = has('u') ? 'udp' : 'tcp';
  const known = has('n')
    ? undefined
    : findService(readServices((yield* self()).around.files), String(port), protocol);
  const mac = (yield* self()).around.host.system.name === 'macos';
  const place = has('n') || host === address || mac ? host : `${host} (${address})`;
  yield* complain(
    `Connection to ${place} ${mac ? `port ${port}` : `${port} port`} [${protocol}/${known?.name ?? '*'}] succeeded!\n`,
  );
}

function* serve(request: NcRequest): Program {
  const { has, host, service } = request;
  const udp = has('u');
  const port = yield* portOf(service, udp ? 'udp' : 'tcp');
  if (port === undefined) return yield* fail(unknownService);
  const found = host === undefined ? [has('6') ? '::' : '0.0.0.0'] : yield* lookUp(request, host);
  if (typeof found === 'string') return yield* fail(`getaddrinfo: ${found}`);
  const opened = yield* openListener(found, port, udp);
  if (typeof opened === 'string') return yield* fail(opened);
  const { fd } = opened;
  if (has('v')) yield* report(request, udp ? 'Bound' : 'Listening', { ...opened.local, port });
  for (;;) {
    if (udp && has('k')) {
      yield* readWrite(fd, request);
      return 0;
    }
    if (udp) yield* serveDatagrams(request, fd);
    else {
      const connection = yield* accept(fd);
      if (!connection.ok)
        return yield* fail(
          `accept: ${strerrorOf((yield* self()).around.host.system.name, connection.errno)}`,
        );
      const peer = yield* getpeername(connection.value);
      if (has('v') && peer.ok) yield* report(request, 'Connection received', peer.value);
      yield* readWrite(connection.value, request);
      yield* close(connection.value);
    }
    if (!has('k')) return 0;
  }
}

/** The socket takes on the first sender as its peer. */
function* serveDatagrams(request: NcRequest, fd: number): Program<void> {
  const first = yield* recv(fd, 16384);
  if (first === 'timeout' || !first.ok || !first.value.from) return;
  yield* connect(fd, first.value.from);
  if (request.has('v')) yield* report(request, 'Connection received', first.value.from);
  yield* readWrite(fd, request, first.value.data);
}

interface Listener {
  readonly fd: number;
  readonly local: SocketAddress;
}

/** The first address that can be bound; else what the last one said. */
function* openListener(addresses: readonly string[], port: number, udp: boolean): Program<Listener | string> {
  let reason = '';
  for (const address of addresses) {
    const local = socketAddress(address, port);
    const opened = yield* socket(local.family, udp ? 'SOCK_DGRAM' : 'SOCK_STREAM');
    if (!opened.ok) continue;
    const fd = opened.value;
    yield* setsockopt(fd, 'SO_REUSEADDR', 1);
    yield* setsockopt(fd, 'SO_REUSEPORT', 1);
    let result = yield* bind(fd, local);
    if (result.ok && !udp) result = yield* listen(fd, 1);
    if (result.ok) return { fd, local };
    reason = strerrorOf((yield* self()).around.host.system.name, result.errno);
    yield* close(fd);
  }
  return reason;
}

function* report(request: NcRequest, what: string, { address, port }: SocketAddress): Program<void> {
  const names = request.has('n')
    ? undefined
    : readHosts(yield* self()).find((line) => line.address === address)?.names;
  yield* complain(`${what} on ${names?.[0] ?? address} ${port}\n`);
}
