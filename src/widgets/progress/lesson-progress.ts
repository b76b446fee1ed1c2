/** Progress on a lesson's own page: keeping it, saying it, and the marks in the list of lessons. */
import type { Done } from '../../course/progress.ts';
import { lessonText, storageText } from './progress.view.ts';
import { drawMarks } from './progress-marks.ts';
import { keepDone, onProgressElsewhere, type Stored, storedProgress } from './stored-progress.ts';

const saidKey = 'homeport-storage-said';
let said = false;
/** It stands on this page and stays there. */
let saidHere = false;

export function keepInLesson(element: HTMLElement, detail: unknown): void {
  const done = toDone(lessonOf(element), detail);
  if (done) draw(element, keepDone(done, Date.now()));
}

export function showLesson(element: HTMLElement, signal: AbortSignal): void {
  draw(element, storedProgress());
  const stop = onProgressElsewhere(() => draw(element, storedProgress()));
  signal.addEventListener('abort', stop);
}

function lessonOf(element: HTMLElement): string {
  return element.closest<HTMLElement>('[data-lesson]')?.dataset['lesson'] ?? '';
}

function toDone(lesson: string, detail: unknown): Done | undefined {
  if (lesson === '' || typeof detail !== 'object' || detail === null) return undefined;
  if ('step' in detail && typeof detail.step === 'number' && 'of' in detail && typeof detail.of === 'number')
    return { lesson, step: detail.step, of: detail.of };
  if ('check' in detail && typeof detail.check === 'number' && 'right' in detail)
    return { lesson, check: String(detail.check), right: detail.right === true };
  return undefined;
}

function draw(element: HTMLElement, stored: Stored): void {
  const trouble = saidHere || !saidBefore() ? storageText(stored) : '';
  if (trouble !== '') remember();
  const text = lessonText(stored.progress.lessons[lessonOf(element)]);
  const kept = stored.kind === 'read' ? text : text.replace(' Kept on this device.', '');
  element.textContent = [kept, trouble].filter((part) => part !== '').join(' ');
  drawMarks(stored.progress);
}

/** Once a visit is enough. */
function saidBefore(): boolean {
  try {
    said ||= sessionStorage.getItem(saidKey) !== null;
  } catch {
    // Blocked too: then once a page.
  }
  return said;
}

function remember(): void {
  saidHere = true;
  try {
    sessionStorage.setItem(saidKey, 'yes');
  } catch {
    // As above.
  }
}
