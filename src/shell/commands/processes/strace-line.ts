/** A system call as strace 6.1 prints it. */
import type { SocketAddress } from '../../../simulator/address.ts';
import { strerror } from '../../../simulator/errno.ts';
import type { Process } from '../../../simulator/process.ts';
import type { SystemCall, TraceEntry } from '../../../simulator/system-call.ts';
import { commandName } from './command-name.ts';

/**
 * How a program asks, where our calls are simpler than the kernel's: flags and the protocol number. Taken from traces of
 * the real programs of Debian 12.
 */
export interface Manner {
  /** Beside SOCK_STREAM or SOCK_DGRAM. */
  readonly typeFlags: string;
  /** False: IPPROTO_IP, which leaves the choice to the kernel. */
  readonly namesProtocol: boolean;
  readonly acceptFlags: string;
  /** It asks for no address with accept4. */
  readonly acceptsBlindly: boolean;
  /** It waits inside accept, and not in poll. */
  readonly waitsInAccept: boolean;
  /** connect gives EINPROGRESS, and SO_ERROR tells the outcome. */
  readonly asksOutcome: boolean;
  /** It uses read(2) and write(2), which are not among the network calls. */
  readonly readsAndWrites: boolean;
  /** Each request has a thread of its own, which is seen with -f only. */
  readonly threads: boolean;
  /** accept4 has told it who connected, so it asks no getpeername. */
  readonly knowsPeer: boolean;
  readonly sendFlags: string;
  /** The room that it gives for an address; undefined for just enough. */
  readonly addressRoom: number | undefined;
}

const plain: Manner = {
  typeFlags: '',
  namesProtocol: true,
  acceptFlags: 'SOCK_NONBLOCK',
  acceptsBlindly: false,
  waitsInAccept: false,
  asksOutcome: false,
  readsAndWrites: false,
  threads: false,
  knowsPeer: true,
  sendFlags: '0',
  addressRoom: 128,
};

const python: Manner = {
  ...plain,
  typeFlags: '|SOCK_CLOEXEC',
  namesProtocol: false,
  acceptFlags: 'SOCK_CLOEXEC',
  threads: true,
  addressRoom: undefined,
};

export function mannerOf({ argv }: Pick<Process, 'argv'>): Manner {
  switch (commandName(argv)) {
    case 'python':
    case 'python3':
      return python;
    case 'node':
      return {
        ...python,
        typeFlags: '|SOCK_CLOEXEC|SOCK_NONBLOCK',
        acceptFlags: 'SOCK_CLOEXEC|SOCK_NONBLOCK',
        acceptsBlindly: true,
        asksOutcome: true,
        readsAndWrites: true,
        threads: false,
      };
    case 'nc': {
      const listens = argv.slice(1).some((word) => /^-[A-Za-z46]*l/.test(word));
      const typeFlags = listens ? '' : '|SOCK_NONBLOCK';
      return { ...plain, typeFlags, waitsInAccept: true, asksOutcome: !listens, readsAndWrites: true };
    }
    case 'curl':
      return { ...plain, asksOutcome: true, knowsPeer: false, sendFlags: 'MSG_NOSIGNAL' };
    case 'bash':
    case 'sh':
      return { ...plain, readsAndWrites: true };
    default:
      return plain;
  }
}

export interface Line {
  /** As in `-e trace=`. */
  readonly call: string;
  /** Up to and with the closing bracket. */
  readonly text: string;
  readonly result: string;
}

export interface LineContext {
  readonly manner: Manner;
  readonly textLimit: number;
  /** Who is at the other end of a connection that was just accepted. */
  readonly peer: SocketAddress | undefined;
  /** This connect tells how one that was begun before came out. */
  readonly outcome: boolean;
}

export function lineOf(entry: TraceEntry, context: LineContext): Line {
  const { call, result } = entry;
  const { name, args } = callText(call, entry, context);
  const number = result.ok ? resultNumber(call, result.value) : '';
  return {
    call: name,
    text: `${name}(${args})`,
    result:
      result.ok || isOutcome(call, context)
        ? number || '0'
        : `-1 ${result.errno} (${strerror(result.errno)})`,
  };
}

function isOutcome(call: SystemCall, { outcome }: LineContext): boolean {
  return call.name === 'connect' && outcome;
}

function resultNumber(call: SystemCall, value: unknown): string {
  if (call.name === 'recv' && typeof value === 'object' && value && 'data' in value) {
    return String(String(value.data).length);
  }
  if (call.name === 'getsockopt') return '0';
  return typeof value === 'number' ? String(value) : '0';
}

function callText(
  call: SystemCall,
  { result }: TraceEntry,
  context: LineContext,
): { readonly name: string; readonly args: string } {
  const { manner, textLimit, peer } = context;
  switch (call.name) {
    case 'socket': {
      const named = call.type === 'SOCK_STREAM' ? 'IPPROTO_TCP' : 'IPPROTO_UDP';
      const protocol = manner.namesProtocol ? named : 'IPPROTO_IP';
      return { name: 'socket', args: `${call.domain}, ${call.type}${manner.typeFlags}, ${protocol}` };
    }
    case 'setsockopt':
      return { name: 'setsockopt', args: `${call.fd}, ${optionText(call.option, call.value)}` };
    case 'getsockopt': {
      const value = result.ok && typeof result.value === 'number' ? result.value : 0;
      return {
        name: 'getsockopt',
        args: `${call.fd}, ${levelOf(call.option)}, ${call.option}, [${value}], [4]`,
      };
    }
    case 'bind':
      return { name: 'bind', args: `${call.fd}, ${addressText(call.address)}` };
    case 'listen':
      return { name: 'listen', args: `${call.fd}, ${call.backlog}` };
    case 'connect': {
      if (context.outcome) {
        const error = result.ok ? '0' : result.errno;
        return { name: 'getsockopt', args: `${call.fd}, SOL_SOCKET, SO_ERROR, [${error}], [4]` };
      }
      const unspecified = '{sa_family=AF_UNSPEC, sa_data="\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0"}, 16';
      const address = call.address === 'AF_UNSPEC' ? unspecified : addressText(call.address);
      return { name: 'connect', args: `${call.fd}, ${address}` };
    }
    case 'accept': {
      const from = manner.acceptsBlindly || !peer ? 'NULL, NULL' : askedAddress(peer, manner);
      return { name: 'accept4', args: `${call.fd}, ${from}, ${manner.acceptFlags}` };
    }
    case 'send': {
      const data = quoted(call.data, textLimit);
      return {
        name: 'sendto',
        args: `${call.fd}, ${data}, ${call.data.length}, ${manner.sendFlags}, NULL, 0`,
      };
    }
    case 'sendto': {
      const data = `${quoted(call.data, textLimit)}, ${call.data.length}`;
      return { name: 'sendto', args: `${call.fd}, ${data}, 0, ${addressText(call.address)}` };
    }
    case 'recv': {
      const got =
        result.ok && typeof result.value === 'object' && 'data' in result.value ? result.value : undefined;
      const data = got ? quoted(got.data, textLimit) : '""';
      const from = got?.from ? askedAddress(got.from, manner) : 'NULL, NULL';
      return { name: 'recvfrom', args: `${call.fd}, ${data}, ${call.length}, 0, ${from}` };
    }
    case 'shutdown':
      return { name: 'shutdown', args: `${call.fd}, ${call.how}` };
    case 'getsockname':
    case 'getpeername': {
      const told =
        result.ok && typeof result.value === 'object' && 'port' in result.value ? result.value : undefined;
      return {
        name: call.name,
        args: `${call.fd}, ${told ? askedAddress(told, manner) : '0x7ffd5e3c1a20, [128]'}`,
      };
    }
    case 'close':
      return { name: 'close', args: String(call.fd) };
  }
}

/** An address that the kernel fills in, and the room for it, which it shortens. */
function askedAddress(address: SocketAddress, { addressRoom }: Manner): string {
  const size = address.family === 'AF_INET' ? 16 : 28;
  return `${structText(address)}, [${addressRoom === undefined ? size : `${addressRoom} => ${size}`}]`;
}

function addressText(address: SocketAddress): string {
  return `${structText(address)}, ${address.family === 'AF_INET' ? 16 : 28}`;
}

function structText({ family, address, port }: SocketAddress): string {
  return family === 'AF_INET'
    ? `{sa_family=AF_INET, sin_port=htons(${port}), sin_addr=inet_addr("${address}")}`
    : `{sa_family=AF_INET6, sin6_port=htons(${port}), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "${address}", &sin6_addr), sin6_scope_id=0}`;
}

function levelOf(option: string): string {
  if (option.startsWith('SO_')) return 'SOL_SOCKET';
  if (option.startsWith('TCP_')) return 'SOL_TCP';
  return option.startsWith('IPV6_') ? 'SOL_IPV6' : 'SOL_IP';
}

function optionText(option: string, value: number): string {
  if (option !== 'SO_LINGER') return `${levelOf(option)}, ${option}, [${value}], 4`;
  return `SOL_SOCKET, SO_LINGER, {l_onoff=${Number(value >= 0)}, l_linger=${Math.max(0, value)}}, 8`;
}

const escapes: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\f': '\\f',
  '"': '\\"',
  '\\': '\\\\',
};

/** As in C, cut with three dots; a byte that is no letter as an octal number, short where no digit follows. */
function quoted(text: string, limit: number): string {
  const shown = [...text.slice(0, limit)];
  const parts = shown.map((character, index) => {
    const known = escapes[character];
    if (known !== undefined) return known;
    if (character >= ' ' && character <= '~') return character;
    const octal = character.charCodeAt(0).toString(8);
    return `\\${/\d/.test(shown[index + 1] ?? '') ? octal.padStart(3, '0') : octal}`;
  });
  return `"${parts.join('')}"${text.length > limit ? '...' : ''}`;
}
