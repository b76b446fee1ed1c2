/** What came of the calls so far: which addresses were listened on, and how each connect ended. */
import type { Errno } from '../simulator/errno.ts';
import type { Endpoint } from '../simulator/socket.ts';
import type { TraceEntry } from '../simulator/system-call.ts';
import { errnoNumbered } from './errno-name.ts';

export interface Connection {
  readonly to: Endpoint;
  readonly uid: number;
  /** `answered`: connected, and at least one byte came back. */
  readonly outcome: 'connected' | 'answered' | 'refused';
  /** Why, when refused. */
  readonly errno: Errno | undefined;
}

function descriptorOf({ host, pid, call }: TraceEntry): string {
  return `${host} ${pid} ${'fd' in call ? call.fd : ''}`;
}

/**
 * Every address that was bound and then listened on. A port that the kernel chose is not among them: bind(2) was
 * given 0 and the trace does not say what came of it.
 */
export function listenersIn(calls: readonly TraceEntry[]): readonly Endpoint[] {
  const bound = new Map<string, Endpoint>();
  const listeners: Endpoint[] = [];
  for (const entry of calls) {
    if (!entry.result.ok) continue;
    const descriptor = descriptorOf(entry);
    if (entry.call.name === 'bind') bound.set(descriptor, entry.call.address);
    if (entry.call.name === 'close') bound.delete(descriptor);
    const local = entry.call.name === 'listen' ? bound.get(descriptor) : undefined;
    if (local) listeners.push(local);
  }
  return listeners;
}

/**
 * Every connect that came to an end. connect(2) here answers EINPROGRESS first, so the outcome is what a later
 * call on the same descriptor is told: connect again, SO_ERROR, send or recv.
 */
export function connectionsIn(calls: readonly TraceEntry[]): readonly Connection[] {
  const pending = new Map<string, Endpoint>();
  const open = new Map<string, Endpoint>();
  const connections: Connection[] = [];

  for (const entry of calls) {
    const descriptor = descriptorOf(entry);
    const { call, result, uid } = entry;
    if (call.name === 'close') {
      pending.delete(descriptor);
      open.delete(descriptor);
    }
    if (call.name === 'connect' && call.address !== 'AF_UNSPEC') pending.set(descriptor, call.address);
    const to = pending.get(descriptor);
    if (to) {
      const end = outcomeOf(entry);
      if (end !== 'unknown') {
        pending.delete(descriptor);
        if (end === 'connected') open.set(descriptor, to);
        connections.push(
          end === 'connected'
            ? { to, uid, outcome: 'connected', errno: undefined }
            : { to, uid, outcome: 'refused', errno: end },
        );
      }
    }
    const peer = open.get(descriptor);
    if (peer && call.name === 'recv' && result.ok && holdsData(result.value)) {
      connections.push({ to: peer, uid, outcome: 'answered', errno: undefined });
    }
  }
  return connections;
}

function outcomeOf({ call, result }: TraceEntry): 'connected' | 'unknown' | Errno {
  if (call.name === 'connect') {
    if (result.ok || result.errno === 'EISCONN') return 'connected';
    return result.errno === 'EINPROGRESS' || result.errno === 'EALREADY' ? 'unknown' : result.errno;
  }
  if (call.name === 'getsockopt' && call.option === 'SO_ERROR' && result.ok) {
    return errnoNumbered(Number(result.value)) ?? 'unknown';
  }
  if (call.name === 'send' || call.name === 'recv') return result.ok ? 'connected' : 'unknown';
  return 'unknown';
}

function holdsData(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'data' in value && value.data !== '';
}
