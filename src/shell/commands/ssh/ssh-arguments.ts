/** The command line of ssh(1), OpenSSH 9.2p1 of Debian 12. */
import { type OptionTable, parseOptions } from '../../option-table.ts';

export interface Forward {
  /** The address to listen on as it was given; undefined when none was. */
  readonly bind: string | undefined;
  readonly port: number;
  /** Where it leads, as the other side understands it. */
  readonly host: string;
  readonly hostPort: number;
}

export interface SshRequest {
  readonly ok: true;
  readonly host: string;
  readonly port: number;
  readonly user: string | undefined;
  readonly local: readonly Forward[];
  readonly remote: readonly Forward[];
  /** -g */
  readonly gateway: boolean;
  /** -N */
  readonly noCommand: boolean;
  /** -f */
  readonly background: boolean;
  readonly exitOnFailure: boolean;
  readonly command: string;
}

export type SshArguments = SshRequest | { readonly ok: false; readonly message: string };

export const table: OptionTable = {
  options: [
    { short: 'f', help: 'go to the background when the tunnels stand' },
    { short: 'g', help: 'let other hosts use the ports of -L' },
    { short: 'L', argument: 'ADDRESS', help: '[bind_address:]port:host:hostport: a port here leads there' },
    { short: 'l', argument: 'NAME', help: 'the user to log in as' },
    { short: 'N', help: 'run no command: only tunnels' },
    { short: 'n', help: 'take no input' },
    { short: 'o', argument: 'OPTION', help: 'ExitOnForwardFailure=yes' },
    { short: 'p', argument: 'PORT', help: 'the port of the server' },
    { short: 'q', help: 'say less' },
    { short: 'R', argument: 'ADDRESS', help: '[bind_address:]port:host:hostport: a port there leads here' },
    { short: 'T', help: 'no terminal over there' },
    { short: 'V', help: 'print the version' },
    { short: 'v', help: 'say more (here: nothing more)' },
  ],
  absent: '46AaCGKkMstXxYyBbcDEeFIiJmOQSWw',
};

export const usage = `usage: ssh [-46AaCfGgKkMNnqsTtVvXxYy] [-B bind_interface]
           [-b bind_address] [-c cipher_spec] [-D [bind_address:]port]
           [-E log_file] [-e escape_char] [-F configfile] [-I pkcs11]
           [-i identity_file] [-J [user@]host[:port]] [-L address]
           [-l login_name] [-m mac_spec] [-O ctl_cmd] [-o option] [-p port]
           [-Q query_option] [-R address] [-S ctl_path] [-W host:port]
           [-w local_tun[:remote_tun]] destination [command [argument ...]]
`;

const wrong = (message: string): SshArguments => ({ ok: false, message });

export function readSshArguments(args: readonly string[]): SshArguments {
  const { before, destination, command } = splitAtDestination(args);
  const parsed = parseOptions(table, before);
  if (!parsed.ok) {
    switch (parsed.kind) {
      case 'absent-letter':
        return wrong(`-${parsed.letter} is a real option that this host does not have yet\n`);
      case 'needs-argument':
        return wrong(`option requires an argument -- ${parsed.option}\n${usage}`);
      case 'unknown-letter':
        return wrong(`unknown option -- ${parsed.letter}\n${usage}`);
      default:
        return wrong(`unknown option -- -\n${usage}`);
    }
  }
  if (parsed.has('V')) return wrong('OpenSSH_9.2p1 Debian-2+deb12u6, OpenSSL 3.0.19 27 Jan 2026\n');
  const forwards: Record<'L' | 'R', Forward[]> = { L: [], R: [] };
  let exitOnFailure = false;
  for (const { name, value } of parsed.given) {
    if (name === 'L' || name === 'R') {
      const forward = readForward(value);
      if (!forward) {
        return wrong(`Bad ${name === 'L' ? 'local' : 'remote'} forwarding specification '${value}'\n`);
      }
      forwards[name].push(forward);
    } else if (name === 'o') {
      const [key = '', setting = ''] = value.split(/\s*[=\s]\s*(.*)/s);
      const problem = settingProblem(key, setting);
      if (problem !== undefined) return wrong(`${problem}\n`);
      if (key.toLowerCase() === 'exitonforwardfailure') exitOnFailure = setting === 'yes';
    }
  }
  const portText = parsed.value('p') ?? '22';
  const port = portOf(portText);
  if (!port) return wrong(`Bad port '${portText}'\n`);
  if (destination === undefined) return wrong(usage);
  const [, user, host = ''] = /^(?:ssh:\/\/)?(?:(.*)@)?([^@]*)$/.exec(destination) ?? [];
  return {
    ok: true,
    host,
    port,
    user: user ?? parsed.value('l'),
    local: forwards.L,
    remote: forwards.R,
    gateway: parsed.has('g'),
    noCommand: parsed.has('N'),
    background: parsed.has('f'),
    exitOnFailure,
    command: command.join(' '),
  };
}

/** Options may stand before the destination and right behind it; what comes then is the command. */
function splitAtDestination(args: readonly string[]): {
  readonly before: readonly string[];
  readonly destination: string | undefined;
  readonly command: readonly string[];
} {
  const before: string[] = [];
  const rest = [...args];
  let destination: string | undefined;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (!/^-./.test(word)) {
      if (destination !== undefined) return { before, destination, command: [word, ...rest] };
      destination = word;
      continue;
    }
    before.push(word);
    const last = table.options.find(({ short }) => short === word?.slice(-1));
    const takesNext = last?.argument && [...word.slice(1, -1)].every((letter) => isFlag(letter));
    const value = takesNext ? rest.shift() : undefined;
    if (value !== undefined) before.push(value);
  }
  return { before, destination, command: [] };
}

function isFlag(letter: string): boolean {
  return table.options.some(({ short, argument }) => short === letter && !argument);
}

function settingProblem(key: string, value: string): string | undefined {
  const known = key.toLowerCase();
  const yesOrNo = ['exitonforwardfailure', 'batchmode', 'gatewayports'];
  const free = [
    'stricthostkeychecking',
    'userknownhostsfile',
    'loglevel',
    'connecttimeout',
    'serveraliveinterval',
  ];
  if (!yesOrNo.includes(known) && !free.includes(known)) {
    return `command-line: line 0: Bad configuration option: ${known}`;
  }
  if (value === '') return `command-line line 0: no argument after keyword "${known}"`;
  if (yesOrNo.includes(known) && value !== 'yes' && value !== 'no') {
    return `command-line line 0: unsupported option "${value}".`;
  }
  return undefined;
}

/** `8080:localhost:80`, `127.0.0.1:8080:localhost:80`, `[::1]:8080:[fd00::1]:80`, `*:8080:localhost:80`, `:8080:…`. */
function readForward(text: string): Forward | undefined {
  const parts = [...text.matchAll(/(?:^|:)(?:\[([^\]]*)\]|([^:[\]]*))(?=:|$)/g)].map(
    ([, bracketed, plain]) => bracketed ?? plain ?? '',
  );
  if (parts.length !== 3 && parts.length !== 4) return undefined;
  const [hostPort, host = '', port] = [portOf(parts.at(-1)), parts.at(-2), portOf(parts.at(-3), 0)];
  if (hostPort === undefined || port === undefined || host === '') return undefined;
  return { bind: parts.length === 4 ? parts[0] : undefined, port, host, hostPort };
}

function portOf(text: string | undefined, lowest = 1): number | undefined {
  const port = text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : -1;
  return port >= lowest && port <= 65535 ? port : undefined;
}
