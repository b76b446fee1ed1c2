/**
 * Runs a program on the simulator so that its host picks the ports that the kernel picked, if it can.
 *
 * Where the kernel picks a port at random, two right answers differ. So the kernel runs first; then the simulator's
 * source of chance is searched for draws that give the kernel's port at that call. If there are such draws, the port is in
 * the set that the simulator allows, and the program goes on with the same number on both sides; if there are none, the
 * simulator could never have answered as the kernel did, which is a difference.
 */
import type { Case } from '../../../src/simulator/notation/case.ts';
import type { Random } from '../../../src/simulator/random.ts';
import type { RunSeen, StepSeen } from '../run-result.ts';
import { runOnSimulator } from '../simulator-executor.ts';

interface Draw {
  readonly step: number;
  readonly limit: number;
  readonly value: number;
}

/** The ports of the random hosts begin here: the first guess of a draw is the one that leads to the kernel's port. */
const firstPort = 40000;
/** A draw beyond this is no choice among the few ports of a program. */
const widest = 64;

function runWith(
  program: Case,
  kernel: readonly StepSeen[],
  tape: readonly number[],
): { seen: RunSeen; draws: readonly Draw[] } {
  const draws: Draw[] = [];
  let step = -1;
  const random: Random = {
    below: (limit) => {
      const port = kernel[step]?.port ?? 0;
      const guess = limit > widest || port === 0 ? 0 : Math.max(0, port - firstPort) >> 1;
      const value = (tape[draws.length] ?? guess) % limit;
      draws.push({ step, limit, value });
      return value;
    },
  };
  const seen = runOnSimulator(program, random, (index) => {
    step = index;
  });
  return { seen, draws };
}

/** The first call after which the two hosts' ports differ; -1 when none does. */
function firstPortApart(kernel: readonly StepSeen[], seen: RunSeen): number {
  if (seen.kind === 'not run') return -1;
  return seen.steps.findIndex(({ port }, index) => port !== kernel[index]?.port);
}

export function runGuided(program: Case, kernel: readonly StepSeen[]): RunSeen {
  let { seen, draws } = runWith(program, kernel, []);
  for (let apart = firstPortApart(kernel, seen); apart >= 0; ) {
    const better = search(program, kernel, draws, apart);
    if (!better) return seen;
    ({ seen, draws } = better);
    const next = firstPortApart(kernel, seen);
    if (next >= 0 && next <= apart) return seen;
    apart = next;
  }
  return seen;
}

/** Tries every value of the draws made at call `apart`, the later ones as they come. */
function search(
  program: Case,
  kernel: readonly StepSeen[],
  draws: readonly Draw[],
  apart: number,
): { seen: RunSeen; draws: readonly Draw[] } | undefined {
  const before = draws.filter(({ step }) => step < apart).map(({ value }) => value);
  const here = draws.filter(({ step }) => step === apart);
  const attempt = (chosen: readonly number[]): ReturnType<typeof search> => {
    const run = runWith(program, kernel, [...before, ...chosen]);
    const found = firstPortApart(kernel, run.seen);
    if (found < 0 || found > apart) return run;
    const more = run.draws.filter(({ step }) => step === apart)[chosen.length];
    return more && chosen.length < 3 ? tryAll(more.limit, chosen) : undefined;
  };
  const tryAll = (limit: number, chosen: readonly number[]): ReturnType<typeof search> => {
    for (let value = 0; value < Math.min(limit, widest); value += 1) {
      const found = attempt([...chosen, value]);
      if (found) return found;
    }
    return undefined;
  };
  const first = here[0];
  return first ? tryAll(first.limit, []) : undefined;
}
