/** The Linux inside Windows: which machine it is, and how a line is run there. */
import type { Host } from '../../simulator/host.ts';
import type { Machine } from '../machine.ts';
import type { Surroundings } from '../task.ts';

/** The interface of Windows that leads to it. */
export const wslInterface = 'wsl';

/** Whose default route is this host's address on the switch of WSL; undefined where there is no WSL. */
export function guestOf({ host, machines }: Surroundings): Machine | undefined {
  const own = host.interfaces
    .find(({ name }) => name === wslInterface)
    ?.addresses.map(({ address }) => address);
  if (!own) return undefined;
  return machines.find(({ around }) =>
    around.host.routes.some(({ via, destination }) => destination.length === 0 && own.includes(via)),
  );
}

export function addressOf({ interfaces }: Host): string | undefined {
  return interfaces.filter(({ name }) => name !== 'lo').flatMap(({ addresses }) => addresses)[0]?.address;
}
