/** The one place that knows what of the notation the simulator cannot do yet. */
import { linuxSettings, type Sysctls } from '../../src/simulator/host.ts';
import { kernelSettings } from '../../src/simulator/kernel-settings.ts';
import type { Call } from '../../src/simulator/notation/case.ts';
import type { Process } from '../../src/simulator/process.ts';
import type { Socket } from '../../src/simulator/socket.ts';
import { portRange } from '../../src/simulator/socket-options.ts';
import type { SocketOption } from '../../src/simulator/system-call.ts';

/** Thrown where a case asks for what the simulator does not model; the runner reports it. */
export class NotSupported extends Error {}

type OptionCall = Extract<Call, { name: 'setsockopt' }>;

export function optionOf(call: OptionCall): { option: SocketOption; value: number } {
  if (call.option !== 'IP_LOCAL_PORT_RANGE') return call;
  return { option: call.option, value: portRange(call.value.low, call.value.high) };
}

/** The kernel settings of a case, by the simulator's names. */
export function sysctlsOf(settings: readonly (readonly [string, string])[]): Sysctls {
  const sysctls = { ...linuxSettings };
  for (const [name, value] of settings) {
    // An interface's own value counts as the whole host's.
    const general = name.replace(
      /^net\.ipv4\.conf\.\w+\.route_localnet$/,
      'net.ipv4.conf.all.route_localnet',
    );
    const known = kernelSettings.find((setting) => setting.name === general);
    if (!known) throw new NotSupported(`the simulator has no sysctl ${name} yet`);
    const refused = known.write(sysctls, value);
    if (refused) throw new NotSupported(`sysctl ${name} ${value}: ${refused}`);
  }
  return sysctls;
}

/** The socket behind a descriptor; undefined when it is closed. */
export function socketNamed(process: Process, fd: number | undefined): Socket | undefined {
  const file = fd === undefined ? undefined : process.files.get(fd);
  return file?.kind === 'socket' ? file.socket : undefined;
}

/** poll(2) POLLIN, POLLHUP, POLLERR: whether something waits, an end and an error included. */
export function isReadable(socket: Socket): boolean {
  if (socket.state === 'LISTEN') return socket.acceptQueue.length > 0;
  if (socket.error || socket.softError || socket.shutRead) return true;
  if (socket.protocol === 'udp') return socket.datagrams.length > 0;
  return socket.state === 'CLOSED' || socket.ended || socket.received !== '';
}
