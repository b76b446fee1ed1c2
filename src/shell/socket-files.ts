/** What AF_UNIX asks of the files of a host, in the name of one process. */
import type { SocketPaths } from '../simulator/unix-calls.ts';
import type { Caller } from './file-calls.ts';
import { mayAccess, type SocketEntry } from './file-system.ts';

/**
 * The file itself is what a bound socket is known by, so that another name for it leads to the same socket.
 *
 * Differs from Linux: a member of the file's group counts as anybody.
 *
 * @param mask umask(2): the permissions that a new socket does not get
 */
export function socketPaths({ files, cwd, uid, now }: Caller, mask = 0o022): SocketPaths {
  return {
    make(path) {
      const place = files.walk(cwd, path, uid, false);
      if (!place.ok) return place;
      if (place.value.entry) return { ok: false, errno: 'EADDRINUSE' };
      // A trailing slash asks for a directory.
      if (path.endsWith('/')) return { ok: false, errno: 'ENOENT' };
      const entry: SocketEntry = {
        kind: 'socket',
        owner: files.ownerName(uid),
        ownerUid: uid,
        mode: 0o777 & ~mask,
        modified: now,
      };
      const added = files.add(place.value, entry, uid, now);
      if (!added.ok) return added;
      return { ok: true, file: entry, undo: () => files.remove({ ...place.value, entry }, uid, now) };
    },
    find(path) {
      const found = files.find(cwd, path, uid);
      if (!found.ok) return found;
      if (!mayAccess(found.value, uid, 2)) return { ok: false, errno: 'EACCES' };
      if (found.value.kind !== 'socket') return { ok: false, errno: 'ECONNREFUSED' };
      return { ok: true, file: found.value };
    },
  };
}
