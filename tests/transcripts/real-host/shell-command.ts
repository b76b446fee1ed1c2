/** How the sandbox starts a shell: as which user, where, and on which processor. */
import { spawnSync } from 'node:child_process';
import type { Account } from './sandbox.ts';

/** Each sandbox keeps to one processor; which one is as good as chance. */
const processor = process.env['HOMEPORT_PROCESSOR'] ?? '0';

/**
 * The words of a command that becomes bash.
 *
 * The shell comes before its children whenever both could go on (sched(7): SCHED_FIFO, not inherited, one processor). So it is
 * back at its prompt before a program that it started in the background has done anything, and before one that it killed
 * is gone: what is chance on a busy machine is the same each time.
 */
export function shellCommand(
  inside: string,
  user: Account,
  cwd: string,
  ...command: readonly string[]
): readonly string[] {
  const first = mayComeFirst() ? ['/usr/bin/taskset', '-c', processor, '/usr/bin/chrt', '-R', '-f', '1'] : [];
  const id = String(user.uid);
  const become = ['/usr/bin/setpriv', `--reuid=${id}`, `--regid=${id}`, '--init-groups'];
  return ['/usr/sbin/chroot', inside, ...first, ...become, '/usr/bin/env', `--chdir=${cwd}`, ...command];
}

let allowed: boolean | undefined;

/** Some containers forbid it. Then chance has more to say, and the recorder tells where it did. */
function mayComeFirst(): boolean {
  allowed ??=
    spawnSync('/usr/bin/taskset', ['-c', processor, '/usr/bin/chrt', '-R', '-f', '1', 'true']).status === 0;
  return allowed;
}
