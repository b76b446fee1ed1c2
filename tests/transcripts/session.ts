/** A session at a terminal as plain data: what the notation in README.md writes and reads. */
import type { Header } from '../../src/simulator/notation/case.ts';

export const keys = ['^C', '^Z', '^D', '^\\'] as const;
export type Key = (typeof keys)[number];

/** What a key sends: its control character. */
export function characterOf(key: Key): string {
  return String.fromCharCode(key.charCodeAt(1) ^ 64);
}

export type Action =
  /** A command line and the lines that continue it. */
  | { readonly kind: 'command'; readonly lines: readonly string[] }
  /** A line for the program that runs. */
  | { readonly kind: 'input'; readonly text: string }
  | { readonly kind: 'key'; readonly key: Key }
  | { readonly kind: 'wait'; readonly milliseconds: number }
  /** From here on this terminal is typed to; 1 is the first. */
  | { readonly kind: 'terminal'; readonly number: number };

export interface Step {
  readonly action: Action;
  /** What the terminal showed from this step to the next, without what was typed and without prompts. */
  readonly output: string;
  /** Where the step stands in its file, from 1. */
  readonly line: number;
}

export type Scenery =
  | Header
  | { readonly kind: 'user'; readonly name: string }
  | { readonly kind: 'columns'; readonly columns: number }
  /** Another of the site's start worlds than the laptop. */
  | { readonly kind: 'scene'; readonly name: string };

export interface Session {
  readonly name: string;
  /** The rule as sentences: the comment lines below the name. */
  readonly comments: readonly string[];
  readonly scenery: readonly Scenery[];
  readonly steps: readonly Step[];
  readonly line: number;
}

/** Which host it is, who sits at the terminals, how wide they are, and why the simulator is known to differ. */
export function settingOf({ scenery }: Session): {
  readonly scene: string;
  readonly user: string;
  readonly columns: number;
  readonly headers: readonly Header[];
  readonly gap: string | undefined;
} {
  let scene = 'laptop';
  let user = 'dev';
  let columns = 80;
  let gap: string | undefined;
  const headers: Header[] = [];
  for (const one of scenery) {
    if (one.kind === 'user') user = one.name;
    else if (one.kind === 'columns') columns = one.columns;
    else if (one.kind === 'scene') scene = one.name;
    else headers.push(one);
    if (one.kind === 'gap') gap = one.text;
  }
  return { scene, user, columns, headers, gap };
}

/**
 * Whether the shell has to be back before the next step: a command line needs it, and so does the end; a key, a line for
 * the program that runs, and a look at another terminal do not.
 */
export function endsAtPrompt(steps: readonly Step[], index: number): boolean {
  const next = steps[index + 1];
  return next === undefined || next.action.kind === 'command';
}

/** The number of the terminal that a step types to. */
export function terminalAt(steps: readonly Step[], index: number): number {
  for (let before = index; before >= 0; before -= 1) {
    const action = steps[before]?.action;
    if (action?.kind === 'terminal') return action.number;
  }
  return 1;
}
