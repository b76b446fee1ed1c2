/**
 * socketfilterfw(8): macOS's application firewall from a terminal. What it shows is worded as on macOS 15. What the options that
 * set something print there is not documented; here they print what their counterparts that show it do.
 */
import type { Host } from '../../../simulator/host.ts';
import { type ApplicationFirewall, listedAs } from '../../../simulator/os/application-firewall.ts';
import type { ProgramFile } from '../../command.ts';
import { resolvePath } from '../../file-system.ts';
import { noOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { complain, print, self } from '../../syscalls.ts';

const usage = `usage: socketfilterfw [-h] [--getglobalstate] [--setglobalstate on | off]
        [--getblockall] [--setblockall on | off] [--listapps]
        [--getappblocked path] [--blockapp path] [--unblockapp path]
        [--add path] [--remove path] [--getallowsigned]
        [--setallowsigned on | off] [--setallowsignedapp on | off]
        [--getstealthmode] [--setstealthmode on | off]
`;

export const socketfilterfw: ProgramFile = {
  name: 'socketfilterfw',
  summary: 'the application firewall: socketfilterfw --getglobalstate',
  options: noOptions,
  operands: '--getglobalstate | --setglobalstate on | --listapps | --blockapp PATH …',
  section: 8,
  differs:
    'Logging and managed settings are not here. It lies in /usr/libexec/ApplicationFirewall, where no PATH leads.',
  *run([, ...args]) {
    const { around, process, cwd } = yield* self();
    const firewall = around.host.applicationFirewall;
    if (args.length === 0 || args[0] === '-h' || args[0] === '--help' || !firewall) {
      yield* print(usage);
      return 0;
    }
    const rest = [...args];
    for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
      const option = word.replace(/^--/, '');
      if (!word.startsWith('--') || !known.has(option)) {
        yield* complain(`socketfilterfw: unrecognized option \`${word}'\n${usage}`);
        return 1;
      }
      const value = takesValue.test(option) ? rest.shift() : undefined;
      if (takesValue.test(option) && value === undefined) {
        yield* complain(`socketfilterfw: option \`${word}' requires an argument\n${usage}`);
        return 1;
      }
      if (changes.test(option) && process.uid !== 0) {
        yield* print('Must be root to change settings.\n');
        return 255;
      }
      const path = value === undefined ? '' : bundleOf(resolvePath(cwd, value));
      if (
        isAboutFile.test(option) &&
        !around.files.find('/', path, 0).ok &&
        !knownPath(around.host, firewall, path)
      ) {
        yield* print('The file path you specified does not exist\n');
        return 1;
      }
      yield* apply(firewall, option, value ?? '', path);
    }
    return 0;
  },
};

const known = new Set(
  'getglobalstate setglobalstate getblockall setblockall listapps getappblocked blockapp unblockapp add remove getallowsigned setallowsigned setallowsignedapp getstealthmode setstealthmode'.split(
    ' ',
  ),
);
const takesValue = /^(?:set|getappblocked|blockapp|unblockapp|add|remove)/;
const changes = /^(?:set|blockapp|unblockapp|add|remove)/;
const isAboutFile = /^(?:getappblocked|blockapp|unblockapp|add)$/;

/** An application is one thing, whichever of its files is named. */
function bundleOf(path: string): string {
  return /^.*?\.app(?=\/)/.exec(path)?.[0] ?? path;
}

/** Programs run here whose files are not laid out: those of bundles. */
function knownPath(host: Host, { identify }: ApplicationFirewall, path: string): boolean {
  return [...host.processes.values()].some(({ argv }) => {
    const file = identify(argv).path;
    return file === path || file.startsWith(`${path}/`);
  });
}

function* apply(firewall: ApplicationFirewall, option: string, value: string, path: string): Program<void> {
  const on = value === 'on';
  switch (option) {
    case 'setglobalstate':
      firewall.on = on;
      return yield* say(globalState(firewall));
    case 'getglobalstate':
      return yield* say(globalState(firewall));
    case 'setblockall':
      firewall.blockAll = on;
      return yield* say(blockAll(firewall));
    case 'getblockall':
      return yield* say(blockAll(firewall));
    case 'setstealthmode':
      firewall.stealth = on;
      return yield* say(`Firewall stealth mode is ${on ? 'on' : 'off'}`);
    case 'getstealthmode':
      return yield* say(`Firewall stealth mode is ${firewall.stealth ? 'on' : 'off'}`);
    case 'setallowsigned':
      firewall.allowSigned = on;
      return yield* say(signed(firewall));
    case 'setallowsignedapp':
      firewall.allowSignedApps = on;
      return yield* say(signed(firewall));
    case 'getallowsigned':
      return yield* say(signed(firewall));
    case 'listapps':
      return yield* say(listing(firewall));
    case 'getappblocked':
      return yield* say(
        `Incoming connection to ${path} is ${listedAs(firewall, path) === false ? 'blocked' : 'permitted'}.`,
      );
    default:
      return yield* changeList(firewall, option, path);
  }
}

function* changeList({ applications }: ApplicationFirewall, option: string, path: string): Program<void> {
  const there = applications.has(path);
  if (option === 'add') {
    if (there) return yield* say('The application is already a part of the firewall');
    applications.set(path, true);
    return;
  }
  if (!there) return yield* say('The application is not part of the firewall');
  if (option === 'remove') {
    applications.delete(path);
    return;
  }
  applications.set(path, option === 'unblockapp');
  yield* say(
    `Incoming connection to the application is ${option === 'unblockapp' ? 'permitted' : 'blocked'}`,
  );
}

function* say(text: string): Program<void> {
  yield* print(`${text}\n`);
}

function globalState({ on, blockAll: blocks }: ApplicationFirewall): string {
  if (!on) return 'Firewall is disabled. (State = 0)';
  return blocks
    ? 'Firewall is blocking all non-essential incoming connections. (State = 2)'
    : 'Firewall is enabled. (State = 1)';
}

function blockAll({ blockAll: blocks }: ApplicationFirewall): string {
  return blocks
    ? 'Firewall is blocking all non-essential incoming connections.'
    : 'Firewall has block all state set to disabled.';
}

function signed({ allowSigned, allowSignedApps }: ApplicationFirewall): string {
  const word = (allows: boolean): string => (allows ? 'ENABLED' : 'DISABLED');
  return `Automatically allow built-in signed software ${word(allowSigned)}.\nAutomatically allow downloaded signed software ${word(allowSignedApps)}.`;
}

function listing({ applications }: ApplicationFirewall): string {
  const lines = [...applications].map(
    ([path, allowed], index) =>
      `${index + 1} : ${path} \n             (${allowed ? 'Allow' : 'Block'} incoming connections)\n`,
  );
  return [`Total number of apps = ${applications.size} `, ...lines].join('\n');
}
