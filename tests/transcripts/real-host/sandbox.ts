/**
 * Makes the namespaces that this process is in into the host of a scene: a root of its own over the machine's files, the
 * simulated host's files, its users, its addresses. Nothing of it reaches the machine.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { Header } from '../../../src/simulator/notation/case.ts';
import type { HostFile } from '../host-files.ts';
import { keepMountsPrivate, makeSilentInterface, mount, mountAlso, setHostname } from './devices.ts';

export interface Account {
  readonly name: string;
  readonly uid: number;
}

export interface SandboxOptions {
  readonly hostname: string;
  readonly users: readonly Account[];
  /** By interface. */
  readonly addresses: Readonly<Record<string, readonly string[]>>;
  readonly headers: readonly Header[];
  readonly files: readonly HostFile[];
  /** What runs from the start, by the names of the units. */
  readonly services: readonly string[];
  /** Both hosts count from here. */
  readonly firstPid: number;
}

/** Folders whose own content is not to be seen. They lie on the disk, so that `ls -l` counts blocks as it does there. */
const hidden = ['/home', '/root', '/tmp', '/usr/local/bin', '/usr/local/sbin'];

/** @param root an empty folder on a disk @throws with what failed where the machine does not allow it */
export function buildSandbox(root: string, options: SandboxOptions): void {
  const inside = `${root}/root`;
  const layers = `${root}/layers`;
  for (const folder of [inside, layers, `${root}/disk`]) mkdirSync(folder);
  keepMountsPrivate();
  mount('tmpfs', layers, 'mode=755');
  for (const name of ['upper', 'work']) mkdirSync(`${layers}/${name}`);
  mount('overlay', inside, `lowerdir=/,upperdir=${layers}/upper,workdir=${layers}/work`);
  mount('proc', `${inside}/proc`);
  mount('sysfs', `${inside}/sys`);
  mountAlso('/dev', `${inside}/dev`);
  mount('devpts', `${inside}/dev/pts`, 'newinstance,ptmxmode=0666,mode=620,gid=5');
  mount('tmpfs', `${inside}/run`, 'mode=755');
  mount('tmpfs', `${inside}/dev/shm`, 'mode=1777');
  for (const folder of hidden) {
    const own = `${root}/disk/${folder.replaceAll('/', '-')}`;
    mkdirSync(own);
    mkdirSync(`${inside}${folder}`, { recursive: true });
    mountAlso(own, `${inside}${folder}`);
  }
  putTools(inside);
  putSettings(inside, options.users);
  for (const file of options.files) putFile(inside, file, options.users);
  setHostname(options.hostname);
  buildNetwork(options);
  writeFileSync(`${inside}/proc/sys/kernel/ns_last_pid`, `${options.firstPid - 1}`);
}

/** The project's own Node, and `python`, as Debian's python-is-python3 makes it. */
function putTools(inside: string): void {
  writeFileSync(`${inside}/usr/local/bin/node`, '', { mode: 0o755 });
  mountAlso(process.execPath, `${inside}/usr/local/bin/node`);
  rmSync(`${inside}/usr/bin/python`, { force: true });
  symlinkSync('python3', `${inside}/usr/bin/python`);
}

/** What the simulated host has no file for: nobody has a password, `dev` may do all, and every shell marks its prompts. */
function putSettings(inside: string, users: readonly Account[]): void {
  const shadow = users.map(({ name }) => `${name}:*:19700:0:99999:7:::\n`);
  writeFileSync(`${inside}/etc/shadow`, shadow.join(''), { mode: 0o640 });
  mkdirSync(`${inside}/etc/sudoers.d`, { recursive: true });
  writeFileSync(`${inside}/etc/sudoers.d/dev`, 'dev ALL=(ALL:ALL) NOPASSWD: ALL\n', { mode: 0o440 });
  for (const file of ['/etc/bash.bashrc', '/etc/profile.d/prompt.sh']) {
    writeFileSync(`${inside}${file}`, promptSetting);
  }
}

/** What marks a prompt in a terminal's output: no program prints it. */
export const promptMark = '\x1e';
export const promptEnd = '\x1f';
const promptVariables: Readonly<Record<string, string>> = {
  PS1: `${promptMark}\\$ ${promptEnd}`,
  PS2: `${promptMark}> ${promptEnd}`,
};
/** No line editing: the terminal echoes what is typed, and nothing else comes between. */
const promptSetting = Object.entries(promptVariables)
  .map(([name, value]) => `${name}='${value}'\n`)
  .concat('set +o emacs +o vi\n')
  .join('');

function putFile(inside: string, file: HostFile, users: readonly Account[]): void {
  const path = `${inside}${file.path}`;
  const uid = users.find(({ name }) => name === file.owner)?.uid ?? 0;
  switch (file.kind) {
    case 'directory':
      mkdirSync(path, { recursive: true });
      break;
    case 'file':
      rmSync(path, { force: true });
      writeFileSync(path, file.text);
      break;
    case 'link':
      rmSync(path, { force: true });
      symlinkSync(file.target, path);
      return;
  }
  chownSync(path, uid, uid);
  chmodSync(path, file.mode);
}

function buildNetwork({ addresses, headers }: SandboxOptions): void {
  const setting = (name: string, value: string): void =>
    writeFileSync(`/proc/sys/${name.replaceAll('.', '/')}`, value);
  if (headers.some(({ kind }) => kind === 'no-ipv6')) {
    for (const scope of ['all', 'default', 'lo']) setting(`net.ipv6.conf.${scope}.disable_ipv6`, '1');
  }
  const steps = ['link set lo up'];
  for (const [name, texts] of Object.entries(addresses)) {
    if (name !== 'lo') {
      makeSilentInterface(name);
      steps.push(`link set ${name} address 52:54:00:12:34:56 addrgenmode none`, `link set ${name} up`);
    }
    for (const text of texts) {
      if (name === 'lo' && ['127.0.0.1/8', '::1/128'].includes(text)) continue;
      steps.push(`address add ${text} ${text.includes(':') ? 'nodad' : 'broadcast +'} dev ${name}`);
    }
  }
  const { status, stderr } = spawnSync('ip', ['-batch', '-'], { input: steps.join('\n'), encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip: ${stderr?.trim() ?? 'iproute2 is not installed'}`);
  for (const header of headers) if (header.kind === 'sysctl') setting(header.name, header.value);
}
