/** The arguments of `python3 -m http.server`, read and refused as argparse does. */

const usage = 'usage: server.py [-h] [--cgi] [-b ADDRESS] [-d DIRECTORY] [-p VERSION] [port]\n';

const help = `${usage}
positional arguments:
  port                  bind to this port (default: 8000)

options:
  -h, --help            show this help message and exit
  --cgi                 run as CGI server
  -b ADDRESS, --bind ADDRESS
                        bind to this address (default: all interfaces)
  -d DIRECTORY, --directory DIRECTORY
                        serve this directory (default: current directory)
  -p VERSION, --protocol VERSION
                        conform to this HTTP version (default: HTTP/1.0)
`;

export interface ServerArguments {
  readonly kind: 'serve';
  readonly port: bigint;
  readonly bind: string | undefined;
  readonly directory: string | undefined;
  readonly protocol: string;
}

export type ParsedServerArguments =
  | ServerArguments
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string };

interface ArgparseOption {
  readonly short?: string;
  readonly long: string;
  readonly shown: string;
  readonly takes: boolean;
}

const table: readonly ArgparseOption[] = [
  { short: 'h', long: 'help', shown: '-h/--help', takes: false },
  { long: 'cgi', shown: '--cgi', takes: false },
  { short: 'b', long: 'bind', shown: '-b/--bind', takes: true },
  { short: 'd', long: 'directory', shown: '-d/--directory', takes: true },
  { short: 'p', long: 'protocol', shown: '-p/--protocol', takes: true },
];

export function parseServerArguments(args: readonly string[]): ParsedServerArguments {
  const values = new Map<string, string>();
  const unknown: string[] = [];
  let port: bigint | undefined;
  const rest = [...args];
  let onlyOperands = false;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--' && !onlyOperands) {
      onlyOperands = true;
      continue;
    }
    if (onlyOperands || isOperand(word)) {
      if (port !== undefined) {
        unknown.push(word);
        continue;
      }
      port = parseInt10(word);
      if (port === undefined) return fail(`argument port: invalid int value: '${word}'`);
      continue;
    }
    const { option, attached } = findOption(word);
    if (!option) {
      unknown.push(word);
      continue;
    }
    if (!option.takes) {
      if (attached !== undefined) {
        return fail(`argument ${option.shown}: ignored explicit argument '${attached}'`);
      }
      if (option.long === 'help') return { kind: 'help', text: help };
      values.set(option.long, '');
      continue;
    }
    const [next] = rest;
    const value = attached ?? (next !== undefined && isOperand(next) ? rest.shift() : undefined);
    if (value === undefined) return fail(`argument ${option.shown}: expected one argument`);
    values.set(option.long, value);
  }
  if (unknown.length > 0) return fail(`unrecognized arguments: ${unknown.join(' ')}`);
  if (values.has('cgi')) {
    return { kind: 'error', text: 'server.py: --cgi is a real option, but CGI scripts do not run here.\n' };
  }
  return {
    kind: 'serve',
    port: port ?? 8000n,
    bind: values.get('bind'),
    directory: values.get('directory'),
    protocol: values.get('protocol') ?? 'HTTP/1.0',
  };
}

function fail(reason: string): ParsedServerArguments {
  return { kind: 'error', text: `${usage}server.py: error: ${reason}\n` };
}

/** A negative number is an operand: no option of this parser looks like one. */
function isOperand(word: string): boolean {
  return !word.startsWith('-') || word === '-' || /^-\d+$|^-\d*\.\d+$/.test(word) || word.includes(' ');
}

function findOption(word: string): { option?: ArgparseOption | undefined; attached?: string } {
  if (word.startsWith('--')) {
    const cut = word.indexOf('=');
    const name = cut < 0 ? word.slice(2) : word.slice(2, cut);
    const candidates = table.filter(({ long }) => long.startsWith(name));
    const option = candidates.length === 1 ? candidates[0] : undefined;
    return cut < 0 ? { option } : { option, attached: word.slice(cut + 1) };
  }
  const option = table.find(({ short }) => short === word[1]);
  return word.length === 2 ? { option } : { option, attached: word.slice(2).replace(/^=/, '') };
}

/** int() */
function parseInt10(text: string): bigint | undefined {
  return /^\s*[+-]?\d+(?:_\d+)*\s*$/.test(text) ? BigInt(text.replace(/[_+\s]/g, '')) : undefined;
}
