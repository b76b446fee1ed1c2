/** The host that a session runs on: the default scene's, with what the session's header lines say. */
import { userOf } from '../../src/course/scene.ts';
import { findScene } from '../../src/course/scenes/index.ts';
import { createHost, type Host, type HostOptions, type User } from '../../src/simulator/host.ts';
import { createNetwork } from '../../src/simulator/network.ts';
import type { Header } from '../../src/simulator/notation/case.ts';
import { sysctlsOf } from '../conformance/simulator-support.ts';
import { firstPid } from './normalise.ts';

/** Whose home has the site: the user of every scene. */
export const resident: User = userOf(findScene('laptop'));

/** 23 November 2026, 9:12:25 UTC. */
export const epoch = Date.UTC(2026, 10, 23, 9, 12, 25);

export function hostWith(headers: readonly Header[], scene = 'laptop', seed = 1): Host {
  const { host: options } = findScene(scene);
  const { interfaces, sysctls } = options;
  const [outer = 'wlan0'] = Object.keys(interfaces).filter((name) => name !== 'lo');
  const loopback = ['127.0.0.1/8'];
  const second = [...addressesOf(interfaces[outer])];
  const settings: [string, string][] = [];
  if (!headers.some(({ kind }) => kind === 'no-ipv6')) loopback.push('::1/128');
  for (const header of headers) {
    if (header.kind === 'loopback-address') loopback.push(`${header.address}/${header.prefixLength}`);
    if (header.kind === 'address') second.push(`${header.address}/${header.prefixLength}`);
    if (header.kind === 'sysctl') settings.push([header.name, header.value]);
  }
  const host = createHost(createNetwork({ seed }), {
    ...options,
    interfaces: { ...interfaces, lo: loopback, [outer]: second },
    sysctls: { ...sysctls, ...sysctlsOf(settings) },
  });
  host.nextPid = firstPid;
  return host;
}

/** Linked to another host or not, an interface has addresses. */
function addressesOf(given: HostOptions['interfaces'][string] | undefined): readonly string[] {
  return given === undefined ? [] : 'addresses' in given ? given.addresses : given;
}

/** @throws when the scene has no such user */
export function accountOf(host: Host, user: string): User {
  const account = host.users.find(({ name }) => name === user);
  if (!account) throw new Error(`${host.name} has no user ${user}`);
  return account;
}
