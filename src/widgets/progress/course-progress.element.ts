import { readProgress, writeProgress } from '../../course/progress.ts';
import { goOn, type LessonName, openedText, storageText, summary } from './progress.view.ts';
import { drawMarks } from './progress-marks.ts';
import { forgetProgress, keepMerged, onProgressElsewhere, storedProgress } from './stored-progress.ts';

const fileName = 'homeport-progress.json';

/** `<course-progress>`: draws what is kept on this device, and follows what another tab keeps. */
class CourseProgressElement extends HTMLElement {
  #listening = new AbortController();
  #stop: (() => void) | undefined;

  connectedCallback(): void {
    this.#listening = new AbortController();
    this.#on('[data-save]', 'click', () => this.#save());
    this.#on('[data-open]', 'change', () => void this.#open());
    this.#on('[data-forget]', 'click', () => this.#ask(true));
    this.#on('[data-keep]', 'click', () => this.#ask(false));
    this.#on('[data-forget-now]', 'click', () => {
      forgetProgress();
      this.#ask(false);
      this.#draw();
      this.#say('Forgotten. The course begins anew.');
    });
    this.#stop = onProgressElsewhere(() => this.#draw());
    // A page that comes back from the browser's memory shows what was done meanwhile.
    window.addEventListener('pageshow', () => this.#draw(), { signal: this.#listening.signal });
    this.#draw();
    const trouble = storageText(storedProgress());
    if (trouble !== '') this.#say(trouble);
  }

  disconnectedCallback(): void {
    this.#listening.abort();
    this.#stop?.();
  }

  get #lessons(): readonly LessonName[] {
    const named: readonly LessonName[] = JSON.parse(this.dataset['lessons'] ?? '[]');
    return named;
  }

  #draw(): void {
    const { progress } = storedProgress();
    const text = this.querySelector('[data-summary]');
    if (text) text.textContent = summary(progress, this.#lessons);
    const next = goOn(progress, this.#lessons);
    const link = this.querySelector<HTMLAnchorElement>('[data-go-on]');
    if (link) {
      link.hidden = next === undefined;
      if (next) {
        link.href = `${this.dataset['page']}${next.slug}/`;
        link.textContent = next.words;
      }
    }
    drawMarks(progress);
  }

  #save(): void {
    const stored = storedProgress();
    // What could not be read is saved as it stands: somebody may want it.
    const text = stored.kind === 'unreadable' ? stored.text : writeProgress(stored.progress);
    const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = fileName;
    link.click();
    URL.revokeObjectURL(address);
    this.#say(`Saved as ${fileName}.`);
  }

  async #open(): Promise<void> {
    const field = this.querySelector<HTMLInputElement>('[data-open]');
    const file = field?.files?.[0];
    if (!field || !file) return;
    const read = readProgress(await file.text());
    // The same file can be chosen again.
    field.value = '';
    if (!read.ok) {
      this.#say(`${file.name} was not opened. ${read.reason} Nothing here was changed.`);
      return;
    }
    const before = storedProgress();
    const after = keepMerged(read.progress);
    this.#draw();
    const trouble = storageText(after);
    this.#say(trouble === '' ? openedText(file.name, before.progress, after.progress) : trouble);
  }

  #ask(sure: boolean): void {
    const question = this.querySelector<HTMLElement>('[data-sure]');
    if (!question) return;
    question.hidden = !sure;
    this.querySelector<HTMLElement>(sure ? '[data-keep]' : '[data-forget]')?.focus();
  }

  #say(text: string): void {
    const status = this.querySelector('[data-said]');
    if (status) status.textContent = text;
  }

  #on(selector: string, event: string, listener: () => void): void {
    this.querySelector(selector)?.addEventListener(event, listener, { signal: this.#listening.signal });
  }
}

customElements.define('course-progress', CourseProgressElement);
