/** From where "Who can reach this?" tries, in a scene like `home`: data, and the hosts that it means in a network. */
import type { Family } from '../simulator/address.ts';
import type { Host } from '../simulator/host.ts';
import type { Network } from '../simulator/network.ts';
import type { MatrixViewpoint } from './reach-matrix.ts';
import type { Scene } from './scene.ts';

interface SceneViewpoint {
  readonly label: string;
  /** A host of the scene by name; `own`: the learner's; `container`: the first that has the learner's as its router. */
  readonly at: { readonly kind: 'own' | 'container' } | { readonly kind: 'named'; readonly host: string };
  readonly families: readonly Family[];
  readonly who: MatrixViewpoint['who'];
}

/** What a world and a page's world both have. */
interface RowWorld {
  readonly network: Network;
  /** The learner's own. */
  readonly host: Host;
  readonly scene: Scene;
}

const both: readonly Family[] = ['AF_INET', 'AF_INET6'];

const sceneViewpoints: readonly SceneViewpoint[] = [
  { label: 'This host, IPv4', at: { kind: 'own' }, families: ['AF_INET'], who: 'program' },
  { label: 'This host, IPv6', at: { kind: 'own' }, families: ['AF_INET6'], who: 'program' },
  { label: 'Another user here', at: { kind: 'own' }, families: both, who: 'user' },
  { label: 'A container here', at: { kind: 'container' }, families: both, who: 'program' },
  { label: 'A virtual machine here', at: { kind: 'named', host: 'vm' }, families: both, who: 'program' },
  { label: 'A phone on the Wi-Fi', at: { kind: 'named', host: 'phone' }, families: both, who: 'program' },
  { label: 'The internet', at: { kind: 'named', host: 'stranger' }, families: both, who: 'program' },
  { label: 'A website in your browser', at: { kind: 'own' }, families: both, who: 'website' },
];

/** Those whose host is in the network, in their order. */
export function viewpointsOf(network: Network, own: Host): readonly MatrixViewpoint[] {
  return sceneViewpoints.flatMap(({ label, at, families, who }): readonly MatrixViewpoint[] => {
    const host = hostAt(at, network, own);
    // The Linux of WSL has Windows as its router, as a container has its host.
    const inside = at.kind === 'container' && own.system.name === 'windows';
    return host ? [{ label: inside ? 'Linux in WSL' : label, host, families, who }] : [];
  });
}

function hostAt(at: SceneViewpoint['at'], network: Network, own: Host): Host | undefined {
  switch (at.kind) {
    case 'own':
      return own;
    case 'container':
      return containersOf(network, own)[0];
    case 'named':
      return network.hosts.find(({ name }) => name === at.host);
  }
}

/** Hosts that have this one as their router, and the Linux of WSL in either mode. */
export function containersOf(network: Network, own: Host): readonly Host[] {
  return network.hosts.filter(
    (host) => own.wsl?.linux === host || host.routes.some(({ via }) => hasAddress(own, via)),
  );
}

/** The router of a host: who has the address that its default route names. */
export function routerOf(network: Network, own: Host): Host | undefined {
  const via = own.routes.find(({ destination }) => destination.length === 0)?.via;
  return via === undefined ? undefined : network.hosts.find((host) => host !== own && hasAddress(host, via));
}

/** Whose listeners are the rows: the learner's host, its containers, and whom the scene lists beside it. */
export function rowHostsOf({ network, host, scene }: RowWorld): readonly Host[] {
  const listed = (scene.neighbours ?? []).filter((one) => one.listed).map((one) => one.host.name);
  return [host, ...containersOf(network, host), ...network.hosts.filter(({ name }) => listed.includes(name))];
}

function hasAddress({ interfaces }: Host, address: string): boolean {
  return interfaces.some(({ addresses }) => addresses.some((one) => one.address === address));
}
