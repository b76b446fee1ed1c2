/** How tools that list sockets write addresses, ports and processes. */
import { mappedIPv4 } from '../../../simulator/address.ts';
import { readHosts } from '../../resolve-name.ts';
import { findService, type Service } from '../../services-file.ts';
import type { Task } from '../../task.ts';

/** The first name of an address in the hosts file, as getnameinfo(3) finds it. */
export function hostNameOf(task: Task, address: string): string | undefined {
  return readHosts(task).find((line) => line.address === address)?.names[0];
}

/** The addresses that a name has in the hosts file. */
export function addressesOf(task: Task, name: string): readonly string[] {
  return readHosts(task)
    .filter(({ names }) => names.includes(name))
    .map(({ address }) => address);
}

export function serviceName(
  services: readonly Service[],
  port: number,
  protocol: 'tcp' | 'udp',
): string | undefined {
  return findService(services, String(port), protocol)?.name;
}

/** IPv4-mapped as plain IPv4, as netstat and lsof write it. */
export function unmapped(address: string): string {
  return mappedIPv4(address) ?? address;
}

/** Whether /proc shows the files of that process: one's own, or all to root. */
export function mayLookInto(task: Task, uid: number | undefined): boolean {
  return task.process.uid === 0 || uid === task.process.uid;
}
