/** A regular file as a descriptor sees it: a place in its text where the next read or write goes. */
import { capacity, type OpenFlags, type RegularFile, type Room, readContent } from './file-system.ts';
import { firstPart, type Stream, type Written } from './stream.ts';

export interface OpenFileOptions {
  readonly path: string;
  readonly flags: OpenFlags;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly room: Room;
}

export function openFile(file: RegularFile, { path, flags, now, room }: OpenFileOptions): Stream {
  let at = 0;
  if (flags === 'write' && typeof file.content === 'string') replaceContent(file, '', room);
  if (flags !== 'read') file.modified = now;

  function append(text: string): Written {
    if (typeof file.content !== 'string') {
      const errno = file.written ? file.written(text) : 'EACCES';
      return errno ? { ok: false, errno } : { ok: true };
    }
    const before = file.content;
    // Somebody may have cut the file short meanwhile: what lies between is zeros then, as on a disk.
    const start = flags === 'append' ? before.length : at;
    const kept = start === before.length ? before : before.slice(0, start).padEnd(start, '\0');
    const free = capacity - room.used + before.length - kept.length;
    const fits = text.slice(0, Math.max(0, free));
    replaceContent(file, kept + fits + before.slice(start + fits.length), room);
    at = start + fits.length;
    return fits.length < text.length ? { ok: false, errno: 'ENOSPC' } : { ok: true };
  }

  return {
    path,
    terminal: undefined,
    read(_task, size) {
      if (flags !== 'read') return '';
      const part = firstPart(readContent(file).slice(at), size);
      at += part.length;
      return part;
    },
    write: (_task, text) => (flags === 'read' ? { ok: false, errno: 'EBADF' } : append(text)),
    retain() {},
    release() {},
  };
}

/** Sets the whole text and counts it. */
export function replaceContent(file: RegularFile, content: string, room: Room): void {
  room.used += content.length - (typeof file.content === 'string' ? file.content.length : 0);
  file.content = content;
}
