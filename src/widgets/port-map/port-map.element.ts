import type { DevPorts } from '../../ports/dev-ports.ts';
import type { Registry } from '../../ports/registry.ts';
import { loadDevPorts, loadRegistry } from '../port-verdict/knowledge.ts';
import { chosenSystem, SYSTEM_CHOSEN } from '../system-switch/chosen-system.ts';
import { drawBlock, drawMarks, readPalette } from './port-map.canvas.ts';
import {
  BLOCK,
  blockOf,
  crispSide,
  inWords,
  LAYERS,
  type Layer,
  paint,
  placeOf,
  portAt,
  readout,
  SIDE,
  step,
} from './port-map.view.ts';

/**
 * `<port-map>`: all 65,536 ports as points, one block of them magnified.
 *
 * Hears `port-asked` with `{ port }` on the document and lights that port; sends `port-ask` with `{ port }`
 * for a click, a tap in the magnified block, or Enter.
 */
class PortMapElement extends HTMLElement {
  #port = 62893;
  #pointed: number | undefined;
  /** A port of the block under the glass: where the pointer last was in the chart, or the lit port. */
  #under = 62893;
  #registry: Registry | undefined;
  #devPorts: DevPorts | undefined;
  #frame = 0;
  #stale = true;
  #cleanup = new AbortController();
  #observers: { disconnect(): void }[] = [];

  connectedCallback(): void {
    this.#port = Number(this.dataset['port'] ?? this.#port);
    this.#under = this.#port;
    this.#cleanup = new AbortController();
    const { signal } = this.#cleanup;
    const chart = this.#part('[data-chart]');
    const block = this.#part('[data-block]');
    chart.addEventListener('pointermove', (event) => this.#pointInChart(event), { signal });
    // The block stays under the glass, so that the pointer can go over there and pick from it.
    chart.addEventListener('pointerleave', () => this.#point(undefined), { signal });
    chart.addEventListener('click', (event) => this.#onChartClick(event), { signal });
    chart.addEventListener('keydown', (event) => this.#onKey(event), { signal });
    block.addEventListener('pointermove', (event) => this.#point(this.#underBlock(event)), { signal });
    block.addEventListener('pointerleave', () => this.#point(undefined), { signal });
    block.addEventListener('click', (event) => this.#ask(this.#underBlock(event)), { signal });
    this.addEventListener('change', () => this.#repaint(), { signal });
    document.addEventListener(SYSTEM_CHOSEN, () => this.#repaint(), { signal });
    document.addEventListener('port-asked', (event) => this.#onAsked(event), { signal });

    const scheme = new MutationObserver(() => this.#repaint());
    scheme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const size = new ResizeObserver(() => this.#fit());
    size.observe(this.#part('[data-frame]'));
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        near.disconnect();
        void this.#learn();
      },
      { rootMargin: '200px' },
    );
    near.observe(this);
    this.#observers = [scheme, size, near];
    this.#fit();
  }

  disconnectedCallback(): void {
    this.#cleanup.abort();
    for (const observer of this.#observers) observer.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }

  #part(selector: string): HTMLElement {
    const part = this.querySelector<HTMLElement>(selector);
    if (part === null) throw new Error(`port-map lacks ${selector}`);
    return part;
  }

  #canvas(selector: string): HTMLCanvasElement {
    const part = this.#part(selector);
    if (!(part instanceof HTMLCanvasElement)) throw new Error(`port-map: ${selector} is no canvas`);
    return part;
  }

  async #learn(): Promise<void> {
    if (this.#registry !== undefined) return;
    try {
      const names = this.dataset['names'] ?? '';
      [this.#registry, this.#devPorts] = await Promise.all([loadRegistry(names), loadDevPorts()]);
      this.#part('[data-waiting]').hidden = true;
      this.#repaint();
    } catch {
      this.#part('[data-waiting]').textContent = 'The registry did not load: ranges and refusals only.';
    }
  }

  /** The largest square at which every port is a whole number of device pixels. */
  #fit(): void {
    const side = crispSide(this.#part('[data-frame]').clientWidth, devicePixelRatio);
    const chart = this.#part('[data-chart]');
    chart.style.width = `${side}px`;
    chart.style.height = `${side}px`;
    for (const selector of ['[data-marks]', '[data-block]']) {
      const canvas = this.#canvas(selector);
      const box = selector === '[data-marks]' ? side : canvas.clientWidth;
      canvas.width = Math.round(box * devicePixelRatio);
      canvas.height = canvas.width;
    }
    this.#repaint();
  }

  #layers(): ReadonlySet<Layer> {
    return new Set(
      LAYERS.filter(
        (layer) => this.querySelector<HTMLInputElement>(`input[value="${layer}"]`)?.checked ?? true,
      ),
    );
  }

  #underChart({ clientX, clientY }: MouseEvent): number {
    const box = this.#part('[data-chart]').getBoundingClientRect();
    const column = ((clientX - box.left) / box.width) * SIDE;
    return portAt({ column, row: ((clientY - box.top) / box.height) * SIDE });
  }

  #underBlock({ clientX, clientY }: MouseEvent): number {
    const box = this.#part('[data-block]').getBoundingClientRect();
    const inside = (part: number) => Math.min(BLOCK - 1, Math.max(0, Math.floor(part * BLOCK)));
    const corner = placeOf(blockOf(this.#under));
    return portAt({
      column: corner.column + inside((clientX - box.left) / box.width),
      row: corner.row + inside((clientY - box.top) / box.height),
    });
  }

  #point(port: number | undefined): void {
    if (this.#pointed === port) return;
    this.#pointed = port;
    this.#redraw();
  }

  #pointInChart(event: PointerEvent): void {
    if (event.pointerType === 'touch') return;
    this.#under = this.#underChart(event);
    this.#point(this.#under);
  }

  #move(port: number): void {
    this.#port = port;
    this.#under = port;
    this.#pointed = undefined;
    this.#redraw();
  }

  #ask(port: number): void {
    this.#move(port);
    document.dispatchEvent(new CustomEvent('port-ask', { detail: { port } }));
  }

  /** A mouse points at one port; a finger covers a hundred, so a tap only brings the block to the glass. */
  #onChartClick(event: MouseEvent): void {
    const port = this.#underChart(event);
    const touched = event instanceof PointerEvent && event.pointerType === 'touch';
    if (touched) this.#move(port);
    else this.#ask(port);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#ask(this.#port);
      return;
    }
    if (event.altKey || event.metaKey) return;
    const port = step(this.#port, event.key, event.ctrlKey);
    if (port === undefined) return;
    event.preventDefault();
    this.#move(port);
  }

  #onAsked(event: Event): void {
    const port: unknown = event instanceof CustomEvent ? event.detail?.port : undefined;
    if (typeof port !== 'number') return;
    this.#move(port);
    // Whoever asked has fetched the names already.
    void this.#learn();
  }

  #repaint(): void {
    this.#stale = true;
    this.#redraw();
  }

  #redraw(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw(): void {
    const system = chosenSystem();
    const layers = this.#layers();
    const palette = readPalette(this);
    if (this.#stale) {
      const context = this.#canvas('[data-points]').getContext('2d');
      const image = context?.createImageData(SIDE, SIDE);
      if (context && image) {
        paint(image.data, palette, layers, system, this.#registry);
        context.putImageData(image, 0, 0);
      }
      this.dataset['system'] = system;
      this.#part('[data-system-name]').textContent = this.dataset[`label${system}`] ?? system;
      this.#stale = false;
    }
    const shown = this.#pointed ?? this.#port;
    drawMarks(this.#canvas('[data-marks]'), {
      under: this.#under,
      port: this.#port,
      pointed: this.#pointed,
      palette,
    });
    drawBlock(this.#canvas('[data-block]'), {
      under: this.#under,
      port: this.#port,
      pointed: this.#pointed,
      palette,
      layers,
      system,
      registry: this.#registry,
    });
    const words = readout(shown, system, this.#registry, this.#devPorts);
    for (const [name, text] of Object.entries(words)) {
      const place = this.querySelector(`[data-readout="${name}"]`);
      if (place !== null) place.textContent = String(text);
    }
    this.#part('[data-block-name]').textContent = String(blockOf(this.#under));
    const more = this.#part('[data-more]');
    more.textContent = `Everything about ${this.#port}`;
    more.setAttribute('href', `${this.dataset['page'] ?? ''}#${this.#port}`);
    const chart = this.#part('[data-chart]');
    chart.setAttribute('aria-valuenow', String(this.#port));
    chart.setAttribute(
      'aria-valuetext',
      inWords(readout(this.#port, system, this.#registry, this.#devPorts)),
    );
  }
}

customElements.define('port-map', PortMapElement);
