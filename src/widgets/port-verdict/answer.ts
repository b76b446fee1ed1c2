import type { DevPorts } from '../../ports/dev-ports.ts';
import { findService } from '../../ports/find-service.ts';
import { singlePort } from '../../ports/format-query.ts';
import { parseQuery } from '../../ports/parse-query.ts';
import type { KnownError, Mistake, Query } from '../../ports/query.ts';
import type { Knowledge } from '../../ports/verdict.ts';

/** What the widget has to say to a query, before it is put into words. */
export type Answer =
  | { readonly kind: 'empty' }
  | { readonly kind: 'mistake'; readonly mistake: Mistake }
  | { readonly kind: 'waiting'; readonly name: string }
  | { readonly kind: 'address'; readonly host: string; readonly text: string }
  | { readonly kind: 'one'; readonly port: number; readonly query: Query; readonly notes: readonly string[] }
  | {
      readonly kind: 'several';
      readonly title: string;
      readonly ports: readonly number[];
      readonly notes: readonly string[];
    }
  | {
      readonly kind: 'range';
      readonly first: number;
      readonly last: number;
      readonly notes: readonly string[];
    }
  | { readonly kind: 'error'; readonly error: KnownError; readonly port: number | undefined };

function service(name: string, { registry, devPorts }: Knowledge): Answer {
  if (registry === undefined || devPorts === undefined) return { kind: 'waiting', name };
  const found = findService(name, registry, devPorts);
  if (found.kind === 'mistake') return { kind: 'mistake', mistake: found };
  const [first] = found.ports;
  const note =
    found.via === 'registry'
      ? `${found.name} is a registered service name.`
      : `${programsNamed(found.ports, found.name, devPorts)} by default.`;
  if (first !== undefined && found.ports.length === 1) {
    return { kind: 'one', port: first, query: { kind: 'service', name }, notes: [note] };
  }
  return {
    kind: 'several',
    title: `${found.name}: ${found.ports.length} ports`,
    ports: found.ports,
    notes: [note],
  };
}

function programsNamed(ports: readonly number[], name: string, devPorts: DevPorts): string {
  const programs = devPorts.named(name).filter(({ port }) => ports.includes(port));
  const names = [...new Set(programs.map(({ program, port }) => `${program} uses ${port}`))];
  return names.slice(0, 6).join(', ');
}

/** Answers what was typed; never throws. */
export function answer(text: string, knowledge: Knowledge): Answer {
  const query = parseQuery(text);
  switch (query.kind) {
    case 'empty':
      return { kind: 'empty' };
    case 'mistake':
      return { kind: 'mistake', mistake: query };
    case 'port':
    case 'address-port':
    case 'default-port':
      return { kind: 'one', port: query.port, query, notes: query.notes };
    case 'address':
      return { kind: 'address', host: query.host, text: query.text };
    case 'range':
      return { kind: 'range', first: query.first, last: query.last, notes: query.notes };
    case 'list':
      return {
        kind: 'several',
        title: `${query.ports.length} ports`,
        ports: query.ports,
        notes: query.notes,
      };
    case 'service':
      return service(query.name, knowledge);
    case 'error':
      return { kind: 'error', error: query.error, port: singlePort(query) };
  }
}

/** The one port that an answer is about; undefined where it is about several or none. */
export function portOf(given: Answer): number | undefined {
  return given.kind === 'one' || given.kind === 'error' ? given.port : undefined;
}
