/** Starts workers on the real kernel and hands cases to them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Case } from '../../../src/simulator/notation/case.ts';
import type { RunSeen } from '../run-result.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

export interface Kernel {
  /** As `uname -sr` prints it. */
  readonly name: string;
  /** Whether `as UID:` works here. */
  readonly otherUsers: boolean;
  run(program: Case, options?: { readonly reuse?: boolean }): Promise<RunSeen>;
  close(): void;
}

export type KernelStart =
  | { readonly ok: true; readonly kernel: Kernel }
  | { readonly ok: false; readonly reason: string };

interface Worker {
  readonly run: Kernel['run'];
  readonly end: () => void;
  readonly hello: Extract<FromWorker, { kind: 'ready' }>;
}

/** Ways to become root of a network of one's own, the most capable first. */
const ways: readonly (readonly string[])[] = [
  [],
  ['unshare', '--user', '--map-root-user', '--map-auto', '--'],
  ['unshare', '--user', '--map-root-user', '--'],
];

/** @param workers how many processes share the cases */
export async function startKernel(workers: number): Promise<KernelStart> {
  const reasons: string[] = [];
  for (const way of ways) {
    const first = await startWorker(way);
    if (typeof first === 'string') {
      reasons.push(`${way.join(' ') || 'directly'}: ${first}`);
      continue;
    }
    const others = await Promise.all(Array.from({ length: workers - 1 }, () => startWorker(way)));
    return { ok: true, kernel: share([first, ...others.filter((worker) => typeof worker !== 'string')]) };
  }
  return { ok: false, reason: `no network namespace can be made here (${reasons.join('; ')})` };
}

function share(workers: readonly [Worker, ...Worker[]]): Kernel {
  let turn = 0;
  const [first] = workers;
  return {
    name: first.hello.kernel,
    otherUsers: first.hello.otherUsers,
    run: (program, options) => {
      turn = (turn + 1) % workers.length;
      return (workers[turn] ?? first).run(program, options);
    },
    close: () => {
      for (const worker of workers) worker.end();
    },
  };
}

/** @returns the worker, or why it could not start */
function startWorker(way: readonly string[]): Promise<Worker | string> {
  const script = fileURLToPath(new URL('./kernel-worker.ts', import.meta.url));
  const [program = process.execPath, ...parameters] = [...way, process.execPath, '--no-warnings', script];
  const child = spawn(program, parameters, { stdio: ['pipe', 'pipe', 'pipe'] });
  return new Promise((resolve) => {
    const waiting = new Map<number, (seen: RunSeen) => void>();
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => {
      complaint += text.toString();
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => {
      const reason = complaint.trim().split('\n')[0] || `the worker ended with status ${code}`;
      resolve(reason);
      for (const answer of waiting.values()) answer({ kind: 'not run', reason: complaint.trim() || reason });
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message: FromWorker = JSON.parse(line);
      switch (message.kind) {
        case 'unable':
          resolve(message.reason);
          break;
        case 'ready':
          resolve(workerOn(child, waiting, message));
          break;
        case 'seen':
          waiting.get(message.id)?.(message.seen);
          waiting.delete(message.id);
          break;
      }
    });
  });
}

function workerOn(
  child: ChildProcess,
  waiting: Map<number, (seen: RunSeen) => void>,
  hello: Extract<FromWorker, { kind: 'ready' }>,
): Worker {
  let lastId = 0;
  return {
    hello,
    end: () => child.stdin?.end(),
    run: (program, { reuse = false } = {}) =>
      new Promise((resolve) => {
        lastId += 1;
        const message: ToWorker = { kind: 'run', id: lastId, program, reuse };
        waiting.set(lastId, resolve);
        child.stdin?.write(`${JSON.stringify(message)}\n`);
      }),
  };
}
