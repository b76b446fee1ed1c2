import { parseNumber } from './parse-number.ts';
import type { Query } from './query.ts';
import { mistake } from './query.ts';
import { defaultPort } from './schemes.ts';

const HOST_NAME = /^(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,62})?\.)*[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,62})?\.?$/u;

function isIpv6(text: string): boolean {
  const [address = '', zone] = text.split('%', 2);
  if (zone === '') return false;
  if (!/^[\da-f:.]+$/i.test(address) || !address.includes(':')) return false;
  const halves = address.split('::');
  if (halves.length > 2) return false;
  let groups = 0;
  for (const [half, text] of halves.entries()) {
    const parts = text === '' ? [] : text.split(':');
    for (const [index, part] of parts.entries()) {
      const last = half === halves.length - 1 && index === parts.length - 1;
      if (last && part.includes('.')) {
        if (badIpv4(part) !== undefined || part.split('.').length !== 4) return false;
        groups += 2;
      } else if (/^[\da-f]{1,4}$/i.test(part)) groups += 1;
      else return false;
    }
  }
  return halves.length === 2 ? groups < 8 : groups === 8;
}

/** What is wrong with text that has an IPv4 address's shape; undefined when nothing is. */
function badIpv4(host: string): string | undefined {
  for (const part of host.split('.')) {
    if (Number(part) > 255) return `${part} is above 255`;
  }
  return undefined;
}

function hostMistake(host: string): Query | undefined {
  if (/^\d+(?:\.\d+){3}$/.test(host)) {
    const wrong = badIpv4(host);
    if (wrong === undefined) return undefined;
    return mistake(`${host} is not an IPv4 address: ${wrong}.`, 'Each of its four numbers is 0 to 255.');
  }
  if (/^\d+(?:\.\d+){4,}$/.test(host)) {
    return mistake(`${host} has more than four numbers.`, 'An IPv4 address has four, as in 127.0.0.1:62893.');
  }
  if (HOST_NAME.test(host) || host === '*') return undefined;
  return mistake(`${host} is not an address or a host name.`, 'Write for example 127.0.0.1:62893.');
}

function withPort(host: string, digits: string, notes: readonly string[]): Query {
  if (digits === '') {
    return mistake(
      `Nothing follows the colon after ${host}.`,
      `Write the port after it, as in ${host}:62893.`,
    );
  }
  const number = parseNumber(digits);
  if (number === undefined) {
    return mistake(
      `What follows the colon, ${digits}, is not a number.`,
      `Write the port in digits, as in ${host}:62893.`,
      defaultPort(digits) === undefined ? undefined : `${host}:${defaultPort(digits)}`,
    );
  }
  if (number.kind === 'mistake') {
    return number.suggestion === undefined
      ? number
      : { ...number, suggestion: `${host}:${number.suggestion}` };
  }
  return { kind: 'address-port', host, port: number.port, notes: [...notes, ...number.notes] };
}

const LOOPBACK = /^(?:localhost\.?|(?:.+\.)?localhost\.?|127(?:\.\d+){1,3}|\[?::1\]?)$/i;

/** One sentence about an address that has a meaning of its own; undefined for any other host. */
export function describeHost(host: string): string | undefined {
  if (/localhost\.?$/i.test(host) && LOOPBACK.test(host)) return `${host} is a name for this machine.`;
  if (LOOPBACK.test(host)) return `${host} is a loopback address: it always means this machine.`;
  return /^(?:0\.0\.0\.0|\[?::\]?|\*)$/.test(host)
    ? `${host} is the wildcard address: a server bound to it listens on every address of this machine.`
    : undefined;
}

function addressAlone(host: string): Query {
  if (/^(?:.+\.)?localhost\.?$/i.test(host)) {
    return {
      kind: 'address',
      host,
      text: `${host} is a name for this machine, and no port is in it. A browser adds the scheme's: 80 for http://${host}, 443 for https://${host}. For any other, write it after a colon.`,
    };
  }
  return {
    kind: 'address',
    host,
    text: `${describeHost(host) ?? `${host} is an address.`} It names a host and no port. Write the port after a colon.`,
  };
}

function bracketed(text: string, notes: readonly string[]): Query {
  const end = text.indexOf(']');
  if (end === -1) {
    return mistake(
      'The bracket [ is never closed.',
      'An IPv6 address stands in brackets and the port after them: [::1]:62893.',
    );
  }
  const inside = text.slice(1, end);
  if (!isIpv6(inside)) {
    return mistake(
      `${inside === '' ? 'Nothing' : inside} stands in the brackets, and that is not an IPv6 address.`,
      'Write for example [::1]:62893.',
    );
  }
  const host = `[${inside}]`;
  const rest = text.slice(end + 1);
  if (rest === '') return addressAlone(host);
  if (!rest.startsWith(':')) {
    return mistake(`${rest} follows the bracket.`, `A colon and the port come there: ${host}:62893.`);
  }
  return withPort(host, rest.slice(1), notes);
}

/**
 * Reads `host:port`, `[IPv6]:port`, `:port` and a host alone.
 *
 * @returns undefined for text without a colon, a bracket or an address's dots: a name, perhaps
 */
export function parseAddress(text: string, notes: readonly string[] = []): Query | undefined {
  if (text.startsWith('[')) return bracketed(text, notes);
  if (text.startsWith(':::')) {
    const rest = text.slice(3);
    if (/^\d+$/.test(rest)) {
      return withPort('[::]', rest, [...notes, `:::${rest} is how some tools print [::]:${rest}.`]);
    }
  }
  if (/^:[^:]*$/.test(text)) {
    const number = text === ':' ? undefined : parseNumber(text.slice(1));
    if (number === undefined) {
      return mistake('A colon without a port.', 'Write the port after it, as in :62893.');
    }
    return number.kind === 'number' ? { kind: 'port', port: number.port, notes: number.notes } : number;
  }
  const colons = text.split(':').length - 1;
  if (colons > 1) {
    if (!isIpv6(text)) {
      return mistake(
        `${text} has ${colons} colons and is not an IPv6 address.`,
        'One colon stands between host and port, as in 127.0.0.1:62893. An IPv6 address goes in brackets: [::1]:62893.',
      );
    }
    const last = text.slice(text.lastIndexOf(':') + 1);
    const before = text.slice(0, text.lastIndexOf(':'));
    const asPort = /^\d{2,5}$/.test(last) && isIpv6(before) ? `[${before}]:${last}` : undefined;
    return asPort === undefined
      ? addressAlone(text)
      : mistake(
          `${text} without brackets is an IPv6 address as a whole.`,
          `If ${last} is the port, put the address in brackets.`,
          asPort,
        );
  }
  if (colons === 1) {
    const at = text.indexOf(':');
    const host = text.slice(0, at);
    return hostMistake(host) ?? withPort(host, text.slice(at + 1), notes);
  }
  if (/^\d+(?:\.\d+){3,}$/.test(text)) return hostMistake(text) ?? addressAlone(text);
  if (LOOPBACK.test(text) || text === '*') return addressAlone(text);
  return undefined;
}

/** Reads `scheme://host[:port]/path`; undefined for text without `://`. */
export function parseUrl(text: string): Query | undefined {
  const match = /^(?:jdbc:)?([a-z][a-z\d+.-]*):\/\/([^/?#\\]*)/i.exec(text);
  if (match === null) return undefined;
  const scheme = (match[1] ?? '').toLowerCase();
  const authority = match[2] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (host === '' || host.startsWith(':')) {
    return mistake('The URL names no host.', `Write for example ${scheme}://localhost:62893/.`);
  }
  const named = /:$/.test(host) ? host.slice(0, -1) : host;
  const address = parseAddress(named) ?? hostMistake(named) ?? addressAlone(named);
  if (address.kind !== 'address') return address;
  const port = defaultPort(scheme);
  if (port === undefined) {
    return mistake(
      `The URL names no port, and ${scheme} has no default that is known here.`,
      `Write the port after the host: ${scheme}://${named}:62893.`,
    );
  }
  return { kind: 'default-port', scheme, host: named, port, notes: [] };
}
