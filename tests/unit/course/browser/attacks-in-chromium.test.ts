/**
 * The attacks as Chromium carried them out, on a real server whose answers were given by development-server.ts, against what
 * the model says. Recorded by tests/browser-attacks/record.ts. `before LNA` is Chromium with `--disable-features=LocalNetworkAccessChecks`.
 */
import { describe, expect, it } from 'vitest';
import {
  attacks,
  carryOut,
  type Setting,
  unguarded,
  useOwnPage,
} from '../../../../src/course/browser/attacks.ts';
import { switchSets } from '../../../browser-attacks/switch-sets.ts';
import recording from './attacks-in-chromium.json' with { type: 'json' };

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
    why: 'the Chromium that was tried blocks third-party cookies; Chrome’s default is modelled',
  },
];

/** Attacks and uses of the own page, by their ids, in the order of the recording. */
function successesOf(setting: Setting): readonly string[] {
  const done = attacks.filter((attack) => carryOut(attack, setting).succeeded);
  const works = useOwnPage(setting).filter(({ works }) => works);
  return [...done, ...works].map(({ id }) => id).toSorted();
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
