import { whenOpen } from '../world/world-door.ts';
import type { SocketTable } from './socket-table.ts';

/** `<socket-table>`: empty until the page's world is opened, and from then on what that world's host has. */
class SocketTableElement extends HTMLElement {
  #table: SocketTable | undefined;
  #stopWaiting: (() => void) | undefined;

  connectedCallback(): void {
    this.#stopWaiting = whenOpen(async (world) => {
      const { SocketTable } = await import('./socket-table.ts');
      if (this.isConnected) this.#table = new SocketTable(this, world);
    });
  }

  disconnectedCallback(): void {
    this.#stopWaiting?.();
    this.#table?.end();
  }
}

customElements.define('socket-table', SocketTableElement);
