/** The kernel's door: every socket call of every program comes through here, and leaves its trace. */
import { accept } from './accept.ts';
import { bind } from './bind.ts';
import { close } from './close.ts';
import { connect } from './connect.ts';
import { getpeername } from './getpeername.ts';
import { getsockname } from './getsockname.ts';
import type { Host } from './host.ts';
import { leaveTrace } from './leave-trace.ts';
import { listen } from './listen.ts';
import { settle } from './network.ts';
import type { Process } from './process.ts';
import { recv } from './recv.ts';
import { send, sendto } from './send.ts';
import { shutdown } from './shutdown.ts';
import { openSocket } from './socket-call.ts';
import { getsockopt, setsockopt } from './socket-options.ts';
import type { CallResult, CallValue, Result, SystemCall } from './system-call.ts';

/**
 * Makes one system call and lets everything that follows from it happen, before it returns.
 *
 * Never throws for what a program does wrong; the errno says it, and the refusal's rule says why.
 */
export function systemCall<C extends SystemCall>(
  host: Host,
  process: Process,
  call: C,
): Result<CallValue[C['name']]>;
export function systemCall(host: Host, process: Process, call: SystemCall): CallResult {
  const file = 'fd' in call ? process.files.get(call.fd) : undefined;
  if (file?.kind === 'unix') {
    host.network.activity += 1;
    return file.answer(process, call);
  }
  const result = dispatch(host, process, call);
  settle(host.network);
  host.network.activity += 1;
  leaveTrace(host, process, call, result);
  return result;
}

function dispatch(host: Host, process: Process, call: SystemCall): CallResult {
  switch (call.name) {
    case 'socket':
      return openSocket(host, process, call.domain, call.type);
    case 'setsockopt':
      return setsockopt(host, process, call.fd, call.option, call.value);
    case 'getsockopt':
      return getsockopt(host, process, call.fd, call.option);
    case 'bind':
      return bind(host, process, call.fd, call.address);
    case 'listen':
      return listen(host, process, call.fd, call.backlog);
    case 'accept':
      return accept(host, process, call.fd);
    case 'connect':
      return connect(host, process, call.fd, call.address);
    case 'send':
      return send(host, process, call.fd, call.data);
    case 'sendto':
      return sendto(host, process, call.fd, call.address, call.data);
    case 'recv':
      return recv(process, call.fd, call.length);
    case 'shutdown':
      return shutdown(host, process, call.fd, call.how);
    case 'getsockname':
      return getsockname(process, call.fd);
    case 'getpeername':
      return getpeername(process, call.fd);
    case 'close':
      return close(host, process, call.fd);
  }
}
