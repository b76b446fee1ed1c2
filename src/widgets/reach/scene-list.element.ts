import { whenOpen } from '../world/world-door.ts';

/** `<scene-list>`: marks the scene that is open. The links do the rest. */
class SceneListElement extends HTMLElement {
  #forget = (): void => {};

  connectedCallback(): void {
    this.#forget = whenOpen(({ sceneName }) => {
      for (const link of this.querySelectorAll<HTMLAnchorElement>('a')) {
        if (link.hash === `#scene=${sceneName}`) link.setAttribute('aria-current', 'true');
        else link.removeAttribute('aria-current');
      }
    });
  }

  disconnectedCallback(): void {
    this.#forget();
  }
}

customElements.define('scene-list', SceneListElement);
