import { type Progress, stateOf } from '../../course/progress.ts';
import { markOf } from './progress.view.ts';

/** Writes beside each lesson of the page's lists how far it is. */
export function drawMarks(progress: Progress): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-progress-of]')) {
    const state = stateOf(progress, place.dataset['progressOf'] ?? '');
    place.dataset['state'] = state;
    place.textContent = markOf(state);
  }
}
