import type { Host } from '../../simulator/host.ts';
import type { PageWorld } from '../world/page-world.ts';
import { drawEnd, drawHosts, drawTrail, packetShape, viewBoxOf } from './packet-drawing.view.ts';
import { type PacketMap, toMap } from './packet-map.view.ts';
import {
  dwellOf,
  endWord,
  narrow,
  type PathStory,
  progressText,
  readForm,
  spokenStep,
  tellRequest,
  travelTime,
} from './packet-path.view.ts';
import { pointOf, wayOf } from './packet-way.view.ts';
import { fillForm, showPort, stepItem, toElement } from './path-elements.ts';
import { type PathRequest, readProtocol } from './path-request.ts';

/** One attempt on the page's network, step by step, as a drawing and as a list. */
export class PacketPath {
  readonly #root: HTMLElement;
  readonly #world: PageWorld;
  readonly #listening = new AbortController();
  readonly #unsubscribe: () => void;
  readonly #calm = matchMedia('(prefers-reduced-motion: reduce)');
  readonly #widths = new ResizeObserver(() => this.#fit());
  #request: PathRequest | undefined;
  #story: PathStory | undefined;
  #map: PacketMap | undefined;
  #current = 0;
  #playing: ReturnType<typeof setTimeout> | undefined;
  /** The sentences that are drawn: the same ones are not drawn again. */
  #drawn = '';

  constructor(root: HTMLElement, world: PageWorld) {
    this.#root = root;
    this.#world = world;
    const { signal } = this.#listening;
    this.#unsubscribe = world.subscribe(() => this.#again());
    root.querySelector('form')?.addEventListener('submit', (event) => this.#submit(event), { signal });
    root.addEventListener('click', (event) => this.#click(event), { signal });
    root.querySelector('[name="protocol"]')?.addEventListener('change', () => showPort(root), { signal });
    this.#calm.addEventListener('change', () => this.#calmDown(), { signal });
    const drawing = root.querySelector('[data-drawing]');
    if (drawing) this.#widths.observe(drawing);
    this.#listHosts();
    this.#calmDown();
  }

  end(): void {
    clearTimeout(this.#playing);
    this.#listening.abort();
    this.#widths.disconnect();
    this.#unsubscribe();
  }

  /** Shows a path from its beginning, and plays it unless the reader wants no motion. */
  show(request: PathRequest): void {
    this.#request = request;
    fillForm(this.#root, request);
    this.#tell();
    this.#current = 0;
    this.#draw();
    const behavior = this.#calm.matches ? 'instant' : 'smooth';
    this.#root.querySelector('[data-drawing]')?.scrollIntoView({ block: 'nearest', behavior });
    if (!this.#calm.matches) this.#play();
    else this.#say();
  }

  /** Shows a path as it ends, and waits: whoever wants to see it go presses Play. */
  lay(request: PathRequest): void {
    this.#request = request;
    this.#again();
  }

  /** Something changed in the world: the same attempt may go another way now. */
  #again(): void {
    this.#listHosts();
    if (!this.#request) return;
    const before = this.#drawn;
    this.#tell();
    if (this.#drawn === before) return;
    this.#stop();
    this.#current = (this.#story?.steps.length ?? 1) - 1;
    this.#draw();
  }

  #tell(): void {
    const request = this.#request;
    const from = request && this.#host(request.from);
    if (!request || !from) return;
    const { story, title: name } = tellRequest(from, request);
    this.#story = story;
    this.#drawn = JSON.stringify(this.#story.steps);
    const title = this.#root.querySelector('[data-title]');
    if (title) title.textContent = name;
    const list = this.#root.querySelector('[data-steps]');
    list?.replaceChildren(
      ...this.#story.steps.map((step, index) => stepItem(step, this.#story?.steps[index - 1])),
    );
    this.#map = undefined;
  }

  #host(name: string): Host | undefined {
    return this.#world.host.network.hosts.find((host) => host.name === name);
  }

  #listHosts(): void {
    const select = this.#root.querySelector('select[name="from"]');
    const names = this.#world.host.network.hosts.map(({ name }) => name);
    if (!(select instanceof HTMLSelectElement)) return;
    if (JSON.stringify([...select.options].map(({ value }) => value)) === JSON.stringify(names)) return;
    const chosen = select.value;
    select.replaceChildren(...names.map((name) => new Option(name, name)));
    select.value = names.includes(chosen) ? chosen : this.#world.host.name;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const fields = new FormData(form);
    const text = (name: string): string => String(fields.get(name) ?? '');
    const protocol = readProtocol(text('protocol')) ?? 'tcp';
    const read = readForm(protocol, text('to'), text('port'));
    const told = this.#root.querySelector<HTMLElement>('[data-mistake]');
    if (told) told.textContent = read.ok ? '' : read.message;
    for (const name of ['to', 'port']) {
      form
        .querySelector(`[name="${name}"]`)
        ?.setAttribute('aria-invalid', String(!read.ok && read.field === name));
    }
    if (!read.ok) form.querySelector<HTMLElement>(`[name="${read.field}"]`)?.focus();
    else this.show({ from: text('from'), protocol, to: read.to, port: read.port });
  }

  #click(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-do]') : null;
    switch (button?.dataset['do']) {
      case 'play':
        if (this.#playing !== undefined) this.#stop();
        else this.#play();
        break;
      case 'back':
        this.#stop();
        this.#goTo(this.#current - 1);
        break;
      case 'step':
        this.#stop();
        this.#goTo(this.#current + 1);
        break;
      case 'first':
        this.#stop();
        this.#goTo(0);
        break;
    }
  }

  #goTo(index: number): void {
    const last = (this.#story?.steps.length ?? 1) - 1;
    const next = Math.max(0, Math.min(last, index));
    const before = this.#current;
    this.#current = next;
    this.#draw(next === before + 1 ? before : undefined);
    this.#say();
  }

  #play(): void {
    const steps = this.#story?.steps ?? [];
    if (this.#current >= steps.length - 1) this.#goTo(0);
    const next = (): void => {
      const step = steps[this.#current];
      if (!step || this.#current >= steps.length - 1) {
        this.#stop();
        this.#say();
        return;
      }
      this.#playing = setTimeout(() => {
        this.#current += 1;
        this.#draw(this.#current - 1);
        next();
      }, dwellOf(step));
      this.#markPlay();
    };
    next();
  }

  #stop(): void {
    clearTimeout(this.#playing);
    this.#playing = undefined;
    this.#markPlay();
  }

  #calmDown(): void {
    if (this.#calm.matches) this.#stop();
    const play = this.#root.querySelector<HTMLElement>('[data-do="play"]');
    if (play) play.hidden = this.#calm.matches;
  }

  #markPlay(): void {
    const play = this.#root.querySelector('[data-do="play"]');
    if (play) play.textContent = this.#playing === undefined ? 'Play' : 'Pause';
  }

  /** A step is spoken when somebody steps, and at the end of a play: not while it runs. */
  #say(): void {
    const place = this.#root.querySelector('[data-said]');
    const step = this.#story?.steps[this.#current];
    if (place && step) place.textContent = spokenStep(step);
  }

  #fit(): void {
    const room = this.#room();
    const direction = room < narrow ? 'down' : 'across';
    if (this.#map && this.#map.direction !== direction) {
      this.#map = undefined;
      this.#draw();
    }
  }

  #room(): number {
    return this.#root.querySelector('[data-drawing]')?.clientWidth ?? 0;
  }

  #mapNow(story: PathStory): PacketMap {
    const direction = this.#room() < narrow ? 'down' : 'across';
    this.#map ??= toMap({ home: this.#world.host, on: story.hosts, direction });
    return this.#map;
  }

  /** @param from the step from which the packet travels to the current one */
  #draw(from?: number): void {
    const story = this.#story;
    const place = this.#root.querySelector<HTMLElement>('[data-drawing]');
    if (!story || !place) return;
    const map = this.#mapNow(story);
    const step = story.steps[this.#current];
    if (!step) return;
    const { width, height, box } = viewBoxOf(map);
    const svg = toElement({ name: 'g', attributes: {} }, 'svg');
    const label = `${story.hosts.join(', ')}. ${spokenStep(step)}`;
    const attributes = { viewBox: box, width, height, role: 'img', 'aria-label': label };
    for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, String(value));
    const end = step.stage === 'end' ? drawEnd(step, pointOf(map, step.place), endWord(story.outcome)) : [];
    const trail = drawTrail(map, story.steps, this.#current);
    svg.append(...[...drawHosts(map, story.hosts), ...trail, ...end].map((node) => toElement(node)));
    if (step.stage !== 'end') svg.append(this.#packet(map, story, from));
    place.replaceChildren(svg);
    this.#markSteps(story);
  }

  #packet(map: PacketMap, { steps }: PathStory, from: number | undefined): SVGElement {
    const step = steps[this.#current];
    const boat = toElement({
      name: 'path',
      attributes: { class: `path-packet is-${step?.mood}`, d: packetShape },
    });
    const at = step && pointOf(map, step.place);
    boat.setAttribute('transform', `translate(${at?.x ?? 0} ${at?.y ?? 0})`);
    const before = from === undefined ? undefined : steps[from];
    if (!before || !step || this.#calm.matches) return boat;
    const way = wayOf(map, before, step);
    if (way.length < 2 || !at) return boat;
    const frames = way.map(({ x, y }) => ({ transform: `translate(${x}px, ${y}px)` }));
    boat.animate(frames, { duration: travelTime(way.length), easing: 'ease-out' });
    return boat;
  }

  #markSteps(story: PathStory): void {
    const items = this.#root.querySelectorAll<HTMLElement>('[data-steps] > li');
    for (const [index, item] of items.entries()) {
      item.classList.toggle('is-ahead', index > this.#current);
      if (index === this.#current) item.setAttribute('aria-current', 'step');
      else item.removeAttribute('aria-current');
    }
    const progress = this.#root.querySelector('[data-progress]');
    if (progress) progress.textContent = progressText(this.#current, story);
    this.#enable('back', this.#current > 0);
    this.#enable('first', this.#current > 0);
    this.#enable('step', this.#current < story.steps.length - 1);
    this.#enable('play', true);
  }

  #enable(what: string, on: boolean): void {
    const button = this.#root.querySelector<HTMLButtonElement>(`[data-do="${what}"]`);
    // Not `disabled`, which would drop the focus of whoever steps by keyboard.
    button?.setAttribute('aria-disabled', String(!on));
  }
}
