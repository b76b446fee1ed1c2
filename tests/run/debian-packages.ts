/** Gets programs that the tests need from Debian's packages, where this is Debian and we are root. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
}

export function installPackages(names: readonly string[]): void {
  runInstaller('apt-get', ['update']);
  runInstaller('apt-get', ['install', '-y', '--no-install-recommends', ...names]);
}

/** Runs an installer; where it fails it says why in one line, and the caller finds that nothing came. */
export function runInstaller(command: string, parameters: readonly string[]): void {
  const { error, status, stderr } = spawnSync(command, parameters, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 5 * 60_000,
  });
  if (status === 0) return;
  const lines = (stderr ?? '').split('\n').filter((line) => /[a-z]/i.test(line));
  const reason =
    error?.message ?? lines.find((line) => /error|failed/i.test(line)) ?? lines.at(-1) ?? `status ${status}`;
  console.log(`It failed: ${reason.trim()}`);
}
