/** What Node has no call for: mounts, pseudo-terminals (pty(7)), a network interface with nobody behind it (tun/tap). */
import { openSync } from 'node:fs';
import koffi from 'koffi';

const libc = koffi.load('libc.so.6');
const ioctl: (fd: number, request: number, argument: Buffer) => number = libc.func(
  'int ioctl(int, unsigned long, void*)',
);
const waitpid: (pid: number, status: Buffer, options: number) => number = libc.func(
  'int waitpid(int, void*, int)',
);

const libcMount: (
  source: string,
  target: string,
  type: string | null,
  flags: number,
  options: string | null,
) => number = libc.func('int mount(const char*, const char*, const char*, unsigned long, const char*)');
const libcSethostname: (name: string, length: number) => number = libc.func(
  'int sethostname(const char*, size_t)',
);
const prctl: (option: number, name: string) => number = libc.func('int prctl(int, const char*)');

const MS_BIND = 0x1000;
const MS_REC = 0x4000;
const MS_PRIVATE = 0x40000;
const PR_SET_NAME = 15;
const TIOCSPTLCK = 0x40045431;
const TIOCGPTN = 0x80045430;
const TIOCSWINSZ = 0x5414;
const TUNSETIFF = 0x400454ca;
const IFF_TAP_NO_PI = 0x1002;
const WNOHANG = 1;

function must(result: number, what: string): void {
  if (result !== 0) throw new Error(`${what}: errno ${koffi.errno()}`);
}

function control(fd: number, request: number, argument: Buffer, what: string): void {
  must(ioctl(fd, request, argument), what);
}

/** mount(2) @throws with what was asked and the errno's number */
export function mount(type: string, target: string, options: string | null = null): void {
  must(libcMount(type, target, type, 0, options), `mount ${type} ${target}`);
}

/** The same files at another place too. */
export function mountAlso(source: string, target: string): void {
  must(libcMount(source, target, null, MS_BIND, null), `mount ${source} ${target}`);
}

/** From now on nothing that is mounted here is seen outside. */
export function keepMountsPrivate(): void {
  must(libcMount('none', '/', null, MS_REC | MS_PRIVATE, null), 'private mounts');
}

export function setHostname(name: string): void {
  must(libcSethostname(name, name.length), 'sethostname');
}

export interface PseudoTerminal {
  readonly master: number;
  /** `/…/dev/pts/0` */
  readonly path: string;
}

/** @param pts where a devpts file system of its own is mounted */
export function openPseudoTerminal(pts: string, columns: number, rows: number): PseudoTerminal {
  const master = openSync(`${pts}/ptmx`, 'r+');
  const number = Buffer.alloc(4);
  control(master, TIOCSPTLCK, number, 'unlockpt');
  control(master, TIOCGPTN, number, 'ptsname');
  const size = Buffer.alloc(8);
  size.writeUInt16LE(rows, 0);
  size.writeUInt16LE(columns, 2);
  control(master, TIOCSWINSZ, size, 'window size');
  return { master, path: `${pts}/${number.readInt32LE()}` };
}

/** An Ethernet interface; it is up as long as this process runs, and nobody ever answers there. */
export function makeSilentInterface(name: string): void {
  const request = Buffer.alloc(40);
  request.write(name, 'latin1');
  request.writeUInt16LE(IFF_TAP_NO_PI, 16);
  control(openSync('/dev/net/tun', 'r+'), TUNSETIFF, request, `interface ${name}`);
}

/** Buries a child that somebody else left behind, as the first process of a host does. */
export function bury(pid: number): void {
  waitpid(pid, Buffer.alloc(4), WNOHANG);
}

/** What `ps -e` calls this process. */
export function nameThread(name: string): void {
  prctl(PR_SET_NAME, name);
}
