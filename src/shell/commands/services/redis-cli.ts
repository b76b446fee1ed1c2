import { familyOf, socketAddress } from '../../../simulator/address.ts';
import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import type { Option } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { resolveName } from '../../resolve-name.ts';
import { close, connectAndPoll, recv, send, socket } from '../../socket-calls.ts';
import { complain, print, read, self } from '../../syscalls.ts';
import { fromBytes, toBytes } from '../../utf-8.ts';

const options: readonly Option[] = [
  { short: 'h', argument: 'hostname', help: 'Server hostname (default: 127.0.0.1).' },
  { short: 'p', argument: 'port', help: 'Server port (default: 6379).' },
  { short: 'v', long: 'version', help: 'Output version and exit.' },
];

/** redis-cli(1) of Redis 7.0.15: one command, or a prompt. */
export const redisCli: ProgramFile = {
  name: 'redis-cli',
  summary: 'ask a Redis server: redis-cli ping',
  options: { options },
  operands: '[OPTION]... [COMMAND [ARGUMENT]...]',
  *run([, ...args]) {
    let host = '127.0.0.1';
    let port = 6379;
    const rest = [...args];
    while (rest[0]?.startsWith('-')) {
      const [option = '', value] = rest.splice(0, 2);
      if (option === '-v' || option === '--version') {
        yield* print('redis-cli 7.0.15\n');
        return 0;
      }
      if (value === undefined || !['-h', '-p'].includes(option)) {
        yield* complain(`Unrecognized option or bad number of args for: '${option}'\n`);
        return 1;
      }
      if (option === '-h') host = value;
      else port = Number(value) & 0xffff;
    }
    const fd = yield* connectTo(host, port);
    if (typeof fd === 'string') {
      yield* complain(`Could not connect to Redis at ${host}:${port}: ${fd}\n`);
      return 1;
    }
    return rest.length > 0 ? yield* ask(fd, rest) : yield* prompt(fd, `${host}:${port}> `);
  },
};

function* connectTo(host: string, port: number): Program<number | string> {
  let reason = 'Temporary failure in name resolution';
  // hiredis asks for IPv4 first.
  const addresses = resolveName(yield* self(), host).toSorted((a, b) => a.indexOf(':') - b.indexOf(':'));
  for (const address of addresses) {
    const opened = yield* socket(familyOf(address), 'SOCK_STREAM');
    if (!opened.ok) continue;
    const result = yield* connectAndPoll(opened.value, socketAddress(address, port));
    if (result !== 'timeout' && result.ok) return opened.value;
    if (result !== 'timeout') reason = strerror(result.errno);
    yield* close(opened.value);
  }
  return reason;
}

function* prompt(fd: number, text: string): Program {
  for (;;) {
    yield* print(text);
    const line = yield* read(0, 'line');
    const words = (line.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) =>
      word.replace(/^(["'])(.*)\1$/, '$2'),
    );
    if (line === '') yield* print('\n');
    if (line === '' || words[0] === 'quit' || words[0] === 'exit') return 0;
    if (words.length === 0) continue;
    const status = yield* ask(fd, words);
    if (status !== 0) return status;
  }
}

/** Sends one command and shows its reply: with its kind on a terminal, bare elsewhere. */
function* ask(fd: number, words: readonly string[]): Program {
  const parts = words.map(toBytes).map((word) => `$${word.length}\r\n${word}\r\n`);
  yield* send(fd, `*${words.length}\r\n${parts.join('')}`);
  let received = '';
  for (;;) {
    const shown = showReply(received, (yield* self()).streams.get(1)?.terminal !== undefined);
    if (shown === 'wrong') {
      yield* complain(`Error: Protocol error, got ${JSON.stringify(received[0])} as reply type byte\n`);
      return 1;
    }
    if (shown !== undefined) {
      yield* print(`${fromBytes(shown)}\n`);
      return 0;
    }
    const piece = yield* recv(fd, 16384);
    if (piece === 'timeout' || !piece.ok || piece.value.data === '') {
      yield* complain('Error: Server closed the connection\n');
      return 1;
    }
    received += piece.value.data;
  }
}

/** @returns undefined while some of the reply is missing */
function showReply(received: string, onTerminal: boolean): string | 'wrong' | undefined {
  const line = /^(.)([^\r]*)\r\n/.exec(received);
  if (!line) return received === '' || /^[+\-:$]/.test(received) ? undefined : 'wrong';
  const [start, kind, text = ''] = line;
  switch (kind) {
    case '+':
      return text;
    case '-':
      return onTerminal ? `(error) ${text}` : `${text}\n`;
    case ':':
      return onTerminal ? `(integer) ${text}` : text;
    case '$': {
      if (text === '-1') return onTerminal ? '(nil)' : '';
      const end = start.length + Number(text);
      if (received.length < end + 2) return undefined;
      const value = received.slice(start.length, end);
      return onTerminal
        ? `"${value.replace(/[\\"]/g, '\\$&').replace(/\r/g, '\\r').replace(/\n/g, '\\n')}"`
        : value;
    }
    default:
      return 'wrong';
  }
}
