/** A program that waits asks the kernel again and again; in a trace that is one call. */
import { usualConnectWait } from '../simulator/notation/case.ts';
import type { TraceEntry } from '../simulator/system-call.ts';

/** A call with the outcome that the program got in the end. */
export interface Asked {
  readonly entry: TraceEntry;
  /** The network's time when it was answered; `entry.at` is when it was asked. */
  readonly until: number;
  /** For a connect, as the notation says it: with its outcome, after so many milliseconds, or one raw answer. */
  readonly wait: 'usual' | 'nonblocking' | number;
}

/** Which socket a call is for: descriptors are a process's own. */
export function descriptorOf({ pid, call }: TraceEntry): string | undefined {
  return 'fd' in call ? `${pid} ${call.fd}` : undefined;
}

function errnoOf({ result }: TraceEntry): string | undefined {
  return result.ok ? undefined : result.errno;
}

/** Whether the program waits now, or waited: nothing was refused. */
export function isWaiting(entry: TraceEntry): boolean {
  const errno = errnoOf(entry);
  if (entry.call.name === 'connect') return errno === 'EINPROGRESS' || errno === 'EALREADY';
  return errno === 'EAGAIN';
}

interface Neighbours {
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** For each entry, where the calls before and after it on the same descriptor are. */
function neighboursOf(entries: readonly TraceEntry[]): readonly Neighbours[] {
  const last = new Map<string, number>();
  const before: (number | undefined)[] = [];
  const after: (number | undefined)[] = [];
  for (const [index, entry] of entries.entries()) {
    const descriptor = descriptorOf(entry);
    const previous = descriptor === undefined ? undefined : last.get(descriptor);
    before.push(previous);
    if (previous !== undefined) after[previous] = index;
    if (descriptor !== undefined) last.set(descriptor, index);
  }
  return entries.map((_, index) => ({ before: before[index], after: after[index] }));
}

/** @param entries of one host, oldest first */
export function withoutWaits(entries: readonly TraceEntry[]): readonly Asked[] {
  const neighbours = neighboursOf(entries);
  const at = (index: number | undefined): TraceEntry | undefined =>
    index === undefined ? undefined : entries[index];
  const isPoll = entries.map((entry, index) => {
    const before = at(neighbours[index]?.before);
    const after = at(neighbours[index]?.after);
    if (!isWaiting(entry)) return false;
    if (entry.call.name === 'accept' || entry.call.name === 'recv')
      return after !== undefined && JSON.stringify(after.call) === JSON.stringify(entry.call);
    return errnoOf(entry) === 'EALREADY' && before?.call.name === 'connect' && isWaiting(before);
  });

  /** Where the program was told how its connect ended; undefined when that cannot be told in one line. */
  const outcomeOf = (start: number, entry: TraceEntry): number | undefined => {
    let index = neighbours[start]?.after;
    while (index !== undefined && isPoll[index]) index = neighbours[index]?.after;
    const outcome = at(index);
    if (index === undefined || !outcome || JSON.stringify(outcome.call) !== JSON.stringify(entry.call))
      return undefined;
    // Who asks again at once waits for the outcome, and learns it when it is decided.
    const waits = outcome.at === entry.at || at(neighbours[start]?.after)?.at === entry.at;
    return waits && isPoll.slice(start + 1, index).every(Boolean) ? index : undefined;
  };

  const asked: Asked[] = [];
  const told = new Set<number>();
  for (const [index, entry] of entries.entries()) {
    if (told.has(index) || isPoll[index]) continue;
    const isPending = entry.call.name === 'connect' && isWaiting(entry);
    const outcome = isPending ? outcomeOf(index, entry) : undefined;
    const end = at(outcome);
    if (outcome === undefined || !end) {
      asked.push({ entry, until: entry.at, wait: isPending ? 'nonblocking' : 'usual' });
      continue;
    }
    told.add(outcome);
    const waited = end.at - entry.at;
    const wait = waited <= usualConnectWait ? 'usual' : Math.ceil(waited / 500) * 500;
    asked.push({ entry: { ...end, at: entry.at }, until: end.at, wait });
  }
  return asked;
}
