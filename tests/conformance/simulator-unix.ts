/** The Unix-domain sockets and the files of a case, on the simulator and its file system. */

import { renamePath, unlinkPath } from '../../src/shell/file-calls.ts';
import {
  createFileSystem,
  type Directory,
  type Entry,
  type FileSystem,
} from '../../src/shell/file-system.ts';
import { socketPaths } from '../../src/shell/socket-files.ts';
import type { Errno } from '../../src/simulator/errno.ts';
import type { Host } from '../../src/simulator/host.ts';
import type { FileCallName, UnixCall } from '../../src/simulator/notation/unix-call.ts';
import type { Process } from '../../src/simulator/process.ts';
import type { Result } from '../../src/simulator/system-call.ts';
import { bindPath, connectPath } from '../../src/simulator/unix-calls.ts';

type FileCall = Extract<UnixCall, { name: FileCallName }>;
type PathCall = Extract<UnixCall, { name: 'unix bind' | 'unix connect' }>;

export interface CaseFiles {
  readonly files: FileSystem;
  /** @returns the errno when it failed */
  call(uid: number, call: FileCall): Errno | undefined;
}

const attributes = { owner: 'root', ownerUid: 0, modified: 0 };

/** A root directory that belongs to root, with nothing in it. */
export function caseFiles(): CaseFiles {
  const root: Directory = { kind: 'directory', ...attributes, mode: 0o755, entries: new Map() };
  const files = createFileSystem(root);
  return { files, call: (uid, call) => fileCall(files, uid, call) };
}

function fileCall(files: FileSystem, uid: number, call: FileCall): Errno | undefined {
  const caller = { files, cwd: '/', uid, now: 0 };
  switch (call.name) {
    case 'mkdir':
    case 'creat': {
      const place = files.walk('/', call.path, uid, false);
      if (!place.ok) return place.errno;
      if (place.value.entry) return 'EEXIST';
      const made = { owner: files.ownerName(uid), ownerUid: uid, modified: 0, mode: call.mode };
      const entry: Entry =
        call.name === 'mkdir'
          ? { kind: 'directory', ...made, entries: new Map() }
          : { kind: 'file', ...made, content: '' };
      const added = files.add(place.value, entry, uid, 0);
      return added.ok ? undefined : added.errno;
    }
    case 'chmod': {
      const found = files.find('/', call.path, uid);
      if (!found.ok) return found.errno;
      if (uid !== 0 && found.value.ownerUid !== uid) return 'EPERM';
      found.value.mode = call.mode;
      return undefined;
    }
    case 'chown': {
      const found = files.find('/', call.path, uid);
      if (!found.ok) return found.errno;
      if (uid !== 0) return 'EPERM';
      found.value.ownerUid = call.uid;
      return undefined;
    }
    case 'unlink':
      return unlinkPath(caller, call.path);
    case 'rename':
      return renamePath(caller, call.path, call.to);
  }
}

export function unixCall(
  { host, process, files }: { host: Host; process: Process; files: CaseFiles },
  call: PathCall,
  fd: number,
): Result<0> {
  const paths = socketPaths({ files: files.files, cwd: '/', uid: process.uid, now: 0 });
  const act = call.name === 'unix bind' ? bindPath : connectPath;
  return act(host, process, fd, call.path, paths);
}

/** poll(2), as for the Internet's sockets. A stream without a peer has ended; so poll sees it. */
export function isUnixReadable(process: Process, fd: number | undefined): boolean {
  const file = fd === undefined ? undefined : process.files.get(fd);
  if (file?.kind !== 'unix') return false;
  const { state, received, acceptQueue, error, shutRead } = file.socket;
  if (state === 'LISTEN') return acceptQueue.length > 0;
  return state === 'CLOSED' || received !== '' || error !== undefined || shutRead;
}
