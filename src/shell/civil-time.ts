/** Dates of the world's clock in UTC, from milliseconds since 1970-01-01, in the forms that tools print. */

export interface CivilTime {
  readonly year: number;
  /** 0 to 11 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The proleptic Gregorian date, by counting 400-year eras that begin on 1 March. */
export function toCivil(milliseconds: number): CivilTime {
  const seconds = Math.floor(milliseconds / 1000);
  const days = Math.floor(seconds / 86400);
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = (monthFromMarch + 2) % 12;
  const time = seconds - days * 86400;
  return {
    year: yearOfEra + era * 400 + (month < 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
    hour: Math.floor(time / 3600),
    minute: Math.floor(time / 60) % 60,
    second: time % 60,
    weekday: (((days + 4) % 7) + 7) % 7,
  };
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** `09:12` */
export function clockTime({ hour, minute }: CivilTime): string {
  return `${twoDigits(hour)}:${twoDigits(minute)}`;
}

/** `09:12:25` */
export function clockTimeSeconds(time: CivilTime): string {
  return `${clockTime(time)}:${twoDigits(time.second)}`;
}

/** `23/Nov/2026 09:12:25`, as in a server's log. */
export function logTime(milliseconds: number): string {
  const time = toCivil(milliseconds);
  return `${twoDigits(time.day)}/${months[time.month]}/${time.year} ${clockTimeSeconds(time)}`;
}

/** `Mon, 23 Nov 2026 09:37:56 GMT` (RFC 9110 §5.6.7). */
export function httpDate(milliseconds: number): string {
  const time = toCivil(milliseconds);
  const date = `${twoDigits(time.day)} ${months[time.month]} ${time.year}`;
  return `${weekdays[time.weekday]}, ${date} ${clockTimeSeconds(time)} GMT`;
}

/** Milliseconds since 1970 of `Mon, 23 Nov 2026 09:37:56 GMT`; undefined for any other text. */
export function parseHttpDate(text: string): number | undefined {
  const match = /^[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/.exec(text);
  const month = months.indexOf(match?.[2] ?? '');
  if (!match || month < 0) return undefined;
  const [day = 0, , year = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  // Counted as years that begin on 1 March, so that a leap day is the last of its year.
  const shifted = month < 2 ? year - 1 : year;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  const dayOfYear = Math.floor((153 * ((month + 10) % 12) + 2) / 5) + day - 1;
  const days = 365 * shifted + leapDays + dayOfYear - 719468;
  return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000;
}

/** `Nov 23 09:12`, as `ls -l` has it for a recent file. */
export function listTime(milliseconds: number): string {
  const time = toCivil(milliseconds);
  return `${months[time.month]} ${String(time.day).padStart(2)} ${clockTime(time)}`;
}
