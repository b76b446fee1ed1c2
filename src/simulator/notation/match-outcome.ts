/** Whether what came is what was expected. */
import type { EndpointPattern, Outcome, PortPattern } from './case.ts';

/** The last non-zero local port of a socket of the case; undefined when it never had one. */
export type PortOf = (name: string) => number | undefined;

/** @param expected any of these is right; none means that the result is not checked */
export function matchesAny(expected: readonly Outcome[], came: Outcome, portOf: PortOf): boolean {
  return expected.length === 0 || expected.some((outcome) => matches(outcome, came, portOf));
}

/** `came` is what an executor saw: addresses and ports in it are plain. */
export function matches(expected: Outcome, came: Outcome, portOf: PortOf): boolean {
  switch (expected.kind) {
    case 'errno':
      return came.kind === 'errno' && came.errno === expected.errno;
    case 'number':
      if (came.kind === 'range') return expected.value === came.range.high * 65536 + came.range.low;
      return came.kind === 'number' && came.value === expected.value;
    case 'range':
      return (
        came.kind === 'range' &&
        came.range.low === expected.range.low &&
        came.range.high === expected.range.high
      );
    case 'text':
      if (came.kind !== 'text' || came.data !== expected.data) return false;
      if (!expected.from) return true;
      return came.from !== undefined && matchesEndpoint(expected.from, came.from, portOf);
    case 'endpoint':
      return came.kind === 'endpoint' && matchesEndpoint(expected.endpoint, came.endpoint, portOf);
    case 'path':
      return came.kind === 'path' && came.path === expected.path;
    case 'state':
      return came.kind === 'state' && came.state === expected.state;
    case 'reply':
      return came.kind === 'reply' && came.from === expected.from && came.hopLimit === expected.hopLimit;
    case 'icmp error':
      return came.kind === 'icmp error' && came.from === expected.from && came.error === expected.error;
    case 'sockets':
      return came.kind === 'sockets' && came.names.join(' ') === expected.names.join(' ');
    case 'how many':
      return came.kind === 'sockets' && came.names.length === expected.count;
  }
}

function matchesEndpoint(expected: EndpointPattern, came: EndpointPattern, portOf: PortOf): boolean {
  if (expected.address !== '*' && expected.address !== came.address) return false;
  return typeof came.port === 'number' && matchesPort(expected.port, came.port, portOf);
}

function matchesPort(expected: PortPattern, came: number, portOf: PortOf): boolean {
  if (expected === '*') return true;
  if (typeof expected === 'number') return expected === came;
  if ('portOf' in expected) return portOf(expected.portOf) === came;
  if ('notPortOf' in expected) return portOf(expected.notPortOf) !== came;
  return came >= expected.low && came <= expected.high;
}
