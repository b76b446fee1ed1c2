import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import type { ExecOptions } from '../../exec.ts';
import { gnuOptionError, type OptionTable, type ParsedOptions, parseOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { complain, print, self } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { type Account, findAccount, loginEnvironment, loginName, rootPath, userPath } from './accounts.ts';
import { askForPassword } from './read-password.ts';
import { runAs } from './run-as.ts';

const options: OptionTable = {
  options: [
    { short: 'A', long: 'askpass', help: 'use a helper program for password prompting' },
    { short: 'B', long: 'bell', help: 'ring bell when prompting' },
    { short: 'E', long: 'preserve-env', help: 'preserve user environment when running command' },
    { short: 'H', long: 'set-home', help: "set HOME variable to target user's home dir" },
    { short: 'h', long: 'help', help: 'display help message and exit' },
    {
      short: 'i',
      long: 'login',
      help: 'run login shell as the target user; a command may also be specified',
    },
    { short: 'K', long: 'remove-timestamp', help: 'remove timestamp file completely' },
    { short: 'k', long: 'reset-timestamp', help: 'invalidate timestamp file' },
    { short: 'l', long: 'list', help: "list user's privileges or check a specific command" },
    { short: 'n', long: 'non-interactive', help: 'non-interactive mode, no prompts are used' },
    { short: 'S', long: 'stdin', help: 'read password from standard input' },
    { short: 's', long: 'shell', help: 'run shell as the target user; a command may also be specified' },
    { short: 'U', long: 'other-user', argument: 'user', help: 'in list mode, display privileges for user' },
    { short: 'u', long: 'user', argument: 'user', help: 'run command as specified user name or ID' },
    { short: 'V', long: 'version', help: 'display version information and exit' },
    { short: 'v', long: 'validate', help: "update user's timestamp without running a command" },
  ],
  absent: 'bCDegNPpRrTt',
};

const usage = `usage: sudo -h | -K | -k | -V
usage: sudo -v [-ABkNnS] [-g group] [-h host] [-p prompt] [-u user]
usage: sudo -l [-ABkNnS] [-g group] [-h host] [-p prompt] [-U user] [-u user]
            [command [arg ...]]
usage: sudo [-ABbEHkNnPS] [-r role] [-t type] [-C num] [-D directory] [-g
            group] [-h host] [-p prompt] [-R directory] [-T timeout] [-u user]
            [VAR=value] [-i | -s] [command [arg ...]]
usage: sudo -e [-ABkNnS] [-r role] [-t type] [-C num] [-D directory] [-g group]
            [-h host] [-p prompt] [-R directory] [-T timeout] [-u user] file ...
`;

const version = `Sudo version 1.9.13p3
Sudoers policy plugin version 1.9.13p3
Sudoers file grammar version 50
Sudoers I/O plugin version 1.9.13p3
Sudoers audit plugin version 1.9.13p3
`;

/** sudo(8) 1.9.13, on a host whose first user may do everything and is asked for no password. */
export const sudo: ProgramFile = {
  name: 'sudo',
  summary: 'run a program as root: sudo python3 -m http.server 80',
  options,
  operands: '[-u user] [VAR=value] [-i | -s] [command [arg ...]]',
  section: 8,
  differs:
    'No password is asked on this host: root and the first user may do everything, nobody else anything.',
  *run([, ...args]) {
    const parsed = parseOptions(options, args, true);
    if (!parsed.ok) {
      yield* complain(gnuOptionError('sudo', parsed) + (parsed.kind === 'absent-letter' ? '' : usage));
      return 1;
    }
    const { has, value } = parsed;
    if (has('help')) {
      const lines = options.options.map(
        ({ short, long, help }) => `  -${short}, --${long}`.padEnd(32) + help,
      );
      yield* print(`sudo - execute a command as another user\n\n${usage}\nOptions:\n${lines.join('\n')}\n`);
      return 0;
    }
    if (has('version')) {
      yield* print(version);
      return 0;
    }
    const task = yield* self();
    const bare = parsed.operands.length === 0 && !has('login') && !has('shell');
    if (bare && (has('remove-timestamp') || has('reset-timestamp'))) return 0;
    if (bare && !has('list') && !has('validate')) {
      yield* complain(usage);
      return 1;
    }
    const name = value('user') ?? 'root';
    const target = findAccount(task, name.startsWith('#') ? Number(name.slice(1)) : name);
    if (!target) {
      const plugin = name.startsWith('#') ? '' : 'sudo: error initializing audit plugin sudoers_audit\n';
      yield* complain(`sudo: unknown user ${name}\n${plugin}`);
      return 1;
    }
    const caller = callerOf(task);
    if (has('list')) return yield* list(task, caller, value('other-user'));
    if (!mayDoAll(task, caller.uid)) {
      yield* refuse(caller, has('non-interactive'));
      return 1;
    }
    if (has('validate')) return 0;
    return yield* runCommand(task, caller, target, parsed);
  },
};

function callerOf(task: Task): Account {
  const { uid } = task.process;
  return findAccount(task, uid) ?? { name: `#${uid}`, uid, gid: uid, home: '/', shell: '/bin/sh' };
}

/** Who is not trusted is asked for a password, which nobody has. */
function* refuse(caller: Account, silently: boolean): Program<void> {
  if (silently) {
    yield* complain('sudo: a password is required\n');
    return;
  }
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (attempt > 0) yield* complain('Sorry, try again.\n');
    if (!(yield* askForPassword(`[sudo] password for ${caller.name}: `))) {
      yield* complain('\nsudo: no password was provided\nsudo: a password is required\n');
      return;
    }
  }
  yield* complain('sudo: 3 incorrect password attempts\n');
}

/** As /etc/sudoers of the host says: root, and the one whose machine it is. */
function mayDoAll(task: Task, uid: number): boolean {
  // People's accounts begin at 501 on macOS, at 1000 on Debian.
  const first = task.around.host.users.find((user) => user.uid > 500);
  return uid === 0 || uid === first?.uid;
}

function* list(task: Task, caller: Account, other: string | undefined): Program {
  const account = other === undefined ? caller : findAccount(task, other);
  if (!account) {
    yield* complain(`sudo: unknown user ${other}\n`);
    return 1;
  }
  const host = task.around.host.name;
  if (!mayDoAll(task, caller.uid) || !mayDoAll(task, account.uid)) {
    const who = account === caller ? `Sorry, user ${caller.name}` : `User ${account.name}`;
    const verb = account === caller ? 'may not run sudo' : 'is not allowed to run sudo';
    yield* print(`${who} ${verb} on ${host}.\n`);
    return account === caller ? 1 : 0;
  }
  yield* print(`Matching Defaults entries for ${account.name} on ${host}:
    env_reset, mail_badpass,
    secure_path=${rootPath.replaceAll(':', '\\:')},
    use_pty

User ${account.name} may run the following commands on ${host}:
    (ALL : ALL) ${account.uid === 0 ? '' : 'NOPASSWD: '}ALL
`);
  return 0;
}

/** What cannot be run as a program, because it changes the shell that runs it. */
const builtinsOnly = new Set('cd export alias unset source . jobs fg bg exit set'.split(' '));

function* runCommand(task: Task, caller: Account, target: Account, parsed: ParsedOptions): Program {
  const { has } = parsed;
  const words = [...parsed.operands];
  const settings: [string, string][] = [];
  for (let [word = ''] = words; /^[A-Za-z_]\w*=/.test(word); [word = ''] = words) {
    words.shift();
    settings.push([word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]);
  }
  const login = has('login');
  const [command = ''] = words;
  if (!login && !has('shell') && words.length === 0) {
    yield* complain(usage);
    return 1;
  }
  const shell = login ? target.shell : (task.environment.get('SHELL') ?? target.shell);
  if (login && shell.endsWith('/nologin')) {
    yield* print('This account is currently not available.\n');
    return 1;
  }
  const text = words.map((word) => word.replace(/[^\w$-]/g, '\\$&')).join(' ');
  const argv = login || has('shell') ? [shell, ...(words.length > 0 ? ['-c', text] : [])] : words;
  const kept = has('preserve-env') ? [...task.environment] : keptVariables(task);
  const environment = new Map([
    ...kept,
    ...loginEnvironment(target, login ? (target.uid === 0 ? rootPath : userPath) : rootPath),
    ...(login ? [] : [['SHELL', target.shell] as const]),
    ['MAIL', `/var/mail/${target.name}`],
    ['SUDO_COMMAND', argv.join(' ')],
    ['SUDO_GID', String(caller.gid)],
    ['SUDO_UID', String(caller.uid)],
    ['SUDO_USER', caller.name],
    ...settings,
  ]);
  const home = task.around.files.find('/', target.home, target.uid);
  if (login && !home.ok) {
    yield* complain(`sudo: unable to change directory to ${target.home}: ${strerror(home.errno)}\n`);
  }
  const cwd = login && home.ok ? target.home : task.cwd;
  const how: ExecOptions = {
    uid: target.uid,
    environment,
    cwd,
    ...(login && { calledAs: loginName(shell) }),
  };
  const result = yield* runAs(argv, how);
  if (result.ok) return result.status;
  if (result.errno === 'EAGAIN') yield* complain('sudo: unable to fork: Resource temporarily unavailable\n');
  else {
    yield* complain(`sudo: ${command}: command not found\n`);
    if (builtinsOnly.has(command)) {
      yield* complain(
        `sudo: "${command}" is a shell built-in command, it cannot be run directly.\nsudo: the -s option may be used to run a privileged shell.\nsudo: the -D option may be used to run a command in a specific directory.\n`,
      );
    }
  }
  return 1;
}

/** Of the caller's environment env_reset keeps little. */
function keptVariables(task: Task): [string, string][] {
  return [...task.environment].filter(([name]) =>
    /^(TERM|LANG|LC_\w+|COLORTERM|DISPLAY|LS_COLORS|HOSTNAME)$/.test(name),
  );
}
