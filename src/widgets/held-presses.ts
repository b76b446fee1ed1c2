/**
 * What is pressed in a widget while its script is on its way. Each press is kept with the form as it was, for the reader may
 * fill in the next one meanwhile, and is made when the widget is there.
 */
type Control = HTMLInputElement | HTMLSelectElement;

interface Filled {
  readonly control: Control;
  readonly value: string;
  readonly checked: boolean;
}

export class HeldPresses {
  readonly #listening = new AbortController();
  readonly #presses: (() => void)[] = [];

  /** @param load asked at every press, so that a load that failed is tried again */
  constructor(root: HTMLElement, load: () => void) {
    const { signal } = this.#listening;
    const hold = (press: () => void): void => {
      this.#presses.push(press);
      load();
    };
    root.addEventListener(
      'submit',
      (event) => {
        event.preventDefault();
        const { target: form, submitter } = event;
        if (form instanceof HTMLFormElement) hold(pressOf(form, submitter));
      },
      { signal },
    );
    root.addEventListener(
      'click',
      ({ target }) => {
        const button = target instanceof Element ? target.closest<HTMLElement>('[data-do]') : null;
        if (button) hold(() => button.click());
      },
      { signal },
    );
  }

  /** The widget listens from now on. */
  release(): void {
    this.end();
    for (const press of this.#presses.splice(0)) press();
  }

  end(): void {
    this.#listening.abort();
  }
}

/** The press again, with what the form held then; what it holds by now stays in it. */
function pressOf(form: HTMLFormElement, submitter: HTMLElement | null): () => void {
  const then = filledIn(form);
  return () => {
    const now = filledIn(form);
    write(then);
    form.requestSubmit(submitter);
    write(now);
    if (isSame(then, now)) return;
    form.dispatchEvent(new Event('change', { bubbles: true }));
  };
}

/** A list without choices is filled by the script: nobody chose from it. */
function filledIn(form: HTMLFormElement): readonly Filled[] {
  return [...form.elements]
    .filter((one) => one instanceof HTMLInputElement || one instanceof HTMLSelectElement)
    .filter((one) => one instanceof HTMLInputElement || one.options.length > 0)
    .map((control) => ({
      control,
      value: control.value,
      checked: control instanceof HTMLInputElement && control.checked,
    }));
}

function write(filled: readonly Filled[]): void {
  for (const { control, value, checked } of filled) {
    control.value = value;
    if (control instanceof HTMLInputElement) control.checked = checked;
  }
}

function isSame(then: readonly Filled[], now: readonly Filled[]): boolean {
  return then.every(({ control, value, checked }) => {
    const other = now.find((one) => one.control === control);
    return other?.value === value && other.checked === checked;
  });
}
