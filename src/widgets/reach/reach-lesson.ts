/** The table as a lesson has it: in place of the lines that came with the page, with its rules, which a lesson does not carry. */
import { adoptStyles } from '../terminal/adopted-styles.ts';
import rules from './reach.css?inline';
import { make, span } from './reach-elements.ts';

let adopted = false;

/** What `ReachTable` fills. */
export function furnish(root: HTMLElement): void {
  if (!adopted) adoptStyles(rules);
  adopted = true;
  const scroll = document.createElement('div');
  scroll.className = 'reach-scroll';
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.setAttribute('aria-label', 'Who can reach this?');
  const table = document.createElement('table');
  table.className = 'reach-matrix';
  const head = document.createElement('thead');
  head.append(make('tr', '', 'row'));
  table.append(head, document.createElement('tbody'));
  scroll.append(table);
  root.replaceChildren(scroll, told('reach-told', 'told'), told('visually-hidden', 'turned'));
  root
    .querySelector('.reach-told')
    ?.append(span('reach-told-reason', 'Press a cell: its one reason stands here.'));
}

function told(className: string, mark: string): HTMLElement {
  const place = document.createElement('p');
  place.className = className;
  place.setAttribute('role', 'status');
  place.dataset[mark] = '';
  return place;
}
