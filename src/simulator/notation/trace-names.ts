/** A name for every socket of a trace: by what it became, because a reader follows `server` more easily than `3`. */
import type { TraceEntry } from '../system-call.ts';

type Role = 'server' | 'connection' | 'client' | 'socket';

interface Life {
  role: Role;
  name: string;
}

/**
 * @returns the name of the socket that an entry's call is for, or of the one that it made; undefined for a descriptor that
 *   was never a socket in these entries
 */
export function socketNames(
  entries: readonly TraceEntry[],
): (entry: TraceEntry, which: 'subject' | 'made') => string | undefined {
  const alive = new Map<string, Life>();
  const lives: Life[] = [];
  const subjects = new Map<TraceEntry, Life>();
  const made = new Map<TraceEntry, Life>();

  for (const entry of entries) {
    const { call, pid, result } = entry;
    const subject = 'fd' in call ? alive.get(`${pid} ${call.fd}`) : undefined;
    if (subject) {
      subjects.set(entry, subject);
      if (call.name === 'listen' && result.ok) subject.role = 'server';
      if (call.name === 'connect' && subject.role === 'socket') subject.role = 'client';
    }
    if ((call.name === 'socket' || call.name === 'accept') && result.ok && typeof result.value === 'number') {
      const life: Life = { role: call.name === 'accept' ? 'connection' : 'socket', name: '' };
      alive.set(`${pid} ${result.value}`, life);
      lives.push(life);
      made.set(entry, life);
    }
  }

  const counts = new Map<Role, number>();
  for (const life of lives) {
    const count = (counts.get(life.role) ?? 0) + 1;
    counts.set(life.role, count);
    life.name = count === 1 ? life.role : `${life.role}${count}`;
  }
  return (entry, which) => (which === 'made' ? made : subjects).get(entry)?.name;
}
