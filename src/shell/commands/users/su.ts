import type { ProgramFile } from '../../command.ts';
import { gnuOptionError, type OptionTable, parseOptions } from '../../option-table.ts';
import { complain, print, self } from '../../syscalls.ts';
import { findAccount, loginEnvironment, loginName, rootPath, userPath } from './accounts.ts';
import { askForPassword } from './read-password.ts';
import { runAs } from './run-as.ts';

const options: OptionTable = {
  options: [
    { short: 'm', help: 'do not reset environment variables' },
    { short: 'p', long: 'preserve-environment', help: 'do not reset environment variables' },
    { short: 'l', long: 'login', help: 'make the shell a login shell' },
    { short: 'c', long: 'command', argument: 'command', help: 'pass a single command to the shell with -c' },
    { short: 's', long: 'shell', argument: 'shell', help: 'run <shell> if /etc/shells allows it' },
    { short: 'h', long: 'help', help: 'display this help' },
    { short: 'V', long: 'version', help: 'display version' },
  ],
  absent: 'fgGPTw',
};

const usage = `
Usage:
 su [options] [-] [<user> [<argument>...]]

Change the effective user ID and group ID to that of <user>.
A mere - implies -l.  If <user> is not given, root is assumed.

Options:
${options.options
  .map(({ short, long, argument, help }) => {
    const name = ` -${short}${long ? `, --${long}` : ''}${argument ? ` <${argument}>` : ''}`;
    return `${name.padEnd(32)} ${help}\n`;
  })
  .join('')}
For more details see su(1).
`;

/** su(1) of util-linux 2.38, on a host where nobody has a password: only root may become somebody else. */
export const su: ProgramFile = {
  name: 'su',
  summary: 'become another user; only root may, here',
  options,
  operands: '[options] [-] [<user> [<argument>...]]',
  differs: 'Nobody has a password on this host, so only root gets in. Use sudo.',
  *run([, ...args]) {
    const parsed = parseOptions(options, args);
    if (!parsed.ok) {
      yield* complain(`${gnuOptionError('su', parsed)}Try 'su --help' for more information.\n`);
      return 1;
    }
    if (parsed.has('help') || parsed.has('version')) {
      yield* print(parsed.has('help') ? usage : 'su from util-linux 2.38.1\n');
      return 0;
    }
    const words = [...parsed.operands];
    const login = parsed.has('login') || words[0] === '-';
    if (words[0] === '-') words.shift();
    const [name = 'root', ...rest] = words;
    const task = yield* self();
    const account = findAccount(task, name);
    if (!account) {
      yield* complain(
        `su: user ${name} does not exist or the user entry does not contain all the required fields\n`,
      );
      return 1;
    }
    if (task.process.uid !== 0) {
      yield* askForPassword('Password: ');
      yield* complain('su: Authentication failure\n');
      return 1;
    }
    const shell = parsed.value('shell') ?? account.shell;
    if (shell.endsWith('/nologin')) {
      yield* print('This account is currently not available.\n');
      return 1;
    }
    const path = login
      ? account.uid === 0
        ? rootPath
        : userPath
      : (task.environment.get('PATH') ?? userPath);
    const kept = [...task.environment].filter(([key]) => !login || key === 'TERM');
    const environment =
      parsed.has('preserve-environment') || parsed.has('m')
        ? task.environment
        : new Map([...kept, ...loginEnvironment(account, path)]);
    const command = parsed.value('command');
    const result = yield* runAs([shell, ...(command === undefined ? [] : ['-c', command]), ...rest], {
      uid: account.uid,
      environment,
      ...(login && { calledAs: loginName(shell) }),
      cwd: login && task.around.files.find('/', account.home, account.uid).ok ? account.home : task.cwd,
    });
    if (result.ok) return result.status;
    yield* complain(`su: failed to execute ${shell}: No such file or directory\n`);
    return 127;
  },
};
