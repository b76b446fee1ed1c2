/** sysctl(8) of macOS over the settings that decide about ports: names and first values as XNU has them. */
import type { Sysctls } from '../../../simulator/host.ts';
import type { ProgramFile } from '../../command.ts';
import type { Program } from '../../program.ts';
import { complain, print, self } from '../../syscalls.ts';

interface Setting {
  readonly name: string;
  get(settings: Sysctls): string;
  set?(settings: Sysctls, value: number): boolean;
}

const fixed = (name: string, value: string): Setting => ({ name, get: () => value });

function portRange(name: string, end: 0 | 1): Setting {
  return {
    name,
    get: ({ ipLocalPortRange }) => String(ipLocalPortRange[end]),
    set(settings, value) {
      const [first, last] = settings.ipLocalPortRange;
      if (value < 1 || value > 65535) return false;
      settings.ipLocalPortRange = end === 0 ? [value, last] : [first, value];
      return true;
    },
  };
}

const settings: readonly Setting[] = [
  fixed('kern.ostype', 'Darwin'),
  fixed('kern.osrelease', '24.4.0'),
  {
    name: 'kern.ipc.somaxconn',
    get: ({ somaxconn }) => String(somaxconn),
    set(all, value) {
      all.somaxconn = value;
      return value > 0;
    },
  },
  fixed('net.inet.ip.portrange.lowfirst', '1023'),
  fixed('net.inet.ip.portrange.lowlast', '600'),
  portRange('net.inet.ip.portrange.first', 0),
  portRange('net.inet.ip.portrange.last', 1),
  portRange('net.inet.ip.portrange.hifirst', 0),
  portRange('net.inet.ip.portrange.hilast', 1),
  {
    name: 'net.inet.ip.forwarding',
    get: ({ ipForward }) => String(Number(ipForward)),
    set(all, value) {
      all.ipForward = value !== 0;
      return true;
    },
  },
  {
    name: 'net.inet.ip.ttl',
    get: ({ ipDefaultTtl }) => String(ipDefaultTtl),
    set(all, value) {
      all.ipDefaultTtl = value;
      return value > 0 && value < 256;
    },
  },
  fixed('net.inet.tcp.msl', '15000'),
];

export const sysctl: ProgramFile = {
  name: 'sysctl',
  summary: 'show and change settings of the kernel: sysctl net.inet.ip.portrange.first',
  options: {
    options: [
      { short: 'a', help: 'all of them' },
      { short: 'n', help: 'values only' },
      { short: 'w', help: 'older form of NAME=VALUE' },
    ],
  },
  section: 8,
  differs:
    'Only settings that decide about ports are here. The range for automatic ports is one: hifirst and hilast move with first and last.',
  *run([, ...args]) {
    const letters = args.filter((word) => /^-./.test(word)).join('');
    const names = args.filter((word) => !/^-./.test(word));
    const valuesOnly = letters.includes('n');
    if (letters.includes('a') || letters.includes('A')) {
      for (const setting of settings) yield* show(setting, valuesOnly);
      return 0;
    }
    if (names.length === 0) {
      yield* complain('usage: sysctl name[=value] ...\n       sysctl [-n] -a\n');
      return 1;
    }
    let status = 0;
    for (const word of names) status = (yield* one(word, valuesOnly)) || status;
    return status;
  },
};

function* one(word: string, valuesOnly: boolean): Program {
  const [name = '', value] = word.split('=');
  const found = settings.filter((known) => known.name === name || known.name.startsWith(`${name}.`));
  if (found.length === 0) {
    yield* complain(`sysctl: unknown oid '${name}'\n`);
    return 1;
  }
  const [setting] = found;
  if (value === undefined || !setting) {
    for (const each of found) yield* show(each, valuesOnly);
    return 0;
  }
  const { around, process } = yield* self();
  const before = setting.get(around.host.sysctls);
  if (!setting.set) {
    yield* complain(`sysctl: oid '${name}' is read only\n`);
    return 1;
  }
  if (process.uid !== 0) {
    yield* complain(`sysctl: ${word}: Operation not permitted\n`);
    return 1;
  }
  if (!/^\d+$/.test(value) || !setting.set(around.host.sysctls, Number(value))) {
    yield* complain(`sysctl: ${word}: Invalid argument\n`);
    return 1;
  }
  yield* print(`${valuesOnly ? '' : `${name}: `}${before} -> ${setting.get(around.host.sysctls)}\n`);
  return 0;
}

function* show(setting: Setting, valuesOnly: boolean): Program<void> {
  const { host } = (yield* self()).around;
  yield* print(`${valuesOnly ? '' : `${setting.name}: `}${setting.get(host.sysctls)}\n`);
}
