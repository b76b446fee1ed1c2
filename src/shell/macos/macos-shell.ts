/**
 * What a terminal on a Mac needs before a line is run: zsh's prompt, and a person's folder. The grammar is
 * bash's, which zsh shares for what people type here.
 *
 * Differs from zsh: the arrays count from 0, the second prompt is always `> `, and a job's end is told before the next prompt
 * and not at once.
 */
import { bash, type Dialect } from '../bash.ts';
import { folderFrom, homeOf } from '../first-files.ts';
import type { SystemShell } from '../system-shell.ts';
import { decodeZshPrompt } from './zsh-prompt.ts';

/** The prompt is what macOS sets in /etc/zshrc. */
export const zshDialect: Dialect = { prompt: '%n@%m %1~ %# ', decode: decodeZshPrompt };

const home = ({ name, uid }: { readonly name: string; readonly uid: number }): string =>
  uid === 0 ? '/var/root' : `/Users/${name}`;

export const macosShell: SystemShell = {
  init: { pid: 1, argv: ['/sbin/launchd'] },
  argv: ['-zsh'],
  session: (options) => bash({ ...options, name: 'zsh', dialect: zshDialect }),
  home,
  environment: (user) =>
    new Map([
      ['HOME', home(user)],
      ['LANG', 'en_US.UTF-8'],
      ['LOGNAME', user.name],
      ['PATH', '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin'],
      ['SHELL', '/bin/zsh'],
      ['TERM', 'xterm-256color'],
      ['TERM_PROGRAM', 'Apple_Terminal'],
      ['USER', user.name],
    ]),
  // The rest of the disk comes with the programs, see macos-files.ts.
  firstFiles({ user, modified }) {
    const person = folderFrom(homeOf(user), user, modified);
    return folderFrom({ Users: { [user.name]: person } }, { name: 'root', uid: 0 }, modified);
  },
  programs: '/usr/bin',
  folderOf: (program) => folders.find(([, programs]) => programs.split(' ').includes(program))?.[0],
  fileName: (program) => program,
  script: (lines) => ['/bin/sh', '-c', lines.join('\n')],
};

/** Where macOS has a program, if not in /usr/bin. */
const folders: readonly (readonly [string, string])[] = [
  ['/bin', 'bash cat chmod cp date df echo expr hostname kill ls mkdir mv ps pwd rm rmdir sh sleep test zsh'],
  ['/sbin', 'ifconfig ping'],
  ['/usr/sbin', 'chown ipconfig lsof netstat sysctl'],
  ['/usr/libexec/ApplicationFirewall', 'socketfilterfw'],
  ['/usr/local/bin', 'node npm npx'],
];
