/** The line `Active:` of systemctl status. */
import { clockTimeSeconds, toCivil, twoDigits } from '../../civil-time.ts';
import { hasFailed, isActive, type Unit } from './units.ts';

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** @param now the network's time */
export function activeText(unit: Unit, epoch: number, now: number): string {
  if (!unit.task) return 'inactive (dead)';
  const time = toCivil(epoch + unit.since);
  const date = `${time.year}-${twoDigits(time.month + 1)}-${twoDigits(time.day)}`;
  const since = `since ${weekdays[time.weekday]} ${date} ${clockTimeSeconds(time)} UTC; ${ago(now - unit.since)} ago`;
  if (isActive(unit)) return `active (running) ${since}`;
  return hasFailed(unit) ? `failed (Result: exit-code) ${since}` : `inactive (dead) ${since}`;
}

/** The two largest units: `5min 3s`. */
function ago(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).slice(0, 2);
  return shown.map(([count, unit]) => `${count}${unit}`).join(' ') || `${milliseconds}ms`;
}
