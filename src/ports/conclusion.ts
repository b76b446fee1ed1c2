import type { BrowserRefusal } from './blocked-by-browsers.ts';
import type { DevPort } from './dev-ports.ts';
import { isEphemeral, isPrivileged, type OperatingSystem, SYSTEM_PORTS } from './operating-systems.ts';
import type { Assignment } from './registry.ts';
import { IANA_REGISTRY } from './source.ts';

/** How good a port is for a development server, from best to worst. */
export type Choice = 'good' | 'fair' | 'poor' | 'no';

export interface Conclusion {
  readonly choice: Choice;
  readonly title: string;
  /** Why, the weightiest reason first. */
  readonly reasons: readonly string[];
}

export interface PortFacts {
  readonly port: number;
  /** Undefined while the registry is not there yet. */
  readonly assignments: readonly Assignment[] | undefined;
  /** Undefined while the table is not there yet. */
  readonly programs: readonly DevPort[] | undefined;
  readonly refusal: BrowserRefusal | undefined;
}

interface Reason {
  readonly choice: Choice;
  readonly text: string;
}

/** `a`, `a and b`, `a, b and c`, and past `most` how many more there are. */
export function listed(words: readonly string[], most = words.length): string {
  const shown = words.slice(0, most);
  const more = words.length - shown.length;
  const all = more > 0 ? [...shown, `${more} more`] : shown;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

function browserReason(refusal: BrowserRefusal): Reason {
  return refusal.chromium === 'refused'
    ? {
        choice: 'no',
        text: `Browsers refuse it: they keep pages away from ${refusal.service}. Your server would run, and no browser would open it.`,
      }
    : {
        choice: 'poor',
        text: `Firefox refuses it, to keep pages away from ${refusal.service}. Chromium opens it all the same.`,
      };
}

function privilegedReason(system: OperatingSystem): Reason {
  return system === 'macos'
    ? {
        choice: 'poor',
        text: 'It lies below 1024, so macOS refuses it on 127.0.0.1, which is the address that a development server should have, and allows it on the wildcard address.',
      }
    : {
        choice: 'poor',
        text: 'It lies below 1024, so Linux wants the capability CAP_NET_BIND_SERVICE. An ordinary user gets EACCES.',
      };
}

function ephemeralReason(port: number, system: OperatingSystem): Reason {
  const { label, ephemeral } = SYSTEM_PORTS[system];
  return {
    choice: 'fair',
    text: `${label} takes ports from ${ephemeral.first} to ${ephemeral.last} for outgoing connections, so now and then one of those holds ${port} just when your server wants it. bind then fails with EADDRINUSE, and works a little later.`,
  };
}

function programReason(programs: readonly DevPort[], system: OperatingSystem): Reason | undefined {
  const airplay = programs.find(({ program }) => program.includes('AirPlay'));
  if (airplay !== undefined && system === 'macos') {
    return {
      choice: 'poor',
      text: 'On macOS the AirPlay Receiver listens there on every address, unless you switch it off under General, AirDrop & Handoff.',
    };
  }
  const others = programs.filter(
    // A registered service is the registry's news, below.
    ({ program, source }) => program !== airplay?.program && source !== IANA_REGISTRY,
  );
  const names = others.map(({ program }) => program.replace(/ \(.*\)$/, ''));
  const [only] = names;
  if (only === undefined) return undefined;
  return names.length === 1
    ? { choice: 'good', text: `${only} has it as its default: expect a conflict where that runs.` }
    : {
        choice: names.length > 2 ? 'fair' : 'good',
        text: `${names.length} programs in our table have it as their default, among them ${listed(names.slice(0, 3))}. Whichever starts second finds it taken.`,
      };
}

function registryReason({ assignments, port }: PortFacts): Reason | undefined {
  const names = [...new Set((assignments ?? []).map(({ name }) => name).filter((name) => name !== ''))];
  const [first] = names;
  if (first === undefined) return undefined;
  const text = `It is registered for ${listed(names, 3)}, which keeps nobody from using it. Tools that turn numbers into names print ${first}.`;
  return port < 1024
    ? {
        choice: 'fair',
        text: `It is registered for ${listed(names, 3)}, and other programs expect that there. Leave it to its service.`,
      }
    : { choice: 'good', text };
}

const ORDER: readonly Choice[] = ['no', 'poor', 'fair', 'good'];

function title(choice: Choice, system: OperatingSystem): string {
  const { label } = SYSTEM_PORTS[system];
  switch (choice) {
    case 'good':
      return `A good choice for a development server on ${label}.`;
    case 'fair':
      return `Usable for a development server on ${label}, with one catch.`;
    case 'poor':
      return `A poor choice for a development server on ${label}.`;
    case 'no':
      return 'No choice for anything that a browser should open.';
  }
}

function zero(): Conclusion {
  return {
    choice: 'no',
    title: 'A request, not a choice.',
    reasons: [
      'A server that binds port 0 gets a free port that the system picks; getsockname tells which. No client can connect to port 0, and browsers refuse it.',
    ],
  };
}

/** Whether a port suits a development server on one system, and why or why not. */
export function conclude(facts: PortFacts, system: OperatingSystem): Conclusion {
  const { port, refusal, programs } = facts;
  if (port === 0) return zero();
  const reasons: readonly (Reason | undefined)[] = [
    refusal === undefined ? undefined : browserReason(refusal),
    isPrivileged(port, system) ? privilegedReason(system) : undefined,
    programReason(programs ?? [], system),
    isEphemeral(port, system) ? ephemeralReason(port, system) : undefined,
    registryReason(facts),
  ];
  const known = reasons.filter((reason) => reason !== undefined);
  const choice = ORDER.find((grade) => known.some((reason) => reason.choice === grade)) ?? 'good';
  const sorted = ORDER.flatMap((grade) => known.filter((reason) => reason.choice === grade));
  const clear = port > 49151 ? 'Nobody can register it' : 'No service is registered here';
  const first =
    choice === 'good'
      ? [
          `${known.some(({ text }) => text.startsWith('It is registered')) ? 'It needs no special right' : clear}, browsers open it, and ${SYSTEM_PORTS[system].label} does not give it to outgoing connections: those get ${SYSTEM_PORTS[system].ephemeral.first} to ${SYSTEM_PORTS[system].ephemeral.last}.`,
        ]
      : [];
  const catches = sorted.filter((reason) => reason.choice === 'fair').length;
  return {
    choice,
    title:
      choice === 'fair' && catches > 1
        ? title(choice, system).replace('one catch', 'some catches')
        : title(choice, system),
    reasons: [...first, ...sorted.map(({ text }) => text)],
  };
}
