import { asksReach, parseCondition, type StepCondition, type WorldView } from '../../course/step.ts';
import type { PageWorld } from '../world/page-world.ts';
import { announcement, progressText, tickSteps } from './lesson-steps.view.ts';

/** Ticks off each step when the page's world shows its condition, and never unticks it. */
export class LessonSteps {
  readonly #root: HTMLElement;
  readonly #world: PageWorld;
  readonly #listening = new AbortController();
  readonly #unsubscribe: () => void;
  readonly #conditions: readonly StepCondition[];
  #ticked: readonly boolean[] = [];
  #reaches: WorldView['reaches'];

  constructor(root: HTMLElement, world: PageWorld) {
    this.#root = root;
    this.#world = world;
    this.#conditions = this.#items().flatMap((item) => {
      const parsed = parseCondition(item.dataset['done'] ?? '');
      return parsed.ok ? [parsed.condition] : [];
    });
    this.#unsubscribe = world.subscribe(() => this.#look());
    const { signal } = this.#listening;
    document.addEventListener('world-reset', () => this.#startOver(), { signal });
    this.#look();
    if (this.#conditions.some(asksReach)) void this.#learnToReach();
  }

  async #learnToReach(): Promise<void> {
    this.#reaches = (await import('../../course/reaches.ts')).reaches;
    this.#look();
  }

  end(): void {
    this.#listening.abort();
    this.#unsubscribe();
  }

  /** The world resets in a listener of the same event; the steps look at it once every listener has run. */
  #startOver(): void {
    queueMicrotask(() => {
      this.#ticked = [];
      this.#write('[data-announce]', 'Started over. No step is done.');
      this.#look();
    });
  }

  #look(): void {
    const before = this.#ticked;
    this.#ticked = tickSteps(this.#conditions, before, this.#view());
    this.#draw();
    for (const [index, ticked] of this.#ticked.entries()) {
      if (ticked && before[index] !== true) this.#tell(index + 1);
    }
    const said = announcement(before, this.#ticked);
    if (said !== '') this.#write('[data-announce]', said);
  }

  #view(): WorldView {
    const reaches = this.#reaches;
    if (!reaches) return this.#world;
    const { host, network, calls, programs, portsAsked, attacksMade } = this.#world;
    return { host, network, calls, programs, portsAsked, attacksMade, reaches };
  }

  /** For whoever keeps what was done. */
  #tell(step: number): void {
    const detail = { step, of: this.#conditions.length };
    document.dispatchEvent(new CustomEvent('step-done', { detail }));
  }

  #draw(): void {
    for (const [index, item] of this.#items().entries()) {
      const ticked = this.#ticked[index] === true;
      item.toggleAttribute('data-ticked', ticked);
      const seen = item.querySelector<HTMLElement>('[data-seen]');
      if (!seen) continue;
      seen.hidden = !ticked;
      seen.textContent = ticked ? `Done: ${seen.dataset['seen']}.` : '';
    }
    this.#write('[data-progress]', progressText(this.#ticked));
  }

  #write(selector: string, text: string): void {
    const place = this.#root.querySelector(selector);
    if (place && place.textContent !== text) place.textContent = text;
  }

  #items(): readonly HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>('[data-done]')];
  }
}
