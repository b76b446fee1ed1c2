/** Progress on this device, in the browser's storage. Two tabs agree: each reads before it writes, and adds. */
import {
  type Done,
  merge,
  noProgress,
  type Progress,
  readProgress,
  withDone,
  writeProgress,
} from '../../course/progress.ts';

const key = 'homeport-progress';
/** Where a text that could not be read is put before something new is stored. */
const asideKey = 'homeport-progress-unread';

export type Stored =
  | { readonly kind: 'read'; readonly progress: Progress }
  /** Storage is blocked or full: what is done lasts for this page. */
  | { readonly kind: 'blocked'; readonly progress: Progress }
  /** What is stored cannot be read. It stays as it is until the reader decides. */
  | {
      readonly kind: 'unreadable';
      readonly progress: Progress;
      readonly reason: string;
      readonly text: string;
    };

/** What was done on this page, for a storage that does not keep it. */
let here: Progress = noProgress;
let blocked = false;

export function storedProgress(): Stored {
  let text: string | null;
  try {
    text = localStorage.getItem(key);
  } catch {
    return { kind: 'blocked', progress: here };
  }
  const read = readProgress(text ?? undefined);
  if (!read.ok) return { kind: 'unreadable', progress: here, reason: read.reason, text: text ?? '' };
  if (blocked) return { kind: 'blocked', progress: merge(read.progress, here) };
  return { kind: 'read', progress: read.progress };
}

/** Keeps something that was done. */
export function keepDone(done: Done, at: number): Stored {
  return keep((progress) => withDone(progress, done, at));
}

/** Adds what a file says. */
export function keepMerged(other: Progress): Stored {
  return keep((progress) => merge(progress, other));
}

function keep(change: (before: Progress) => Progress): Stored {
  here = change(here);
  const before = storedProgress();
  // Never over a text that somebody may still want.
  if (before.kind === 'unreadable') return before;
  return write(writeProgress(change(before.progress)));
}

/** Forgets all that was done. A text that could not be read is put aside and not lost. */
export function forgetProgress(): Stored {
  const before = storedProgress();
  here = noProgress;
  try {
    if (before.kind === 'unreadable') localStorage.setItem(asideKey, before.text);
    localStorage.removeItem(key);
    blocked = false;
  } catch {
    blocked = true;
  }
  return storedProgress();
}

function write(text: string): Stored {
  try {
    localStorage.setItem(key, text);
    blocked = false;
  } catch {
    blocked = true;
  }
  return storedProgress();
}

/** Tells of what another tab stored; the returned function ends that. */
export function onProgressElsewhere(listener: () => void): () => void {
  const heard = (event: StorageEvent): void => {
    if (event.key === key || event.key === null) listener();
  };
  window.addEventListener('storage', heard);
  return () => window.removeEventListener('storage', heard);
}
