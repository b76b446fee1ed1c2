import type { PageTerminal } from '../world/page-terminal.ts';
import type { PageWorld } from '../world/page-world.ts';
import type { TypedLine } from './reach-changes.view.ts';

/**
 * Types lines on the hosts of the page's world, at terminals of its own that nobody looks at: what a control does is a step
 * of the world like any other, and goes one way, through the shell.
 */
export class WorldLines {
  readonly #world: PageWorld;
  readonly #terminals = new Map<string, Promise<PageTerminal>>();

  constructor(world: PageWorld) {
    this.#world = world;
  }

  async type({ host, line }: TypedLine): Promise<void> {
    const opening = this.#terminals.get(host) ?? this.#open(host);
    this.#terminals.set(host, opening);
    (await opening).type(`${line}\r`);
  }

  async #open(host: string): Promise<PageTerminal> {
    const own = host === this.#world.host.name;
    const terminal = await this.#world.openTerminal({
      columns: 200,
      rows: 50,
      ...(!own && { host }),
      unseen: true,
    });
    // What it prints is not shown; held back, it would pile up.
    terminal.onOutput = () => {};
    return terminal;
  }
}
