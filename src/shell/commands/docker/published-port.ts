/** Published ports: what `-p` says, and how docker shows it. */
import { parseAddress } from '../../../simulator/address.ts';

export interface PublishedPort {
  /** '' where none was given: every address. */
  readonly address: string;
  /** 0 where none was given: any free one. */
  readonly hostPort: number;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
}

export type ReadPort =
  | { readonly ok: true; readonly value: PublishedPort }
  /** What docker says. */
  | { readonly ok: false; readonly message: string };

const wrong = (message: string): ReadPort => ({ ok: false, message });

/** `80`, `8080:80`, `127.0.0.1:8080:80`, `[::1]:8080:80`, each with `/udp` behind it or not. */
export function readPublishedPort(text: string): ReadPort {
  const [ends = '', protocol = 'tcp'] = text.split('/');
  const [, bracketed, plain = '', hostText = '', portText = ''] =
    /^(?:(?:\[([^\]]*)\]|(.*)):)?([^:]*):([^:]*)$/.exec(ends) ?? ['', undefined, '', '', ends];
  const port = portOf(portText);
  if (!port) return wrong(`invalid containerPort: ${portText}`);
  const given = bracketed ?? plain;
  const address = given === '' ? '' : parseAddress(given);
  if (address === undefined) return wrong(`invalid IP address: ${given}`);
  const hostPort = hostText === '' ? 0 : portOf(hostText);
  if (hostPort === undefined) return wrong(`invalid hostPort: ${hostText}`);
  if (protocol !== 'tcp' && protocol !== 'udp') return wrong(`invalid proto: ${protocol}`);
  return { ok: true, value: { address, hostPort, port, protocol } };
}

function portOf(text: string): number | undefined {
  const port = /^\d+$/.test(text) ? Number(text) : 65536;
  return port > 65535 ? undefined : port;
}

/** The addresses that a published port is held on: without one, both wildcards, in this order. */
export function hostAddresses({ address }: PublishedPort): readonly string[] {
  return address === '' ? ['0.0.0.0', '::'] : [address];
}

/** `0.0.0.0:8080`, `[::]:8080` */
export function endText(address: string, port: number): string {
  return `${address.includes(':') ? `[${address}]` : address}:${port}`;
}

/** As `docker ps` has them: published ones with their ends, the others bare. */
export function portsText(published: readonly PublishedPort[], exposed: readonly string[]): string {
  const named = published.flatMap((one) =>
    hostAddresses(one).map((address) => `${endText(address, one.hostPort)}->${one.port}/${one.protocol}`),
  );
  const bare = exposed.filter(
    (known) => !published.some(({ port, protocol }) => known === `${port}/${protocol}`),
  );
  return [...named, ...bare].join(', ');
}
