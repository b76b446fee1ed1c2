/**
 * The port registry in its compiled form: a text of one line per assignment, in the order of the ports.
 *
 *     line   = [gap] [protocols] name
 *     gap    = '!' to '/' for 0 to 14, or base 36 and a space: how far the port lies behind the line
 *              before; missing for the next port
 *     protocols = 'P' + a sum of 1 TCP, 2 UDP, 4 SCTP, 8 DCCP, less 1; missing when the line before's hold
 *     name   = '=' for the last name with its final number plus one, or
 *              ['C' to 'O', for 3 to 15 characters shared with the last name] and the rest
 *
 * An empty name is a port that IANA holds back. Names are in lower case: they are compared without
 * regard to case (RFC 6335 §5.1).
 */

export type Protocol = 'tcp' | 'udp' | 'sctp' | 'dccp';

export const PROTOCOLS: readonly Protocol[] = ['tcp', 'udp', 'sctp', 'dccp'];

export interface Assignment {
  /** The service's name; empty where IANA reserves the number without one. */
  readonly name: string;
  readonly protocols: readonly Protocol[];
  /** The line's number: the same line of the descriptions file describes it. */
  readonly line: number;
}

export interface Registry {
  /** What IANA assigned to a port, its best known name first; empty for an unassigned port. */
  readonly assignments: (port: number) => readonly Assignment[];
  /** The ports that a service name stands for, in ascending order; empty for an unknown name. */
  readonly portsOf: (name: string) => readonly number[];
}

/** One line, before it is written or after it is read. */
export interface RegistryLine {
  readonly port: number;
  /** A sum of 1 TCP, 2 UDP, 4 SCTP, 8 DCCP. */
  readonly protocols: number;
  readonly name: string;
}

const FIRST_GAP = '!'.charCodeAt(0);
const LAST_GAP = 14;
const FIRST_MASK = 'P'.charCodeAt(0);
const FIRST_SHARED = '@'.charCodeAt(0);
const LEAST_SHARED = 3;
const MOST_SHARED = 15;

const LINE = /^(?:([!-/])|([\da-z]+) )?([P-^])?([C-O])?(.*)$/;

function successor(name: string): string | undefined {
  const match = /^(.*?)(\d+)$/.exec(name);
  if (match?.[1] === undefined || match[2] === undefined || match[2].length > 9) return undefined;
  return match[1] + String(Number(match[2]) + 1).padStart(match[2].length, '0');
}

/** Writes lines, which must stand in the order of their ports, in the compiled form. */
export function writeNames(lines: readonly RegistryLine[]): string {
  let port = -1;
  let protocols = 0;
  let last = '';
  const written = lines.map((line) => {
    const gap = line.port - port;
    let text =
      gap === 1 ? '' : gap <= LAST_GAP ? String.fromCharCode(FIRST_GAP + gap) : `${gap.toString(36)} `;
    if (line.protocols !== protocols) text += String.fromCharCode(FIRST_MASK + line.protocols - 1);
    let shared = 0;
    while (shared < Math.min(MOST_SHARED, last.length) && line.name[shared] === last[shared]) shared += 1;
    if (line.name !== '' && line.name === successor(last)) text += '=';
    else if (shared < LEAST_SHARED) text += line.name;
    else text += String.fromCharCode(FIRST_SHARED + shared) + line.name.slice(shared);
    port = line.port;
    protocols = line.protocols;
    last = line.name;
    return text;
  });
  return written.join('\n');
}

/**
 * Reads the compiled form.
 *
 * @throws SyntaxError for text that `writeNames` did not write: a bug or a broken download
 */
export function readNames(text: string): readonly RegistryLine[] {
  let port = -1;
  let protocols = 0;
  let last = '';
  return text.split('\n').map((line) => {
    const [, near, far, mask, shared, rest = ''] = LINE.exec(line) ?? [];
    port +=
      near !== undefined ? near.charCodeAt(0) - FIRST_GAP : far !== undefined ? Number.parseInt(far, 36) : 1;
    if (mask !== undefined) protocols = mask.charCodeAt(0) - FIRST_MASK + 1;
    if (shared !== undefined) last = last.slice(0, shared.charCodeAt(0) - FIRST_SHARED) + rest;
    else last = rest === '=' ? (successor(last) ?? '') : rest;
    if (!(port <= 65535) || protocols === 0) throw new SyntaxError(`not a line of the registry: ${line}`);
    return { port, protocols, name: last };
  });
}

const NONE: readonly never[] = [];

/** A registry over the compiled names file. */
export function openRegistry(text: string): Registry {
  const byPort = new Map<number, Assignment[]>();
  const byName = new Map<string, number[]>();
  for (const [line, { port, protocols, name }] of readNames(text).entries()) {
    const assignment = {
      name,
      line,
      protocols: PROTOCOLS.filter((_, bit) => (protocols & (1 << bit)) !== 0),
    };
    const assignments = byPort.get(port);
    if (assignments === undefined) byPort.set(port, [assignment]);
    else assignments.push(assignment);
    if (name === '') continue;
    const ports = byName.get(name);
    if (ports === undefined) byName.set(name, [port]);
    else if (ports.at(-1) !== port) ports.push(port);
  }
  return {
    assignments: (port) => byPort.get(port) ?? NONE,
    portsOf: (name) => byName.get(name.toLowerCase()) ?? NONE,
  };
}

/** Reads the descriptions file: one line per line of the names file, empty where the name says it all. */
export function readDescriptions(text: string): readonly string[] {
  return text.split('\n');
}
