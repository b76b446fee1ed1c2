/** strftime(3) in UTC, as date and awk have it. */
import { type CivilTime, toCivil, twoDigits } from '../../civil-time.ts';

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** @param milliseconds since 1970-01-01 00:00 UTC */
export function formatTime(format: string, milliseconds: number): string {
  const time = toCivil(milliseconds);
  return format.replace(
    /%([-_0^#]?)(\d*)(:*)([a-zA-Z%+])/g,
    (all, flag: string, width: string, colons: string, letter: string) => {
      const text = conversion(letter, time, milliseconds, colons.length);
      if (text === undefined) return all;
      const upper = flag === '^' ? text.toUpperCase() : text;
      if (flag === '-') return upper.replace(/^[0 ]+(?=.)/, '');
      if (flag === '_')
        return upper.replace(/^0+(?=.)/, (zeros) => ' '.repeat(zeros.length)).padStart(Number(width));
      return upper.padStart(Number(width), /^\d/.test(upper) ? '0' : ' ');
    },
  );
}

function conversion(
  letter: string,
  time: CivilTime,
  milliseconds: number,
  colons: number,
): string | undefined {
  const { year, month, day, hour, minute, second, weekday } = time;
  const twelve = hour % 12 || 12;
  const nested = (format: string): string => formatTime(format, milliseconds);
  switch (letter) {
    case '%':
      return '%';
    case 'a':
      return weekdays[weekday]?.slice(0, 3);
    case 'A':
      return weekdays[weekday];
    case 'b':
    case 'h':
      return months[month]?.slice(0, 3);
    case 'B':
      return months[month];
    case 'c':
      return nested('%a %b %e %H:%M:%S %Y');
    case 'C':
      return twoDigits(Math.floor(year / 100));
    case 'd':
      return twoDigits(day);
    case 'D':
    case 'x':
      return nested('%m/%d/%y');
    case 'e':
      return String(day).padStart(2);
    case 'F':
      return nested('%Y-%m-%d');
    case 'g':
      return twoDigits(isoWeek(milliseconds).year % 100);
    case 'G':
      return String(isoWeek(milliseconds).year);
    case 'H':
      return twoDigits(hour);
    case 'I':
      return twoDigits(twelve);
    case 'j':
      return String(dayOfYear(milliseconds)).padStart(3, '0');
    case 'k':
      return String(hour).padStart(2);
    case 'l':
      return String(twelve).padStart(2);
    case 'm':
      return twoDigits(month + 1);
    case 'M':
      return twoDigits(minute);
    case 'n':
      return '\n';
    case 'N':
      return `${String(((milliseconds % 1000) + 1000) % 1000)
        .padStart(3, '0')
        .slice(0, 3)}000000`;
    case 'p':
      return hour < 12 ? 'AM' : 'PM';
    case 'P':
      return hour < 12 ? 'am' : 'pm';
    case 'q':
      return String(Math.floor(month / 3) + 1);
    case 'r':
      return nested('%I:%M:%S %p');
    case 'R':
      return nested('%H:%M');
    case 's':
      return String(Math.floor(milliseconds / 1000));
    case 'S':
      return twoDigits(second);
    case 't':
      return '\t';
    case 'T':
    case 'X':
      return nested('%H:%M:%S');
    case 'u':
      return String(weekday || 7);
    case 'U':
      return twoDigits(Math.floor((dayOfYear(milliseconds) + 6 - weekday) / 7));
    case 'V':
      return twoDigits(isoWeek(milliseconds).week);
    case 'w':
      return String(weekday);
    case 'W':
      return twoDigits(Math.floor((dayOfYear(milliseconds) + 6 - ((weekday + 6) % 7)) / 7));
    case 'y':
      return twoDigits(year % 100);
    case 'Y':
      return String(year);
    case 'z':
      return colons === 0 ? '+0000' : colons === 1 ? '+00:00' : '+00:00:00';
    case 'Z':
      return 'UTC';
    default:
      return undefined;
  }
}

const dayLength = 86_400_000;

/** 1 on the first of January. */
function dayOfYear(milliseconds: number): number {
  const { year } = toCivil(milliseconds);
  let first = milliseconds - 366 * dayLength;
  while (toCivil(first).year < year) first += dayLength;
  return Math.floor(milliseconds / dayLength) - Math.floor(first / dayLength) + 1;
}

/** ISO 8601: weeks begin on Monday, the first has the year's first Thursday. */
function isoWeek(milliseconds: number): { readonly year: number; readonly week: number } {
  const weekday = (toCivil(milliseconds).weekday + 6) % 7;
  const thursday = milliseconds + (3 - weekday) * dayLength;
  return { year: toCivil(thursday).year, week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1 };
}
