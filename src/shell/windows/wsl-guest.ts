/** The Linux inside Windows: which machine it is, in which mode its network is, and how it is stopped and started. */
import { broadcastOf } from '../../simulator/address.ts';
import type { Host, Interface } from '../../simulator/host.ts';
import {
  createHyperVFirewall,
  createWsl,
  type HyperVFirewall,
  type WslSettings,
} from '../../simulator/os/wsl-modes.ts';
import type { Route } from '../../simulator/routing-table.ts';
import { readContent } from '../file-system.ts';
import type { Machine } from '../machine.ts';
import { hasEnded, type Surroundings } from '../task.ts';

/** The interface of Windows that leads to it in NAT mode. */
export const wslInterface = 'wsl';

interface State {
  readonly hyperV: HyperVFirewall;
  /** As the scene has them, for NAT mode. */
  readonly own: Wiring;
  readonly switchOfWindows: readonly Interface[];
  running: boolean;
}

interface Wiring {
  readonly interfaces: readonly Interface[];
  readonly routes: readonly Route[];
}

const states = new WeakMap<Host, State>();

/** Whose default route is this host's address on the switch of WSL; undefined where there is no WSL. */
export function guestOf({ host, machines }: Surroundings): Machine | undefined {
  if (host.wsl) return machines.find(({ around }) => around.host === host.wsl?.linux);
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

/** WSL's own settings of the Hyper-V firewall; undefined where there is no WSL. */
export function hyperVOf(host: Host): HyperVFirewall | undefined {
  return states.get(host)?.hyperV;
}

/** Starts Linux with the network that .wslconfig asks for; one that runs stays as it is. */
export function startGuest(around: Surroundings): void {
  const { host } = around;
  const guest = guestOf(around);
  if (!guest) return;
  const linux = guest.around.host;
  const state = states.get(host) ?? {
    hyperV: createHyperVFirewall(),
    own: { interfaces: outside(linux), routes: linux.routes },
    switchOfWindows: host.interfaces.filter(({ name }) => name === wslInterface),
    running: false,
  };
  states.set(host, state);
  if (state.running) return;
  state.running = true;
  const settings = readSettings(around, guest);
  const mirrored = settings.mode === 'mirrored';
  const others = outside(host).filter(({ name }) => name !== wslInterface);
  wire(host, { interfaces: mirrored ? others : [...others, ...state.switchOfWindows], routes: host.routes });
  wire(linux, mirrored ? mirrorOf(others, host.routes) : state.own);
  const wsl = createWsl({ windows: host, linux }, settings, state.hyperV);
  host.wsl = wsl;
  linux.wsl = wsl;
  wsl.refresh();
}

/** `wsl --shutdown`: every program of Linux ends at once. */
export function stopGuest(around: Surroundings): void {
  const state = states.get(around.host);
  const guest = guestOf(around);
  if (!state || !guest) return;
  const { scheduler } = guest.around;
  for (const task of scheduler.tasks.values()) scheduler.signal(task, 'SIGKILL');
  state.running = false;
}

export function isGuestRunning({ host }: Surroundings): boolean {
  return states.get(host)?.running ?? false;
}

/** Somebody opened a shell on it after it was stopped, which is what starts it again. */
export function isGuestWanted(around: Surroundings): boolean {
  const guest = guestOf(around);
  if (!guest || isGuestRunning(around)) return false;
  return [...guest.around.scheduler.tasks.values()].some((task) => !hasEnded(task));
}

function outside({ interfaces }: Host): readonly Interface[] {
  return interfaces.filter(({ name }) => name !== 'lo');
}

/** Linux's counterparts of Windows' interfaces. The document names none of them; eth0, eth1 … are what people see. */
function mirrorOf(interfaces: readonly Interface[], routes: readonly Route[]): Wiring {
  const pairs = interfaces.map((one, index) => ({ one, copy: { ...one, name: `eth${index}` } }));
  return {
    interfaces: pairs.map(({ copy }) => copy),
    routes: routes.flatMap((route) => {
      const pair = pairs.find(({ one }) => one === route.interface);
      return pair ? [{ ...route, interface: pair.copy }] : [];
    }),
  };
}

function wire(host: Host, { interfaces, routes }: Wiring): void {
  for (const { link } of outside(host)) {
    const end = link?.ends.findIndex((one) => one.host === host) ?? -1;
    if (end >= 0) link?.ends.splice(end, 1);
  }
  const [lo] = host.interfaces.filter(({ name }) => name === 'lo');
  host.interfaces.splice(0, host.interfaces.length, ...(lo ? [lo] : []), ...interfaces);
  Object.assign(host, { routes });
  for (const one of interfaces) {
    const end = { host, interface: one };
    // Windows stands before Linux: where both have an address, Windows is asked first.
    if (host.system.name === 'windows') one.link?.ends.unshift(end);
    else one.link?.ends.push(end);
    for (const prefix of one.addresses) host.broadcasts.add(broadcastOf(prefix));
  }
}

export const wslConfigFile = '.wslconfig';

/** A file that is missing or malformed changes nothing, and a mode that is unknown is NAT. */
function readSettings({ files, machines, host }: Surroundings, guest: Machine): WslSettings {
  const user = machines.find(({ around }) => around.host === host)?.user ?? guest.user;
  const found = files.find('/', `/Users/${user.name}/${wslConfigFile}`, 0);
  const text = found.ok && found.value.kind === 'file' ? readContent(found.value) : '';
  const values = new Map<string, string>();
  let section = '';
  for (const line of text.split('\n').map((one) => one.replace(/^\uFEFF|#.*/g, '').trim())) {
    const [, title] = /^\[(.*)\]$/.exec(line) ?? [];
    const [, key, value = ''] = /^(\w+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (title !== undefined) section = title.trim().toLowerCase();
    else if (key !== undefined) values.set(`${section}.${key.toLowerCase()}`, value.trim().toLowerCase());
  }
  return {
    mode: values.get('wsl2.networkingmode') === 'mirrored' ? 'mirrored' : 'nat',
    hostAddressLoopback: values.get('experimental.hostaddressloopback') === 'true',
    ignoredPorts: (values.get('experimental.ignoredports') ?? '').split(',').map(Number).filter(Boolean),
  };
}
