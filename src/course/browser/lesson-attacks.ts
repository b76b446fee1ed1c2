/** What a lesson may let its learner carry out: an attack, and what can stand against it. */
import { type Attack, attacks, carryOut, type Outcome, type Setting, unguarded } from './attacks.ts';
import { type Defence, defences } from './defences.ts';
import type { Switches } from './development-server.ts';
import { type Release, viteAttacks, viteReleases } from './vite.ts';

const all: readonly Attack[] = [...attacks, ...viteAttacks];

export const attackIds: readonly string[] = all.map(({ id }) => id);

/** Those that are a setting of the server alone. */
const ofServer: readonly Defence[] = defences.filter((one: Defence) => one.switches && !one.engine);

export const defenceIds: readonly string[] = ofServer.map(({ id }) => id);

export interface LessonAttack {
  readonly attack: Attack;
  /** Boxes to tick; none where releases are to choose from. */
  readonly defences: readonly Defence[];
  /** Of those, what is on from the start. */
  readonly on: ReadonlySet<string>;
  readonly releases: readonly Release[];
}

/**
 * @param defence ids of defences, with spaces between
 * @param on which of them are on from the start
 * @returns what is wrong, as a clause, when one is not known
 */
export function readLessonAttack(id: string, defence = '', on = ''): LessonAttack | string {
  const attack = all.find((one) => one.id === id);
  if (!attack) return `there is no attack "${id}"; there is ${attackIds.join(', ')}`;
  const words = defence.split(/\s+/).filter((word) => word !== '');
  const ticked = on.split(/\s+/).filter((word) => word !== '');
  const unknown = words.find((word) => !defenceIds.includes(word));
  if (unknown !== undefined) return `there is no defence "${unknown}"; there is ${defenceIds.join(', ')}`;
  const missing = ticked.find((word) => !words.includes(word));
  if (missing !== undefined) return `"${missing}" is on, and not among its defences`;
  const releases = attack.ownPages ? viteReleases : [];
  if (releases.length === 0 && words.length === 0)
    return 'needs defences="origin host", so that it can be stopped';
  if (releases.length > 0 && words.length > 0) return 'has releases to choose from, and no defences';
  return {
    attack,
    defences: words.flatMap((word) => ofServer.find((one) => one.id === word) ?? []),
    on: new Set(ticked),
    releases,
  };
}

/** The server's settings when these defences are on, or this release runs. */
export function switchesOf({ defences, releases }: LessonAttack, chosen: ReadonlySet<string>): Switches {
  const release = releases.find(({ version }) => chosen.has(version)) ?? releases[0];
  if (release) return release.switches;
  const on = defences.filter(({ id }) => chosen.has(id));
  return Object.assign({ ...unguarded }, ...on.map(({ switches }) => switches));
}

/** In a browser that does not ask about the local network, for the server has to stand by itself. */
export function carryOutAgainst(attack: Attack, switches: Switches, connect: Setting['connect']): Made {
  const setting: Setting = { switches, engine: 'before LNA', permission: 'denied', connect };
  return { setting, outcome: carryOut(attack, setting) };
}

export interface Made {
  readonly setting: Setting;
  readonly outcome: Outcome;
}
