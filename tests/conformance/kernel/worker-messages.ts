/** What kernel-client.ts and kernel-worker.ts tell each other. */
import type { Case } from '../../../src/simulator/notation/case.ts';
import type { RunSeen } from '../run-result.ts';

export interface ToWorker {
  readonly kind: 'run';
  readonly id: number;
  readonly program: Case;
  readonly reuse: boolean;
}

export type FromWorker =
  | { readonly kind: 'ready'; readonly kernel: string; readonly otherUsers: boolean }
  | { readonly kind: 'unable'; readonly reason: string }
  | { readonly kind: 'seen'; readonly id: number; readonly seen: RunSeen };
