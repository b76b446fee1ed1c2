import type { MadeChoice, MadeQuestion } from '../../course/checks/made-question.ts';
import { toPieces } from '../machine-words/machine-words.ts';

/** `<practice-question>`: asks another question of its kind each time. What makes them loads with the first. */
class PracticeQuestionElement extends HTMLElement {
  #listening = new AbortController();
  /** Whoever comes back meets other questions than last time. */
  #seed = Math.floor(Math.random() * 2 ** 30);
  #asked = '';

  connectedCallback(): void {
    this.#listening = new AbortController();
    const again = this.querySelector<HTMLButtonElement>('[data-again]');
    if (!again) return;
    again.disabled = false;
    again.addEventListener('click', () => void this.#ask(), { signal: this.#listening.signal });
  }

  disconnectedCallback(): void {
    this.#listening.abort();
  }

  async #ask(): Promise<void> {
    try {
      const [{ loadMaker, toQuestionKind }, { makeFrom }] = await Promise.all([
        import('../../course/checks/index.ts'),
        import('../../course/checks/made-question.ts'),
      ]);
      const kind = toQuestionKind(this.dataset['kind']);
      if (!kind) return;
      const maker = await loadMaker(kind);
      // The first one to compare with is the one that the page came with.
      const before = this.#asked || JSON.stringify(makeFrom(maker, Number(this.dataset['seed'])));
      this.#asked = before;
      // A question that happens to be the last one again is passed over.
      for (let turn = 0; this.#asked === before && turn < 9; turn += 1) {
        this.#seed += 1;
        this.#asked = JSON.stringify(makeFrom(maker, this.#seed));
      }
      this.#draw(makeFrom(maker, this.#seed));
    } catch {
      const again = this.querySelector('[data-again]');
      if (again) again.textContent = 'The next question did not load. Try again';
    }
  }

  #draw({ question, shown, choices }: MadeQuestion): void {
    this.querySelector('.question-text')?.replaceChildren(...words(question));
    const output = this.querySelector<HTMLElement>('[data-shown]');
    if (output) {
      output.hidden = !shown;
      output.textContent = shown?.join('\n') ?? '';
    }
    const place = this.querySelector('[data-choices]');
    place?.replaceChildren(...choices.flatMap((choice) => this.#choice(choice) ?? []));
  }

  /** As QuestionChoice.astro writes it: the marks are taken from the choices that stand there. */
  #choice({ says, right, answer }: MadeChoice): HTMLElement | undefined {
    const model = this.querySelector<HTMLElement>(
      right ? '.choice[data-right]' : '.choice:not([data-right])',
    );
    const copy = model?.cloneNode(true);
    if (!(copy instanceof HTMLDetailsElement)) return undefined;
    copy.open = false;
    copy.querySelector('.choice-says')?.replaceChildren(...words(says));
    const told = copy.querySelector('.choice-answer');
    const verdict = told?.querySelector('.choice-verdict');
    if (verdict) told?.replaceChildren(verdict, ' ', ...words(answer));
    return copy;
  }
}

function words(text: string): readonly (string | HTMLElement)[] {
  return toPieces(text).map((piece) => {
    if (!piece.code) return piece.text;
    const code = document.createElement('code');
    code.textContent = piece.text;
    return code;
  });
}

customElements.define('practice-question', PracticeQuestionElement);
