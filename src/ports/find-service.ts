import type { DevPorts } from './dev-ports.ts';
import type { Mistake } from './query.ts';
import { EXAMPLES, mistake } from './query.ts';
import type { Registry } from './registry.ts';

/** Where a name led: to the ports registered under it, or to programs of that name. */
export interface FoundService {
  readonly kind: 'found';
  readonly name: string;
  readonly ports: readonly number[];
  readonly via: 'registry' | 'programs';
}

/**
 * The ports that a name stands for. A name in the registry wins over a program that is called so.
 *
 * @param name as `parseQuery` gives it
 */
export function findService(name: string, registry: Registry, devPorts: DevPorts): FoundService | Mistake {
  const written = name.replace(/[\s_]+/g, '-');
  for (const candidate of [name, written]) {
    const ports = registry.portsOf(candidate);
    if (ports.length > 0) return { kind: 'found', name: candidate, ports, via: 'registry' };
  }
  const programs = devPorts.named(name);
  if (programs.length > 0) {
    const ports = [...new Set(programs.map(({ port }) => port))];
    return { kind: 'found', name, ports, via: 'programs' };
  }
  if (/^[^\s]+\.[a-z]{2,}$/.test(name)) {
    return mistake(`${name} names no port.`, `If it is a host, write the port after it: ${name}:80.`);
  }
  return mistake(
    `No service and no program called ${name} is known here.`,
    `Write for example ${EXAMPLES}, or a registered name such as https.`,
  );
}
