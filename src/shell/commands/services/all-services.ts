/** Every service that a scene can name. A page fetches them before its world begins, if its scene names one. */
import { sshd } from '../ssh/sshd.ts';
import { miniupnpd } from '../upnp/miniupnpd.ts';
import { airplay } from './airplay.ts';
import { kubeApiServer } from './kube-apiserver.ts';
import { nginx } from './nginx.ts';
import { postgresql } from './postgresql.ts';
import { qemu, qemuNat } from './qemu.ts';
import { redisServer } from './redis.ts';
import type { Services } from './service.ts';
import { tunnelEdge } from './tunnel-edge.ts';

export const allServices: Services = new Map(
  [nginx, postgresql, redisServer, airplay, sshd, tunnelEdge, kubeApiServer, qemu, qemuNat, miniupnpd].map(
    (service) => [service.name, service],
  ),
);
