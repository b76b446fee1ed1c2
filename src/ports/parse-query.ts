import { findError, portInText } from './error-texts.ts';
import { parseAddress, parseUrl } from './parse-address.ts';
import { otherDigits, parseNumber } from './parse-number.ts';
import type { Query } from './query.ts';
import { EXAMPLES, mistake } from './query.ts';
import { isPort } from './ranges.ts';

/** Longer text than this is no port; an error's text inside it is still looked for. */
const LONGEST = 1000;
/** How much of a pasted log is looked through. */
const LONGEST_LOG = 20_000;
/** A list of more ports than this says nothing any more. */
const LONGEST_LIST = 64;

function parseRange(text: string): Query | undefined {
  const match = /^:?([\w.]+)\s*(?:-|\u2013|\u2014|\.\.\.?|\bto\b)\s*:?([\w]+)$/i.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  if (!/^\d/.test(match[1]) || !/^\d/.test(match[2])) return undefined;
  const from = parseNumber(match[1]);
  const to = parseNumber(match[2]);
  if (from === undefined || to === undefined) return undefined;
  if (from.kind === 'mistake') return { ...from, suggestion: undefined };
  if (to.kind === 'mistake') return { ...to, suggestion: undefined };
  const notes = [...from.notes, ...to.notes];
  if (from.port === to.port) return { kind: 'port', port: from.port, notes };
  const [first, last] = from.port < to.port ? [from.port, to.port] : [to.port, from.port];
  if (from.port > to.port) notes.push(`The range was written backwards; read as ${first}-${last}.`);
  return { kind: 'range', first, last, notes };
}

function parseList(text: string): Query | undefined {
  if (!/[,;\s]/.test(text)) return undefined;
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  if (parts.length === 0 || !parts.every((part) => /^:?\d/.test(part))) return undefined;
  if (parts.length > LONGEST_LIST) {
    return mistake(`That is a list of ${parts.length} ports.`, `Ask for ${LONGEST_LIST} at most.`);
  }
  const ports = new Set<number>();
  const notes: string[] = [];
  for (const part of parts) {
    const number = parseNumber(part.replace(/^:/, ''));
    if (number === undefined) {
      return mistake(`${part} in the list is not a port.`, 'A list holds numbers, as in 80, 443, 8080.');
    }
    if (number.kind === 'mistake') return { ...number, suggestion: undefined };
    ports.add(number.port);
    notes.push(...number.notes);
  }
  const [only] = ports;
  if (ports.size === 1 && only !== undefined) return { kind: 'port', port: only, notes };
  return { kind: 'list', ports: [...ports], notes };
}

/** `80/tcp`, `udp 53`, `tcp:80`, `port 80`, `port=8000`, `-p 3000`, `--port=3000`: the bare number is meant. */
function withoutDecoration(text: string): string {
  return text
    .replace(/^(?:--?p(?:ort)?|ports?)(?:[\s=:#]+)(?=\S)/i, '')
    .replace(/^(?:tcp|udp|sctp|dccp)(?:[\s/:]+)(?=\d)/i, '')
    .replace(/^(\d+)\s*(?:\/\s*|\s)(?:tcp6?|udp6?|sctp|dccp)$/i, '$1');
}

/** The number that a command line ends with: `python3 -m http.server 62893`. */
function lastNumber(text: string): number | undefined {
  const digits = /\s(\d{1,5})$/.exec(text)?.[1];
  return digits !== undefined && isPort(Number(digits)) ? Number(digits) : undefined;
}

function parseOne(text: string): Query {
  const url = parseUrl(text);
  if (url !== undefined) return url;
  const range = parseRange(text);
  if (range !== undefined) return range;
  const number = parseNumber(text);
  if (number !== undefined) {
    return number.kind === 'number' ? { kind: 'port', port: number.port, notes: number.notes } : number;
  }
  const list = parseList(text);
  if (list !== undefined) return list;
  const other = otherDigits(text);
  if (other !== undefined) return other;

  if (/^\d+\s*[-\u2013]$/.test(text)) {
    return mistake('The range has no end.', 'Write both ends, as in 8000-8010.');
  }
  const inside = /\S\s+\S/.test(text) ? (portInText(text) ?? lastNumber(text)) : undefined;
  if (inside !== undefined) {
    return { kind: 'port', port: inside, notes: [`${inside} is the port that this text names.`] };
  }
  const host = text.replace(/[/?#].*$/su, '');
  const address = host === '' ? undefined : parseAddress(host);
  if (address !== undefined && (address.kind !== 'mistake' || !/\s/.test(text))) return address;
  if (/^[\p{L}\p{N}][\p{L}\p{N}+*./_@ -]{0,60}$/u.test(text) && /\p{L}/u.test(text)) {
    return { kind: 'service', name: text.toLowerCase() };
  }
  return (
    address ??
    mistake(`${text} is not a port, an address or the name of a service.`, `Write for example ${EXAMPLES}.`)
  );
}

/**
 * Reads whatever a person typed or pasted where a port was asked for.
 *
 * Never throws: every string gives a meaning or a mistake that says what was wrong and what would be right.
 * A name comes back as `service`: whether such a service exists is the registry's to say (find-service.ts).
 */
export function parseQuery(input: string): Query {
  const text = input.trim().replace(/^["'`\u2018\u201C\u00AB]+(.*?)["'`\u2019\u201D\u00BB.,;]*$/su, '$1');
  if (text === '')
    return input.trim() === ''
      ? { kind: 'empty' }
      : mistake('That is quotes only.', `Write for example ${EXAMPLES}.`);
  const error = findError(text.slice(0, LONGEST_LOG));
  if (error !== undefined) {
    return { kind: 'error', error, port: portInText(text.slice(0, LONGEST_LOG)) };
  }
  if (text.length > LONGEST) {
    return mistake(
      `That is ${text.length} characters long, and no error that is known here is in it.`,
      `A port has five digits at most. Paste the one line that names the address, or write for example ${EXAMPLES}.`,
    );
  }
  return parseOne(withoutDecoration(text));
}
