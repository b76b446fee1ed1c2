/** Writes what the kernel answered into the text of a case, and leaves everything else as it is. */
import type { Case, EndpointPattern, Outcome, PortPattern } from '../../src/simulator/notation/case.ts';
import { splitComment } from '../../src/simulator/notation/line-reader.ts';
import { matchesAny } from '../../src/simulator/notation/match-outcome.ts';
import type { ParsedCase } from '../../src/simulator/notation/parse-cases.ts';
import { printOutcome } from '../../src/simulator/notation/print-case.ts';
import type { StepSeen } from './run-result.ts';

const defaultRange = { low: 32768, high: 60999 };

/** The ports that the host of this case picks from. */
function ephemeralRange({ headers, calls }: Case): { low: number; high: number } {
  for (const { call } of calls) {
    if (call.name === 'setsockopt' && typeof call.value === 'object' && call.value.low > 0) return call.value;
  }
  for (const header of headers) {
    if (header.kind !== 'sysctl' || header.name !== 'net.ipv4.ip_local_port_range') continue;
    const [low = defaultRange.low, high = defaultRange.high] = header.value.split(' ').map(Number);
    return { low, high };
  }
  return defaultRange;
}

/** Ports that the case's calls name: they come from no choice of the kernel. */
function namedPorts({ calls }: Case): ReadonlySet<number> {
  const ports = new Set<number>();
  for (const { call } of calls) {
    if (!('address' in call) || call.address === 'unspec') continue;
    if (typeof call.address.port === 'number') ports.add(call.address.port);
  }
  return ports;
}

/**
 * The result of each call as the case should say it: what stands there where it agrees; else what came, with a port that
 * the kernel picked as `port(NAME)` or as the range it was picked from.
 *
 * @returns undefined for a call whose result is not checked
 */
export function resultsToWrite(
  recorded: ParsedCase,
  steps: readonly StepSeen[],
): readonly (string | undefined)[] {
  const isNew = !recorded.headers.some(({ kind }) => kind === 'recorded');
  const range = ephemeralRange(recorded);
  const named = namedPorts(recorded);
  const ports = new Map<string, number>();

  const pattern = (port: number, subject: string | undefined, isOwn: boolean): PortPattern => {
    if (port === 0 || named.has(port)) return port;
    for (const [name, known] of ports) {
      if (known === port && !(isOwn && name === subject)) return { portOf: name };
    }
    return port >= range.low && port <= range.high ? range : port;
  };
  const general = (outcome: Outcome, subject: string | undefined, isOwn: boolean): Outcome => {
    const endpoint = (came: EndpointPattern): EndpointPattern => ({
      address: came.address,
      port: typeof came.port === 'number' ? pattern(came.port, subject, isOwn) : came.port,
    });
    if (outcome.kind === 'endpoint') return { ...outcome, endpoint: endpoint(outcome.endpoint) };
    if (outcome.kind === 'text' && outcome.from) return { ...outcome, from: endpoint(outcome.from) };
    return outcome;
  };

  return recorded.calls.map(({ makes, call, expected }, index) => {
    const seen = steps[index];
    if (!seen) return undefined;
    const subject = makes ?? ('socket' in call ? call.socket : undefined);
    if (subject !== undefined && seen.port !== 0) ports.set(subject, seen.port);
    if (expected.length === 0 && (!isNew || call.name === 'advance')) return undefined;
    if (expected.length > 0 && matchesAny(expected, seen.outcome, (name) => ports.get(name))) {
      return expected.map(printOutcome).join(' or ');
    }
    return printOutcome(general(seen.outcome, subject, call.name === 'getsockname'));
  });
}

/** The lines of the file with this case's results and its `recorded` line brought up to date. */
export function writeResults(
  lines: readonly string[],
  recorded: ParsedCase,
  results: readonly (string | undefined)[],
  kernel: string,
): readonly string[] {
  const written = [...lines];
  for (const [index, { line, callEnd }] of recorded.calls.entries()) {
    const result = results[index];
    const raw = lines[line - 1];
    if (result === undefined || raw === undefined) continue;
    const { code } = splitComment(raw);
    const behind = raw.slice(code.length);
    written[line - 1] = `${raw.slice(0, callEnd)} = ${result}${behind.trimEnd()}`;
  }
  const until = (recorded.calls[0]?.line ?? recorded.line + 1) - 1;
  const at = lines.findIndex((text, index) => {
    return index >= recorded.line && index < until && /^\s*recorded\s/.test(text);
  });
  if (at >= 0) written[at] = (lines[at] ?? '').replace(/^(\s*recorded\s+)[^#]*?(\s*#.*)?$/, `$1${kernel}$2`);
  else if (until >= 0) written[until] = `recorded ${kernel}\n${written[until] ?? ''}`;
  return written;
}
