/**
 * The one world of this page. The terminal, the bind lab and the socket table are views of it: they subscribe, draw
 * what it shows, and send what the learner does. The clock of the page enters here and nowhere else.
 */

import { findScene, type Scene, sceneNames } from '../../course/scene.ts';
import {
  apply,
  createWorld,
  passTime,
  type World,
  type WorldStep,
  withoutLastMove,
} from '../../course/world.ts';
import type { Host } from '../../simulator/host.ts';
import type { CallResult, SystemCall, TraceEntry } from '../../simulator/system-call.ts';
import { PageTerminal } from './page-terminal.ts';

export interface PageWorld {
  readonly scene: Scene;
  readonly host: Host;
  readonly calls: readonly TraceEntry[];
  /** The processes that make calls by hand. */
  readonly hands: ReadonlySet<number>;
  /** The world's time, in milliseconds. */
  readonly now: number;
  /** The ports that the learner asked the port field about, on this page. */
  readonly portsAsked: readonly number[];
  /** Somebody asked the port field about this port. */
  portAsked(port: number): void;
  readonly steps: readonly WorldStep[];
  readonly canStepBack: boolean;
  readonly canStepForward: boolean;
  /** Calls `listener` after every change; the returned function ends that. */
  subscribe(listener: () => void): () => void;
  /** Makes calls by hand, as one move: `next` gives the next call from the last result, until it gives none. */
  move(uid: number, next: (last: CallResult | undefined) => SystemCall | undefined): void;
  wait(milliseconds: number): void;
  stepBack(): void;
  stepForward(): void;
  reset(): void;
  /** Takes the steps of a link, in place of all that was done here. */
  load(steps: readonly WorldStep[]): Promise<void>;
  openTerminal(size: { readonly columns: number; readonly rows: number }): Promise<PageTerminal>;
}

/** One seed for everybody: the same steps show the same ports on every screen of a classroom. */
const seed = 62893;

class LivePageWorld implements PageWorld {
  readonly scene: Scene;
  readonly #epoch = Date.now();
  #shell: typeof import('./shell.ts') | undefined;
  /** What was typed while the programs were on their way. */
  #typed: { readonly terminal: number; readonly text: string }[] = [];
  #world: World;
  #steps: WorldStep[] = [];
  #undone: (readonly WorldStep[])[] = [];
  #portsAsked: number[] = [];
  readonly #terminals: PageTerminal[] = [];
  readonly #listeners = new Set<() => void>();
  #clockReadAt = performance.now();
  #alarm: ReturnType<typeof setTimeout> | undefined;

  constructor(scene: Scene) {
    this.scene = scene;
    this.#world = this.#createWorld();
    document.addEventListener('world-reset', () => this.reset());
  }

  get host(): Host {
    return this.#world.host;
  }
  get calls(): readonly TraceEntry[] {
    return this.#world.calls;
  }
  get hands(): ReadonlySet<number> {
    return new Set([...this.#world.hands.values()].map(({ pid }) => pid));
  }
  get now(): number {
    return this.#world.network.now + Math.round(performance.now() - this.#clockReadAt);
  }
  get portsAsked(): readonly number[] {
    return this.#portsAsked;
  }
  get steps(): readonly WorldStep[] {
    return this.#steps;
  }
  get canStepBack(): boolean {
    return withoutLastMove(this.#steps) !== undefined;
  }
  get canStepForward(): boolean {
    return this.#undone.length > 0;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  move(uid: number, next: (last: CallResult | undefined) => SystemCall | undefined): void {
    let call = next(undefined);
    while (call) {
      this.#undone = [];
      const step: WorldStep = { kind: 'call', at: this.#time(), uid, call, goesOn: true };
      this.#steps.push(step);
      call = next(apply(this.#world, step));
    }
    this.#endMove();
    this.#changed();
  }

  #endMove(): void {
    const last = this.#steps.pop();
    if (last?.kind !== 'call') return;
    const { goesOn: _, ...whole } = last;
    this.#steps.push(whole);
  }

  wait(milliseconds: number): void {
    this.#do({ kind: 'wait', at: this.#time(), milliseconds });
  }

  stepBack(): void {
    const cut = withoutLastMove(this.#steps);
    if (!cut) return;
    this.#undone.push(cut.removed);
    this.#replay(cut.kept);
  }

  stepForward(): void {
    const again = this.#undone.pop();
    if (!again) return;
    const now = this.#time();
    const first = again[0]?.at ?? now;
    for (const step of again) {
      const moved = { ...step, at: now + step.at - first };
      this.#steps.push(moved);
      apply(this.#world, moved);
    }
    this.#changed();
  }

  portAsked(port: number): void {
    if (this.#portsAsked.includes(port)) return;
    this.#portsAsked.push(port);
    this.#changed();
  }

  reset(): void {
    this.#undone = [];
    this.#portsAsked = [];
    this.#replay(this.#steps.filter(({ kind }) => kind === 'open'));
  }

  async load(steps: readonly WorldStep[]): Promise<void> {
    const opens = steps.filter(({ kind }) => kind === 'open').length;
    if (opens > 0) await this.#loadShell();
    if (steps.some(({ kind }) => kind === 'type')) await this.#shell?.loadTools();
    this.#undone = [];
    // A terminal that this page has open and the link has not stays open.
    const at = steps.at(-1)?.at ?? 0;
    const open = this.#steps.filter(({ kind }) => kind === 'open').slice(opens);
    this.#replay([...steps, ...open.map((step) => ({ ...step, at }))]);
  }

  async openTerminal(size: { readonly columns: number; readonly rows: number }): Promise<PageTerminal> {
    await this.#loadShell();
    const index = this.#terminals.length;
    const terminal = new PageTerminal({
      type: (text) => this.#type(index, text),
      resize: (columns, rows) =>
        this.#do({ kind: 'resize', at: this.#time(), terminal: index, columns, rows }),
    });
    this.#terminals.push(terminal);
    // A link may have opened it already; then its output so far is what a replay gives.
    if (this.#world.sessions[index]) this.#replay(this.#steps);
    else this.#do({ kind: 'open', at: this.#time(), ...size });
    return terminal;
  }

  #createWorld(): World {
    return createWorld({
      scene: this.scene,
      seed,
      epoch: this.#epoch,
      shell: this.#shell?.shell,
      onOutput: (terminal, text) => this.#terminals[terminal]?.output(text),
    });
  }

  /** The shell joins a world that began without it by replaying that world with it. */
  async #loadShell(): Promise<void> {
    if (this.#shell) return;
    const shell = await import('./shell.ts');
    if (this.#shell) return;
    this.#shell = shell;
    this.#replay(this.#steps);
  }

  #type(terminal: number, text: string): void {
    if (this.#shell?.hasTools()) {
      this.#do({ kind: 'type', at: this.#time(), terminal, text });
      return;
    }
    this.#typed.push({ terminal, text });
    if (this.#typed.length > 1) return;
    this.#shell?.loadTools().then(
      () => this.#typeHeld(),
      () => {
        this.#typed = [];
        this.#terminals[terminal]?.output(
          '\r\nA part of the shell did not load. Type again to try again.\r\n',
        );
      },
    );
  }

  #typeHeld(): void {
    const held = this.#typed;
    this.#typed = [];
    for (const { terminal, text } of held) this.#type(terminal, text);
  }

  #do(step: WorldStep): void {
    // A window that changes its size is no new move: what was taken back can still come again.
    if (step.kind !== 'resize' && step.kind !== 'open') this.#undone = [];
    this.#steps.push(step);
    apply(this.#world, step);
    this.#changed();
  }

  #replay(steps: readonly WorldStep[]): void {
    this.#steps = [...steps];
    this.#world = this.#createWorld();
    for (const terminal of this.#terminals) terminal.clear();
    for (const step of this.#steps) apply(this.#world, step);
    this.#clockReadAt = performance.now();
    this.#changed();
  }

  /** The world's time now: what it was, and what has passed on the page's clock since. */
  #time(): number {
    const clock = performance.now();
    const at = this.#world.network.now + Math.round(clock - this.#clockReadAt);
    this.#clockReadAt = clock;
    return at;
  }

  /** Tells everybody, and sets the page's clock for what is due next in the world. */
  #changed(): void {
    clearTimeout(this.#alarm);
    const due = this.#world.network.timers.next();
    if (due !== undefined) {
      this.#alarm = setTimeout(() => this.#wake(), Math.max(0, due - this.#world.network.now));
    }
    for (const listener of this.#listeners) listener();
  }

  #wake(): void {
    passTime(this.#world, this.#time());
    this.#changed();
  }
}

let world: PageWorld | undefined;

/** The world of this page, made when the first widget asks. `data-scene` on the page names its start. */
export function pageWorld(): PageWorld {
  const name = document.querySelector<HTMLElement>('[data-scene]')?.dataset['scene'] ?? sceneNames[0] ?? '';
  world ??= new LivePageWorld(findScene(name));
  return world;
}
