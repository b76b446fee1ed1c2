/** The environment that a shell of the simulated host starts with; environment.test.ts holds it against the machine's. */
import type { User } from '../../src/simulator/host.ts';

export function environmentOf(user: User, hostname: string): Readonly<Record<string, string>> {
  return {
    HOME: user.uid === 0 ? '/root' : `/home/${user.name}`,
    HOSTNAME: hostname,
    LANG: 'C.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    SHELL: '/bin/bash',
    TERM: 'xterm-256color',
    USER: user.name,
  };
}
