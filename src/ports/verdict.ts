import { type BrowserRefusal, browserRefusal } from './blocked-by-browsers.ts';
import { type Conclusion, conclude, listed, type PortFacts } from './conclusion.ts';
import type { DevPort, DevPorts } from './dev-ports.ts';
import {
  type Evidence,
  isEphemeral,
  isPrivileged,
  OPERATING_SYSTEMS,
  type OperatingSystem,
  SYSTEM_PORTS,
} from './operating-systems.ts';
import { type PortRange, rangeOf } from './ranges.ts';
import type { Assignment, Registry } from './registry.ts';
import { FETCH_PORT_BLOCKING, IANA_REGISTRY, LINUX_BIND, RFC6056, type Source } from './source.ts';

export type Topic = 'range' | 'registry' | 'programs' | 'ephemeral' | 'privileged' | 'browsers' | 'logs';

/** One thing that is known about a port, in words, with where it comes from. */
export interface Fact {
  readonly topic: Topic;
  readonly heading: string;
  readonly text: string;
  /** The system that it holds for; undefined where it holds everywhere. */
  readonly system: OperatingSystem | undefined;
  readonly evidence: Evidence | undefined;
  readonly sources: readonly Source[];
}

/** A registered service, with its description once the descriptions are there. */
export interface DescribedAssignment extends Assignment {
  readonly description: string;
}

/** Everything known about one port. */
export interface PortVerdict {
  readonly port: number;
  readonly headline: string;
  readonly range: PortRange;
  /** Undefined while the registry is not there yet. */
  readonly assignments: readonly DescribedAssignment[] | undefined;
  /** Undefined while the table of programs is not there yet. */
  readonly programs: readonly DevPort[] | undefined;
  readonly refusal: BrowserRefusal | undefined;
  readonly conclusions: Readonly<Record<OperatingSystem, Conclusion>>;
  readonly facts: readonly Fact[];
}

/** What a verdict can draw on; each part may come later, and a verdict without it says less. */
export interface Knowledge {
  readonly registry?: Registry | undefined;
  readonly descriptions?: readonly string[] | undefined;
  readonly devPorts?: DevPorts | undefined;
}

function headlineOf(facts: PortFacts, range: PortRange): string {
  const { port } = facts;
  if (port === 0) return 'Port 0 means: choose one for me.';
  if (range.name === 'dynamic') return `${port} is a dynamic port. IANA never assigns it.`;
  const kind = `a ${range.name} port`;
  if (facts.assignments === undefined) return `${port} is ${kind}.`;
  const [first] = facts.assignments;
  if (first === undefined) return `${port} is ${kind}, assigned to nobody.`;
  if (first.name === '') return `${port} is ${kind} that IANA holds back.`;
  return `${port} is ${kind}, registered for ${first.name}.`;
}

function rangeFact(range: PortRange): Fact {
  return {
    topic: 'range',
    heading: 'Range',
    text: `${range.first} to ${range.last} are the ${range.name} ports; ${range.assigned}. Older texts call them ${range.olderNames.join(' or ')} ports.`,
    system: undefined,
    evidence: undefined,
    sources: [range.source],
  };
}

function assignmentText({ name, protocols, description }: DescribedAssignment): string {
  const over = listed(protocols.map((protocol) => protocol.toUpperCase()));
  const what = description === '' ? '' : `: ${description}`;
  if (name !== '') return `${name} for ${over}${what}`;
  return `held back for ${over}${/reserved/i.test(description) ? '' : what}`;
}

function registryText(range: PortRange, assignments: readonly DescribedAssignment[] | undefined): string {
  if (range.name === 'dynamic')
    return 'Nobody can register it. Any program may use it, and none can count on it.';
  if (assignments === undefined) return 'The registry is not loaded yet.';
  if (assignments.length === 0) return 'IANA has assigned it to nobody.';
  return `${assignments.map(assignmentText).join('; ')}.`;
}

function programsText(programs: readonly DevPort[] | undefined): string {
  if (programs === undefined) return 'The table of programs is not loaded yet.';
  if (programs.length === 0) return 'No program in our table has it as its default.';
  return programs
    .map(({ program, bind }) => `${program}${bind === undefined ? '' : ` (binds ${bind})`}`)
    .join('; ')
    .concat('.');
}

function ephemeralFact(port: number, system: OperatingSystem): Fact {
  const { label, ephemeral } = SYSTEM_PORTS[system];
  const range = `${ephemeral.first} to ${ephemeral.last}`;
  return {
    topic: 'ephemeral',
    heading: `Ephemeral on ${label}`,
    text: isEphemeral(port, system)
      ? `Yes. ${label} picks ports from ${range} for outgoing connections and for bind with port 0, so an outgoing connection may hold it.`
      : `No. ${label} picks ports from ${range}; whatever holds ${port} asked for it by number.`,
    system,
    evidence: ephemeral.evidence,
    sources: [ephemeral.source],
  };
}

function privilegedFact(port: number, system: OperatingSystem): Fact {
  const { label, privileged } = SYSTEM_PORTS[system];
  const free = `No. On ${label} any user may bind it.`;
  return {
    topic: 'privileged',
    heading: `Privileged on ${label}`,
    text: isPrivileged(port, system)
      ? `Yes. ${privileged.rule}`
      : system === 'windows'
        ? `No. ${privileged.rule}`
        : free,
    system,
    evidence: privileged.evidence,
    sources: [privileged.source],
  };
}

/** The two browsers were asked for every port up to this one. */
const LAST_MEASURED_IN_BROWSERS = 10_999;

function browsersText(refusal: BrowserRefusal | undefined): string {
  if (refusal === undefined) return 'Browsers open it. It is not among the 83 ports of the Fetch standard.';
  const why = `The Fetch standard keeps web pages away from ${refusal.service}.`;
  return refusal.chromium === 'refused'
    ? `Browsers refuse it before a packet is sent. ${why} Measured in Chromium 156 and Firefox 153; curl has no such list.`
    : `${why} Firefox 153 refuses it and Chromium 156 opens it: both measured.`;
}

const IN_LOGS: Fact = {
  topic: 'logs',
  heading: 'Seen in a log',
  text: 'In a log line a number this high is mostly the client’s end of a connection, picked by its system. When it listens, a tool asked for any free port, or somebody chose it.',
  system: undefined,
  evidence: undefined,
  sources: [RFC6056],
};

/**
 * Everything known about one port.
 *
 * @throws RangeError for anything but a whole number from 0 to 65535: a bug of the caller
 */
export function verdict(port: number, knowledge: Knowledge = {}): PortVerdict {
  const range = rangeOf(port);
  const assignments = knowledge.registry?.assignments(port).map((assignment) => ({
    ...assignment,
    description: knowledge.descriptions?.[assignment.line] ?? '',
  }));
  const programs = knowledge.devPorts?.at(port);
  const refusal = browserRefusal(port);
  const known: PortFacts = { port, assignments, programs, refusal };
  const everywhere = { system: undefined, evidence: undefined };
  return {
    port,
    headline: headlineOf(known, range),
    range,
    assignments,
    programs,
    refusal,
    conclusions: {
      linux: conclude(known, 'linux'),
      macos: conclude(known, 'macos'),
      windows: conclude(known, 'windows'),
    },
    facts: [
      rangeFact(range),
      {
        ...everywhere,
        topic: 'registry',
        heading: 'Registry',
        text: registryText(range, assignments),
        sources: [IANA_REGISTRY],
      },
      {
        ...everywhere,
        topic: 'programs',
        heading: 'Programs',
        text: programsText(programs),
        sources: (programs ?? []).map(({ source }) => source),
      },
      ...(port === 0 ? [] : OPERATING_SYSTEMS.map((system) => ephemeralFact(port, system))),
      ...(port === 0 ? [] : OPERATING_SYSTEMS.map((system) => privilegedFact(port, system))),
      ...(port === 0
        ? [
            {
              ...everywhere,
              topic: 'ephemeral' as const,
              heading: 'In bind',
              text: 'The system picks a free port from its ephemeral range. On the wire port 0 names no service.',
              sources: [LINUX_BIND],
            },
          ]
        : []),
      {
        topic: 'browsers',
        heading: 'Browsers',
        text: browsersText(refusal),
        system: undefined,
        evidence: port <= LAST_MEASURED_IN_BROWSERS ? 'measured' : 'documented',
        sources: [FETCH_PORT_BLOCKING],
      },
      ...(range.name === 'dynamic' ? [IN_LOGS] : []),
    ],
  };
}
