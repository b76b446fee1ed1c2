/** The programs that are a line or two each. */
import type { ProgramFile } from '../../command.ts';
import {
  gnuOptionError,
  noOptions,
  type OptionTable,
  optionLines,
  parseOptions,
} from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { complain, print, self, sleep as sleepCall } from '../../syscalls.ts';

const helpOption = { long: 'help', help: 'display this help and exit' };

/** A GNU program that takes no operands and prints one text. */
function textProgram(
  name: string,
  summary: string,
  description: string,
  text: () => Program<string>,
): ProgramFile {
  const options: OptionTable = { options: [helpOption] };
  return {
    name,
    summary,
    options,
    *run([, ...args]) {
      const parsed = parseOptions(options, args);
      const hint = `Try '${name} --help' for more information.\n`;
      if (!parsed.ok) {
        yield* complain(gnuOptionError(name, parsed) + hint);
        return 1;
      }
      const [extra] = parsed.operands;
      if (extra !== undefined) {
        yield* complain(`${name}: extra operand '${extra}'\n${hint}`);
        return 1;
      }
      yield* print(
        parsed.has('help')
          ? `Usage: ${name} [OPTION]...\n${description}\n\n${optionLines(options)}`
          : yield* text(),
      );
      return 0;
    },
  };
}

/** whoami(1) */
export const whoami = textProgram(
  'whoami',
  'print your user name',
  'Print the user name associated with the current effective user ID.',
  function* () {
    const { around, process } = yield* self();
    return `${around.host.users.find(({ uid }) => uid === process.uid)?.name ?? process.uid}\n`;
  },
);

/** id(1) without options. */
export const id: ProgramFile = {
  name: 'id',
  summary: 'print your user and group ids',
  options: {
    options: [{ short: 'u', long: 'user', help: 'print only the effective user ID' }],
    absent: 'agGnrzZ',
  },
  *run([, ...args]) {
    const parsed = parseOptions(this.options, args);
    if (!parsed.ok) {
      yield* complain(`${gnuOptionError('id', parsed)}Try 'id --help' for more information.\n`);
      return 1;
    }
    const { around, process } = yield* self();
    const [wanted] = parsed.operands;
    const user = around.host.users.find(({ name, uid }) =>
      wanted === undefined ? uid === process.uid : name === wanted || String(uid) === wanted,
    );
    if (!user) {
      yield* complain(`id: '${wanted}': no such user\n`);
      return 1;
    }
    const both = `${user.uid}(${user.name})`;
    yield* print(parsed.has('user') ? `${user.uid}\n` : `uid=${both} gid=${both} groups=${both}\n`);
    return 0;
  },
};

/** hostname(1) of Debian; `-I` lists the addresses that are not loopback. */
export const hostname: ProgramFile = {
  name: 'hostname',
  summary: "print the host's name; with -I its addresses",
  options: {
    options: [{ short: 'I', long: 'all-ip-addresses', help: 'all addresses for the host' }],
    absent: 'AabdfFisy',
  },
  *run([, ...args]) {
    const parsed = parseOptions(this.options, args);
    if (!parsed.ok) {
      yield* complain(gnuOptionError('hostname', parsed));
      return 255;
    }
    const { host } = (yield* self()).around;
    const addresses = host.interfaces.flatMap(({ name, addresses: own }) =>
      name === 'lo' ? [] : own.map(({ address }) => address).filter((address) => !/^fe[89ab]/.test(address)),
    );
    if (parsed.operands.length > 0) {
      yield* complain('hostname: you must be root to change the host name\n');
      return 1;
    }
    yield* print(
      parsed.has('all-ip-addresses') ? `${addresses.map((text) => `${text} `).join('')}\n` : `${host.name}\n`,
    );
    return 0;
  },
};

/** env(1) without a command to run. */
export const env: ProgramFile = {
  name: 'env',
  summary: 'print the environment',
  options: noOptions,
  *run([, ...args]) {
    if (args.length > 0) {
      yield* complain('env: running a command through env is not supported here yet\n');
      return 125;
    }
    const { environment } = yield* self();
    yield* print([...environment].map(([name, value]) => `${name}=${value}\n`).join(''));
    return 0;
  },
};

/** clear(1) */
export const clear: ProgramFile = {
  name: 'clear',
  summary: 'clear the screen',
  options: noOptions,
  *run() {
    yield* print('\x1b[H\x1b[2J\x1b[3J');
    return 0;
  },
};

const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86400 };

/** sleep(1) of GNU coreutils. */
export const sleep: ProgramFile = {
  name: 'sleep',
  summary: 'wait for some seconds',
  options: { options: [helpOption] },
  *run([, ...args]) {
    const parsed = parseOptions(this.options, args);
    const hint = "Try 'sleep --help' for more information.\n";
    if (!parsed.ok) {
      yield* complain(gnuOptionError('sleep', parsed) + hint);
      return 1;
    }
    if (parsed.has('help')) {
      yield* print(
        `Usage: sleep NUMBER[SUFFIX]...\nPause for NUMBER seconds.\n\n${optionLines(this.options)}`,
      );
      return 0;
    }
    if (parsed.operands.length === 0) {
      yield* complain(`sleep: missing operand\n${hint}`);
      return 1;
    }
    let seconds = 0;
    for (const text of parsed.operands) {
      const match = /^(\d+\.?\d*|\.\d+|inf(?:inity)?)([smhd]?)$/.exec(text);
      if (!match) {
        yield* complain(`sleep: invalid time interval '${text}'\n${hint}`);
        return 1;
      }
      const [, number = '', unit = ''] = match;
      seconds += (number.startsWith('inf') ? 1e9 : Number(number)) * (unitSeconds[unit] ?? 1);
    }
    yield* sleepCall(seconds * 1000);
    return 0;
  },
};
