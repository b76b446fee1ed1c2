/** Turns the calls of the processes that strace follows into its lines. */
import type { Process } from '../../../simulator/process.ts';
import type { TraceEntry } from '../../../simulator/system-call.ts';
import { clockTimeSeconds, toCivil } from '../../civil-time.ts';
import { blocked } from '../../program.ts';
import type { Stream } from '../../stream.ts';
import { hasEnded, type Task, type WaitStatus } from '../../task.ts';
import type { StraceRequest } from './strace-arguments.ts';
import { lineOf, type Manner, mannerOf } from './strace-line.ts';

export interface Tracer {
  readonly tell: (entry: TraceEntry) => void;
  follow(process: Process): void;
  /** A line of strace's own, always to its standard error. */
  say(text: string): void;
  /** What a process waits in when strace comes to it. */
  showWaiting(process: Process): void;
  /** @param text undefined where nothing is to be said */
  end(pid: number, text: string | undefined, status: WaitStatus): void;
  detach(): void;
}

export function createTracer(task: Task, request: StraceRequest, output: Stream): Tracer {
  const { host } = task.around;
  const roots = new Set<number>();
  const followed = new Set<number>();
  /** Connections that were begun and whose outcome nobody has been told, as `pid:fd`. */
  const connecting = new Set<string>();
  /** Begun lines end here: whose call has no answer yet. */
  let open: { readonly pid: number; readonly length: number } | undefined;
  /** What the reader of a full pipe has not taken yet. */
  let kept = '';

  function put(text: string): void {
    kept += text;
    if (output.write(task, kept) !== blocked) kept = '';
  }

  function say(text: string): void {
    task.streams.get(2)?.write(task, text);
  }

  function start(pid: number): string {
    const time = request.withTime
      ? `${clockTimeSeconds(toCivil(task.around.epoch + host.network.now))} `
      : '';
    const number = request.output === undefined ? `[pid ${String(pid).padStart(5)}] ` : `${pid} `;
    return (othersRun(pid) ? number : '') + time;
  }

  function othersRun(pid: number): boolean {
    return [...roots, ...followed].some((other) => other !== pid && host.processes.has(other));
  }

  function isTraced(pid: number): boolean {
    if (roots.has(pid) || followed.has(pid)) return true;
    if (!request.follow) return false;
    for (let process = host.processes.get(pid); process; process = host.processes.get(process.ppid)) {
      if (!roots.has(process.ppid) && !followed.has(process.ppid)) continue;
      followed.add(pid);
      if (request.quiet === 0) say(`strace: Process ${pid} attached\n`);
      return true;
    }
    return false;
  }

  function isShown(call: string): boolean {
    return request.calls === undefined ? call !== 'close' : request.calls.has(call);
  }

  /** A line that was left open by another process ends before this one begins. */
  function closeOpen(): void {
    if (open) put(' <unfinished ...>\n');
    open = undefined;
  }

  function write(pid: number, text: string, result: string): void {
    const line = start(pid) + text;
    if (open?.pid === pid) {
      put(`${line.slice(open.length).padEnd(39 - open.length)} = ${result}\n`);
      open = undefined;
      return;
    }
    closeOpen();
    put(`${line.padEnd(39)} = ${result}\n`);
  }

  function beginAccept(pid: number, fd: number): void {
    if (open || !isShown('accept4')) return;
    const text = `${start(pid)}accept4(${fd}, `;
    put(text);
    open = { pid, length: text.length };
  }

  function tell(entry: TraceEntry): void {
    const { call, result, pid } = entry;
    // Killed outright, strace could not take itself off the list.
    if (hasEnded(task)) {
      host.network.tracers.delete(tell);
      return;
    }
    if (entry.host !== host.name || entry.atExit || !isTraced(pid)) return;
    const manner = mannerOf({ argv: host.processes.get(pid)?.argv ?? [entry.command] });
    if (isUnseen(entry, manner, request.follow)) return;
    if (!result.ok && result.errno === 'EAGAIN') {
      if (call.name === 'accept' && manner.waitsInAccept) beginAccept(pid, call.fd);
      return;
    }
    const key = 'fd' in call ? `${pid}:${call.fd}` : '';
    const outcome = call.name === 'connect' && connecting.has(key);
    if (call.name === 'connect' && !result.ok) {
      if (result.errno === 'EALREADY') return;
      if (result.errno === 'EINPROGRESS') {
        if (!manner.asksOutcome) return;
        connecting.add(key);
      } else connecting.delete(key);
    } else connecting.delete(key);
    const line = lineOf(entry, { manner, textLimit: request.textLimit, peer: peerOf(entry), outcome });
    if (isShown(line.call)) write(pid, line.text, line.result);
  }

  function peerOf({ pid, call, result }: TraceEntry) {
    if (call.name !== 'accept' || !result.ok || typeof result.value !== 'number') return undefined;
    const file = host.processes.get(pid)?.files.get(result.value);
    if (file?.kind !== 'socket' || !file.socket.peer) return undefined;
    return { family: file.socket.family, ...file.socket.peer };
  }

  return {
    tell,
    follow: ({ pid }) => {
      roots.add(pid);
    },
    say,
    showWaiting(process) {
      if (!mannerOf(process).waitsInAccept) return;
      for (const [fd, file] of process.files) {
        if (file.kind === 'socket' && file.socket.state === 'LISTEN') beginAccept(process.pid, fd);
      }
    },
    end(pid, text, status) {
      if (open?.pid === pid) {
        const killed = status.kind === 'signaled' && status.signal === 'SIGKILL';
        const rest =
          '0x7ffd5e3c1a20, [128], SOCK_NONBLOCK) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)';
        put(killed ? ' <unfinished ...>)  = ?\n' : `${rest}\n`);
        open = undefined;
      }
      closeOpen();
      if (text !== undefined) put(`${start(pid)}${text}\n`);
    },
    detach() {
      if (open) put(' <detached ...>\n');
      open = undefined;
    },
  };
}

/** Calls of ours that the real program makes in another way, or in a thread that is not followed. */
function isUnseen({ call }: TraceEntry, manner: Manner, follow: boolean): boolean {
  const data = call.name === 'send' || call.name === 'recv';
  if (manner.readsAndWrites && data) return true;
  if (manner.knowsPeer && call.name === 'getpeername') return true;
  return manner.threads && !follow && (data || call.name === 'shutdown');
}
