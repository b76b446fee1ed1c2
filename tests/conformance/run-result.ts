/** What an executor saw. */
import type { Call, Outcome } from '../../src/simulator/notation/case.ts';

export interface StepSeen {
  readonly outcome: Outcome;
  /** The local port of the call's socket afterwards, where the call may have changed it; 0 for none. */
  readonly port: number;
}

export type RunSeen =
  | { readonly kind: 'ran'; readonly steps: readonly StepSeen[] }
  /** This executor cannot run the case. */
  | { readonly kind: 'not run'; readonly reason: string };

export function portMayChange({ name }: Call): boolean {
  return ['bind', 'listen', 'connect', 'accept', 'send', 'sendto'].includes(name);
}
