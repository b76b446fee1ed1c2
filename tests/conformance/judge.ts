/** Holds what an executor saw against what a case expects. */
import type { Outcome } from '../../src/simulator/notation/case.ts';
import { matchesAny } from '../../src/simulator/notation/match-outcome.ts';
import type { ParsedCase } from '../../src/simulator/notation/parse-cases.ts';
import { printCallLine, printOutcome } from '../../src/simulator/notation/print-case.ts';
import type { StepSeen } from './run-result.ts';

export interface Mismatch {
  readonly line: number;
  /** The call, without its result. */
  readonly call: string;
  readonly expected: string;
  readonly came: string;
}

/** @returns every line whose result is not what the case expects */
export function judge(judged: ParsedCase, steps: readonly StepSeen[]): readonly Mismatch[] {
  const ports = new Map<string, number>();
  const mismatches: Mismatch[] = [];
  for (const [index, line] of judged.calls.entries()) {
    const seen = steps[index];
    if (!seen) break;
    const subject = line.makes ?? ('socket' in line.call ? line.call.socket : undefined);
    if (subject !== undefined && seen.port !== 0) ports.set(subject, seen.port);
    if (matchesAny(line.expected, seen.outcome, (name) => ports.get(name))) continue;
    mismatches.push({
      line: line.line,
      call: printCallLine({ ...line, expected: [], note: undefined }),
      expected: printAll(line.expected, ports),
      came: printOutcome(seen.outcome),
    });
  }
  return mismatches;
}

function printAll(expected: readonly Outcome[], ports: ReadonlyMap<string, number>): string {
  const text = expected.map(printOutcome).join(' or ');
  const meant = [...text.matchAll(/port\(([^)]*)\)/g)].map(
    ([form, name = '']) => `${form} is ${ports.get(name) ?? 0}`,
  );
  return meant.length === 0 ? text : `${text} (${meant.join(', ')})`;
}
