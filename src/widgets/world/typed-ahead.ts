/** What is typed while the shell's tools are on their way: held back, and typed when they are there. */
import type { PageTerminal } from './page-terminal.ts';

export interface TypedAheadOptions {
  readonly hasTools: () => boolean;
  readonly loadTools: () => Promise<void>;
  readonly terminal: (number: number) => PageTerminal | undefined;
  /** Types it into the world. */
  readonly type: (terminal: number, text: string) => void;
}

export class TypedAhead {
  readonly #options: TypedAheadOptions;
  #held: { readonly terminal: number; readonly text: string }[] = [];

  constructor(options: TypedAheadOptions) {
    this.#options = options;
  }

  type(terminal: number, text: string): void {
    const { hasTools, type } = this.#options;
    // What is held goes first, though the tools have come: who holds it is told a moment later.
    if (hasTools() && this.#held.length === 0) {
      type(terminal, text);
      return;
    }
    this.#held.push({ terminal, text });
    if (this.#held.length === 1) void this.#wait(terminal);
  }

  async #wait(number: number): Promise<void> {
    const { loadTools, terminal, type } = this.#options;
    const { onWait } = terminal(number) ?? {};
    onWait?.(true);
    try {
      await loadTools();
    } catch {
      this.#held = [];
      terminal(number)?.output('\r\nA part of the shell did not load. Type again to try again.\r\n');
    }
    onWait?.(false);
    for (const one of this.#held.splice(0)) type(one.terminal, one.text);
  }
}
