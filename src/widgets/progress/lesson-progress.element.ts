/**
 * `<lesson-progress>`: keeps what is done in this lesson. It hears `step-done` with `{ step, of }` and `check-answered`
 * with `{ check, right }`, the
 * question's number, on the document.
 */
class LessonProgressElement extends HTMLElement {
  #listening = new AbortController();

  connectedCallback(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    for (const name of ['step-done', 'check-answered']) {
      document.addEventListener(
        name,
        ({ detail }: CustomEventInit) =>
          void this.#load().then(({ keepInLesson }) => keepInLesson(this, detail)),
        { signal },
      );
    }
    try {
      if (localStorage.getItem('homeport-progress') !== null)
        void this.#load().then(({ showLesson }) => showLesson(this, signal));
    } catch {
      // Storage is blocked: that is said when there is something to keep.
    }
  }

  disconnectedCallback(): void {
    this.#listening.abort();
  }

  #load(): Promise<typeof import('./lesson-progress.ts')> {
    return import('./lesson-progress.ts');
  }
}

customElements.define('lesson-progress', LessonProgressElement);
