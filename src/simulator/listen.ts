import { portConflict, takePort } from './bind.ts';
import { socketOf } from './descriptor.ts';
import type { Host } from './host.ts';
import { addListener } from './port-table.ts';
import type { Process } from './process.ts';
import { refuse } from './refusal.ts';
import { rememberReusePort } from './reuseport-shortcut.ts';
import { ok, type Result } from './system-call.ts';

/**
 * listen(2): from now on connections to this socket's address are taken.
 *
 * An unbound socket gets an ephemeral port on the wildcard address. Listening twice sets a new backlog.
 *
 * @param backlog how many connections may wait, less one; negative is as large as net.core.somaxconn allows
 * @returns EOPNOTSUPP not a stream · EINVAL connected or connecting · EADDRINUSE another socket listens here already
 */
export function listen(host: Host, process: Process, fd: number, backlog: number): Result<0> {
  const found = socketOf(process, fd);
  if (!found.ok) return found;
  const { socket } = found;
  if (socket.protocol === 'udp') return refuse('EOPNOTSUPP', 'listen-needs-stream');
  const listening = socket.state === 'LISTEN';
  if (!listening && (socket.state !== 'CLOSED' || socket.phase !== 'UNCONNECTED')) {
    return refuse('EINVAL', 'listen-on-connection', [socket]);
  }
  if (!listening) {
    socket.state = 'LISTEN';
    if (!socket.portHeldBy) {
      const refused = takePort(host, socket, socket.local.address, 0);
      if (refused) {
        socket.state = 'CLOSED';
        return refused;
      }
    } else {
      const conflict = host.system.listenAsksAgain ? portConflict(host, socket) : undefined;
      if (conflict) {
        socket.state = 'CLOSED';
        return refuse(conflict.errno, conflict.rule, [conflict.socket]);
      }
    }
    rememberReusePort(host.tcp, socket);
    addListener(host.tcp, socket);
  }
  const { somaxconn } = host.sysctls;
  socket.backlog = backlog < 0 ? somaxconn : Math.min(backlog, somaxconn);
  return ok(0);
}
