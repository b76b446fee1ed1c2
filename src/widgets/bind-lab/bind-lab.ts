import { isPageLink, readPageLink, writePageLink } from '../../course/page-link.ts';
import { sceneNames } from '../../course/scenes/by-need.ts';
import { path } from '../../paths.ts';
import { formatEndpoint } from '../../simulator/address.ts';
import { listSockets } from '../../simulator/socket-list.ts';
import type { SocketOption } from '../../simulator/system-call.ts';
import { SYSTEM_CHOSEN } from '../system-switch/chosen-system.ts';
import type { PageWorld } from '../world/page-world.ts';
import { drawChart } from './bind-chart.ts';
import { type Chart, toChart } from './bind-chart.view.ts';
import { callsOf, type Explanation, explain, lastByHand, readForm, type Wish } from './bind-lab.view.ts';
import { attemptOf } from './refused-attempt.ts';

/** The scene of the page itself. */
const ownScene = 'laptop';

/** Socket calls by hand on the page's host, with the reason when one is refused. */
export class BindLab {
  readonly #root: HTMLElement;
  readonly #world: PageWorld;
  readonly #listening = new AbortController();
  readonly #unsubscribe: () => void;
  readonly #widths = new ResizeObserver(() => this.#chart && this.#drawChart(this.#chart));
  #told = '';
  #chart: Chart | undefined;

  constructor(root: HTMLElement, world: PageWorld) {
    this.#root = root;
    this.#world = world;
    const { signal } = this.#listening;
    this.#unsubscribe = world.subscribe(() => this.#draw());
    root.querySelector('form')?.addEventListener('submit', (event) => this.#submit(event), { signal });
    for (const button of root.querySelectorAll<HTMLButtonElement>('[data-do]')) {
      button.addEventListener('click', () => this.#do(button.dataset['do'] ?? ''), { signal });
    }
    const chart = root.querySelector('[data-chart]');
    if (chart) this.#widths.observe(chart);
    this.#listUsers();
    if (root.dataset['size'] === 'full') {
      // A choice that takes effect only on a fresh host leaves the rules that the field shows.
      document.addEventListener(SYSTEM_CHOSEN, () => this.#showSystem(), { signal });
      this.#readLink();
      window.addEventListener('hashchange', () => this.#readLink(), { signal });
    }
    this.#draw();
  }

  end(): void {
    this.#listening.abort();
    this.#widths.disconnect();
    this.#unsubscribe();
  }

  /** The rules are those of the page's host, whether the reader's choice or a link's. */
  #showSystem(): void {
    const { name } = this.#world.host.system;
    const select = this.#root.querySelector<HTMLSelectElement>('[data-system]');
    if (select) select.value = name;
    for (const part of this.#root.querySelectorAll<HTMLElement>('[data-not-on], [data-only-on]')) {
      const { notOn, onlyOn } = part.dataset;
      part.hidden = notOn === name || (onlyOn !== undefined && onlyOn !== name);
      if (part.hidden) for (const box of part.querySelectorAll('input')) box.checked = false;
    }
  }

  #listUsers(): void {
    const select = this.#root.querySelector('select');
    const users = this.#world.host.users;
    select?.replaceChildren(
      ...users.map(
        ({ name, uid }) => new Option(`${name} (${uid})`, String(uid), uid === 1000, uid === 1000),
      ),
    );
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const fields = new FormData(form);
    const text = (name: string): string => String(fields.get(name) ?? '');
    const wish = wishOf(event.submitter);
    const read = readForm(wish, {
      protocol: text('protocol'),
      address: text('address'),
      port: text('port'),
      options: fields.getAll('option').filter(isOption),
      system: this.#world.host.system.name,
    });
    this.#showMistake('address', !read.ok && read.field === 'address' ? read.message : '');
    this.#showMistake('port', !read.ok && read.field === 'port' ? read.message : '');
    if (!read.ok) {
      form.querySelector<HTMLInputElement>(`[name="${read.field}"]`)?.focus();
      return;
    }
    this.#world.move(Number(text('user')), callsOf(read.plan));
  }

  #showMistake(field: 'address' | 'port', message: string): void {
    const input = this.#root.querySelector(`[name="${field}"]`);
    const place = this.#root.querySelector<HTMLElement>(`#bind-${field}-mistake`);
    if (!input || !place) return;
    input.setAttribute('aria-invalid', String(message !== ''));
    place.textContent = message;
    place.hidden = message === '';
  }

  #do(what: string): void {
    const world = this.#world;
    if (what === 'back') world.stepBack();
    else if (what === 'forward') world.stepForward();
    else if (what === 'wait') world.wait(60_000);
    else if (what === 'reset') world.reset();
    else if (what === 'link') void this.#copyLink();
  }

  async #copyLink(): Promise<void> {
    const { steps, sceneName } = this.#world;
    const link = writePageLink('lab', steps, sceneName === ownScene ? undefined : sceneName);
    history.replaceState(null, '', link);
    try {
      await navigator.clipboard.writeText(location.href);
      this.#tellLink('The link is copied. It holds everything that was done here.');
    } catch {
      this.#tellLink('The link is in the address bar now; copy it from there.');
    }
  }

  /** A scene is opened with the page; its steps are taken here. */
  #readLink(): void {
    if (!isPageLink(location.hash)) return;
    const { scene, steps, problem } = readPageLink(location.hash, sceneNames);
    if (problem !== undefined) {
      this.#tellLink(
        `${problem} ${this.#world.canStepBack ? 'What is here stays as it was.' : 'Here is a fresh host instead.'}`,
      );
    } else if ((scene ?? ownScene) !== this.#world.sceneName) location.reload();
    else if (steps) {
      this.#world
        .load(steps)
        .catch(() =>
          this.#tellLink('A part of this page did not load, so the link is not shown. Reload to try again.'),
        );
    }
  }

  #tellLink(message: string): void {
    const place = this.#root.querySelector('[data-link-told]');
    if (place) place.textContent = message;
  }

  #draw(): void {
    const world = this.#world;
    this.#showSystem();
    const last = lastByHand(world.calls, world.hands);
    const explanation = last && explain(last, world.host.system.name);
    this.#tell(explanation);
    const attempt = last && attemptOf(last, world.calls);
    this.#drawChart(toChart(world.host, listSockets(world.host), attempt));
    this.#enable('back', world.canStepBack);
    this.#enable('forward', world.canStepForward);
  }

  #drawChart(chart: Chart): void {
    const place = this.#root.querySelector('[data-chart]');
    this.#chart = chart;
    // Hidden in a closed tab it has no width yet; the observer calls again when it has.
    if (place && place.clientWidth > 0) place.replaceChildren(drawChart(chart, place.clientWidth));
  }

  #enable(what: string, on: boolean): void {
    const button = this.#root.querySelector<HTMLButtonElement>(`[data-do="${what}"]`);
    if (!button || button.disabled === !on) return;
    // A disabled button loses the focus to the whole page; keep it among the buttons beside it.
    if (!on && document.activeElement === button)
      this.#root.querySelector<HTMLButtonElement>('[data-do="wait"]')?.focus();
    button.disabled = !on;
  }

  /** Written only when it changed, or a screen reader would say it at every key in the terminal. */
  #tell(explanation: Explanation | undefined): void {
    const place = this.#root.querySelector<HTMLElement>('[data-told]');
    const signature = JSON.stringify(explanation) ?? '';
    if (!place || signature === this.#told) return;
    this.#told = signature;
    place.dataset['outcome'] = explanation?.outcome ?? 'none';
    if (!explanation) {
      place.replaceChildren(paragraph('bind-sentence', 'A fresh host: nothing is bound.'));
      return;
    }
    const words = { done: 'done', refused: 'refused', pending: 'waiting' };
    const call = paragraph('bind-call machine', explanation.call);
    call.prepend(element('span', 'bind-outcome label', words[explanation.outcome]));
    place.replaceChildren(
      call,
      paragraph('bind-sentence', explanation.sentence),
      ...metAndSource(explanation, this.#world),
    );
  }
}

function metAndSource(
  { met, rule, recorded, source }: Explanation,
  world: PageWorld,
): readonly HTMLElement[] {
  const parts: HTMLElement[] = [];
  for (const { protocol, local, peer, state, uid } of met) {
    const user = world.host.users.find((known) => known.uid === uid)?.name ?? String(uid);
    const ends = peer ? `${formatEndpoint(local)} with ${formatEndpoint(peer)}` : formatEndpoint(local);
    const what = state === 'CLOSED' ? 'bound' : state;
    parts.push(paragraph('bind-met', `It met: ${protocol.toUpperCase()} ${ends}, ${what}, of user ${user}.`));
  }
  if (source) {
    const line = paragraph('bind-source', 'The rule: ');
    line.append(linkTo(source.url, source.label));
    if (rule && recorded) line.append(' · ', linkTo(path(`/cases/#rule-${rule}`), 'recorded case'));
    parts.push(line);
  }
  return parts;
}

function linkTo(url: string, text: string): HTMLElement {
  const link = element('a', '', text);
  link.setAttribute('href', url);
  return link;
}

function element(name: string, className: string, text: string): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

function paragraph(className: string, text: string): HTMLElement {
  return element('p', className, text);
}

function wishOf(submitter: HTMLElement | null): Wish {
  const value = submitter instanceof HTMLButtonElement ? submitter.value : '';
  return value === 'bind' || value === 'connect' ? value : 'listen';
}

function isOption(value: unknown): value is SocketOption {
  return (
    value === 'SO_REUSEADDR' ||
    value === 'SO_REUSEPORT' ||
    value === 'SO_EXCLUSIVEADDRUSE' ||
    value === 'IPV6_V6ONLY'
  );
}
