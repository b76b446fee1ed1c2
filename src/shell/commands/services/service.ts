/** A server that a host starts by itself, as its package sets it up. */
import type { User } from '../../../simulator/host.ts';
import type { Program } from '../../program.ts';

export interface ServiceProcess {
  readonly user: User;
  /** As ps shows it, in one piece. */
  readonly title: string;
}

export interface Service {
  /** The name of its unit, without `.service`. */
  readonly name: string;
  readonly description: string;
  readonly documentation: string | undefined;
  /** The process that everything hangs on. */
  readonly main: ServiceProcess;
  /** A folder under /run that is its user's. */
  readonly runtimeFolder?: { readonly name: string; readonly mode: number };
  /** Listens, calls `ready` and serves; ends with a status when it cannot listen. */
  run(ready: () => void): Program;
  /** The processes that it starts, which the tools show. */
  readonly children: readonly ServiceProcess[];
}

export const root: User = { name: 'root', uid: 0 };
/** The accounts of Debian's packages; a scene that has such a service has its account too. */
export const wwwData: User = { name: 'www-data', uid: 33 };
export const postgres: User = { name: 'postgres', uid: 110 };
export const redis: User = { name: 'redis', uid: 111 };
