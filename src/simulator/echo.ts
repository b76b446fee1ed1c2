/** Echo request and reply (RFC 792, types 8 and 0; RFC 4443 §4): what ping(8) finds out. */
import { type IcmpMessage, judgeIcmp } from './filter-packet.ts';
import { type Host, isLocalAddress } from './host.ts';
import { endWith } from './link.ts';
import type { Hook, RejectWith, Verdict } from './packet-filter.ts';
import { wayTo } from './routing-table.ts';

export type EchoAnswer =
  | { readonly kind: 'reply' }
  /** Nothing comes back. */
  | { readonly kind: 'silence' }
  /** The link asked for the address and nobody has it: known after {@link neighbourTimeout}. */
  | { readonly kind: 'nobody' }
  /** A packet filter said so: the one of the host `from`. `sent` is false when it never left. */
  | { readonly kind: 'rejected'; readonly with: RejectWith; readonly from: string; readonly sent: boolean };

/**
 * Asks an address for an echo, and brings the answer back, past the packet filters of both ends.
 *
 * @param source an address of the host; both on the wire
 * @param length bytes of data
 * Differs from Linux: nobody answers from behind a router.
 */
export function sendEcho(host: Host, source: string, destination: string, length: number): EchoAnswer {
  const request = echo('request', source, destination, length);
  const stopped = refusalOf(judgeIcmp(host, 'OUTPUT', request), source, false);
  if (stopped) return stopped;
  const other = whoHas(host, destination);
  if (!other) return { kind: wayTo(host, destination)?.nextHop === destination ? 'nobody' : 'silence' };
  const refused = refusalOf(judgeIcmp(other, 'INPUT', request), destination, true);
  if (refused) return refused;
  const reply = echo('reply', destination, source, length);
  const steps: readonly (readonly [Host, Hook])[] = [
    [other, 'OUTPUT'],
    [host, 'INPUT'],
  ];
  const lost = steps.some(([at, hook]) => (judgeIcmp(at, hook, reply)?.action ?? 'ACCEPT') !== 'ACCEPT');
  return { kind: lost ? 'silence' : 'reply' };
}

function echo(kind: 'request' | 'reply', source: string, destination: string, length: number): IcmpMessage {
  const types = source.includes(':') ? { request: 128, reply: 129 } : { request: 8, reply: 0 };
  const state = kind === 'request' ? 'NEW' : 'ESTABLISHED';
  return { source, destination, icmpType: types[kind], state, length };
}

function whoHas(host: Host, address: string): Host | undefined {
  if (isLocalAddress(host, address)) return host;
  const link = wayTo(host, address)?.interface.link;
  return link && endWith(link, address)?.host;
}

function refusalOf(verdict: Verdict | undefined, from: string, sent: boolean): EchoAnswer | undefined {
  if (verdict?.action === 'REJECT') return { kind: 'rejected', with: verdict.with, from, sent };
  return verdict?.action === 'DROP' ? { kind: 'silence' } : undefined;
}
