import type { OperatingSystem } from './operating-systems.ts';
import type { Source } from './source.ts';

/** What a person meant by what they typed. Every string is exactly one of these. */
export type Query =
  /** Nothing but spaces. */
  | { readonly kind: 'empty' }
  /** One port, however it was written. */
  | { readonly kind: 'port'; readonly port: number; readonly notes: readonly string[] }
  /** An address with a port, or a URL that names one. */
  | {
      readonly kind: 'address-port';
      readonly host: string;
      readonly port: number;
      readonly notes: readonly string[];
    }
  /** A URL without a port: its scheme's default applies. */
  | {
      readonly kind: 'default-port';
      readonly scheme: string;
      readonly host: string;
      readonly port: number;
      readonly notes: readonly string[];
    }
  /** An address or a name of a host, and no port at all. */
  | { readonly kind: 'address'; readonly host: string; readonly text: string }
  /** `first` is never above `last`: a reversed range is turned round, with a note. */
  | {
      readonly kind: 'range';
      readonly first: number;
      readonly last: number;
      readonly notes: readonly string[];
    }
  /** Several ports, each once, in the order in which they were written. */
  | { readonly kind: 'list'; readonly ports: readonly number[]; readonly notes: readonly string[] }
  /** Perhaps the name of a service: the registry and the table of developers' programs decide. */
  | { readonly kind: 'service'; readonly name: string }
  /** The text of a known error, with the port that it names, if it names one. */
  | { readonly kind: 'error'; readonly error: KnownError; readonly port: number | undefined }
  | Mistake;

/** Input that is no port: what was wrong with it and what would be right. */
export interface Mistake {
  readonly kind: 'mistake';
  readonly wrong: string;
  readonly right: string;
  /** What the person probably meant, ready to be asked. */
  readonly suggestion: string | undefined;
}

/** An error that programs print about ports. */
export interface KnownError {
  /** The errno or the browser's own name. */
  readonly name: string;
  readonly title: string;
  /** What happened, then why. */
  readonly meaning: string;
  /** What to do next. */
  readonly next: string;
  /** A command that shows more, per system; `PORT` stands for the number. */
  readonly look: Readonly<Record<OperatingSystem, string>> | undefined;
  readonly source: Source;
}

export function mistake(wrong: string, right: string, suggestion?: string): Mistake {
  return { kind: 'mistake', wrong, right, suggestion };
}

export const EXAMPLES = '62893, 127.0.0.1:62893 or 8000-8010';
