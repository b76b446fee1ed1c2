/**
 * The attacks as Chromium carried them out, on a real server whose answers were given by development-server.ts, against what
 * the model says. `before LNA` is Chromium with `--disable-features=LocalNetworkAccessChecks`.
 */
import { describe, expect, it } from 'vitest';
import {
  attacks,
  carryOut,
  type Setting,
  unguarded,
  useOwnPage,
} from '../../../../src/course/browser/attacks.ts';
import type { Switches } from '../../../../src/course/browser/development-server.ts';
import recording from './attacks-in-chromium.json' with { type: 'json' };

const switchSets: Readonly<Record<string, Partial<Switches>>> = {
  unguarded: {},
  'cors own': { cors: 'own page' },
  'cors none': { cors: 'none' },
  'cors *': { cors: 'everybody' },
  host: { checksHost: true },
  origin: { checksOrigin: true },
  session: { needsSession: true },
  'session lax': { needsSession: true, sameSite: 'Lax' },
  'session strict': { needsSession: true, sameSite: 'Strict' },
  'session none': { needsSession: true, sameSite: 'None' },
  all: { cors: 'own page', checksHost: true, checksOrigin: true },
};

/** What differs, and why; see cookie.ts. */
const differences: readonly { switches: string; attacks: readonly string[]; why: string }[] = [
  {
    switches: 'session',
    attacks: ['form'],
    why: 'the cookie was younger than two minutes; tried again with an older one, the form was stopped',
  },
  {
    switches: 'session none',
    attacks: ['session', 'blind', 'websocket'],
    why: 'Debian’s Chromium blocks third-party cookies',
  },
];

const ownUses = ['own-read', 'own-save', 'own-updates'];

function successesOf(setting: Setting): readonly string[] {
  const works = useOwnPage(setting).flatMap(({ works }, index) => (works ? [ownUses[index] ?? ''] : []));
  return [...attacks.filter((attack) => carryOut(attack, setting).succeeded).map(({ id }) => id), ...works];
}

describe(recording.browser, () => {
  for (const { engine, permission, switches, succeeded } of recording.recorded) {
    it(`${engine}, user ${permission}, server ${switches}: ${succeeded.join(' ')}`, () => {
      if (engine !== 'chromium' && engine !== 'before LNA') throw new Error(engine);
      if (permission !== 'granted' && permission !== 'denied') throw new Error(permission);
      const set = switchSets[switches];
      if (!set) throw new Error(switches);
      const setting: Setting = {
        engine,
        permission,
        switches: { ...unguarded, ...set },
        connect: () => undefined,
      };
      const known = differences.flatMap((one) => (one.switches === switches ? one.attacks : []));
      const here = (id: string): boolean => !known.includes(id);
      expect(successesOf(setting).filter(here)).toEqual(succeeded.filter(here));
    });
  }
});
