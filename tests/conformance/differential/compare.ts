/** Runs one program on the kernel and on the simulator, and says where they part. */
import type { CallLine, Case, Outcome } from '../../../src/simulator/notation/case.ts';
import { printOutcome } from '../../../src/simulator/notation/print-case.ts';
import type { Kernel } from '../kernel/kernel-client.ts';
import type { RunSeen, StepSeen } from '../run-result.ts';
import { runGuided } from './guided-run.ts';

export interface Difference {
  /** Which call, counted from 0. */
  readonly at: number;
  readonly kernel: readonly StepSeen[];
  readonly simulator: readonly StepSeen[];
}

export type Comparison =
  | { readonly kind: 'same'; readonly calls: number }
  /** The two differ where the kernel chose by its secret hash which socket of a SO_REUSEPORT group gets a packet. */
  | { readonly kind: 'by chance' }
  | { readonly kind: 'different'; readonly difference: Difference }
  | { readonly kind: 'not compared'; readonly reason: string };

export async function compare(kernel: Kernel, program: Case, reuse: boolean): Promise<Comparison> {
  const real = await kernel.run(program, { reuse });
  return compareWith(program, real);
}

function compareWith(program: Case, real: RunSeen): Comparison {
  if (real.kind === 'not run') return { kind: 'not compared', reason: `kernel: ${real.reason}` };
  const simulated = runGuided(program, real.steps);
  if (simulated.kind === 'not run') return { kind: 'not compared', reason: `simulator: ${simulated.reason}` };
  const at = real.steps.findIndex((step, index) => !isSame(step, simulated.steps[index]));
  if (at < 0) return { kind: 'same', calls: real.steps.length };
  if (dependsOnGroupChoice(program, real.steps, at)) return { kind: 'by chance' };
  return { kind: 'different', difference: { at, kernel: real.steps, simulator: simulated.steps } };
}

function isSame(kernel: StepSeen, simulator: StepSeen | undefined): boolean {
  return (
    simulator !== undefined &&
    kernel.port === simulator.port &&
    printOutcome(kernel.outcome) === printOutcome(simulator.outcome)
  );
}

const neverByChance = new Set(['socket', 'setsockopt', 'bind', 'listen', 'getsockname']);

/** Two SO_REUSEPORT sockets on one port: which of them gets a connection or a datagram only the kernel knows. */
function dependsOnGroupChoice({ calls }: Case, steps: readonly StepSeen[], at: number): boolean {
  const name = calls[at]?.call.name;
  if (name === undefined || neverByChance.has(name)) return false;
  const withOption = new Set<string>();
  const portOf = new Map<string, number>();
  for (const [index, { makes, call }] of calls.slice(0, at).entries()) {
    const subject = makes ?? ('socket' in call ? call.socket : undefined);
    const port = steps[index]?.port ?? 0;
    if (subject !== undefined && port !== 0) portOf.set(subject, port);
    if (call.name === 'setsockopt' && call.option === 'SO_REUSEPORT') withOption.add(call.socket);
  }
  const shared = [...withOption].map((socket) => portOf.get(socket)).filter((port) => port !== undefined);
  return new Set(shared).size < shared.length;
}

/**
 * The same difference again: not a matter of timing. Where the kernel picks a port that the simulator never would, it may
 * do so only now and then, so some of the attempts may show no difference.
 */
export async function confirm(
  kernel: Kernel,
  program: Case,
  { attempts, reuse }: { readonly attempts: number; readonly reuse: boolean },
): Promise<Difference | undefined> {
  const comparisons = await Promise.all(
    Array.from({ length: attempts }, () => compare(kernel, program, reuse)),
  );
  const found = comparisons.flatMap((comparison) =>
    comparison.kind === 'different' ? [comparison.difference] : [],
  );
  return found.find(({ at }, index) => found.slice(0, index).some((earlier) => earlier.at === at));
}

/** The program as a case with the kernel's results, and the simulator's behind as a comment. */
export function asCase(program: Case, { at, kernel, simulator }: Difference): Case {
  const calls = program.calls.slice(0, at + 1).map((line, index): CallLine => {
    const outcome: Outcome | undefined = kernel[index]?.outcome;
    const mine = simulator[index];
    const theirs = kernel[index];
    const ports =
      mine && theirs && mine.port !== theirs.port ? ` (port ${mine.port}, the kernel's ${theirs.port})` : '';
    const note = index === at && mine ? `the simulator: ${printOutcome(mine.outcome)}${ports}` : undefined;
    return { ...line, expected: outcome ? [outcome] : [], note };
  });
  return { ...program, calls };
}

/** The kind of a difference: several programs that part in the same way have most often one cause. */
export function signature(program: Case, { at, kernel, simulator }: Difference): string {
  const call = program.calls[at]?.call;
  const subject = call && 'socket' in call ? call.socket : undefined;
  const origin = program.calls.find(({ makes }) => makes === subject)?.call;
  const kind = origin?.name === 'socket' ? `${origin.domain} ${origin.type}` : (origin?.name ?? '');
  const said = [kernel, simulator].map((steps) => {
    const step = steps[at];
    if (!step) return '';
    const { outcome } = step;
    return outcome.kind === 'endpoint' || outcome.kind === 'text' ? outcome.kind : printOutcome(outcome);
  });
  const sameAnswer = said[0] === said[1];
  return `${kind} ${call?.name} ${said.join(' ')}${sameAnswer ? ' port' : ''}${rulesIn(program)}`;
}

/** What the rules of a network do: a program that was made small has only those that it needs. */
function rulesIn({ headers }: Case): string {
  return headers
    .flatMap((header) => {
      if (header.kind !== 'iptables' && header.kind !== 'ip6tables') return [];
      const { words } = header;
      return [
        ` ${header.kind} ${words[words.indexOf('-A') + 1] ?? ''} ${words[words.indexOf('-j') + 1] ?? ''}`,
      ];
    })
    .sort()
    .join('');
}
