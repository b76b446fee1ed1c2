/** What the packet path decides: its form, its controls, and what it says. No DOM. */
import {
  nameOfQuestion,
  type PacketStep,
  type Stage,
  type Story,
  tellAttempt,
} from '../../course/packet-steps.ts';
import { nameOfPing, tellPing } from '../../course/ping-story.ts';
import { parseAddress } from '../../simulator/address.ts';
import type { Host } from '../../simulator/host.ts';
import type { EchoOutcome, Outcome } from '../../simulator/probe-path.ts';
import type { EndWord } from './packet-drawing.view.ts';
import type { PathProtocol, PathRequest } from './path-request.ts';

/** The story of a request, and what it is called. */
export function tellRequest(
  from: Host,
  { protocol, to, port }: PathRequest,
): { readonly story: PathStory; readonly title: string } {
  if (protocol !== 'ping') {
    const question = { from, protocol, to, port };
    return { story: tellAttempt(question), title: nameOfQuestion(question) };
  }
  return { story: tellPing({ from, to }), title: nameOfPing({ from, to }) };
}

/** What is drawn and listed: of packets that ask for a port, or of a ping. */
export type PathStory = Pick<Story, 'steps' | 'hosts'> & {
  readonly outcome: { readonly kind: Outcome['kind'] | EchoOutcome['kind'] } | undefined;
};

export type ReadForm =
  | { readonly ok: true; readonly to: string; readonly port: number }
  | { readonly ok: false; readonly field: 'to' | 'port'; readonly message: string };

export function readForm(protocol: PathProtocol, to: string, port: string): ReadForm {
  const name = to.trim();
  if (name === '')
    return { ok: false, field: 'to', message: 'Write an address or a name, for example localhost.' };
  if (/^[\d.]+$/.test(name) && parseAddress(name) === undefined) {
    return { ok: false, field: 'to', message: `${name} is no IPv4 address: four numbers from 0 to 255.` };
  }
  const number = Number(port);
  if (protocol === 'ping') return { ok: true, to: name, port: number || 0 };
  if (!/^\d{1,5}$/.test(port.trim()) || number < 1 || number > 65_535) {
    return { ok: false, field: 'port', message: 'A port is a whole number from 1 to 65535.' };
  }
  return { ok: true, to: name, port: number };
}

const stages: Readonly<Record<Stage, string>> = {
  name: 'Name',
  route: 'Route',
  filter: 'Filter',
  translation: 'Translation',
  link: 'Link',
  port: 'Port',
  answer: 'Answer',
  tunnel: 'Tunnel',
  end: 'End',
};

export function stageWord(stage: Stage): string {
  return stages[stage];
}

export function endWord(outcome: PathStory['outcome']): EndWord {
  switch (outcome?.kind) {
    case 'reached':
    case 'answered':
      return 'reached';
    case 'silence':
      return 'no answer';
    default:
      return 'refused';
  }
}

export function progressText(current: number, { steps }: Pick<Story, 'steps'>): string {
  return `Step ${current + 1} of ${steps.length}`;
}

/** What a screen reader hears at a step. */
export function spokenStep({ place, text }: PacketStep): string {
  return `${place.host}: ${text}`;
}

/** How long a step is shown while it plays, in milliseconds; longer sentences longer. */
export function dwellOf({ text }: PacketStep): number {
  return 600 + Math.min(1000, text.length * 9);
}

/** How long the packet travels, in milliseconds: 200 for each corner of the way. */
export function travelTime(corners: number): number {
  return 200 * Math.max(1, corners - 1);
}

/** Below this width, in CSS pixels, the hosts stand below each other. */
export const narrow = 620;
