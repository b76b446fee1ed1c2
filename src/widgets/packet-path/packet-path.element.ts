import { HeldPresses } from '../held-presses.ts';
import { openWorld } from '../world/world-door.ts';
import type { PacketPath } from './packet-path.ts';
import { askEvent, type PathRequest, readRequest } from './path-request.ts';

/**
 * `<packet-path>`: shows the path that somebody on the page asks for; the heavy part loads with the first. In a lesson
 * (`data-lesson`) it begins with the attempt that its `data-…` name.
 */
class PacketPathElement extends HTMLElement {
  #opening: Promise<void> | undefined;
  #path: PacketPath | undefined;
  #nearby: IntersectionObserver | undefined;
  #held: HeldPresses | undefined;
  readonly #onAsk = (event: Event) => {
    const request = event instanceof CustomEvent ? readRequest(event.detail) : undefined;
    // Of several the first one answers; the others keep what their lesson shows.
    if (request && document.querySelector('packet-path') === this) void this.#show(request);
  };

  connectedCallback(): void {
    document.addEventListener(askEvent, this.#onAsk);
    this.#held = new HeldPresses(this, () => void this.#open());
    this.#nearby = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#open();
    });
    this.#nearby.observe(this);
  }

  disconnectedCallback(): void {
    document.removeEventListener(askEvent, this.#onAsk);
    this.#held?.end();
    this.#nearby?.disconnect();
    this.#path?.end();
    this.#path = undefined;
    this.#opening = undefined;
  }

  async #show(request: PathRequest): Promise<void> {
    await this.#open();
    this.#path?.show(request);
  }

  #open(): Promise<void> {
    this.#nearby?.disconnect();
    this.#opening ??= this.#load().catch(() => {
      this.#opening = undefined;
      const title = this.querySelector('[data-title]');
      if (title) title.textContent = 'A part of this page did not load. Reload it to try again.';
    });
    return this.#opening;
  }

  async #load(): Promise<void> {
    const [{ PacketPath }, world] = await Promise.all([import('./packet-path.ts'), openWorld()]);
    if (!this.isConnected || this.#path) return;
    if (this.dataset['lesson'] !== undefined) (await import('./path-lesson.ts')).furnish(this);
    this.#path ??= new PacketPath(this, world);
    const { from, protocol, to, port } = this.dataset;
    const request = readRequest({ from, protocol, to, port: Number(port) });
    if (request) this.#path.lay(request);
    this.#held?.release();
  }
}

customElements.define('packet-path', PacketPathElement);
