/** The calls of the notation on files, made on the real kernel inside a folder of the case. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Case } from '../../../src/simulator/notation/case.ts';
import type { FileCallName, UnixCall } from '../../../src/simulator/notation/unix-call.ts';
import {
  libcChmod,
  libcChown,
  libcClose,
  libcCreat,
  libcMkdir,
  libcRename,
  libcUnlink,
  withPlainMask,
} from './libc.ts';

type FileCall = Extract<UnixCall, { name: FileCallName }>;

/** @returns below 0 when it failed */
export function fileCall(call: FileCall, root: string): number {
  const path = root + call.path;
  switch (call.name) {
    case 'mkdir':
      return withPlainMask(() => libcMkdir(path, call.mode));
    case 'creat': {
      const fd = withPlainMask(() => libcCreat(path, call.mode));
      return fd < 0 ? fd : libcClose(fd);
    }
    case 'chmod':
      return libcChmod(path, call.mode);
    case 'chown':
      return libcChown(path, call.uid, call.uid);
    case 'unlink':
      return libcUnlink(path);
    case 'rename':
      return libcRename(path, root + call.to);
  }
}

/** @param sockaddr as long as the kernel said @returns undefined for a socket without a name */
export function readName(sockaddr: Buffer, root: string): string | undefined {
  const name = sockaddr.toString('latin1', 2).replace(/\0.*$/s, '');
  return name === '' ? undefined : name.startsWith(root) ? name.slice(root.length) : name;
}

/** A folder for the paths of a case that names any, writable for root alone; its name is short, as a path may be. */
export function makeRoot({ calls }: Case): { readonly root: string; remove(): void } {
  if (!calls.some(({ call }) => 'path' in call)) return { root: '', remove() {} };
  const root = mkdtempSync(`${tmpdir()}/hp`);
  libcChmod(root, 0o755);
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
