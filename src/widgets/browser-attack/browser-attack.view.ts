/** What the widget says about an attack, without the page it stands on. */
import {
  type Attack,
  attacks,
  type Outcome,
  type OwnUse,
  ownPageWorks,
  type Setting,
  stoppedBy,
  unguarded,
  worksIn,
} from '../../course/browser/attacks.ts';
import type { Switches } from '../../course/browser/development-server.ts';
import { type EngineName, engineNames, engines } from '../../course/browser/engine.ts';
import type { Check, Exchange } from '../../course/browser/page-request.ts';

/** The addresses that the server may be bound to. */
export const bindChoices = ['127.0.0.1', '::1', '0.0.0.0', '192.168.1.20'] as const;

export const corsChoices = [
  { value: 'whoever asks', says: 'whoever asks, with cookies' },
  { value: 'everybody', says: '* (everybody, without cookies)' },
  { value: 'own page', says: 'http://localhost:5173' },
  { value: 'none', says: 'not sent' },
] as const satisfies readonly { readonly value: Switches['cors']; readonly says: string }[];

export const sameSiteChoices = ['not set', 'None', 'Lax', 'Strict'] as const;

/** What the controls say, by their names. */
export interface Chosen {
  readonly attack: Attack;
  readonly engine: EngineName;
  readonly permission: 'granted' | 'denied';
  readonly bind: string;
  readonly switches: Switches;
}

/** @param field the value of the control of that name; undefined for a box that is not ticked */
export function readChosen(field: (name: string) => string | undefined): Chosen {
  const [first] = attacks;
  const sameSite = field('same-site');
  return {
    attack: attacks.find(({ id }) => id === field('attack')) ?? first,
    engine: engineNames.find((name) => name === field('engine')) ?? 'before LNA',
    permission: field('permission') === 'granted' ? 'granted' : 'denied',
    bind: bindChoices.find((address) => address === field('bind')) ?? '127.0.0.1',
    switches: {
      cors: corsChoices.find(({ value }) => value === field('cors'))?.value ?? unguarded.cors,
      checksHost: field('host') !== undefined,
      checksOrigin: field('origin') !== undefined,
      token: field('token') !== undefined,
      needsSession: field('session') !== undefined,
      sameSite: sameSite === 'Strict' || sameSite === 'Lax' || sameSite === 'None' ? sameSite : undefined,
    },
  };
}

/** Where a check takes place. */
export function placeOf({ what }: Check): 'browser' | 'network' | 'server' {
  if (what === 'Connection') return 'network';
  return ['Server', 'Host check', 'Origin check', 'Session', 'Form token'].includes(what)
    ? 'server'
    : 'browser';
}

/** What became of the request at a check. An answer that the page may not see is hidden; the request itself went on. */
export function gateWord({ what, passed }: Check): 'passed' | 'stopped' | 'hidden' {
  if (passed) return 'passed';
  return what === 'Reading' ? 'hidden' : 'stopped';
}

/** As the server writes it down: what came, who sent it, what it was told. */
export function logLine({ request, response }: Exchange, path: string): string {
  const { method, host, origin, session, token, websocket } = request;
  const parts = [
    `${method} ${path} ${response.status}`,
    `Host: ${host}`,
    `Origin: ${origin ?? '(none)'}`,
    `Cookie: ${session ? 'session' : '(none)'}`,
  ];
  if (websocket) parts.push('Upgrade: websocket');
  if (token) parts.push('with the form’s secret');
  if (response.changed) parts.push('something changed');
  return parts.join(' · ');
}

export function pathOf({ target }: Attack): string {
  return new URL(target).pathname;
}

/** The outcome in words: did something change, could the page read? */
export function tellOutcome(attack: Attack, outcome: Outcome): string {
  const { succeeded, response, readable, checks } = outcome;
  if (succeeded) {
    if (attack.kind === 'websocket')
      return 'The attack works. The page has a WebSocket to your server, and reads and writes.';
    return attack.changes
      ? 'The attack works. Something changed on your server, though the page could read nothing.'
      : 'The attack works. The page read what your server has for you.';
  }
  const stop = stoppedBy(checks);
  const at = stop ? ` at “${stop.what}”` : '';
  if (!response) return `The attack is stopped${at}. The request never reached your server.`;
  if (!attack.changes && response.because === undefined && !readable)
    return `The attack is stopped${at}. Your server answered, but the page could not read it.`;
  return `The attack is stopped${at}. Your server got the request and refused it.`;
}

/** What the learner still has to think of, after an attack was stopped; undefined when nothing. */
export function whatRemains(attack: Attack, setting: Setting, own: readonly OwnUse[]): string | undefined {
  const broken = own.filter(({ works }) => !works);
  if (broken.length > 0)
    return `But your own page is broken: it no longer ${listed(broken.map(({ name }) => name))}.`;
  const elsewhere = worksIn(attack, setting);
  if (elsewhere.length > 0)
    return `But not your server stopped it. When the user allows it, it still works in ${listed(elsewhere.map((name) => engines[name].name))}.`;
  return ownPageWorks(setting) ? undefined : 'But your own page does not work in every browser.';
}

/** How many attacks the server stops by itself, in every browser, whatever the user allows. */
export function countStopped(setting: Setting): number {
  return attacks.filter((attack) => worksIn(attack, setting).length === 0).length;
}

/** The three goals; `tried` holds the attacks that have worked once. */
export function reached(
  tried: ReadonlySet<string>,
  attack: Attack,
  last: Outcome | undefined,
  setting: Setting,
): readonly [works: boolean, stopped: boolean, all: boolean] {
  const own = ownPageWorks(setting);
  const safe = own && worksIn(attack, setting).length === 0;
  return [
    tried.size > 0,
    tried.has(attack.id) && last !== undefined && !last.succeeded && safe,
    own && countStopped(setting) === attacks.length,
  ];
}

/** `a`, `a and b`, `a, b and c` */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
