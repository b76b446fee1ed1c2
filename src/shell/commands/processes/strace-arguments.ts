/** The command line of strace(1), as far as it is about what is traced and where it is written. */
import { gnuOptionError, type OptionTable, parseOptions } from '../../option-table.ts';

export interface StraceRequest {
  /** Names of calls as strace prints them; undefined traces all that this host can trace. */
  readonly calls: ReadonlySet<string> | undefined;
  readonly follow: boolean;
  readonly output: string | undefined;
  readonly pids: readonly number[];
  /** How many characters of a text are shown. */
  readonly textLimit: number;
  /** 0 says all, 1 leaves out who is attached, 2 the end too. */
  readonly quiet: number;
  readonly withTime: boolean;
  readonly command: readonly string[];
}

export type StraceArguments =
  | { readonly ok: true; readonly request: StraceRequest }
  | { readonly ok: false; readonly kind: 'help' | 'version' }
  | { readonly ok: false; readonly kind: 'mistake'; readonly text: string };

export const straceOptions: OptionTable = {
  options: [
    { short: 'e', argument: 'EXPR', help: 'trace=network or trace=bind,connect,…' },
    { short: 'f', long: 'follow-forks', help: 'follow forks' },
    { short: 'o', long: 'output', argument: 'FILE', help: 'send trace output to FILE instead of stderr' },
    { short: 'p', long: 'attach', argument: 'PID', help: 'trace process with process id PID' },
    { short: 's', long: 'string-limit', argument: 'SIZE', help: 'limit length of print strings' },
    { short: 'q', long: 'quiet', help: 'suppress messages about attaching, detaching, etc.' },
    { short: 't', help: 'print absolute timestamp' },
    { long: 'trace', argument: 'CALLS', help: 'as -e trace=CALLS' },
    { short: 'h', long: 'help', help: 'print help message' },
    { short: 'V', long: 'version', help: 'print version' },
  ],
  absent: 'ACdDiknrTvwxyYzZIbaXOSPUuE' + 'c',
};

/** What `%network` stands for, as far as programs here ask it. */
const network =
  'socket bind connect listen accept accept4 sendto recvfrom sendmsg recvmsg shutdown getsockname getpeername socketpair setsockopt getsockopt'.split(
    ' ',
  );
/** Real calls that may be named and are never seen here, `close` apart. */
const others =
  'close read write readv writev open openat execve exit exit_group poll ppoll select pselect6 epoll_wait epoll_ctl fork vfork clone clone3 wait4 kill fcntl dup dup2 dup3 pipe pipe2 ioctl brk mmap'.split(
    ' ',
  );

export function readStraceArguments(args: readonly string[]): StraceArguments {
  const hint = "Try 'strace -h' for more information.\n";
  const mistake = (text: string): StraceArguments => ({ ok: false, kind: 'mistake', text });
  const parsed = parseOptions(straceOptions, args, true);
  if (!parsed.ok) {
    return mistake(gnuOptionError('strace', parsed) + (parsed.kind === 'absent-letter' ? '' : hint));
  }
  if (parsed.has('help')) return { ok: false, kind: 'help' };
  if (parsed.has('version')) return { ok: false, kind: 'version' };
  let calls: ReadonlySet<string> | undefined;
  const pids: number[] = [];
  for (const { name, value } of parsed.given) {
    if (name === 'e' || name === 'trace') {
      const chosen = name === 'trace' ? readCalls(value) : readExpression(value);
      if (typeof chosen === 'string') return mistake(`strace: ${chosen}\n`);
      calls = chosen ?? calls;
    }
    if (name === 'attach') {
      for (const part of value.split(/[\s,]+/)) {
        if (!/^\d+$/.test(part)) return mistake(`strace: Invalid process id: '${part}'\n`);
        pids.push(Number(part));
      }
    }
  }
  const limit = parsed.value('string-limit');
  if (limit !== undefined && !/^\d+$/.test(limit))
    return mistake(`strace: invalid -s argument: '${limit}'\n`);
  if (parsed.operands.length === 0 && pids.length === 0) {
    return mistake(`strace: must have PROG [ARGS] or -p PID\n${hint}`);
  }
  const request: StraceRequest = {
    calls,
    follow: parsed.has('follow-forks'),
    output: parsed.value('output'),
    pids,
    textLimit: limit === undefined ? 32 : Number(limit),
    quiet: parsed.given.filter(({ name }) => name === 'quiet').length,
    withTime: parsed.has('t'),
    command: parsed.operands,
  };
  return { ok: true, request };
}

/** `trace=…`, or the list alone; other expressions change nothing here. */
function readExpression(text: string): ReadonlySet<string> | undefined | string {
  const match = /^(\w+)=(.*)$/.exec(text);
  if (!match) return readCalls(text);
  const [, option = '', value = ''] = match;
  if (option === 'trace' || option === 't') return readCalls(value);
  if (/^(signal|signals|s|quiet|q|status|abbrev|verbose|raw|read|write)$/.test(option)) return undefined;
  return `invalid qualifier '${option}'`;
}

/** @returns a complaint about a name that is no call */
function readCalls(text: string): ReadonlySet<string> | string {
  const negated = text.startsWith('!');
  const chosen = new Set<string>();
  for (const name of text.replace(/^!/, '').split(',')) {
    const plain = name.replace(/^\?/, '');
    if (/^%?net(work)?$/.test(plain)) for (const call of network) chosen.add(call);
    else if (plain === 'all') for (const call of [...network, ...others]) chosen.add(call);
    else if (network.includes(plain) || others.includes(plain)) chosen.add(plain);
    else if (plain !== 'none' && !/^%(file|desc|process|signal|ipc|memory)$/.test(plain)) {
      return `invalid system call '${name}'`;
    }
  }
  return negated ? new Set([...network, ...others].filter((call) => !chosen.has(call))) : chosen;
}
