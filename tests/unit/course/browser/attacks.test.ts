/** Attacks and defences: what the page promises its readers, asked of the model. */
import { describe, expect, it } from 'vitest';
import {
  type Attack,
  type AttackId,
  attacks,
  carryOut,
  ownPageWorks,
  type Setting,
  stoppedBy,
  unguarded,
  useOwnPage,
  worksIn,
} from '../../../../src/course/browser/attacks.ts';
import { defences, stopOf } from '../../../../src/course/browser/defences.ts';
import type { Switches } from '../../../../src/course/browser/development-server.ts';

function attack(id: AttackId): Attack {
  const found = attacks.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
}

function setting(switches: Partial<Switches> = {}, other: Partial<Setting> = {}): Setting {
  return {
    engine: 'before LNA',
    permission: 'denied',
    connect: () => undefined,
    ...other,
    switches: { ...unguarded, ...switches },
  };
}

const stop = (id: AttackId, given: Setting): string | undefined => {
  const { succeeded, checks } = carryOut(attack(id), given);
  return succeeded ? undefined : stoppedBy(checks)?.what;
};

describe('an unguarded server', () => {
  it('falls to every attack, and its own page works', () => {
    expect(attacks.filter((one) => !carryOut(one, setting()).succeeded)).toEqual([]);
    expect(ownPageWorks(setting())).toBe(true);
  });

  it('is not helped by its bind address: the browser is on the same machine', () => {
    const [bind] = defences;
    expect(attacks.map((one) => stopOf(one, bind, () => undefined))).toEqual(attacks.map(() => undefined));
  });
});

describe('a defence', () => {
  it('never stops all attacks alone', () => {
    const alone = defences.filter(({ id }) => id !== 'together');
    for (const defence of alone) {
      expect(attacks.some((one) => stopOf(one, defence, () => undefined) === undefined)).toBe(true);
    }
  });

  it('together with two others stops all of them in every browser, and the own page works', () => {
    const guarded = setting({ cors: 'own page', checksHost: true, checksOrigin: true });
    expect(attacks.flatMap((one) => worksIn(one, guarded))).toEqual([]);
    expect(ownPageWorks(guarded)).toBe(true);
  });

  it('ends rebinding only as a Host check, a session or a browser that asks', () => {
    const rebinding = defences.filter((one) => stopOf(attack('rebinding'), one, () => undefined));
    expect(rebinding.map(({ id }) => id)).toEqual([
      'host',
      'session',
      'same-site',
      'chromium',
      'firefox',
      'together',
    ]);
  });
});

describe('a form token', () => {
  it('protects nothing while whoever asks may read it', () => {
    expect(stop('blind', setting({ token: true }))).toBeUndefined();
  });

  it('stops a forged change once only the own page may read it', () => {
    const hidden = setting({ token: true, cors: 'own page' });
    expect(stop('blind', hidden)).toBe('Form token');
    expect(stop('form', hidden)).toBe('Form token');
    expect(ownPageWorks(hidden)).toBe(true);
  });
});

describe('a session cookie', () => {
  it('goes along from another port of localhost, SameSite=Strict or not', () => {
    expect(stop('neighbour', setting({ needsSession: true, sameSite: 'Strict' }))).toBeUndefined();
  });

  it('without SameSite is kept from other sites in Chromium, and from a submitted form in Firefox not', () => {
    const chromium = setting({ needsSession: true });
    expect(stop('form', chromium)).toBe('Session');
    expect(stop('form', { ...chromium, engine: 'firefox' })).toBeUndefined();
  });

  it('with SameSite=None goes along in the background too, but not in Firefox, which keeps cookies apart', () => {
    const none = setting({ needsSession: true, sameSite: 'None' });
    expect(stop('session', none)).toBeUndefined();
    expect(stop('session', { ...none, engine: 'firefox', permission: 'granted' })).toBe('Session');
  });

  it('is not for 0.0.0.0 and not for a rebound name', () => {
    const none = setting({ needsSession: true, sameSite: 'None' });
    expect(stop('zero', none)).toBe('Session');
    expect(stop('rebinding', none)).toBe('Session');
  });
});

describe('a browser that asks', () => {
  it('does not ask when a form takes the whole window', () => {
    expect(stop('form', setting({}, { engine: 'chromium' }))).toBeUndefined();
    expect(stop('form', setting({}, { engine: 'firefox' }))).toBeUndefined();
  });

  it('asks in Chromium only for secure pages, in Firefox for every page', () => {
    const granted = { permission: 'granted' } as const;
    expect(stop('rebinding', setting({}, { ...granted, engine: 'chromium' }))).toBe('Local Network Access');
    expect(stop('rebinding', setting({}, { ...granted, engine: 'firefox' }))).toBeUndefined();
  });

  it('does not ask before somebody listens there', () => {
    const refused = {
      why: 'Nobody listens.',
      source: { label: 'RFC 9293', url: 'https://www.rfc-editor.org/' },
    };
    expect(stop('read', setting({}, { engine: 'chromium', connect: () => refused }))).toBe('Connection');
  });
});

describe('the own page', () => {
  it('breaks without CORS, and says at which check', () => {
    const uses = useOwnPage(setting({ cors: 'none' }));
    expect(uses.map(({ works, stoppedBy: by }) => [works, by?.what])).toEqual([
      [false, 'Reading'],
      [false, 'Preflight'],
      [true, undefined],
    ]);
  });

  it('breaks with CORS for everybody, for * is not for requests with cookies', () => {
    expect(ownPageWorks(setting({ cors: 'everybody' }))).toBe(false);
  });
});

it('every check has its reason and its source', () => {
  for (const one of attacks) {
    for (const check of carryOut(one, setting()).checks) {
      expect(check.why).toMatch(/\.$/);
      expect(check.source.url).toMatch(/^https:\/\//);
    }
  }
});
