/** What a recorder asks of a sandbox, and what it answers: one line of JSON each way. */
import type { Step } from '../session.ts';
import type { Account, SandboxOptions } from './sandbox.ts';

interface Sandboxed {
  /** An empty folder outside, to build the host's root in. */
  readonly folder: string;
  readonly sandbox: SandboxOptions;
  readonly user: Account;
  readonly environment: Readonly<Record<string, string>>;
}

export interface SessionRequest extends Sandboxed {
  readonly kind: 'session';
  readonly columns: number;
  readonly rows: number;
  readonly steps: readonly Step[];
}

/** Scripts that bash runs one after the other, each as `bash script` in a new folder /tmp/case. */
export interface ScriptsRequest extends Sandboxed {
  readonly kind: 'scripts';
  readonly scripts: readonly string[];
}

export type SandboxRequest = SessionRequest | ScriptsRequest;

export interface ScriptResult {
  readonly stdout: string;
  readonly stderr: string;
  /** As `$?` shows it. */
  readonly status: number;
}

/** This machine does not allow such a sandbox. */
export interface Impossible {
  readonly kind: 'impossible';
  readonly reason: string;
}

export type SessionAnswer =
  | { readonly kind: 'ran'; readonly outputs: readonly string[] }
  /** A step that did not end; `line` is its line in the file. */
  | { readonly kind: 'stuck'; readonly line: number; readonly reason: string }
  | Impossible;

/** 'late' for a script that did not end. */
export type ScriptsAnswer =
  | { readonly kind: 'ran'; readonly results: readonly (ScriptResult | 'late')[] }
  | Impossible;
