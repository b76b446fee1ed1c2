/**
 * What websites try on a server that listens on localhost, and what stops them. Whether an attack succeeds is always worked
 * out by the model of the browser (page-request.ts); nothing here says so by itself.
 */
import { BAD_PORTS } from '../../ports/blocked-by-browsers.ts';
import { isLoopback, parseAddress } from '../../simulator/address.ts';
import { defenceless, type Switches } from './development-server.ts';
import { type EngineName, engineNames, engines } from './engine.ts';
import { type Check, type Kind, type Result, request, type Unreachable } from './page-request.ts';
import { readWebAddress, type WebAddress } from './web-address.ts';

/** The application under attack, and its own front end, which a development server delivers from another port. */
export const application = { port: 3000, frontEnd: 'http://localhost:5173' } as const;

const names = (port: number): readonly string[] =>
  ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${port}`);

/** Documentation addresses stand for the internet. */
const attackersAddress = '203.0.113.66';

export interface Attack {
  readonly id: string;
  readonly name: string;
  /** One sentence: what it tries. */
  readonly tries: string;
  /** What the page does, as its author would write it. */
  readonly code: string;
  /** The page that does it. */
  readonly page: string;
  readonly target: string;
  readonly kind: Kind;
  readonly changes: boolean;
  readonly credentials: boolean;
  /** The name of the page has another address by now: 127.0.0.1. */
  readonly rebinds?: true;
  /** The server under attack delivers its own pages: no other port is its front end. */
  readonly ownPages?: true;
}

export const attacks = [
  {
    id: 'read',
    name: 'Read an answer',
    tries: 'A website asks your server for a page and reads what comes back.',
    code: 'fetch("http://localhost:3000/notes").then((answer) => answer.text())',
    page: 'https://evil.example',
    target: 'http://localhost:3000/notes',
    kind: 'fetch',
    changes: false,
    credentials: false,
  },
  {
    id: 'session',
    name: 'Use your session',
    tries: 'A website reads as you do: the browser is to send your session cookie along.',
    code: 'fetch("http://localhost:3000/notes", { credentials: "include" })',
    page: 'https://evil.example',
    target: 'http://localhost:3000/notes',
    kind: 'fetch',
    changes: false,
    credentials: true,
  },
  {
    id: 'blind',
    name: 'Send blindly',
    tries: 'A website sends a change in the background and does not care for the answer.',
    code: 'fetch("http://localhost:3000/settings", { method: "POST", mode: "no-cors", credentials: "include", body: "share=on" })',
    page: 'https://evil.example',
    target: 'http://localhost:3000/settings',
    kind: 'send only',
    changes: true,
    credentials: true,
  },
  {
    id: 'form',
    name: 'Submit a form',
    tries: 'A website submits a form to your server; the whole window goes there.',
    code: '<form method="post" action="http://localhost:3000/settings">',
    page: 'https://evil.example',
    target: 'http://localhost:3000/settings',
    kind: 'form',
    changes: true,
    credentials: true,
  },
  {
    id: 'json',
    name: 'Send JSON',
    tries: 'A website changes something with a request that no form could send.',
    code: 'fetch("http://localhost:3000/settings", { method: "PUT", headers: { "Content-Type": "application/json" }, body: "{}" })',
    page: 'https://evil.example',
    target: 'http://localhost:3000/settings',
    kind: 'fetch JSON',
    changes: true,
    credentials: false,
  },
  {
    id: 'websocket',
    name: 'Open a WebSocket',
    tries: 'A website opens a WebSocket and listens to what your server tells its own pages.',
    code: 'new WebSocket("ws://localhost:3000/updates")',
    page: 'https://evil.example',
    target: 'ws://localhost:3000/updates',
    kind: 'websocket',
    changes: false,
    credentials: true,
  },
  {
    id: 'neighbour',
    name: 'From another local port',
    tries:
      'A page of another project on your machine sends a change with your session: same site, other port.',
    code: 'fetch("http://localhost:3000/settings", { method: "POST", mode: "no-cors", credentials: "include", body: "share=on" })',
    page: 'http://localhost:8000',
    target: 'http://localhost:3000/settings',
    kind: 'send only',
    changes: true,
    credentials: true,
  },
  {
    id: 'zero',
    name: 'Go by 0.0.0.0',
    tries:
      'A website names your machine by 0.0.0.0, to get past rules that know only 127.0.0.1 and localhost.',
    code: 'fetch("http://0.0.0.0:3000/settings", { method: "POST", mode: "no-cors", body: "share=on" })',
    page: 'http://evil.example',
    target: 'http://0.0.0.0:3000/settings',
    kind: 'send only',
    changes: true,
    credentials: false,
  },
  {
    id: 'rebinding',
    name: 'Rebind a name',
    tries: 'A website changes what its own name stands for, to 127.0.0.1, and asks itself.',
    code: 'fetch("/notes").then((answer) => answer.text())',
    page: 'http://evil.example:3000',
    target: 'http://evil.example:3000/notes',
    kind: 'fetch',
    changes: false,
    credentials: true,
    rebinds: true,
  },
] as const satisfies readonly Attack[];

export type AttackId = (typeof attacks)[number]['id'];

/** All that a learner can set. */
export interface Setting {
  readonly switches: Switches;
  readonly engine: EngineName;
  readonly permission: 'granted' | 'denied';
  /** What a connection from this machine to an address and port meets; undefined when it comes about. */
  readonly connect: (address: string, port: number) => Unreachable | undefined;
}

/** As many a first development server is: its front end works, and nobody thought of other websites. */
export const unguarded: Switches = { ...defenceless, cors: 'whoever asks' };

export interface Outcome extends Result {
  /** The attacker got what was tried: the answer was read, or something changed. */
  readonly succeeded: boolean;
}

export function carryOut(attack: Attack, setting: Setting): Outcome {
  const page = web(attack.page);
  const target = web(attack.target);
  const from = isHere(page.host) ? '127.0.0.1' : attackersAddress;
  const result = request(
    {
      page: { address: page, from },
      target,
      kind: attack.kind,
      changes: attack.changes,
      credentials: attack.credentials,
    },
    {
      engine: engines[setting.engine],
      permission: setting.permission,
      resolve: (host) => lookUp(host, target.port, attack, setting),
      connect: setting.connect,
      switches: setting.switches,
      names: names(target.port),
      frontEnd: attack.ownPages ? undefined : application.frontEnd,
      badPorts: new Set(BAD_PORTS.keys()),
    },
  );
  const succeeded = attack.changes ? result.response?.changed === true : result.readable;
  return { ...result, succeeded };
}

function web(text: string): WebAddress {
  const address = readWebAddress(text);
  if (!address) throw new Error(`${text} is no URL`);
  return address;
}

function isHere(host: string): boolean {
  return host === 'localhost' || isLoopback(host);
}

/** localhost is both loopback addresses, and a browser takes the one that answers. */
function lookUp(host: string, port: number, { rebinds }: Attack, { connect }: Setting): string | undefined {
  if (parseAddress(host) !== undefined) return host;
  if (host === 'localhost')
    return ['127.0.0.1', '::1'].find((address) => !connect(address, port)) ?? '127.0.0.1';
  return rebinds ? '127.0.0.1' : attackersAddress;
}

/** What the application's own front end does, as if it were an attack: it must go on working. */
const fromFrontEnd = { tries: '', code: '', page: application.frontEnd, credentials: true } as const;
export const ownAttacks: readonly Attack[] = [
  {
    ...fromFrontEnd,
    id: 'own-read',
    name: 'reads with your session',
    target: 'http://localhost:3000/notes',
    kind: 'fetch',
    changes: false,
  },
  {
    ...fromFrontEnd,
    id: 'own-save',
    name: 'saves your changes',
    target: 'http://localhost:3000/settings',
    kind: 'fetch JSON',
    changes: true,
  },
  {
    ...fromFrontEnd,
    id: 'own-updates',
    name: 'gets its updates',
    target: 'ws://localhost:3000/updates',
    kind: 'websocket',
    changes: false,
  },
];

export interface OwnUse {
  readonly id: string;
  readonly name: string;
  readonly works: boolean;
  /** The check that stops it. */
  readonly stoppedBy: Check | undefined;
}

export function useOwnPage(setting: Setting): readonly OwnUse[] {
  return ownAttacks.map((own) => {
    const { succeeded, checks } = carryOut(own, setting);
    return { id: own.id, name: own.name, works: succeeded, stoppedBy: stoppedBy(checks) };
  });
}

export function stoppedBy(checks: readonly Check[]): Check | undefined {
  return checks.find(({ passed }) => !passed);
}

/**
 * The browsers in which the attack still works when the user allows everything: a server is safe when there are none.
 */
export function worksIn(attack: Attack, setting: Setting): readonly EngineName[] {
  return engineNames.filter(
    (engine) => carryOut(attack, { ...setting, engine, permission: 'granted' }).succeeded,
  );
}

/** Whether the front end works, in every browser. */
export function ownPageWorks(setting: Setting): boolean {
  return engineNames.every((engine) => useOwnPage({ ...setting, engine }).every(({ works }) => works));
}
