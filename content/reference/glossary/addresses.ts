/** Terms of addresses, names and networks. */
import type { GlossaryTerm } from '../../../src/build/glossary-terms.ts';
import { sources } from '../sources.ts';

export const addresses: readonly GlossaryTerm[] = [
  {
    term: 'DNS',
    standard: 'The system that leads from names to addresses. For localhost it should not be asked.',
    source: sources.rfc6761Localhost,
    plain: 'The telephone book of the internet.',
  },
  {
    term: 'DNS rebinding',
    standard:
      'A name first leads to a public address, then to one such as 127.0.0.1, so that a page may read from a local server under its own origin. Checking the Host header prevents it.',
    source: sources.viteAdvisory,
    plain:
      'A website changes the address behind its name to yours, and your browser still takes you for that website.',
  },
  {
    term: 'host',
    standard:
      'A computer that runs programs for people and takes part in the internet, as opposed to a router.',
    source: sources.rfc8200Terms,
    plain: 'A machine on the network. Yours is one.',
    links: [],
  },
  {
    term: 'hosts file',
    standard: 'A text file with addresses and the names that stand for them, looked up before DNS.',
    source: sources.hosts5,
    plain: 'Your machine’s private telephone book: /etc/hosts.',
  },
  {
    term: 'ICMP',
    standard:
      'The protocol for messages about the network itself, such as “destination unreachable” and echo. It has no ports.',
    source: sources.rfc792,
    plain: 'What ping speaks, and what a router says when it cannot deliver.',
  },
  {
    term: 'interface',
    also: ['network interface'],
    standard: 'A host’s connection to a network; addresses belong to interfaces.',
    source: sources.rfc8200Terms,
    plain: 'A way out of the machine: the Wi-Fi card, the cable, and lo, which leads back in.',
    links: ['network interface', 'network interfaces'],
  },
  {
    term: 'IP address',
    standard: 'The address of an interface: 32 bits in IPv4, 128 bits in IPv6.',
    source: sources.rfc4291Model,
    plain: 'Where a packet is to go. The port says to whom there.',
    links: ['IP address', 'IP addresses'],
  },
  {
    term: 'IPv4',
    standard: 'The internet protocol with addresses of 32 bits, written as four numbers: 127.0.0.1.',
    source: sources.ip7,
    plain: 'The older of the two.',
    links: [],
  },
  {
    term: 'IPv4-mapped IPv6 address',
    standard: 'An IPv6 address that stands for an IPv4 address: ::ffff: and the four numbers.',
    source: sources.rfc4291Mapped,
    plain: 'How an IPv4 caller looks to an IPv6 socket: ::ffff:127.0.0.1.',
    links: ['IPv4-mapped IPv6 address', 'IPv4-mapped', 'mapped address'],
  },
  {
    term: 'IPv6',
    standard:
      'The internet protocol with addresses of 128 bits, written in groups of hexadecimal digits; :: stands for a run of zeros.',
    source: sources.rfc4291Text,
    plain: 'The newer of the two. Its loopback address is ::1.',
    links: [],
  },
  {
    term: 'link-local address',
    standard: 'An address that is valid on one link only and is never forwarded: fe80::/10 in IPv6.',
    source: sources.rfc4291LinkLocal,
    plain: 'For neighbours on the same cable. It is not loopback: they reach it.',
  },
  {
    term: 'local address',
    standard: 'Address and port of the socket at this end; getsockname tells it.',
    source: sources.getsockname2,
    plain: 'Your end of the line.',
    compare: ['peer address'],
    links: ['local address'],
  },
  {
    term: 'localhost',
    standard:
      'A reserved name that leads to the loopback addresses. Users may rely on that; resolvers should see to it themselves.',
    source: sources.rfc6761Localhost,
    plain:
      'A name for the machine you are on. It is no address: it may lead to 127.0.0.1, to ::1 or to both.',
    links: ['localhost'],
  },
  {
    term: 'loopback address',
    standard:
      'In IPv4 every address that begins with 127; it must not appear outside a host. In IPv6 exactly one, ::1.',
    source: sources.rfc1122Loopback,
    plain: 'An address that means: this machine. Each machine has its own.',
    compare: ['unspecified address', 'link-local address'],
    links: ['loopback address', 'loopback addresses'],
  },
  {
    term: 'loopback interface',
    standard: 'A virtual interface that leads to no link; what is sent there comes back to the same host.',
    source: sources.rfc4291Loopback,
    plain: 'lo: the inner canal. Nothing on it reaches a cable.',
    links: ['loopback interface', 'loopback'],
  },
  {
    term: 'NAT',
    also: ['network address translation'],
    standard:
      'A router replaces addresses, and often ports, in the packets that pass, so that hosts with private addresses share a public one.',
    source: sources.rfc3022,
    plain: 'Your router’s switchboard: out goes its own number, and the answers find their way back.',
  },
  {
    term: 'network namespace',
    standard: 'A separate copy of the network: interfaces, addresses, routes, firewall rules and ports.',
    source: sources.networkNamespaces7,
    plain: 'A second network inside one machine, with its own localhost. Containers have one each.',
    links: ['network namespace', 'network namespaces'],
  },
  {
    term: 'packet',
    standard: 'The unit of data that goes through the network: an IP header and what it carries.',
    source: sources.rfc8200Terms,
    plain: 'A small parcel with two addresses on it.',
    links: ['packet', 'packets'],
  },
  {
    term: 'peer address',
    standard: 'Address and port of the other end of a connected socket.',
    source: sources.connect2,
    plain: 'The other end of the line.',
    compare: ['local address'],
    links: ['peer address'],
  },
  {
    term: 'private address',
    also: ['10/8', '172.16/12', '192.168/16'],
    standard:
      'An address from one of three blocks that anyone may use inside a network and that is not routed on the internet.',
    source: sources.rfc1918,
    plain: 'The address of your laptop at home. The neighbours have the same ones.',
    links: ['private address', 'private addresses'],
  },
  {
    term: 'router',
    standard: 'A machine that forwards packets that are not for itself.',
    source: sources.rfc8200Terms,
    plain: 'The box that leads out of your network.',
    links: ['router'],
  },
  {
    term: 'unspecified address',
    also: ['::', '0.0.0.0'],
    standard: 'The address that says there is none. It is never the destination of a packet on the network.',
    source: sources.rfc4291Unspecified,
    plain: 'A blank. To bind it reads as “every address”, to connect Linux reads it as “this host”.',
    compare: ['wildcard address'],
    links: ['unspecified address'],
  },
  {
    term: 'wildcard address',
    also: ['INADDR_ANY, 0.0.0.0', 'in6addr_any, ::'],
    standard: 'Given to bind, it stands for every local address of the host.',
    source: sources.ip7,
    plain: 'Everywhere at once: also the addresses that others can reach.',
    compare: ['loopback address'],
    links: ['wildcard address', 'wildcard'],
  },
];
