/** The command lines that change who reaches what: every change is one that somebody could type. No DOM. */
import type { MatrixRow } from '../../course/reach-matrix.ts';
import { onTheWire } from '../../simulator/address.ts';
import type { Host } from '../../simulator/host.ts';
import { listSockets } from '../../simulator/socket-list.ts';

/** A line that is typed at a prompt of a host. */
export interface TypedLine {
  readonly host: string;
  readonly line: string;
}

export interface BindChoice {
  readonly address: string;
  readonly note: string;
}

/** The addresses that a server of this host can be bound to, with what each means. */
export function bindChoices({ interfaces }: Host): readonly BindChoice[] {
  const outside = interfaces.filter(({ name }) => /^(?:wlan0|eth0|en0)$/.test(name));
  const own = outside.flatMap(({ addresses }) => addresses.map(({ address }) => address));
  return [
    { address: '127.0.0.1', note: 'this host, IPv4' },
    { address: '0.0.0.0', note: 'every IPv4 address' },
    { address: '::1', note: 'this host, IPv6' },
    { address: '::', note: 'every address' },
    ...own
      .filter((address) => !address.includes(':'))
      .map((address) => ({ address, note: 'the Wi-Fi address' })),
  ];
}

/** Where the row is bound now, as one of the choices writes it. */
export function boundTo({ listeners }: MatrixRow): string {
  return onTheWire(listeners[0]?.socket.local.address ?? '');
}

/** Ends the server and starts it again; undefined for a program that takes its address from elsewhere. */
export function rebindLine({ argv, pid, port, host }: MatrixRow, address: string): TypedLine | undefined {
  const isServer = /(?:^|\/)python[\d.]*$/.test(argv[0] ?? '') && argv.includes('http.server');
  if (pid === undefined || !isServer) return undefined;
  if (host.system.name === 'windows') {
    const start = `Start-Process python "-m http.server ${port} --bind ${address} --directory site"`;
    return { host: host.name, line: `Stop-Process -Id ${pid}; ${start}` };
  }
  const start = `python3 -m http.server ${port} --bind ${address} --directory site >/dev/null 2>&1 &`;
  return { host: host.name, line: `kill ${pid}; ${start}` };
}

export type FirewallAction = 'allow' | 'deny' | 'reject';

export function firewallLine(host: string, action: FirewallAction, port: number): TypedLine {
  return { host, line: `sudo ufw ${action} ${port}` };
}

export function firewallSwitchLine(host: string, on: boolean): TypedLine {
  return { host, line: on ? 'sudo ufw --force enable' : 'sudo ufw disable' };
}

/** ufw adds chains of its own and leads INPUT to them while it is on. */
export function isFirewallOn({ packetFilter }: Host): boolean {
  const input = packetFilter?.ipv4.get('INPUT');
  return (
    input?.rules.some(({ target }) => target?.kind === 'JUMP' && target.chain.startsWith('ufw-')) ?? false
  );
}

/** What `docker run -p` says; empty for a container whose port is not published. */
export const publishings = ['', '8080:80', '127.0.0.1:8080:80'] as const;
export type Publishing = (typeof publishings)[number];

/** How port 8080 is published now: docker-proxy holds what was asked for. */
export function publishedAs(host: Host): Publishing {
  const held = listSockets(host).find(
    ({ state, local, holder }) =>
      state === 'LISTEN' && local.port === 8080 && holder?.command.endsWith('docker-proxy'),
  );
  if (!held) return '';
  return held.local.address === '127.0.0.1' ? '127.0.0.1:8080:80' : '8080:80';
}

export function publishLine(host: string, published: Publishing): TypedLine {
  const option = published === '' ? '' : ` -p ${published}`;
  return { host, line: `sudo docker rm -f web >/dev/null; sudo docker run -d --name web${option} nginx` };
}

/** A port forward of a router, as its web page would set it: whatever comes for the port goes to a host behind it. */
export function forwardLines(router: Host, to: string, port: number, on: boolean): readonly TypedLine[] {
  const outer = router.interfaces.find(({ name }) => name !== 'lo' && name !== innerName(router, to))?.name;
  const rule = `PREROUTING${outer ? ` -i ${outer}` : ''} -p tcp --dport ${port} -j DNAT --to-destination ${to}:${port}`;
  return [{ host: router.name, line: `iptables -t nat ${on ? '-A' : '-D'} ${rule}` }];
}

/** The same as a program behind the router asks for it, which the router does without asking anybody. */
export function mappingLine(host: string, to: string, port: number): TypedLine {
  return { host, line: `upnpc -e homeport -a ${to} ${port} ${port} tcp` };
}

function innerName({ interfaces }: Host, to: string): string | undefined {
  const network = to.replace(/\d+$/, '');
  return interfaces.find(({ addresses }) => addresses.some(({ address }) => address.startsWith(network)))
    ?.name;
}

/** Whether the router hands this port on to this address. */
export function isForwarded({ nat }: Host, to: string, port: number): boolean {
  const rules = nat?.ipv4.get('PREROUTING')?.rules ?? [];
  return rules.some(({ target, matches }) => {
    if (target?.kind !== 'DNAT' || target.address !== to) return false;
    return matches.some((match) => match.kind === 'ports' && match.destination?.value[0] === port);
  });
}
