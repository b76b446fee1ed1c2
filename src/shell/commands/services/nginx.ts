/** nginx 1.22.1 as Debian's package sets it up: port 80 of every address, one page. */
import { parseAddress } from '../../../simulator/address.ts';
import type { Bytes } from '../../../simulator/system-call.ts';
import { httpDate } from '../../civil-time.ts';
import type { Program } from '../../program.ts';
import { self } from '../../syscalls.ts';
import {
  acceptEach,
  type HttpReply,
  type HttpRequest,
  type HttpServer,
  serveHttp,
  staysOpen,
} from '../http/http-connection.ts';
import { openListeners } from './open-listeners.ts';
import { type Configuration, readConfiguration, root, type Service, wwwData } from './service.ts';

/** Not nginx's own words, but as long a way to recognise it. */
export const welcomePage = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>This is the page that a web server shows before it has pages of its own.
It lies in /var/www/html/index.nginx-debian.html.</p>
</body>
</html>
`;

function errorPage(status: string): Bytes {
  return [
    '<html>',
    `<head><title>${status}</title></head>`,
    '<body>',
    `<center><h1>${status}</h1></center>`,
    '<hr><center>nginx/1.22.1</center>',
    '</body>',
    '</html>',
    '',
  ].join('\r\n');
}

/** @param modified when its page was changed, in milliseconds since 1970 */
export function nginxServer(modified: number): HttpServer {
  function reply(
    status: string,
    body: Bytes,
    date: string,
    stays: boolean,
    more: readonly string[] = [],
  ): HttpReply {
    const [changed, ...rest] = more;
    const headers = [
      'Server: nginx/1.22.1',
      `Date: ${date}`,
      'Content-Type: text/html',
      `Content-Length: ${body.length}`,
      ...(changed === undefined ? [] : [changed]),
      `Connection: ${stays ? 'keep-alive' : 'close'}`,
      ...rest,
    ];
    return { status, headers, body, closes: !stays };
  }
  const failed = (status: string, date: string, stays: boolean): HttpReply =>
    reply(status, errorPage(status), date, stays);
  const etag = `${Math.floor(modified / 1000).toString(16)}-${welcomePage.length.toString(16)}`;
  return {
    methods: /^[A-Z_-]+ /,
    idle: 75_000,
    answer(request, date) {
      const stays = staysOpen(request);
      if (request.version === '1.1' && !request.headers.has('host'))
        return failed('400 Bad Request', date, false);
      if (request.target.replace(/\?.*$/s, '') !== '/') return failed('404 Not Found', date, stays);
      if (!reads(request)) return failed('405 Not Allowed', date, stays);
      const lastModified = httpDate(modified);
      if (request.headers.get('if-modified-since') === lastModified) {
        return reply('304 Not Modified', '', date, stays);
      }
      return reply('200 OK', welcomePage, date, stays, [
        `Last-Modified: ${lastModified}`,
        `ETag: "${etag}"`,
        'Accept-Ranges: bytes',
      ]);
    },
    refuse(received, date) {
      const status = /^\S+ \S+ HTTP\/[2-9]/.test(received)
        ? '505 HTTP Version Not Supported'
        : '400 Bad Request';
      return failed(status, date, false);
    },
  };
}

function reads({ method }: HttpRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

/**
 * Debian's, without its comments.
 *
 * Differs from Debian: there it lies in sites-available, with a link in sites-enabled; of it only `listen` is read here.
 */
const configuration: Configuration = {
  path: '/etc/nginx/sites-enabled/default',
  owner: root,
  text: `server {
\tlisten 80 default_server;
\tlisten [::]:80 default_server;

\troot /var/www/html;
\tindex index.html index.htm index.nginx-debian.html;

\tserver_name _;

\tlocation / {
\t\ttry_files $uri $uri/ =404;
\t}
}
`,
};

/** @returns undefined for what is no address and port */
function readListens(
  text: string,
): readonly { readonly address: string; readonly port: number }[] | undefined {
  const places = [...text.matchAll(/^[ \t]*listen[ \t]+([^\s;]+)/gm)].map(([, place = '']) => {
    const [, bare, host = '0.0.0.0', port = bare ?? '80'] =
      /^(?:(\d+)|(\[[^\]]+\]|[\d.]+|\*)(?::(\d+))?)$/.exec(place) ?? [];
    const address = parseAddress(host === '*' ? '0.0.0.0' : host.replace(/^\[|\]$/g, ''));
    return address === undefined || Number(port) > 65535 ? undefined : { address, port: Number(port) };
  });
  const known = places.filter((place) => place !== undefined);
  return known.length === places.length ? known : undefined;
}

export const nginx: Service = {
  name: 'nginx',
  description: 'A high performance web server and a reverse proxy server',
  documentation: 'man:nginx(8)',
  main: { user: root, title: 'nginx: master process /usr/sbin/nginx -g daemon on; master_process on;' },
  children: [
    { user: wwwData, title: 'nginx: worker process' },
    { user: wwwData, title: 'nginx: worker process' },
  ],
  configuration,
  *run(ready): Program {
    const places = readListens(yield* readConfiguration(configuration));
    if (!places) return 1;
    const fds: number[] = [];
    for (const { address, port } of places) {
      const listeners = yield* openListeners([address], port, 511);
      if (!listeners.ok) return 1;
      fds.push(...listeners.fds);
    }
    ready();
    const server = nginxServer((yield* self()).around.epoch);
    return yield* acceptEach(fds, (fd) => serveHttp(fd, server));
  },
};
