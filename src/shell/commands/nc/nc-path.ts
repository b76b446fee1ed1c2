/** nc -U: a path instead of an address and a port. */
import { strerror } from '../../../simulator/errno.ts';
import { unlink } from '../../file-calls.ts';
import type { Program } from '../../program.ts';
import { accept, close } from '../../socket-calls.ts';
import { complain, now } from '../../syscalls.ts';
import { openConnection, openPathListener } from '../../unix-calls.ts';
import type { NcRequest } from './nc-arguments.ts';
import { readWrite } from './read-write.ts';

export function* ncPath(request: NcRequest, path: string): Program {
  return yield* request.has('l') ? serve(request, path) : connect(request, path);
}

function* fail(reason: string): Program {
  yield* complain(`nc: ${reason}\n`);
  return 1;
}

function* connect(request: NcRequest, path: string): Program {
  const { has, timeout } = request;
  const connection = yield* openConnection(
    path,
    timeout === undefined ? undefined : (yield* now()) + timeout,
  );
  if (connection === 'timeout') return yield* fail(`${path}: ${strerror('EAGAIN')}`);
  if (!connection.ok) return yield* fail(`${path}: ${strerror(connection.errno)}`);
  if (!has('z')) yield* readWrite(connection.value, request);
  yield* close(connection.value);
  return 0;
}

/** Whatever has the path already is removed first, where that is allowed. */
function* serve(request: NcRequest, path: string): Program {
  const { has } = request;
  yield* unlink(path);
  const listener = yield* openPathListener(path, 5);
  if (!listener.ok) return yield* fail(strerror(listener.errno));
  if (has('v')) yield* complain(`Bound on ${path}\nListening on ${path}\n`);
  for (;;) {
    const connection = yield* accept(listener.value);
    if (!connection.ok) return yield* fail(`accept: ${strerror(connection.errno)}`);
    if (has('v')) yield* complain(`Connection received on ${path}\n`);
    yield* readWrite(connection.value, request);
    yield* close(connection.value);
    if (!has('k')) return 0;
  }
}
