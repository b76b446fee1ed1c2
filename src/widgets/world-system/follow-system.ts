/** The page's world takes the system that the reader chose, as long as nothing was done on it; else it offers to begin anew. */
import { SYSTEM_CHOSEN, toSystem } from '../system-switch/chosen-system.ts';
import type { PageWorld } from '../world/page-world.ts';
import { freshLabel, isFresh, systemNote } from './world-system.view.ts';

/** For the life of the page: `data-fresh` says what its own host begins with, `data-runs` what it runs (system-switch.element.ts). */
export function followSystem(world: PageWorld): void {
  const page = document.querySelector<HTMLElement>('[data-systems]');
  if (!page) return;
  const wanted = () => toSystem(page.dataset['fresh']) ?? 'linux';
  /** A world that waits for a program takes the system later. */
  let changing = false;

  const look = (): void => {
    const runs = world.host.system.name;
    world.begins = wanted();
    if (runs === wanted()) changing = false;
    else if (isFresh(world) && !changing) {
      changing = true;
      world.reset();
      return;
    }
    page.dataset['runs'] = runs;
    const note = changing ? '' : systemNote(runs, wanted());
    for (const place of document.querySelectorAll<HTMLElement>('[data-world-system]')) {
      if (place.dataset['worldSystem'] === note) continue;
      place.dataset['worldSystem'] = note;
      place.replaceChildren(...(note === '' ? [] : [`${note} `, startButton()]));
    }
  };
  const startButton = (): HTMLButtonElement => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button-quiet';
    button.textContent = freshLabel(wanted());
    button.addEventListener('click', () => document.dispatchEvent(new CustomEvent('world-reset')));
    return button;
  };

  document.addEventListener(SYSTEM_CHOSEN, () => {
    changing = false;
    look();
  });
  world.subscribe(look);
  look();
}
