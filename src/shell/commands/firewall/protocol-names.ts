/** protocols(5) and the types of ICMP, as iptables spells them. */

/** Name and number; what a rule keeps is the name. */
const protocols: readonly (readonly [name: string, number: number])[] = [
  ['all', 0],
  ['icmp', 1],
  ['igmp', 2],
  ['tcp', 6],
  ['udp', 17],
  ['ipv6', 41],
  ['gre', 47],
  ['esp', 50],
  ['ah', 51],
  ['ipv6-icmp', 58],
  ['icmpv6', 58],
  ['sctp', 132],
  ['udplite', 136],
];

/** The name of a protocol given by name or number; a number without a name stays a number. */
export function protocolName(text: string): string | undefined {
  const wanted = text.toLowerCase();
  const number =
    protocols.find(([name]) => name === wanted)?.[1] ?? (/^\d+$/.test(text) ? Number(text) : 256);
  if (number > 255) return undefined;
  return protocols.find(([, known]) => known === number)?.[0] ?? String(number);
}

export function protocolNumber(name: string): number {
  return protocols.find(([known]) => known === name)?.[1] ?? Number(name);
}

/** 255 is iptables' own number for any type. */
const icmpTypes: readonly (readonly [string, number])[] = [
  ['echo-reply', 0],
  ['destination-unreachable', 3],
  ['source-quench', 4],
  ['redirect', 5],
  ['echo-request', 8],
  ['router-advertisement', 9],
  ['router-solicitation', 10],
  ['time-exceeded', 11],
  ['parameter-problem', 12],
  ['timestamp-request', 13],
  ['timestamp-reply', 14],
  ['any', 255],
  ['pong', 0],
  ['ping', 8],
  ['ttl-exceeded', 11],
];

const icmpv6Types: readonly (readonly [string, number])[] = [
  ['destination-unreachable', 1],
  ['packet-too-big', 2],
  ['time-exceeded', 3],
  ['parameter-problem', 4],
  ['echo-request', 128],
  ['echo-reply', 129],
  ['router-solicitation', 133],
  ['router-advertisement', 134],
  ['neighbour-solicitation', 135],
  ['neighbour-advertisement', 136],
  ['redirect', 137],
  ['ttl-exceeded', 3],
  ['neighbor-solicitation', 135],
  ['neighbor-advertisement', 136],
];

/** Differs from iptables: a code after the type (`3/1`) is not taken. */
export function icmpType(text: string, v6: boolean): number | undefined {
  const types = v6 ? icmpv6Types : icmpTypes;
  const known = types.find(([name]) => name === text.toLowerCase())?.[1];
  if (known !== undefined) return known;
  return /^\d{1,3}$/.test(text) && Number(text) <= 255 ? Number(text) : undefined;
}

export function icmpTypeName(type: number, v6: boolean): string | undefined {
  return (v6 ? icmpv6Types : icmpTypes).find(([, known]) => known === type)?.[0];
}
