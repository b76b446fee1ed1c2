/** A server that a host starts by itself, as its package sets it up. */
import type { User } from '../../../simulator/host.ts';
import { readContent } from '../../file-system.ts';
import type { Program } from '../../program.ts';
import { self } from '../../syscalls.ts';
import type { Modes } from '../furnish.ts';

export interface ServiceProcess {
  readonly user: User;
  /** As ps shows it, in one piece. */
  readonly title: string;
}

/** The file that a service reads when it starts, and no sooner: a change needs a restart. */
export interface Configuration {
  readonly path: string;
  /** As its package has it; what is left out of the real one is said where it stands. */
  readonly text: string;
  readonly owner: User;
  readonly modes?: Modes;
}

export interface Service {
  /** The name of its unit, without `.service`. */
  readonly name: string;
  readonly description: string;
  readonly documentation: string | undefined;
  readonly configuration?: Configuration;
  /** The process that everything hangs on. */
  readonly main: ServiceProcess;
  /** A folder under /run that is its user's. */
  readonly runtimeFolder?: { readonly name: string; readonly mode: number };
  /** Listens, calls `ready` and serves; ends with a status when it cannot listen. */
  run(ready: () => void): Program;
  /** The processes that it starts, which the tools show. */
  readonly children: readonly ServiceProcess[];
}

/** By name. */
export type Services = ReadonlyMap<string, Service>;

/** @returns what stands in its file now; nothing when it is gone */
export function* readConfiguration({ path }: Configuration): Program<string> {
  const found = (yield* self()).around.files.find('/', path, 0);
  return found.ok && found.value.kind === 'file' ? readContent(found.value) : '';
}

export const root: User = { name: 'root', uid: 0 };
/** The accounts of Debian's packages; a scene that has such a service has its account too. */
export const wwwData: User = { name: 'www-data', uid: 33 };
export const postgres: User = { name: 'postgres', uid: 110 };
export const redis: User = { name: 'redis', uid: 111 };
