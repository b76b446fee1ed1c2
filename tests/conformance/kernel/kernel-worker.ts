/**
 * A process that runs cases on the real kernel: JSON lines in, JSON lines out. kernel-client.ts starts it, as root of a
 * user namespace where it is not root already.
 */
import { release, type } from 'node:os';
import { createInterface } from 'node:readline';
import type { RunSeen } from '../run-result.ts';
import { runOnKernel } from './kernel-run.ts';
import { mayActAs } from './libc.ts';
import { createNamespace, releaseNamespace } from './namespace.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

function tell(message: FromWorker): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function run({ program, reuse }: Extract<ToWorker, { kind: 'run' }>): Promise<RunSeen> {
  try {
    return { kind: 'ran', steps: await runOnKernel(program, reuse) };
  } catch (error) {
    return { kind: 'not run', reason: reasonOf(error) };
  }
}

try {
  releaseNamespace(createNamespace([]));
  tell({ kind: 'ready', kernel: `${type()} ${release()}`, otherUsers: mayActAs(1000) });
} catch (error) {
  tell({ kind: 'unable', reason: reasonOf(error) });
  process.exit(0);
}

for await (const line of createInterface({ input: process.stdin })) {
  const message: ToWorker = JSON.parse(line);
  void run(message).then((seen) => tell({ kind: 'seen', id: message.id, seen }));
}
