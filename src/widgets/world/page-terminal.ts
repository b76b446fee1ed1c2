/** A terminal of the page's world, as its widget sees it. */

interface Input {
  readonly type: (text: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  readonly close: () => void;
  readonly prepare: () => void;
}

export class PageTerminal {
  /** Undefined on the learner's own host. */
  readonly host: string | undefined;
  readonly #input: Input;
  #listener: ((text: string) => void) | undefined;
  /** What came before somebody listened. */
  #held = '';

  /** The world was wound back: erase the screen, the output up to there follows. */
  onClear: () => void = () => {};
  /** The shell has ended, and a new one is here. */
  onExit: () => void = () => {};
  /** What was typed waits for the programs to load, or no longer. */
  onWait: (waiting: boolean) => void = () => {};
  /** True while the screen still has much to draw: the world waits, so that it does not pile up. */
  isBehind: () => boolean = () => false;

  constructor(host: string | undefined, input: Input) {
    this.host = host;
    this.#input = input;
  }

  type(text: string): void {
    this.#input.type(text);
  }

  resize(columns: number, rows: number): void {
    this.#input.resize(columns, rows);
  }

  /** Somebody is about to type: loads what a line needs. A failure is told when a key comes. */
  prepare(): void {
    this.#input.prepare();
  }

  close(): void {
    this.#listener = () => {};
    this.isBehind = () => false;
    this.#input.close();
  }

  set onOutput(listener: (text: string) => void) {
    this.#listener = listener;
    if (this.#held) listener(this.#held);
    this.#held = '';
  }

  /** For the world only. */
  output(text: string): void {
    if (this.#listener) this.#listener(text);
    else this.#held += text;
  }

  /** For the world only. */
  clear(): void {
    this.#held = '';
    this.onClear();
  }
}
