/** The accounts of a host: passwd(5), as /etc/passwd of the host has them now. */
import { readContent } from '../../file-system.ts';
import type { Task } from '../../task.ts';

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
}

export function readAccounts(task: Task): readonly Account[] {
  return lines(task, '/etc/passwd').flatMap(([name = '', , uid = '', gid = '', , home = '/', shell = '']) =>
    /^\d+$/.test(uid) ? [{ name, uid: Number(uid), gid: Number(gid), home, shell: shell || '/bin/sh' }] : [],
  );
}

/** Of a group, or its number where it has none. */
export function groupName(task: Task, gid: number): string {
  return lines(task, '/etc/group').find(([, , number]) => number === String(gid))?.[0] ?? String(gid);
}

export function findAccount(task: Task, key: string | number): Account | undefined {
  return readAccounts(task).find(({ name, uid }) => (typeof key === 'number' ? uid === key : name === key));
}

function lines(task: Task, path: string): readonly (readonly string[])[] {
  const found = task.around.files.find('/', path, 0);
  if (!found.ok || found.value.kind !== 'file') return [];
  return readContent(found.value)
    .split('\n')
    .map((line) => line.split(':'));
}

/** What login(1) and su(1) give a new session. */
export function loginEnvironment(account: Account, path: string): [string, string][] {
  return [
    ['HOME', account.home],
    ['LOGNAME', account.name],
    ['PATH', path],
    ['SHELL', account.shell],
    ['USER', account.name],
  ];
}

export const rootPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
export const userPath = '/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games';

/** `-bash`: how a shell is told that somebody logs in (login(1)). */
export function loginName(shell: string): string {
  return shell.replace(/^.*\//, '-');
}
