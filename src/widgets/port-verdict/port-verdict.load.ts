/**
 * Loads `<port-verdict>`: at once, or, where `data-load="focus"` says so, when somebody comes to the field or asks for a
 * port. Until then a lesson carries only this.
 */
const elements = [...document.querySelectorAll<HTMLElement>('port-verdict')];
const define = (): Promise<unknown> => import('./port-verdict.element.ts');

function waitForNeed(): void {
  const waiting = new AbortController();
  const { signal } = waiting;
  for (const element of elements) {
    element.addEventListener(
      'focusin',
      () => {
        waiting.abort();
        void define();
      },
      { signal },
    );
    // A button of the field would send its form before there is anybody to answer.
    element.addEventListener('submit', (event) => event.preventDefault());
  }
  document.addEventListener(
    'port-ask',
    ({ detail }: CustomEventInit) => {
      waiting.abort();
      void define().then(() => document.dispatchEvent(new CustomEvent('port-ask', { detail })));
    },
    { signal },
  );
}

if (elements.every((element) => element.dataset['load'] === 'focus')) waitForNeed();
else void define();
