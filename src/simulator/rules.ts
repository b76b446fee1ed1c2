/**
 * Why a call was refused: one rule each, with a stable id, the sentence that a learner reads, and where it is
 * written down. The lab shows the sentence and the sockets that the call met.
 */

import { documentedRules } from './os/documented-rules.ts';
import { unixRules } from './unix-rules.ts';

export interface Source {
  readonly label: string;
  readonly url: string;
}

export interface Rule {
  readonly sentence: string;
  readonly source: Source;
}

const page = (name: string, section: number): Source => ({
  label: `${name}(${section})`,
  url: `https://man7.org/linux/man-pages/man${section}/${name}.${section}.html`,
});

const rfc = (number: number, section: string): Source => ({
  label: `RFC ${number} §${section}`,
  url: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`,
});

/** What Linux does, each rule shown by a recorded case. */
export const measuredRules = {
  'no-such-descriptor': {
    sentence: 'The process has no open file with this descriptor.',
    source: page('close', 2),
  },
  'not-a-socket': { sentence: 'This descriptor is open, but it is no socket.', source: page('bind', 2) },
  'bad-argument': { sentence: 'The value is outside what the call takes.', source: page('socket', 2) },

  'wrong-family': {
    sentence: 'An IPv4 socket cannot take an IPv6 address.',
    source: page('ip', 7),
  },
  'short-ipv6-address': {
    sentence: 'An IPv6 socket binds an IPv6 address; IPv4 is written as ::ffff:a.b.c.d there.',
    source: page('ipv6', 7),
  },
  'not-an-address-of-this-host': {
    sentence: 'No interface of this host has this address, so nothing sent to it would arrive here.',
    source: page('bind', 2),
  },
  'privileged-port': {
    sentence:
      'Ports below net.ipv4.ip_unprivileged_port_start (1024 by default) need the capability CAP_NET_BIND_SERVICE, which root has.',
    source: page('ip', 7),
  },
  'already-bound': {
    sentence: 'A socket is bound once; this one has a port already.',
    source: page('bind', 2),
  },
  'v6only-takes-no-ipv4': {
    sentence: 'With IPV6_V6ONLY on, the socket takes no IPv4 address, in mapped form either.',
    source: page('ipv6', 7),
  },
  'v6only-fixed-by-bind': {
    sentence: 'IPV6_V6ONLY can change only while the socket is not bound.',
    source: page('ipv6', 7),
  },
  'not-an-ipv6-option': {
    sentence: 'IPV6_V6ONLY is an option of IPv6 sockets only.',
    source: page('ipv6', 7),
  },
  'not-a-tcp-socket': { sentence: 'TCP options are for TCP sockets only.', source: page('tcp', 7) },
  'multicast-stream': {
    sentence: 'A stream has two ends, so TCP does not bind an IPv6 multicast address.',
    source: page('ipv6', 7),
  },
  'link-local-needs-interface': {
    sentence: 'A link-local address means something only together with an interface.',
    source: rfc(4291, '2.5.6'),
  },

  'port-held': {
    sentence:
      'Another socket holds this port on this address or on one that includes it. The key is protocol, address and port.',
    source: page('bind', 2),
  },
  'port-held-by-listener': {
    sentence:
      'A socket listens on this port, on this address or on one that includes it. SO_REUSEADDR does not help against a listener.',
    source: page('socket', 7),
  },
  'reuseaddr-on-both': {
    sentence: 'SO_REUSEADDR lets sockets share a port only when both have it.',
    source: page('socket', 7),
  },
  'reuseport-on-both': {
    sentence: 'SO_REUSEPORT lets sockets share a port only when both have it.',
    source: page('socket', 7),
  },
  'reuseport-same-user': {
    sentence: 'SO_REUSEPORT shares a port only between sockets of the same user.',
    source: page('socket', 7),
  },
  'time-wait-holds-port': {
    sentence:
      'A connection that was closed from this end stays in TIME-WAIT for 60 seconds and keeps the port. SO_REUSEADDR lets you bind past it if the closed connection had the option too.',
    source: rfc(9293, '3.6.1'),
  },
  'connection-holds-port': {
    sentence: 'A connection still uses this port at this end, though nobody listens on it.',
    source: page('socket', 7),
  },
  'one-listener': {
    sentence: 'Two sockets may hold this address with SO_REUSEADDR, but only one of them may listen.',
    source: page('listen', 2),
  },
  'no-free-port': {
    sentence: 'Every port of net.ipv4.ip_local_port_range is taken on this address.',
    source: page('ip', 7),
  },
  'no-free-port-to-peer': {
    sentence: 'No port of net.ipv4.ip_local_port_range is left for another connection to this peer.',
    source: page('connect', 2),
  },
  'four-tuple-taken': {
    sentence: 'A connection with the same two addresses and the same two ports exists already.',
    source: rfc(9293, '3.3.1'),
  },

  'listen-needs-stream': {
    sentence: 'Only a stream socket listens; UDP has no connections.',
    source: page('listen', 2),
  },
  'listen-on-connection': {
    sentence: 'A socket that is connected, or connecting, cannot listen.',
    source: page('listen', 2),
  },
  'not-listening': { sentence: 'accept needs a socket that listens.', source: page('accept', 2) },
  'nothing-to-accept': { sentence: 'No connection waits to be accepted.', source: page('accept', 2) },
  'nothing-to-receive': { sentence: 'Nothing has arrived yet.', source: page('recv', 2) },

  'nobody-listens': {
    sentence: 'Nobody listens on this address and port, so the host answers with a reset (RST).',
    source: rfc(9293, '3.5.2'),
  },
  'no-answer': {
    sentence: 'No answer came to any of the SYN segments (tcp_syn_retries).',
    source: page('tcp', 7),
  },
  'nobody-receives': {
    sentence: 'No socket receives on this address and port; the host answered "port unreachable" (ICMP).',
    source: page('udp', 7),
  },
  'no-route': { sentence: 'No route leads to this address.', source: page('connect', 2) },
  'no-ipv6': {
    sentence: 'IPv6 is switched off on this host: it has no IPv6 address to send from.',
    source: page('ipv6', 7),
  },
  'loopback-stays-inside': {
    sentence: 'A packet with a loopback address must not leave the host.',
    source: rfc(1122, '3.2.1.3'),
  },
  'family-unreachable': {
    sentence: 'This socket’s own address belongs to one family, the destination to the other.',
    source: page('ipv6', 7),
  },
  'broadcast-needs-option': {
    sentence: 'Sending to a broadcast address needs SO_BROADCAST.',
    source: page('ip', 7),
  },
  'shut-while-connecting': {
    sentence: 'The socket was shut down before the outcome of its connect was told; it connects no more.',
    source: page('connect', 2),
  },
  'connect-in-progress': {
    sentence: 'The connection is being made; the answer is not known yet.',
    source: page('connect', 2),
  },
  'already-connected': {
    sentence: 'The socket is connected already, or it listens.',
    source: page('connect', 2),
  },
  'connect-outcome-told': {
    sentence: 'The failed connection was told to another call; this one clears the socket.',
    source: page('connect', 2),
  },
  disconnected: {
    sentence: 'The connection was dissolved from this end.',
    source: page('connect', 2),
  },
  'not-connected': { sentence: 'The socket has no peer.', source: page('send', 2) },
  'no-destination': {
    sentence: 'A datagram needs a destination, and the socket is not connected.',
    source: page('send', 2),
  },
  'port-zero-is-no-destination': { sentence: 'Port 0 is nobody’s address.', source: page('udp', 7) },
  'sending-ended': {
    sentence: 'This end has finished sending, or the connection is gone.',
    source: page('send', 2),
  },
  'data-after-shutdown': {
    sentence: 'Data came for an end that had shut down both directions, so the connection was reset.',
    source: rfc(9293, '3.6.1'),
  },
  'reset-by-peer': {
    sentence: 'The peer ended the connection with a reset (RST), not with a FIN.',
    source: rfc(9293, '3.5.3'),
  },
  'nobody-at-address': {
    sentence: 'Nobody on the link answers for this address, so there is nobody to hand the packet to.',
    source: rfc(1122, '3.3.1.1'),
  },
  'no-route-beyond': {
    sentence: 'A router on the way knows no route to this address, and says so.',
    source: rfc(1812, '5.2.7.1'),
  },
  'hop-limit': {
    sentence:
      'So many routers passed the packet on that the last one gave it up: most often it goes round in a circle.',
    source: rfc(1812, '5.3.1'),
  },
  'ping-group-range': {
    sentence: 'Only members of the groups in net.ipv4.ping_group_range may have a ping socket.',
    source: page('icmp', 7),
  },
  'packet-filter-rejects': {
    sentence: 'A rule of the packet filter rejected the packet and told the sender so.',
    source: page('iptables-extensions', 8),
  },
  'packet-filter-drops': {
    sentence: 'A rule of the packet filter stopped the datagram before it left this host.',
    source: page('iptables-extensions', 8),
  },
} as const satisfies Record<string, Rule>;

export const rules = { ...measuredRules, ...documentedRules, ...unixRules };

export type RuleId = keyof typeof rules;
