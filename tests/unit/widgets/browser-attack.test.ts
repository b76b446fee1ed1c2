/** What the attack widget says, and the network beneath it. */
import { describe, expect, it } from 'vitest';
import {
  type Attack,
  type AttackId,
  attacks,
  carryOut,
  type Setting,
  unguarded,
  useOwnPage,
} from '../../../src/course/browser/attacks.ts';
import type { Switches } from '../../../src/course/browser/development-server.ts';
import { createHost } from '../../../src/simulator/host.ts';
import { systemCall } from '../../../src/simulator/kernel.ts';
import { createNetwork } from '../../../src/simulator/network.ts';
import { createProcess } from '../../../src/simulator/process.ts';
import {
  bindChoices,
  countStopped,
  listed,
  logLine,
  pathOf,
  reached,
  readChosen,
  tellOutcome,
  whatRemains,
} from '../../../src/widgets/browser-attack/browser-attack.view.ts';
import { Reach } from '../../../src/widgets/browser-attack/reach.ts';

function attack(id: AttackId): Attack {
  const found = attacks.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
}

const open: Setting = {
  switches: unguarded,
  engine: 'before LNA',
  permission: 'denied',
  connect: () => undefined,
};
const withSwitches = (switches: Partial<Switches>): Setting => ({
  ...open,
  switches: { ...unguarded, ...switches },
});
const guarded = withSwitches({ cors: 'own page', checksHost: true, checksOrigin: true });

const tell = (id: AttackId, setting: Setting): string =>
  tellOutcome(attack(id), carryOut(attack(id), setting));

describe('the outcome in words', () => {
  it('says what the attacker got', () => {
    expect(tell('read', open)).toBe('The attack works. The page read what your server has for you.');
    expect(tell('blind', open)).toContain(
      'Something changed on your server, though the page could read nothing.',
    );
    expect(tell('websocket', open)).toContain('The page has a WebSocket to your server');
  });

  it('says how far the request came', () => {
    expect(tell('json', guarded)).toBe(
      'The attack is stopped at “Preflight”. The request never reached your server.',
    );
    expect(tell('blind', guarded)).toBe(
      'The attack is stopped at “Origin check”. Your server got the request and refused it.',
    );
    expect(tell('read', guarded)).toBe(
      'The attack is stopped at “Reading”. Your server answered, but the page could not read it.',
    );
  });

  it('says what remains: a broken page of one’s own, or a browser that lets it through', () => {
    const remains = (setting: Setting): string | undefined =>
      whatRemains(attack('read'), setting, useOwnPage(setting));
    expect(remains(withSwitches({ cors: 'none' }))).toBe(
      'But your own page is broken: it no longer reads with your session and saves your changes.',
    );
    expect(remains({ ...open, engine: 'chromium' })).toBe(
      'But not your server stopped it. When the user allows it, it still works in a browser without Local Network Access, Chromium 156 and Firefox 153.',
    );
    expect(remains(guarded)).toBeUndefined();
  });
});

describe('the goals', () => {
  const last = (setting: Setting) => carryOut(attack('read'), setting);

  it('an attack that never worked is not stopped', () => {
    expect(reached(new Set(), attack('read'), last(guarded), guarded)).toEqual([false, false, true]);
    expect(reached(new Set(['read']), attack('read'), last(guarded), guarded)).toEqual([true, true, true]);
  });

  it('a browser that asks stops nothing at the server', () => {
    const asking: Setting = { ...open, engine: 'chromium' };
    expect(reached(new Set(['read']), attack('read'), last(asking), asking)).toEqual([true, false, false]);
    expect(countStopped(asking)).toBe(0);
    expect(countStopped(guarded)).toBe(attacks.length);
  });
});

describe('the controls', () => {
  it('are read into a setting', () => {
    const fields: Readonly<Record<string, string>> = {
      attack: 'zero',
      engine: 'firefox',
      permission: 'granted',
      bind: '::1',
      cors: 'everybody',
      host: 'on',
      'same-site': 'Strict',
    };
    expect(readChosen((name) => fields[name])).toMatchObject({
      attack: { id: 'zero' },
      engine: 'firefox',
      permission: 'granted',
      bind: '::1',
      switches: { cors: 'everybody', checksHost: true, checksOrigin: false, sameSite: 'Strict' },
    });
  });

  it('with values that nobody offers give the first setting', () => {
    expect(readChosen(() => '<b>')).toMatchObject({
      attack: { id: 'read' },
      engine: 'before LNA',
      permission: 'denied',
      bind: '127.0.0.1',
      switches: { cors: unguarded.cors, sameSite: undefined },
    });
  });
});

describe('the network of its own', () => {
  const answers = (bind: string): readonly string[] => {
    const reach = Reach.alone();
    reach.bind(bind);
    const asked = ['127.0.0.1', '::1', '0.0.0.0', '192.168.1.20'];
    return asked.filter((address) => !reach.connect(address, 3000));
  };

  it('reaches the server where it is bound', () => {
    expect(Object.fromEntries(bindChoices.map((bind) => [bind, answers(bind)]))).toEqual({
      '127.0.0.1': ['127.0.0.1', '0.0.0.0'],
      '::1': ['::1'],
      '0.0.0.0': ['127.0.0.1', '0.0.0.0', '192.168.1.20'],
      '192.168.1.20': ['192.168.1.20'],
    });
  });

  it('moves the server, and says why nobody answers at the old address', () => {
    const reach = Reach.alone();
    reach.bind('127.0.0.1');
    reach.bind('192.168.1.20');
    expect(reach.connect('127.0.0.1', 3000)).toMatchObject({
      why: expect.stringContaining('Nobody listens'),
      source: { label: 'RFC 9293 §3.5.2' },
    });
    reach.bind('127.0.0.1');
    expect(reach.connect('127.0.0.1', 3000)).toBeUndefined();
  });
});

describe('the network of the page', () => {
  const host = createHost(createNetwork({ seed: 1 }), {
    name: 'laptop',
    interfaces: { lo: ['127.0.0.1/8', '::1/128'] },
    users: [{ name: 'dev', uid: 1000 }],
  });
  const hand = createProcess(host, { uid: 1000, argv: ['hand'] });
  const world: Parameters<typeof Reach.within>[0] = {
    host,
    move: (_uid, next) => {
      let call = next(undefined);
      while (call) call = next(systemCall(host, hand, call));
    },
  };

  it('lets the server listen there, or reaches the one that holds the port already', () => {
    const first = Reach.within(world);
    first.bind('127.0.0.1');
    expect(first.connect('127.0.0.1', 3000)).toBeUndefined();
    const open = hand.files.size;
    const second = Reach.within(world);
    second.bind('0.0.0.0');
    expect(hand.files.size).toBe(open);
    expect(second.connect('127.0.0.1', 3000)).toBeUndefined();
    first.bind('::1');
    expect(second.connect('127.0.0.1', 3000)).toMatchObject({
      why: expect.stringContaining('Nobody listens'),
    });
  });
});

it('the log shows each request as it arrived', () => {
  const { exchanges } = carryOut(attack('json'), open);
  expect(exchanges.map((exchange) => logLine(exchange, pathOf(attack('json'))))).toEqual([
    'OPTIONS /settings 204 · Host: localhost:3000 · Origin: https://evil.example · Cookie: (none)',
    'PUT /settings 200 · Host: localhost:3000 · Origin: https://evil.example · Cookie: (none) · something changed',
  ]);
});

it('words are listed as in a sentence', () => {
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ]);
});
