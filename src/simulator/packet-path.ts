/** What happens to a packet on its way, hop by hop: what the views of a path show. */
import type { Host } from './host.ts';
import type { Packet } from './packet.ts';
import type { Decider, Verdict } from './packet-filter.ts';

/** Why a packet went nowhere, where no rule of a packet filter said so. */
export type Loss =
  | 'martian'
  | 'not-a-router'
  | 'nobody-there'
  | 'nobody-at-address'
  | 'no-route-beyond'
  | 'hop-limit';

interface HopBase {
  readonly host: Host;
  readonly packet: Packet;
}

export type Hop =
  /** It leaves the host by an interface; `lo` leads back in. */
  | (HopBase & { readonly kind: 'sent'; readonly interface: string })
  | (HopBase & { readonly kind: 'arrived'; readonly interface: string })
  /** The packet filter looked at it. */
  | (HopBase & { readonly kind: 'judged'; readonly hook: string; readonly verdict: Verdict })
  /** Its addresses were translated; `by` is the rule, where this packet was the first of its connection. */
  | (HopBase & { readonly kind: 'translated'; readonly before: Packet; readonly by: Decider | undefined })
  | (HopBase & { readonly kind: 'forwarded'; readonly from: string; readonly to: string })
  /** It is for this host: a socket gets it, or nobody. */
  | (HopBase & { readonly kind: 'delivered' })
  | (HopBase & { readonly kind: 'lost'; readonly loss: Loss });
