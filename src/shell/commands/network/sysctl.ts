import { strerror } from '../../../simulator/errno.ts';
import { type KernelSetting, kernelSettings } from '../../../simulator/kernel-settings.ts';
import type { ProgramFile } from '../../command.ts';
import { gnuOptionError, type OptionTable, type ParsedOptions, parseOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { complain, print, self } from '../../syscalls.ts';

const options: OptionTable = {
  options: [
    { short: 'a', long: 'all', help: 'display all variables' },
    { short: 'A', help: 'alias of -a' },
    { short: 'X', help: 'alias of -a' },
    { short: 'b', long: 'binary', help: 'print value without new line' },
    { short: 'e', long: 'ignore', help: 'ignore unknown variables errors' },
    { short: 'N', long: 'names', help: 'print variable names without values' },
    { short: 'n', long: 'values', help: 'print only values of the given variable(s)' },
    { short: 'r', long: 'pattern', argument: 'expression', help: 'select setting that match expression' },
    { short: 'q', long: 'quiet', help: 'do not echo variable set' },
    { short: 'w', long: 'write', help: 'enable writing a value to variable' },
    { short: 'o', help: 'does nothing' },
    { short: 'x', help: 'does nothing' },
    { short: 'd', help: 'alias of -h' },
    { short: 'h', long: 'help', help: 'display this help and exit' },
    { short: 'V', long: 'version', help: 'output version information and exit' },
  ],
  absent: 'pf',
};

const usage = `
Usage:
 sysctl [options] [variable[=value] ...]

Options:
  -a, --all            display all variables
  -A                   alias of -a
  -X                   alias of -a
      --deprecated     include deprecated parameters to listing
      --dry-run        Print the key and values but do not write
  -b, --binary         print value without new line
  -e, --ignore         ignore unknown variables errors
  -N, --names          print variable names without values
  -n, --values         print only values of the given variable(s)
  -p, --load[=<file>]  read values from file
  -f                   alias of -p
      --system         read values from all system directories
  -r, --pattern <expression>
                       select setting that match expression
  -q, --quiet          do not echo variable set
  -w, --write          enable writing a value to variable
  -o                   does nothing
  -x                   does nothing
  -d                   alias of -h

 -h, --help     display this help and exit
 -V, --version  output version information and exit

For more details see sysctl(8).
`;

/** sysctl(8) of procps-ng 4.0.2, over the settings that decide about ports. */
export const sysctl: ProgramFile = {
  name: 'sysctl',
  summary: 'show and change settings of the kernel: sysctl net.ipv4.ip_local_port_range',
  options,
  section: 8,
  differs: 'Only the settings that decide about ports are here; sysctl -a lists them.',
  *run([, ...args]) {
    const parsed = parseOptions(options, args);
    if (!parsed.ok) {
      yield* complain(gnuOptionError('sysctl', parsed) + (parsed.kind === 'absent-letter' ? '' : usage));
      return parsed.kind === 'absent-letter' ? 1 : 0;
    }
    if (parsed.has('version')) {
      yield* print('sysctl from procps-ng 4.0.2\n');
      return 0;
    }
    if (parsed.has('help') || parsed.has('d')) {
      yield* print(usage);
      return 0;
    }
    if (args.length === 0) {
      yield* print(usage);
      return 1;
    }
    if (parsed.has('all') || parsed.has('A') || parsed.has('X')) return yield* showAll(parsed);
    if (parsed.operands.length === 0) {
      yield* complain("sysctl: no variables specified\nTry `sysctl --help' for more information.\n");
      return 1;
    }
    let status = 0;
    for (const word of parsed.operands) {
      if (parsed.has('write') && !word.includes('=')) {
        yield* complain('sysctl: command line(0): invalid syntax, continuing...\n');
        return 1;
      }
      status = (yield* one(word, parsed)) || status;
    }
    return status;
  },
};

function* showAll(parsed: ParsedOptions): Program {
  const pattern = parsed.value('pattern') ?? '';
  let expression: RegExp;
  try {
    expression = new RegExp(pattern);
  } catch {
    yield* complain(`sysctl: error: invalid regular expression: ${pattern}\n`);
    return 1;
  }
  for (const setting of kernelSettings) if (expression.test(setting.name)) yield* show(setting, parsed);
  return 0;
}

function* one(word: string, parsed: ParsedOptions): Program {
  const cut = word.indexOf('=');
  if (cut >= 0) return yield* write(word.slice(0, cut).trim(), word.slice(cut + 1).trim(), parsed);
  const name = dotted(word);
  const found = kernelSettings.filter((known) => known.name === name || known.name.startsWith(`${name}.`));
  if (found.length === 0) return yield* unknown(word, parsed);
  for (const setting of found) yield* show(setting, parsed);
  return 0;
}

function dotted(name: string): string {
  return name.replaceAll('/', '.');
}

function* unknown(name: string, parsed: ParsedOptions): Program {
  if (parsed.has('ignore')) return 0;
  const path = `/proc/sys/${name.includes('/') ? name : name.replaceAll('.', '/')}`;
  yield* complain(
    name === ''
      ? `sysctl: Path is not under /proc/sys/: ${path}\n`
      : `sysctl: cannot stat ${path}: No such file or directory\n`,
  );
  return 1;
}

function* show(setting: KernelSetting, parsed: ParsedOptions): Program<void> {
  const { host } = (yield* self()).around;
  yield* print(line(setting.name, setting.print(host.sysctls), parsed));
}

function line(name: string, value: string, parsed: ParsedOptions): string {
  if (parsed.has('names')) return `${name}\n`;
  if (parsed.has('binary')) return value;
  return parsed.has('values') ? `${value}\n` : `${name} = ${value}\n`;
}

function* write(given: string, value: string, parsed: ParsedOptions): Program {
  const name = dotted(given);
  const setting = kernelSettings.find((known) => known.name === name);
  if (!setting) return yield* unknown(given, parsed);
  const { around, process } = yield* self();
  if (process.uid !== 0) {
    yield* complain(`sysctl: permission denied on key "${name}"\n`);
    return 1;
  }
  const errno = setting.write(around.host.sysctls, value);
  if (errno) {
    yield* complain(`sysctl: setting key "${name}": ${strerror(errno)}\n`);
    return 1;
  }
  if (!parsed.has('quiet')) yield* print(line(name, value, parsed));
  return 0;
}
