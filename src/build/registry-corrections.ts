import type { RegistryLine } from '../ports/registry.ts';

/**
 * What the package gets wrong, put right by hand. It keeps one name per port and protocol, the last one
 * that IANA lists, and leaves out every entry that stands for a range.
 */
export interface Correction extends RegistryLine {
  readonly description: string;
  /** `first`: the name that people know, put before the package's. `also`: a further name, put behind it. */
  readonly place: 'first' | 'also';
}

const TCP = 1;
const TCP_UDP = 3;

function range(first: number, last: number, entry: Omit<Correction, 'port'>): readonly Correction[] {
  return Array.from({ length: last - first + 1 }, (_, index) => ({ ...entry, port: first + index }));
}

export const CORRECTIONS: readonly Correction[] = [
  // IANA lists several names and the package kept the last: the first one is put back.
  { port: 42, protocols: TCP_UDP, name: 'name', description: 'Host Name Server', place: 'also' },
  { port: 80, protocols: TCP_UDP, name: 'http', description: 'World Wide Web HTTP', place: 'first' },
  { port: 80, protocols: TCP_UDP, name: 'www', description: 'World Wide Web HTTP', place: 'also' },
  {
    port: 465,
    protocols: TCP,
    name: 'urd',
    description: 'URL Rendezvous Directory for SSM',
    place: 'also',
  },
  { port: 631, protocols: TCP_UDP, name: 'ipp', description: 'Internet Printing Protocol', place: 'first' },
  { port: 3000, protocols: TCP_UDP, name: 'hbci', description: 'HBCI', place: 'first' },
  { port: 4444, protocols: TCP_UDP, name: 'krb524', description: 'KRB524', place: 'first' },
  // Entries that stand for a range of ports.
  ...range(6000, 6063, {
    protocols: TCP_UDP,
    name: 'x11',
    description: 'X Window System',
    place: 'first',
  }),
  ...range(6665, 6669, { protocols: TCP, name: 'ircu', description: 'IRCU', place: 'first' }),
  // The last user port: IANA holds it back.
  { port: 49151, protocols: TCP_UDP, name: '', description: 'IANA Reserved', place: 'first' },
];
