import { socketAddress } from '../../../simulator/address.ts';
import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import { exitStatus } from '../../jobs.ts';
import { ask, blocked, type Program } from '../../program.ts';
import { addRelay } from '../../relays.ts';
import { resolveName } from '../../resolve-name.ts';
import { close, connect, socket } from '../../socket-calls.ts';
import { nullStream } from '../../stream.ts';
import { complain, print, self, startThread } from '../../syscalls.ts';
import { hasEnded, type Surroundings, type Task } from '../../task.ts';
import type { Tty } from '../../tty.ts';
import { fromBytes, toBytes } from '../../utf-8.ts';
import { acceptInto, type Channels, dial, endAll, handleFrame } from './channels.ts';
import { type Frame, frameReader, sendFrame } from './frames.ts';
import { everyAddress, listenForward, loopbackAddresses } from './listen-forward.ts';
import { type Forward, readSshArguments, type SshRequest, table } from './ssh-arguments.ts';

/** ssh(1) of Debian 12: OpenSSH 9.2p1, for tunnels and single commands. */
export const ssh: ProgramFile = {
  name: 'ssh',
  summary: 'a tunnel to another host, or a command there: ssh -N -L 8080:127.0.0.1:80 server',
  options: table,
  operands: '[USER@]HOST [COMMAND]',
  differs: 'The host and the key are known: nothing is asked. Nothing is encrypted.',
  *run([, ...args]) {
    const request = readSshArguments(args);
    if (!request.ok) {
      yield* complain(request.message);
      return request.message.startsWith('OpenSSH') ? 0 : 255;
    }
    if (!request.noCommand && request.command === '') {
      if (request.background) {
        yield* complain('Cannot fork into background without a command to execute.\n');
        return 255;
      }
      if (!(yield* self()).streams.get(0)?.terminal) {
        yield* complain(
          'A shell over there without a terminal here is a real thing that this host does not have yet\n',
        );
        return 255;
      }
    }
    return request.background ? yield* inBackground(request) : yield* session(request, function* () {});
  },
};

/** -f: a process of its own does it all; the one that was started ends when the tunnels stand. */
function* inBackground(request: SshRequest): Program {
  const task = yield* self();
  let stands = false;
  const started = task.around.scheduler.spawn({
    around: task.around,
    uid: task.process.uid,
    argv: task.process.argv,
    program: session(request, function* () {
      const inside = yield* self();
      for (const fd of [0, 1, 2]) {
        inside.streams.get(fd)?.release();
        inside.streams.set(fd, nullStream);
      }
      stands = true;
    }),
    cwd: task.cwd,
    environment: task.environment,
    streams: task.streams,
  });
  if (!started) return 255;
  const status = yield* ask('wait4', () => {
    if (hasEnded(started)) return started.status;
    return stands ? undefined : blocked;
  });
  return status ? exitStatus(status) : 0;
}

/** @param stands called when every tunnel stands, or has been complained about */
function* session(request: SshRequest, stands: () => Program<void>): Program {
  const { host, port } = request;
  const fd = yield* connectToServer(host, port);
  if (fd === undefined) return 255;
  const task = yield* self();
  const own = task.around.host.users.find(({ uid }) => uid === task.process.uid)?.name;
  const user = request.user ?? own ?? 'root';
  const next = frameReader(fd);
  yield* sendFrame(fd, 'hello', '-', user);
  const answer = yield* next();
  if (answer?.kind !== 'welcome') {
    yield* complain(
      answer?.kind === 'denied'
        ? `${user}@${host}: Permission denied (publickey).\n`
        : `kex_exchange_identification: Connection closed by remote host\nConnection closed by ${host} port ${port}\n`,
    );
    yield* close(fd);
    return 255;
  }
  const server = task.around.machines.find(({ around }) => around.host.name === answer.text)?.around;
  const client = clientOf(fd, request, server);
  for (const forward of request.local) {
    if (!(yield* listenHere(client, forward)) && request.exitOnFailure) return 255;
  }
  for (const [index, forward] of request.remote.entries()) {
    if (!(yield* listenThere(client, String(index), forward, next)) && request.exitOnFailure) return 255;
  }
  yield* stands();
  const status = yield* converse(client, next);
  if (status !== undefined) return status;
  yield* endAll(client.channels);
  yield* complain(`Connection to ${host} closed by remote host.\n`);
  return 255;
}

/** Until the other side has ended what it ran, whose status it gives, or the connection. */
function* converse(client: Client, next: () => Program<Frame | undefined>): Program<number | undefined> {
  const { channels, request } = client;
  const { fd } = channels;
  const outer = (yield* self()).streams.get(0)?.terminal;
  const shell = !request.noCommand && request.command === '' ? outer : undefined;
  if (request.command !== '' && !request.noCommand)
    yield* sendFrame(fd, 'exec', '-', toBytes(request.command));
  if (shell) {
    yield* sendFrame(
      fd,
      'shell',
      '-',
      `${shell.columns} ${shell.rows} ${shell.editing ? 'xterm-256color' : 'dumb'}`,
    );
    shell.raw = true;
    yield* startThread(sendKeys(fd, shell));
  }
  try {
    for (let frame = yield* next(); frame; frame = yield* next()) {
      if (frame.kind !== 'exit') yield* handle(client, frame);
      else {
        if (shell) yield* complain(`Connection to ${request.host} closed.\n`);
        return Number(frame.text);
      }
    }
    return undefined;
  } finally {
    if (shell) shell.raw = false;
  }
}

function* sendKeys(fd: number, { stream }: Tty): Program {
  for (;;) yield* sendFrame(fd, 'stdin', '-', toBytes(yield* ask('read', (task) => stream.read(task))));
}

/** Tries every address; complains once, of the last. */
function* connectToServer(host: string, port: number): Program<number | undefined> {
  const addresses = resolveName(yield* self(), host);
  if (addresses.length === 0) {
    yield* complain(`ssh: Could not resolve hostname ${host}: Temporary failure in name resolution\n`);
    return undefined;
  }
  let reason = '';
  for (const address of addresses) {
    const server = socketAddress(address, port);
    const opened = yield* socket(server.family, 'SOCK_STREAM');
    if (!opened.ok) continue;
    const reached = yield* connect(opened.value, server);
    if (reached !== 'timeout' && reached.ok) return opened.value;
    if (reached !== 'timeout') reason = strerror(reached.errno);
    yield* close(opened.value);
  }
  yield* complain(`ssh: connect to host ${host} port ${port}: ${reason}\n`);
  return undefined;
}

interface Client {
  readonly channels: Channels;
  readonly request: SshRequest;
  /** The channel numbers in use: listeners have one each, connections too. */
  readonly numbers: Set<number>;
  /** Where sshd runs. */
  readonly server: Surroundings | undefined;
}

function clientOf(fd: number, request: SshRequest, server: Surroundings | undefined): Client {
  const numbers = new Set<number>();
  const channels: Channels = {
    fd,
    open: new Map(),
    waiting: new Map(),
    *onRefused(channel, reason) {
      numbers.delete(Number(channel));
      yield* complain(`channel ${channel}: open failed: ${reason}\n`);
    },
  };
  return { channels, request, numbers, server };
}

function newNumber({ numbers, channels }: Client): string {
  let number = 0;
  while (numbers.has(number) || channels.open.has(String(number)) || channels.waiting.has(String(number)))
    number += 1;
  return String(number);
}

function* handle(client: Client, frame: Frame): Program<void> {
  const { channels, request } = client;
  if (frame.kind === 'stdout') yield* print(fromBytes(frame.text));
  else if (frame.kind === 'stderr') yield* complain(fromBytes(frame.text));
  else if (frame.kind === 'forwarded') {
    const forward = request.remote[Number(frame.text)];
    if (forward) yield* startThread(dial(channels, frame.channel, forward.host, forward.hostPort));
  } else yield* handleFrame(channels, frame);
}

/** For whoever asks who can reach what: connections are taken in at one end, and made anew at the other. */
function tellRelay(
  task: Task,
  { server }: Client,
  { host, hostPort }: Forward,
  { local, port }: { readonly local: boolean; readonly port: number },
): void {
  if (!server) return;
  const [at, from] = local ? [task.around, server] : [server, task.around];
  addRelay(task, {
    program: local ? 'ssh' : 'sshd',
    at: at.host,
    port,
    name: undefined,
    from: from.host,
    to: resolveName({ around: from }, host),
    toPort: hostPort,
  });
}

/** -L. False when nothing listens. */
function* listenHere(client: Client, forward: Forward): Program<boolean> {
  const { bind, port, host, hostPort } = forward;
  const task = yield* self();
  const open = bind === '' || bind === '*' || (bind === undefined && client.request.gateway);
  const addresses = open
    ? everyAddress
    : bind === undefined || bind === 'localhost'
      ? loopbackAddresses
      : resolveName(task, bind);
  const listening = yield* listenForward(addresses, port);
  if (listening.problem !== undefined) yield* complain(`${listening.problem}\n`);
  for (const listener of listening.fds) {
    client.numbers.add(Number(newNumber(client)));
    yield* startThread(
      acceptInto(client.channels, listener, 'open', `${host} ${hostPort}`, () => newNumber(client)),
    );
  }
  if (listening.fds.length > 0) {
    tellRelay(task, client, forward, { local: true, port: listening.port });
    return true;
  }
  yield* complain(
    `channel_setup_fwd_listener_tcpip: cannot listen to port: ${port}\nCould not request local forwarding.\n`,
  );
  return false;
}

/** -R. False when nothing listens over there. */
function* listenThere(
  client: Client,
  name: string,
  { bind = 'localhost', port, host, hostPort }: Forward,
  next: () => Program<Frame | undefined>,
): Program<boolean> {
  yield* sendFrame(client.channels.fd, 'listen', name, `${bind} ${port}`);
  for (let frame = yield* next(); frame; frame = yield* next()) {
    if (frame.kind === 'listening') {
      const forward = { bind, port, host, hostPort };
      tellRelay(yield* self(), client, forward, { local: false, port: Number(frame.text) });
      if (port === 0)
        yield* complain(`Allocated port ${frame.text} for remote forward to ${host}:${hostPort}\n`);
      return true;
    }
    if (frame.kind === 'failed') {
      const start = client.request.exitOnFailure ? 'Error' : 'Warning';
      yield* complain(`${start}: remote port forwarding failed for listen port ${port}\n`);
      return false;
    }
    yield* handle(client, frame);
  }
  return false;
}
