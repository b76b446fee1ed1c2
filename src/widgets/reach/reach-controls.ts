import type { Matrix } from '../../course/reach-matrix.ts';
import { routerOf } from '../../course/viewpoints.ts';
import type { PageWorld } from '../world/page-world.ts';
import {
  forwardLines,
  isForwarded,
  mappingLine,
  type Publishing,
  publishedAs,
  publishings,
  publishLine,
  type TypedLine,
} from './reach-changes.view.ts';
import { type Choice, type FirewallForm, firewallForm } from './reach-firewalls.view.ts';

/** Firewall, published port and port forward: each press is a line that is typed on a host. */
export class ReachControls {
  readonly #root: HTMLElement;
  readonly #world: PageWorld;
  readonly #type: (lines: readonly TypedLine[]) => void;
  #firewall: FirewallForm | undefined;
  #published: Publishing | undefined;

  constructor(
    root: HTMLElement,
    world: PageWorld,
    type: (lines: readonly TypedLine[]) => void,
    signal: AbortSignal,
  ) {
    this.#root = root;
    this.#world = world;
    this.#type = type;
    root.addEventListener('submit', (event) => this.#submit(event), { signal });
    root.addEventListener('click', (event) => this.#click(event), { signal });
    this.#field('publish')?.addEventListener('change', () => this.#publish(), { signal });
  }

  draw(matrix: Matrix): void {
    const ports = [...new Set(matrix.rows.map(({ port }) => port))].sort((a, b) => a - b);
    this.#fill('forward-port', ports.map(String).map(plain));
    this.#showWhatThereIs();
    this.#drawPublished();
    this.#drawFirewall(firewallForm(this.#world.host, matrix.rows));
    this.#drawForward();
  }

  #drawFirewall(form: FirewallForm): void {
    this.#firewall = form;
    const { name, isOn, actions, about, targets } = form;
    const power = this.#root.querySelector('[data-do="firewall"]');
    power?.setAttribute('aria-pressed', String(isOn));
    if (power) power.textContent = `${name} is ${isOn ? 'on' : 'off'}`;
    const label = this.#root.querySelector('[data-rule-about]');
    if (label && label.textContent !== about) label.textContent = about;
    this.#fill('rule-action', actions);
    this.#fill('rule-port', targets);
  }

  /** docker is Linux's, and not every scene has a router. */
  #showWhatThereIs(): void {
    const { host, network } = this.#world;
    const isLinux = host.system.name === 'linux';
    const there = { publish: isLinux, forward: routerOf(network, host) !== undefined };
    // upnpc comes with a Linux distribution, and with neither of the others.
    const upnp = this.#root.querySelector<HTMLElement>('[data-do="upnp"]');
    if (upnp) upnp.hidden = !isLinux;
    for (const [name, on] of Object.entries(there)) {
      const part = this.#root.querySelector<HTMLElement>(`[data-form="${name}"], [data-control="${name}"]`);
      if (part) part.hidden = !on;
    }
  }

  /** Only when it has changed: what somebody has just chosen is on its way. */
  #drawPublished(): void {
    const published = publishedAs(this.#world.host);
    const field = this.#field('publish');
    if (!field || published === this.#published) return;
    this.#published = published;
    field.value = published;
  }

  #drawForward(): void {
    const button = this.#root.querySelector('[data-do="forward"]');
    const forward = this.#forward();
    if (button && forward) button.textContent = forward.on ? 'Take the forward away' : 'Forward it';
  }

  #fill(name: string, choices: readonly Choice[]): void {
    const select = this.#field(name);
    if (!select) return;
    if ([...select.options].map(({ value }) => value).join() === choices.map(({ value }) => value).join())
      return;
    const chosen = select.value;
    select.replaceChildren(...choices.map(({ value, text }) => new Option(text, value)));
    if (choices.some(({ value }) => value === chosen)) select.value = chosen;
  }

  #field(name: string): HTMLSelectElement | undefined {
    const field = this.#root.querySelector(`select[name="${name}"]`);
    return field instanceof HTMLSelectElement ? field : undefined;
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset['form'] !== 'rule') return;
    const action = this.#field('rule-action')?.value;
    const target = this.#field('rule-port')?.value;
    if (!action || !target) return;
    const lines = this.#firewall?.ruleLines(action, target) ?? [];
    if (lines.length > 0) this.#type(lines);
  }

  #click(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-do]') : null;
    const { host } = this.#world;
    if (button?.dataset['do'] === 'firewall') {
      if (this.#firewall) this.#type([this.#firewall.switchLine(!this.#firewall.isOn)]);
    } else if (button?.dataset['do'] === 'upnp') {
      const forward = this.#forward();
      if (forward) this.#type([mappingLine(host.name, forward.to, forward.port)]);
    } else if (button?.dataset['do'] === 'forward') {
      const forward = this.#forward();
      if (forward) this.#type(forwardLines(forward.router, forward.to, forward.port, !forward.on));
    }
  }

  #publish(): void {
    const value = this.#field('publish')?.value;
    if (isPublishing(value)) this.#type([publishLine(this.#world.host.name, value)]);
  }

  #forward():
    | { router: NonNullable<ReturnType<typeof routerOf>>; to: string; port: number; on: boolean }
    | undefined {
    const { network, host } = this.#world;
    const router = routerOf(network, host);
    const to = host.interfaces.flatMap(({ name, addresses }) => (name === 'lo' ? [] : addresses))[0]?.address;
    const port = Number(this.#field('forward-port')?.value);
    return router && to !== undefined && port
      ? { router, to, port, on: isForwarded(router, to, port) }
      : undefined;
  }
}

function plain(text: string): Choice {
  return { value: text, text };
}

function isPublishing(value: string | undefined): value is Publishing {
  return publishings.some((one) => one === value);
}
