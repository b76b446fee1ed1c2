/**
 * What a cluster's API server tells kubectl, in a notation of its own: the pods, each a host behind the node, and the services
 * and deployments that their names say.
 */
import type { Host } from '../../../simulator/host.ts';

export interface Pod {
  /** `web-6d4cf56db6-q7m2x` */
  readonly name: string;
  readonly ip: string;
  /** The deployment and the service that it belongs to: `web`. */
  readonly app: string;
}

/** The hosts that have this one as their router. */
export function podsOf(node: Host): readonly Pod[] {
  const own = node.interfaces.flatMap(({ addresses }) => addresses.map(({ address }) => address));
  return node.network.hosts
    .filter(({ routes }) => routes.some(({ via }) => own.includes(via)))
    .map(({ name, interfaces }) => ({
      name,
      ip: interfaces.find((one) => one.name !== 'lo')?.addresses[0]?.address ?? '',
      app: name.replace(/-[0-9a-z]{6,10}-[0-9a-z]{5}$/, ''),
    }));
}

export function writePods(pods: readonly Pod[]): string {
  return pods.map(({ name, ip, app }) => `${name} ${ip} ${app}`).join('\n');
}

export function readPods(text: string): readonly Pod[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', ip = '', app = ''] = line.split(' ');
      return { name, ip, app };
    });
}

/** A service of every app, on the port of its pods. */
export const servicePort = 80;

/** Where the API server listens. */
export const apiPort = 6443;
