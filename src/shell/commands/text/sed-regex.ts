/** A regular expression of a sed script. */
import { translateRegex } from '../../posix-regex.ts';

export interface SedRegex {
  /** Undefined stands for the last one that was used. */
  readonly expression: RegExp | undefined;
  readonly groups: number;
}

/** @returns the error when it cannot be read */
export function sedRegex(source: string, extended: boolean, flags: string): SedRegex | string {
  if (source === '') return { expression: undefined, groups: 9 };
  const translated = translateRegex(source, { dialect: 'sed', extended });
  if (!translated.ok) return translated.error;
  const own = `${flags.includes('I') ? 'i' : ''}${flags.includes('M') ? 'm' : ''}`;
  return { expression: new RegExp(translated.source, `gsu${own}`), groups: translated.groups };
}
