/** The parts of the packet path as elements of the page. */
import type { PacketStep } from '../../course/packet-steps.ts';
import type { SvgNode } from './packet-drawing.view.ts';
import { stageWord } from './packet-path.view.ts';
import type { PathRequest } from './path-request.ts';

/** A step of the list; the host is named where it changes. */
export function stepItem(step: PacketStep, before: PacketStep | undefined): HTMLLIElement {
  const item = document.createElement('li');
  item.dataset['mood'] = step.mood;
  const stage = document.createElement('span');
  stage.className = 'path-stage label';
  stage.textContent = stageWord(step.stage);
  const words = document.createElement('span');
  if (before?.place.host !== step.place.host) {
    const host = document.createElement('b');
    host.textContent = `${step.place.host}: `;
    words.append(host);
  }
  words.append(step.text);
  item.append(stage, words);
  return item;
}

export function toElement(node: SvgNode, name: string = node.name): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(node.attributes)) element.setAttribute(key, String(value));
  if (node.text !== undefined) element.textContent = node.text;
  element.append(...(node.children ?? []).map((child) => toElement(child)));
  return element;
}

/** The form says what is shown; a lesson has none. */
export function fillForm(root: HTMLElement, { from, protocol, to, port }: PathRequest): void {
  // A ping leaves the port that stands there.
  const values = { from, protocol, to, ...(protocol !== 'ping' && { port: String(port) }) };
  for (const [name, value] of Object.entries(values)) {
    const field = root.querySelector(`[name="${name}"]`);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
  }
  showPort(root);
}

/** A ping has no port. */
export function showPort(root: HTMLElement): void {
  const protocol = root.querySelector<HTMLSelectElement>('[name="protocol"]')?.value;
  const field = root.querySelector<HTMLElement>('.path-port-field');
  if (field) field.hidden = protocol === 'ping';
}
