/**
 * The API server of a small cluster, and the node's part of `kubectl port-forward`: connections are made inside the pod.
 *
 * Documented, not run: kubernetes.io, "Use Port Forwarding to Access Applications in a Cluster".
 */
import { ask, blocked, type Program } from '../../program.ts';
import { close } from '../../socket-calls.ts';
import { self, startThread } from '../../syscalls.ts';
import { acceptEach } from '../http/http-connection.ts';
import { frameReader, sendFrame } from '../ssh/frames.ts';
import { apiPort, podsOf, writePods } from '../tunnels/cluster-state.ts';
import { connectElsewhere, type Elsewhere } from './elsewhere.ts';
import { openListeners } from './open-listeners.ts';
import { root, type Service } from './service.ts';

/** As containerd does: IPv4 first, then IPv6. */
const localhost = ['127.0.0.1', '::1'];

export const kubeApiServer: Service = {
  name: 'kube-apiserver',
  description: 'Kubernetes API Server',
  documentation: 'https://kubernetes.io/docs/concepts/overview/components/',
  main: { user: root, title: 'kube-apiserver --authorization-mode=Node,RBAC --secure-port=6443' },
  children: [],
  *run(ready): Program {
    const listeners = yield* openListeners(['0.0.0.0', '::'], apiPort, 128);
    if (!listeners.ok) return 1;
    ready();
    return yield* acceptEach(listeners.fds, (fd) => serveClient(fd));
  },
};

function* serveClient(fd: number): Program {
  const { around } = yield* self();
  const next = frameReader(fd);
  const open = new Map<string, Elsewhere>();
  for (let frame = yield* next(); frame; frame = yield* next()) {
    const { kind, channel, text } = frame;
    const known = open.get(channel);
    if (kind === 'hello') yield* sendFrame(fd, 'welcome', '-', writePods(podsOf(around.host)));
    else if (kind === 'open') {
      const [name = '', port = ''] = text.split(' ');
      const pod = around.machines.find((machine) => machine.around.host.name === name)?.around;
      if (pod)
        yield* startThread(
          connectFor(
            fd,
            channel,
            connectElsewhere(pod, { addresses: localhost, port: Number(port) }, 'port-forward'),
            open,
          ),
        );
      else yield* sendFrame(fd, 'refused', channel, `pod ${name} is gone`);
    } else if (kind === 'data') known?.there.push(text);
    else if (kind === 'eof' || kind === 'close') known?.there.push('');
  }
  for (const { there } of open.values()) there.push('');
  yield* close(fd);
  return 0;
}

/** Tells how the connection went, and then what comes from it. */
function* connectFor(
  fd: number,
  channel: string,
  connection: Elsewhere,
  open: Map<string, Elsewhere>,
): Program {
  const outcome = yield* ask('poll', () => connection.outcome ?? blocked);
  if (outcome !== 'open') {
    yield* sendFrame(fd, 'refused', channel, outcome.refused);
    return 0;
  }
  open.set(channel, connection);
  yield* sendFrame(fd, 'opened', channel);
  for (;;) {
    const piece = yield* ask('read', () => connection.back.shift() ?? blocked);
    yield* sendFrame(fd, piece === '' ? 'eof' : 'data', channel, piece);
    if (piece === '') return 0;
  }
}
