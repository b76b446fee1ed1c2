/** sshd(8) of Debian 12, as far as tunnels and single commands need one. */
import { readContent } from '../../file-system.ts';
import type { InnerTerminal } from '../../inner-terminal.ts';
import type { Program } from '../../program.ts';
import { close } from '../../socket-calls.ts';
import { self, startThread } from '../../syscalls.ts';
import type { Surroundings } from '../../task.ts';
import { fromBytes } from '../../utf-8.ts';
import { acceptEach } from '../http/http-connection.ts';
import { openListeners } from '../services/open-listeners.ts';
import { root, type Service } from '../services/service.ts';
import { acceptInto, type Channels, dial, endAll, handleFrame } from './channels.ts';
import { frameReader, sendFrame } from './frames.ts';
import { everyAddress, listenForward, loopbackAddresses } from './listen-forward.ts';
import { type Login, openShell, runCommand } from './login-session.ts';

export const sshd: Service = {
  name: 'ssh',
  description: 'OpenBSD Secure Shell server',
  documentation: 'man:sshd(8)',
  main: { user: root, title: 'sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups' },
  children: [],
  *run(ready): Program {
    const listeners = yield* openListeners(['0.0.0.0', '::'], 22, 128);
    if (!listeners.ok) return 255;
    ready();
    return yield* acceptEach(listeners.fds, (fd) => serveClient(fd));
  },
};

function* serveClient(fd: number): Program {
  const { around } = yield* self();
  const next = frameReader(fd);
  const channels: Channels = { fd, open: new Map(), waiting: new Map(), *onRefused() {} };
  const listeners: number[] = [];
  const terminals: InnerTerminal[] = [];
  let login: Login | undefined;
  let count = 0;
  for (let frame = yield* next(); frame; frame = yield* next()) {
    const { kind, channel, text } = frame;
    const [first = '', second = '', third = ''] = text.split(' ');
    if (kind === 'hello') {
      login = around.host.users.find(({ name }) => name === text);
      yield* sendFrame(fd, login ? 'welcome' : 'denied', '-', around.host.name);
    } else if (!login) break;
    else if (kind === 'open') yield* startThread(dial(channels, channel, first, Number(second)));
    else if (kind === 'exec') yield* startThread(runCommand(fd, login, fromBytes(text)));
    else if (kind === 'shell')
      yield* openShell(fd, login, { columns: Number(first), rows: Number(second), kind: third }, terminals);
    else if (kind === 'stdin') for (const { tty } of terminals) tty.input(fromBytes(text));
    else if (kind === 'listen') {
      const opened = yield* listenRemote(around, login, first, Number(second));
      listeners.push(...opened.fds);
      for (const one of opened.fds) {
        yield* startThread(
          acceptInto(channels, one, 'forwarded', channel, () => {
            count += 1;
            return `s${count}`;
          }),
        );
      }
      yield* sendFrame(fd, opened.fds.length > 0 ? 'listening' : 'failed', channel, String(opened.port));
    } else yield* handleFrame(channels, frame);
  }
  yield* endAll(channels);
  for (const { task } of terminals) around.scheduler.signal(task, 'SIGHUP');
  for (const one of listeners) yield* close(one);
  yield* close(fd);
  return 0;
}

function* listenRemote(
  around: Surroundings,
  { uid }: Login,
  wanted: string,
  port: number,
): Program<{ readonly fds: readonly number[]; readonly port: number }> {
  const lowest = around.host.sysctls.ipUnprivilegedPortStart;
  if (uid !== 0 && port !== 0 && port < lowest) return { fds: [], port };
  return yield* listenForward(remoteAddresses(gatewayPorts(around), wanted), port);
}

/** sshd_config(5): without GatewayPorts the other side's wish does not matter. */
function remoteAddresses(gateway: string, wanted: string): readonly string[] {
  if (gateway === 'yes') return everyAddress;
  if (gateway !== 'clientspecified' || wanted === 'localhost') return loopbackAddresses;
  return wanted === '' || wanted === '*' ? everyAddress : [wanted];
}

function gatewayPorts({ files }: Surroundings): string {
  const found = files.find('/', '/etc/ssh/sshd_config', 0);
  if (!found.ok || found.value.kind !== 'file') return 'no';
  return /^\s*GatewayPorts\s+(\w+)/im.exec(readContent(found.value))?.[1]?.toLowerCase() ?? 'no';
}
