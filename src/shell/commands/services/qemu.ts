/**
 * QEMU's user-mode network ("slirp"): the guest has 10.0.2.15, the host is 10.0.2.2 to it, and a program on the host makes the
 * guest's connections anew. Two services, for the two feet of that one program: `qemu` listens on the host for what is
 * forwarded to the guest, `qemu-nat` takes what the guest sends.
 *
 * Documented, not run: qemu.org, "Invocation", -nic user (hostfwd), and "Network emulation", the user mode network stack.
 * Differs from QEMU: a connection of the guest is accepted before it is known whether it can be made; TCP only.
 */
import type { Host } from '../../../simulator/host.ts';
import type { Endpoint } from '../../../simulator/socket.ts';
import type { Program } from '../../program.ts';
import { addRelay } from '../../relays.ts';
import { self } from '../../syscalls.ts';
import { acceptEach } from '../http/http-connection.ts';
import { connectElsewhere, joinElsewhere } from './elsewhere.ts';
import { openListeners } from './open-listeners.ts';
import { root, type Service } from './service.ts';

const guest = '10.0.2.15';
const hostForGuest = '10.0.2.2';
/** Where rules of the guest's side lead every connection. */
const takenPort = 1;

/** hostfwd=tcp:[ADDRESS]:PORT-:GUEST-PORT */
const forwards = [
  { address: '0.0.0.0', port: 8080, guestPort: 80 },
  { address: '127.0.0.1', port: 2222, guestPort: 22 },
] as const;

export const qemu: Service = {
  name: 'qemu',
  description: 'A virtual machine',
  documentation: 'https://www.qemu.org/docs/master/system/invocation.html',
  main: {
    user: { name: 'dev', uid: 1000 },
    title: 'qemu-system-x86_64 -nic user,hostfwd=tcp::8080-:80,hostfwd=tcp:127.0.0.1:2222-:22',
  },
  children: [],
  *run(ready): Program {
    const task = yield* self();
    const { host } = task.around;
    const inside = host.network.hosts.find((one) => hasAddress(one, hostForGuest));
    const fds: number[] = [];
    for (const { address, port, guestPort } of forwards) {
      const opened = yield* openListeners([address], port, 1);
      if (!opened.ok) return 1;
      fds.push(...opened.fds);
      const relay = { program: 'qemu', at: host, port, name: undefined, to: [guest], toPort: guestPort };
      if (inside) addRelay(task, { ...relay, from: inside });
    }
    ready();
    return yield* acceptEach(fds, function* (fd) {
      const file = task.process.files.get(fd);
      const port = file?.kind === 'socket' ? file.socket.local.port : 0;
      const wanted = forwards.find((one) => one.port === port)?.guestPort ?? 0;
      const machine = task.around.machines.find(({ around }) => around.host === inside);
      if (!machine) return 1;
      const connection = connectElsewhere(machine.around, { addresses: [guest], port: wanted }, 'qemu');
      return yield* joinElsewhere(fd, connection);
    });
  },
};

export const qemuNat: Service = {
  name: 'qemu-nat',
  description: 'The network of a virtual machine',
  documentation: undefined,
  main: { user: root, title: 'qemu' },
  children: [],
  *run(ready): Program {
    const task = yield* self();
    const { host } = task.around;
    const [owner] = host.network.hosts;
    const listeners = yield* openListeners(['0.0.0.0'], takenPort, 128);
    if (!listeners.ok || !owner) return 1;
    const relay = { program: 'qemu', at: host, port: takenPort, name: undefined, from: owner };
    addRelay(task, { ...relay, to: ['127.0.0.1'], toPort: undefined, everyPortOf: hostForGuest });
    ready();
    return yield* acceptEach(listeners.fds, function* (fd, client) {
      const wanted = askedFor(host, client);
      const machine = task.around.machines.find(({ around }) => around.host === owner);
      if (!wanted || !machine) return 1;
      // To the guest the host is 10.0.2.2, and that is the host's own loopback.
      const address = wanted.address === hostForGuest ? '127.0.0.1' : wanted.address;
      const destination = { addresses: [address], port: wanted.port };
      return yield* joinElsewhere(fd, connectElsewhere(machine.around, destination, 'qemu'));
    });
  },
};

/** What the guest asked for, before the rules led it here (SO_ORIGINAL_DST). */
function askedFor({ nat }: Host, { address, port }: Endpoint): Endpoint | undefined {
  for (const { original } of nat?.byOriginal.values() ?? []) {
    if (original.source.address === address && original.source.port === port) return original.destination;
  }
  return undefined;
}

function hasAddress({ interfaces }: Host, address: string): boolean {
  return interfaces.some(({ addresses }) => addresses.some((own) => own.address === address));
}
