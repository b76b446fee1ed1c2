/** The images that this host has: what they listen on, and what else is in them. */
import type { Bytes } from '../../../simulator/system-call.ts';
import { logTime } from '../../civil-time.ts';
import type { Program } from '../../program.ts';
import { complain, print, self } from '../../syscalls.ts';
import { acceptEach, type HttpServer, serveHttp, staysOpen } from '../http/http-connection.ts';
import { nginxServer } from '../services/nginx.ts';
import { openListeners } from '../services/open-listeners.ts';
import { serveRedis } from '../services/redis.ts';
import type { Service } from '../services/service.ts';

export interface Image {
  readonly name: string;
  /** The first 12 digits of its id, and its size, as `docker images` shows them. */
  readonly id: string;
  readonly size: string;
  /** What `docker ps` shows as COMMAND. */
  readonly command: string;
  /** `80/tcp` */
  readonly exposed: readonly string[];
  /** Its main program, with the processes that it starts. */
  readonly service: Service;
  /** Programs of the host that this image lacks. */
  readonly lacks: ReadonlySet<string>;
}

/** What no small image has: the host's own administration. */
const administration =
  'docker dockerd ssh kubectl ufw iptables ip6tables systemctl service sudo su man sysctl strace node npm npx python3 python psql airplay';
const networkTools =
  'ss netstat lsof fuser ip ifconfig ping nc ps top pgrep pkill pidof watch uptime killall';
const lacking = (...lists: readonly string[]): ReadonlySet<string> => new Set(lists.join(' ').split(' '));

const root = { name: 'root', uid: 0 };
const worker = { user: { name: 'nginx', uid: 101 }, title: 'nginx: worker process' };

/** Says in its log who asked: from outside the client itself, through docker-proxy the bridge. */
function withLog(
  server: HttpServer,
  client: string,
  time: () => number,
  log: (line: string) => void,
): HttpServer {
  return {
    ...server,
    answer(request, date) {
      const reply = server.answer(request, date);
      const agent = request.headers.get('user-agent') ?? '-';
      const line = `${request.method} ${request.target} HTTP/${request.version}`;
      log(
        `${client} - - [${logTime(time()).replace(' ', ':')} +0000] "${line}" ${reply.status.slice(0, 3)} ${reply.body.length} "-" "${agent}" "-"\n`,
      );
      return reply;
    },
  };
}

const entrypoint = '/docker-entrypoint.sh:';

const nginx: Image = {
  name: 'nginx',
  id: '60adc2e137e7',
  size: '192MB',
  command: "/docker-entrypoint.sh nginx -g 'daemon off;'",
  exposed: ['80/tcp'],
  lacks: lacking(administration, networkTools, 'redis-cli'),
  service: {
    name: 'nginx',
    description: '',
    documentation: undefined,
    main: { user: root, title: 'nginx: master process nginx -g daemon off;' },
    children: [worker, worker],
    *run(ready): Program {
      const task = yield* self();
      const { around } = task;
      yield* print(`${entrypoint} Configuration complete; ready for start up\n`);
      const listeners = yield* openListeners(['0.0.0.0', '::'], 80, 511);
      if (!listeners.ok) {
        yield* complain('nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)\n');
        return 1;
      }
      ready();
      const server = nginxServer(around.epoch);
      return yield* acceptEach(listeners.fds, (fd, client) =>
        serveHttp(
          fd,
          withLog(
            server,
            client.address,
            () => around.epoch + around.host.network.now,
            (line) => task.streams.get(1)?.write(task, line),
          ),
        ),
      );
    },
  },
};

const redis: Image = {
  name: 'redis',
  id: '466e5b1da2ef',
  size: '117MB',
  command: 'docker-entrypoint.sh redis-server',
  exposed: ['6379/tcp'],
  lacks: lacking(administration, networkTools, 'curl'),
  service: {
    name: 'redis',
    description: '',
    documentation: undefined,
    main: { user: { name: 'redis', uid: 999 }, title: 'redis-server *:6379' },
    children: [],
    *run(ready): Program {
      yield* print('1:M * Ready to accept connections tcp\n');
      return yield* serveRedis(['0.0.0.0', '::'], ready);
    },
  },
};

const webPage: Bytes = 'Hello from inside the container.\n';

const webServer: HttpServer = {
  methods: /^[A-Z]+ /,
  idle: 5000,
  answer(request, date) {
    const stays = staysOpen(request);
    return {
      status: '200 OK',
      headers: [
        'Content-Type: text/plain',
        `Date: ${date}`,
        `Connection: ${stays ? 'keep-alive' : 'close'}`,
        `Content-Length: ${webPage.length}`,
      ],
      body: webPage,
      closes: !stays,
    };
  },
  refuse: () => ({ status: '400 Bad Request', headers: ['Connection: close'], body: '', closes: true }),
};

/** A development server as many are: it listens on 127.0.0.1, which inside a container is the container's own. */
const webapp: Image = {
  name: 'webapp',
  id: '7d1f0c52b9aa',
  size: '204MB',
  command: 'docker-entrypoint.sh node server.js',
  exposed: ['3000/tcp'],
  lacks: lacking(administration, 'redis-cli'),
  service: {
    name: 'webapp',
    description: '',
    documentation: undefined,
    main: { user: root, title: 'node server.js' },
    children: [],
    *run(ready): Program {
      const { environment } = yield* self();
      const address = environment.get('HOST') ?? '127.0.0.1';
      const listeners = yield* openListeners([address], 3000, 511);
      if (!listeners.ok) {
        yield* complain(`Error: listen ${listeners.errno}: ${address}:3000\n`);
        return 1;
      }
      yield* print(`Listening on http://${address}:3000/ (HOST=0.0.0.0 opens it)\n`);
      ready();
      return yield* acceptEach(listeners.fds, (fd) => serveHttp(fd, webServer));
    },
  },
};

export const images: ReadonlyMap<string, Image> = new Map(
  [nginx, redis, webapp].map((image) => [image.name, image]),
);

/** By `nginx`, `nginx:latest` or `docker.io/library/nginx`. */
export function findImage(name: string): Image | undefined {
  return images.get(name.replace(/^(?:docker\.io\/)?(?:library\/)?/, '').replace(/:latest$/, ''));
}
