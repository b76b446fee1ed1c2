import { KNOWN_ERRORS } from './known-errors.ts';
import type { KnownError } from './query.ts';
import { isPort } from './ranges.ts';

/** The known error that a text names; undefined when it names none. The first match in the table wins. */
export function findError(text: string): KnownError | undefined {
  for (const { pattern, error } of KNOWN_ERRORS) {
    if (pattern.test(text)) return error;
  }
  return undefined;
}

/** Where a port stands in the messages of common programs, the surest place first. */
const PLACES: readonly RegExp[] = [
  /(?:\[[\da-f:.]*\]|:::?|\*|localhost|\d{1,3}(?:\.\d{1,3}){3}):?:(\d{1,5})(?!\d)/i,
  /:::(\d{1,5})(?!\d)/,
  // Node.js prints IPv6 addresses without brackets: ::1:3000.
  /(?:^|\s)[\da-f]*::[\da-f:]*:(\d{1,5})(?![\d:])/i,
  /\bports?\b["']?[\s:=#(]*(\d{1,5})(?![\d.])/i,
  /\w:\/\/[^\s/:]+:(\d{1,5})(?!\d)/,
  /\('[^']*', (\d{1,5})\)/,
  /(?:^|\s):(\d{1,5})(?!\d)/,
  /[a-z][\w.-]*:(\d{2,5})(?![\d:])/i,
];

/** The port that an error's text speaks of; undefined when it names none. */
export function portInText(text: string): number | undefined {
  for (const place of PLACES) {
    const digits = place.exec(text)?.[1];
    if (digits !== undefined && isPort(Number(digits))) return Number(digits);
  }
  return undefined;
}

/** `err-unsafe-port`: the place of an error, or of one of its names, on the page of error messages. */
export function errorSlug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
