/** The start worlds of lessons and labs, by name: which host stands there, and who sits at it. */
import type { ConfigurationChanges } from '../shell/tools.ts';
import type { HostOptions, User } from '../simulator/host.ts';

export interface SceneHost {
  readonly host: HostOptions;
  /** The user whose shell the learner types into. */
  readonly user: string;
  /** The services that run from the start, by the names of their units. */
  readonly services?: readonly string[];
  /** What somebody changed in their configuration. */
  readonly configuration?: ConfigurationChanges;
  /** Command lines that root ran on it before the learner came. */
  readonly prepared?: readonly string[];
  /** Its servers are rows of "Who can reach this?", beside the learner's own. */
  readonly listed?: true;
}

/** The learner's own host, and others on the same network. */
export interface Scene extends SceneHost {
  readonly neighbours?: readonly SceneHost[];
}

/** All hosts of a scene, the learner's own first. */
export function hostsOf(scene: Scene): readonly SceneHost[] {
  return [scene, ...(scene.neighbours ?? [])];
}

/** Whether programs run on it before the learner types: services, or what prepared its hosts. */
export function needsPrograms(scene: Scene): boolean {
  return hostsOf(scene).some(({ services, prepared }) => services !== undefined || prepared !== undefined);
}

/** @throws when the scene's host has no account for its user */
export function userOf({ host, user }: SceneHost): User {
  const found = host.users?.find(({ name }) => name === user);
  if (!found) throw new Error(`${host.name} has no user "${user}".`);
  return found;
}
