/** wsl.exe (learn.microsoft.com, "Basic commands for WSL"): what runs, and a line inside Linux. */

import { findExecutable } from '../../exec.ts';
import { ask, type Program } from '../../program.ts';
import { self } from '../../syscalls.ts';
import { waitInFront } from '../language/native.ts';
import { fromWindowsPath } from '../windows-path.ts';
import { guestOf, isGuestRunning, startGuest, stopGuest } from '../wsl-guest.ts';
import { consoleProgram, fail, say } from './console-program.ts';

export const wsl = consoleProgram('wsl', 'Linux inside Windows: wsl hostname -I', function* (words) {
  const task = yield* self();
  const guest = guestOf(task.around);
  if (!guest) {
    return yield* fail(
      'Windows Subsystem for Linux has no installed distributions.\nThis host has none: open the scene wsl.\n',
    );
  }
  const name = 'Ubuntu';
  const [first = '', ...rest] = words;
  const running = isGuestRunning(task.around);
  switch (first.toLowerCase()) {
    case '--status':
      return yield* say(`Default Distribution: ${name}\nDefault Version: 2\n`);
    case '-l':
    case '--list': {
      if (rest.includes('--running') && !running) return yield* fail('There are no running distributions.\n');
      const verbose = rest.some((word) => word === '-v' || word === '--verbose');
      return yield* say(
        verbose
          ? `  NAME      STATE           VERSION\n* ${name}    ${running ? 'Running' : 'Stopped'}         2\n`
          : `Windows Subsystem for Linux Distributions:\n${name} (Default)\n`,
      );
    }
    case '--shutdown':
      return yield* ask('shutdown', ({ around }) => {
        stopGuest(around);
        return 0;
      });
    case '':
      startGuest(task.around);
      return yield* fail(
        `Open a terminal on ${guest.around.host.name} beside this one: wsl without a command does that on a real Windows.\n`,
      );
    case '-d':
    case '--distribution':
      return yield* inside(
        rest.slice(1).filter((word, index) => index > 0 || (word !== '--' && word !== '-e')),
      );
    case '-e':
    case '--exec':
    case '--':
      return yield* inside(rest);
    default:
      if (first.startsWith('-'))
        return yield* fail(
          `Invalid command line argument: ${first}\nPlease use 'wsl.exe --help' to get a list of supported arguments.\n`,
        );
      return yield* inside(words);
  }
});

/** Runs a program inside Linux, as its user, at this terminal. */
function* inside(words: readonly string[]): Program {
  const task = yield* self();
  const guest = guestOf(task.around);
  if (!guest) return 1;
  startGuest(task.around);
  const { around, user } = guest;
  if (words.join(' ') === 'wslinfo --networking-mode')
    return yield* say(`${task.around.host.wsl?.mode ?? 'nat'}\n`);
  const home = `/home/${user.name}`;
  const environment = new Map([
    ['HOME', home],
    ['PATH', '/usr/local/bin:/usr/bin:/bin'],
    ['TERM', 'xterm-256color'],
    ['USER', user.name],
    ['WSL_DISTRO_NAME', 'Ubuntu'],
  ]);
  const line = ['bash', '-c', words.join(' ')];
  const caller = { ...task, around, cwd: home };
  const found = findExecutable(caller, line, { environment, uid: user.uid });
  if (!found.ok) return yield* fail(`wsl: ${words[0]}: not found\n`, 127);
  const child = around.scheduler.spawn({
    around,
    uid: user.uid,
    argv: line,
    program: found.program.run(found.argv),
    tty: task.tty,
    cwd: around.files.find('/', fromWindowsPath(home), user.uid).ok ? home : '/',
    environment,
    streams: task.streams,
  });
  if (!child) return yield* fail('wsl: the distribution has no room for another process\n');
  return yield* waitInFront(task, child);
}
