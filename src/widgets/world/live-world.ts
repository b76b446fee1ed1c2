/** The page's world as it lives: the steps that were taken, what they made, and the page's clock. */
import { hostsOf, needsPrograms, type Scene } from '../../course/scene.ts';
import type { AttackMade } from '../../course/step.ts';
import {
  apply,
  createWorld,
  type OpenedTerminal,
  openedBy,
  openTerminals,
  staysOpen,
  systemOf,
  type World,
  type WorldStep,
  withOwnTerminals,
  withoutLastMove,
} from '../../course/world.ts';
import type { Host } from '../../simulator/host.ts';
import type { ExecEntry, Network } from '../../simulator/network.ts';
import type { SystemName } from '../../simulator/os/system-rules.ts';
import type { CallResult, SystemCall, TraceEntry } from '../../simulator/system-call.ts';
import { PageTerminal } from './page-terminal.ts';
import type { PageWorld, TerminalPlace } from './page-world.ts';
import { TypedAhead } from './typed-ahead.ts';
import { WorldClock } from './world-clock.ts';
import { WorldPause } from './world-pause.ts';

/** One seed for everybody: the same steps show the same ports on every screen of a classroom. */
const seed = 62893;

export class LiveWorld implements PageWorld {
  readonly scene: Scene;
  begins: SystemName | undefined;
  readonly sceneName: string;
  linkProblem: string | undefined;
  readonly #epoch = Date.now();
  #shell: typeof import('./shell.ts') | undefined;
  readonly #typed = new TypedAhead({
    hasTools: () => this.#shell?.hasTools() ?? false,
    loadTools: () => this.#loadTools(),
    terminal: (number) => this.#terminals.get(number),
    type: (terminal, text) => this.#do({ kind: 'type', at: this.#clock.time(), terminal, text }),
  });
  #world: World;
  #steps: WorldStep[] = [];
  #undone: (readonly WorldStep[])[] = [];
  #portsAsked: number[] = [];
  #attacksMade: AttackMade[] = [];
  /** By number; a gap where a terminal was closed, or one of a link that the page does not show yet. */
  readonly #terminals = new Map<number, PageTerminal>();
  #replaying = false;
  readonly #listeners = new Set<() => void>();
  readonly #pause = new WorldPause(() => {
    this.#clock.restart();
    this.#world.shell?.run();
    this.#changed();
  });
  readonly #clock = new WorldClock({
    world: () => this.#world,
    mustWait: () => this.#pause.on || [...this.#terminals.values()].some((terminal) => terminal.isBehind()),
    woke: () => this.#changed(),
  });

  constructor(scene: Scene, sceneName: string, linkProblem: string | undefined) {
    this.scene = scene;
    this.sceneName = sceneName;
    this.linkProblem = linkProblem;
    this.#world = this.#createWorld();
    document.addEventListener('world-reset', () => this.reset());
  }
  get host(): Host {
    return this.#world.host;
  }
  get network(): Network {
    return this.#world.network;
  }
  get calls(): readonly TraceEntry[] {
    return this.#world.calls;
  }
  get programs(): readonly ExecEntry[] {
    return this.#world.programs;
  }
  get hands(): ReadonlySet<number> {
    return new Set([...this.#world.hands.values()].map(({ pid }) => pid));
  }
  get now(): number {
    return this.#clock.now;
  }
  get portsAsked(): readonly number[] {
    return this.#portsAsked;
  }
  get attacksMade(): readonly AttackMade[] {
    return this.#attacksMade;
  }
  get steps(): readonly WorldStep[] {
    return this.#steps;
  }
  get terminalsWaiting(): number {
    return this.#waiting().filter(({ unseen }) => !unseen).length;
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
    this.#pause.afterwards(() => this.#move(uid, next));
  }

  #move(uid: number, next: (last: CallResult | undefined) => SystemCall | undefined): void {
    let call = next(undefined);
    while (call) {
      this.#undone = [];
      const step: WorldStep = { kind: 'call', at: this.#clock.time(), uid, call, goesOn: true };
      this.#steps.push(step);
      call = next(apply(this.#world, step));
    }
    const last = this.#steps.pop();
    if (last?.kind === 'call') {
      const { goesOn: _, ...whole } = last;
      this.#steps.push(whole);
    }
    this.#changed();
  }

  wait(milliseconds: number): void {
    this.#do({ kind: 'wait', at: this.#clock.time(), milliseconds });
  }

  stepBack(): void {
    this.#pause.afterwards(() => {
      const cut = withoutLastMove(this.#steps);
      if (!cut) return;
      this.#undone.push(cut.removed);
      this.#replay(cut.kept);
    });
  }

  stepForward(): void {
    this.#pause.afterwards(() => this.#stepForward());
  }

  #stepForward(): void {
    const again = this.#undone.pop();
    if (!again) return;
    const now = this.#clock.time();
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

  attackMade(made: AttackMade): void {
    this.#attacksMade.push(made);
    this.#changed();
  }

  reset(): void {
    this.#pause.afterwards(() => {
      this.#undone = [];
      this.#portsAsked = [];
      this.#attacksMade = [];
      const own = this.scene.host.system ?? 'linux';
      const system = this.begins ?? systemOf(this.#steps) ?? own;
      const open = this.#steps.filter((step) => staysOpen(step) && step.kind !== 'system');
      this.#replay(system === own ? open : [{ kind: 'system', at: 0, system }, ...open]);
    });
  }

  async load(steps: readonly WorldStep[]): Promise<void> {
    if (steps.some(({ kind }) => kind === 'open')) await this.#loadShell();
    if (steps.some(({ kind }) => kind === 'type')) {
      await this.#loadTools(steps);
      await this.#shell?.loadPrograms();
    }
    this.#undone = [];
    const shown = [...this.#terminals.keys()];
    this.#replay(withOwnTerminals(steps, this.#steps));
    const gone = shown.filter((number) => !openTerminals(this.#steps).includes(number));
    for (const number of gone) this.#terminals.get(number)?.onExit();
  }

  #waiting(): readonly OpenedTerminal[] {
    return openedBy(this.#steps).filter(({ number }) => !this.#terminals.has(number));
  }

  async openTerminal(place: TerminalPlace): Promise<PageTerminal> {
    await this.#loadShell();
    // In its turn: its number is its place among the steps that were taken.
    return new Promise((resolve) => this.#pause.afterwards(() => resolve(this.#openNow(place))));
  }

  #openNow(place: TerminalPlace): PageTerminal {
    // A link may have opened one that nobody holds yet. Where a screen is wanted, any will do; a control's is for its host.
    const brought = this.#waiting().find(({ unseen, host }) =>
      place.unseen ? unseen && host === place.host : !unseen,
    );
    const number = brought?.number ?? this.#world.sessions.length;
    const terminal = new PageTerminal(brought ? brought.host : place.host, {
      type: (text) => this.#typed.type(number, text),
      resize: (columns, rows) =>
        this.#do({ kind: 'resize', at: this.#clock.time(), terminal: number, columns, rows }),
      close: () => this.#close(number),
      prepare: () => void this.#loadTools().catch(() => {}),
    });
    this.#terminals.set(number, terminal);
    // Its output so far is what a replay gives.
    if (brought) this.#replay(this.#steps);
    else this.#take({ kind: 'open', at: this.#clock.time(), ...place });
    return terminal;
  }

  #close(number: number): void {
    this.#terminals.delete(number);
    this.#do({ kind: 'close', at: this.#clock.time(), terminal: number });
  }

  #createWorld(): World {
    return createWorld({
      scene: this.scene,
      seed,
      epoch: this.#epoch,
      shell: this.#shell?.shell,
      system: systemOf(this.#steps),
      onOutput: (terminal, text) => this.#terminals.get(terminal)?.output(text),
      onExit: (terminal) => {
        // Not while it runs: whoever closes a terminal now makes a step of its own.
        if (!this.#replaying) queueMicrotask(() => this.#terminals.get(terminal)?.onExit());
      },
    });
  }

  /** The shell joins a world that began without it by replaying that world with it. */
  async #loadShell(): Promise<void> {
    if (this.#shell) return;
    const shell = await import('./shell.ts');
    // What runs from the start is here before the first prompt, so that the same steps give the same world.
    if (needsPrograms(this.scene)) {
      await shell.loadTools((arrival) => this.#pause.until(arrival), this.#systems(this.#steps));
      await shell.loadPrograms();
    }
    if (this.#shell) return;
    this.#shell = shell;
    this.#replay(this.#steps);
  }

  /** @param steps of the world whose hosts need them */
  async #loadTools(steps: readonly WorldStep[] = this.#steps): Promise<void> {
    await this.#shell?.loadTools((arrival) => this.#pause.until(arrival), this.#systems(steps));
  }

  #systems(steps: readonly WorldStep[]): readonly SystemName[] {
    const [own, ...others] = hostsOf(this.scene).map(({ host }) => host.system ?? 'linux');
    return [systemOf(steps) ?? own ?? 'linux', ...others];
  }

  #do(step: WorldStep): void {
    this.#pause.afterwards(() => this.#take(step));
  }

  #take(step: WorldStep): void {
    // A window that changes its size is no new move: what was taken back can still come again.
    if (step.kind !== 'resize' && step.kind !== 'open' && step.kind !== 'close') this.#undone = [];
    this.#steps.push(step);
    apply(this.#world, step);
    this.#changed();
  }

  #replay(steps: readonly WorldStep[]): void {
    this.#steps = [...steps];
    this.#world = this.#createWorld();
    for (const terminal of this.#terminals.values()) terminal.clear();
    this.#replaying = true;
    for (const step of this.#steps) apply(this.#world, step);
    this.#replaying = false;
    this.#clock.restart();
    this.#changed();
  }

  /** Tells everybody, and sets the page's clock for what is due next in the world. */
  #changed(): void {
    this.#clock.setAlarm();
    for (const listener of this.#listeners) listener();
  }
}
