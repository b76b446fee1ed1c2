/** The hosts of one case: a network namespace each, and the links between them. */
import type { Header } from '../../../src/simulator/notation/case.ts';
import { destroyRemains } from './destroy-remains.ts';
import { addRules } from './firewall-rules.ts';
import { createLinks } from './link.ts';
import {
  createNamespace,
  enter,
  isClean,
  type Namespace,
  openNamespace,
  releaseNamespace,
  waitForAddresses,
  writeSetting,
} from './namespace.ts';
import { addAddress, addRoute, bringUp, loopbackIndex } from './netlink.ts';

export interface Hosts {
  /** @param name undefined for the one host of a case that names none */
  namespaceOf(name: string | undefined): Namespace;
  /** Lets the packets arrive that are on links; undefined where there are none, and loopback takes no time. */
  readonly settle: (() => Promise<void>) | undefined;
  /** To be called when every socket is closed. */
  release(): void;
}

type HostHeader = Extract<Header, { kind: 'host' }>;

/**
 * @param reuse take the namespace of an earlier case that left nothing behind, where there is one host and one is to be had
 * @throws when this machine cannot make the hosts, with the reason
 */
export async function takeHosts(headers: readonly Header[], reuse: boolean): Promise<Hosts> {
  const hosts = headers.filter((header) => header.kind === 'host');
  const taken = hosts.length === 0 ? takeHost(headers, reuse) : await createHostsInTurn(hosts, headers);
  try {
    await addRules(headers, taken.namespaceOf);
  } catch (error) {
    taken.release();
    throw error;
  }
  return taken;
}

/** Namespaces in which nothing is left, by the headers they were made with. */
const idle = new Map<string, Namespace[]>();

function takeHost(headers: readonly Header[], reuse: boolean): Hosts {
  const key = JSON.stringify(headers);
  const pool = idle.get(key) ?? [];
  if (reuse) idle.set(key, pool);
  const namespace = (reuse && pool.pop()) || createNamespace(headers);
  return {
    namespaceOf: () => namespace,
    settle: undefined,
    release: () => {
      enter(namespace);
      if (reuse && pool.length < 200 && cleanUp()) pool.push(namespace);
      else releaseNamespace(namespace);
    },
  };
}

function cleanUp(): boolean {
  if (isClean()) return true;
  destroyRemains();
  return isClean();
}

/** How many cases with links are under way in this process: more would make each other's packets late. */
const atOnce = 12;
let underWay = 0;
const queue: (() => void)[] = [];

async function createHostsInTurn(hosts: readonly HostHeader[], headers: readonly Header[]): Promise<Hosts> {
  if (underWay >= atOnce) await new Promise<void>((resolve) => queue.push(resolve));
  underWay += 1;
  const leave = (): void => {
    underWay -= 1;
    queue.shift()?.();
  };
  try {
    const created = createHosts(hosts, headers);
    return {
      ...created,
      release: () => {
        created.release();
        leave();
      },
    };
  } catch (error) {
    leave();
    throw error;
  }
}

function createHosts(hosts: readonly HostHeader[], headers: readonly Header[]): Hosts {
  const namespaces = new Map<string, Namespace>();
  const links = createLinks();
  const release = (): void => {
    links.release();
    for (const namespace of namespaces.values()) releaseNamespace(namespace);
  };
  try {
    for (const { host, addresses } of hosts) {
      namespaces.set(host, openNamespace());
      bringUp(loopbackIndex);
      // Addresses of a case differ, or clash because it asks for that: nobody has to look first.
      writeSetting('net.ipv6.conf.default.accept_dad', '0');
      const interfaces = new Map<string, number>([['lo', loopbackIndex]]);
      for (const { address, prefixLength, link } of addresses) {
        let index = interfaces.get(link);
        if (index === undefined) {
          index = firstIndex + interfaces.size;
          links.attach(link, index);
          interfaces.set(link, index);
        }
        addAddress(index, address, prefixLength);
      }
    }
    for (const [name, namespace] of namespaces) {
      enter(namespace);
      configure(name, headers);
    }
  } catch (error) {
    release();
    throw error;
  }
  const namespaceOf = (name: string | undefined): Namespace => {
    const namespace = namespaces.get(name ?? '');
    if (!namespace) throw new Error(`no host is named ${name}`);
    return namespace;
  };
  return { namespaceOf, settle: links.settled, release };
}

/** Where the numbers of a host's interfaces begin. */
const firstIndex = 20;

/** Gives the host whose namespace this thread is in its settings and routes. */
function configure(name: string, headers: readonly Header[]): void {
  for (const header of headers) {
    if (header.kind === 'sysctl' && header.host === name) writeSetting(header.name, header.value);
  }
  waitForAddresses();
  for (const header of headers) {
    if (header.kind !== 'route' || header.host !== name) continue;
    addRoute(header.destination.address, header.destination.length, header.via);
  }
}
