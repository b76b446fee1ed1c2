import type { Host } from './host.ts';
import type { Process } from './process.ts';
import type { CallResult, SystemCall, TraceEntry } from './system-call.ts';

/** Tells whoever keeps a trace of a call that was answered, and of all that followed from it on the network. */
export function leaveTrace(
  host: Host,
  process: Process,
  call: SystemCall,
  result: CallResult,
  atExit = false,
): void {
  const { network } = host;
  if (!network.onCall && network.tracers.size === 0) return;
  const entry: TraceEntry = {
    at: network.now,
    host: host.name,
    pid: process.pid,
    uid: process.uid,
    command: process.argv[0] ?? '',
    call,
    result,
    localPort: localPort(process, call, result),
    ...(atExit && { atExit: true }),
  };
  network.onCall?.(entry);
  for (const tell of network.tracers) tell(entry);
}

/** Of the socket that the call was for, or of the one that it made. */
function localPort(process: Process, call: SystemCall, result: CallResult): number {
  const made = result.ok && typeof result.value === 'number' ? result.value : undefined;
  const fd = call.name === 'socket' || call.name === 'accept' ? made : call.fd;
  const file = fd === undefined ? undefined : process.files.get(fd);
  return file?.kind === 'socket' ? file.socket.local.port : 0;
}
