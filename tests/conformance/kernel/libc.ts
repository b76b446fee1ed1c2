/** The C library's socket calls, as the real kernel answers them. */
import koffi from 'koffi';
import { type ErrnoName, errnoNameOf } from '../../../src/simulator/notation/errno-names.ts';

const libc = koffi.load('libc.so.6');

type Native = (...values: readonly (number | Buffer | string)[]) => number;

function native(prototype: string): Native {
  return libc.func(prototype);
}

export const libcSocket = native('int socket(int, int, int)');
export const libcBind = native('int bind(int, const void*, uint32_t)');
export const libcListen = native('int listen(int, int)');
export const libcConnect = native('int connect(int, const void*, uint32_t)');
export const libcAccept4 = native('int accept4(int, void*, void*, int)');
export const libcSend = native('long send(int, const void*, unsigned long, int)');
export const libcSendto = native('long sendto(int, const void*, unsigned long, int, const void*, uint32_t)');
export const libcRecvfrom = native('long recvfrom(int, void*, unsigned long, int, void*, void*)');
export const libcRecvmsg = native('long recvmsg(int, void*, int)');
export const libcShutdown = native('int shutdown(int, int)');
export const libcGetsockname = native('int getsockname(int, void*, void*)');
export const libcGetpeername = native('int getpeername(int, void*, void*)');
export const libcSetsockopt = native('int setsockopt(int, int, int, const void*, uint32_t)');
export const libcGetsockopt = native('int getsockopt(int, int, int, void*, void*)');
export const libcClose = native('int close(int)');
export const libcPoll = native('int poll(void*, unsigned long, int)');
export const libcUnshare = native('int unshare(int)');
export const libcSetns = native('int setns(int, int)');
export const libcOpen = native('int open(const char*, int)');
export const libcRead = native('long read(int, void*, unsigned long)');
export const libcWrite = native('long write(int, const void*, unsigned long)');
export const libcIoctl = native('int ioctl(int, unsigned long, void*)');
export const libcMkdir = native('int mkdir(const char*, uint32_t)');
export const libcCreat = native('int creat(const char*, uint32_t)');
export const libcChmod = native('int chmod(const char*, uint32_t)');
export const libcChown = native('int chown(const char*, uint32_t, uint32_t)');
export const libcUnlink = native('int unlink(const char*)');
export const libcRename = native('int rename(const char*, const char*)');
const libcUmask = native('uint32_t umask(uint32_t)');

/** Makes a file whose mode is the one that was asked for. The mask belongs to the whole process, and is put back. */
export function withPlainMask<T>(act: () => T): T {
  const mask = libcUmask(0);
  try {
    return act();
  } finally {
    libcUmask(mask);
  }
}

/** setresuid by its number: libc's own wrapper changes every thread, this only the calling one. */
const rawSetresuid = libc.func('long syscall(long, long, long, long)');
const numberOfSetresuid: Readonly<Record<string, number>> = { x64: 117, arm64: 147 };

/** Changes the effective user of this thread; capabilities go with root and come back with it. */
function setEffectiveUser(uid: number): void {
  const number = numberOfSetresuid[process.arch];
  if (number === undefined) throw new Error(`setresuid has no known number on ${process.arch}`);
  if (rawSetresuid(number, -1, uid, -1) !== 0) throw new Error(`setresuid ${uid}: ${lastErrno()}`);
}

/** Whether this process may act as that user: inside a user namespace only mapped ids exist. */
export function mayActAs(uid: number): boolean {
  try {
    setEffectiveUser(uid);
    setEffectiveUser(0);
    return true;
  } catch {
    return false;
  }
}

/** Runs system calls as that user without capabilities, and comes back. */
export function actAs<T>(uid: number, act: () => T): T {
  if (uid === 0) return act();
  setEffectiveUser(uid);
  try {
    return act();
  } finally {
    setEffectiveUser(0);
  }
}

const libcCapget = native('int capget(void*, void*)');
const libcCapset = native('int capset(void*, const void*)');
const capabilityVersion3 = 0x20080522;

/** Runs system calls without capabilities, though still as root: what another user could do, where none is to be had. */
export function actWithoutCapabilities<T>(act: () => T): T {
  const header = Buffer.alloc(8);
  header.writeUInt32LE(capabilityVersion3, 0);
  const held = Buffer.alloc(24);
  if (libcCapget(header, held) !== 0) throw new Error(`capget: ${lastErrno()}`);
  const none = Buffer.from(held);
  // The effective sets, each the first of three words.
  none.writeUInt32LE(0, 0);
  none.writeUInt32LE(0, 12);
  if (libcCapset(header, none) !== 0) throw new Error(`capset: ${lastErrno()}`);
  try {
    return act();
  } finally {
    libcCapset(header, held);
  }
}

/** The errno of the call before. Ask at once: any other native call may change it. */
export function lastErrno(): ErrnoName {
  const number = koffi.errno();
  const name = errnoNameOf(number);
  if (name === undefined)
    throw new Error(`the kernel gave errno ${number}, which no socket call is known to give`);
  return name;
}
