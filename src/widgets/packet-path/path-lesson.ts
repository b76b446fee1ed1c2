/** The packet path as a lesson has it: drawing, buttons and steps in place of the sentences that came with the page, and its rules. */
import { adoptStyles } from '../terminal/adopted-styles.ts';
import rules from './packet-path.css?inline';

let adopted = false;

/** What `PacketPath` fills. */
export function furnish(root: HTMLElement): void {
  if (!adopted) adoptStyles(rules);
  adopted = true;
  const title = make('p', { class: 'path-title machine', 'data-title': '' });
  const drawing = make('div', {
    class: 'path-drawing',
    role: 'group',
    'aria-label': 'Drawing of the way',
    tabindex: '0',
    'data-drawing': '',
  });
  const controls = make('div', { class: 'path-controls', role: 'group', 'aria-label': 'Steps of the way' });
  for (const [what, label] of Object.entries({
    play: 'Play',
    back: 'Back',
    step: 'Step',
    first: 'From the start',
  })) {
    const button = make('button', { type: 'button', 'data-do': what, 'aria-disabled': 'true' });
    button.className = what === 'play' ? 'button' : 'button-quiet';
    button.textContent = label;
    controls.append(button);
  }
  controls.append(make('span', { class: 'path-progress', 'data-progress': '' }));
  root.replaceChildren(
    title,
    drawing,
    controls,
    make('p', { class: 'visually-hidden', role: 'status', 'data-said': '' }),
    make('ol', { class: 'path-steps', 'data-steps': '', 'aria-label': 'The way in words' }),
  );
}

function make(name: string, attributes: Readonly<Record<string, string>>): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
