/**
 * The AirPlay Receiver of macOS 12 and later: ControlCenter listens on ports 5000 and 7000 of every address and answers
 * a browser with 403. Documented, not recorded: captures of lsof and of its answers that people published.
 */
import type { User } from '../../../simulator/host.ts';
import type { Program } from '../../program.ts';
import {
  acceptEach,
  type HttpReply,
  type HttpServer,
  serveHttp,
  staysOpen,
} from '../http/http-connection.ts';
import { openListeners } from './open-listeners.ts';
import type { Service } from './service.ts';

/** The first account of a Mac: who is logged in runs it. */
const owner: User = { name: 'dev', uid: 501 };

function forbidden(stays: boolean): HttpReply {
  // Captures show a fourth line, X-Apple-RequestReceivedTimestamp, with a count of the Mac's own; it is left out.
  const headers = ['Content-Length: 0', 'Server: AirTunes/890.79.5', 'X-Apple-ProcessingTime: 0'];
  return { status: '403 Forbidden', headers, body: '', closes: !stays };
}

const server: HttpServer = {
  methods: /^[A-Z_]+ /,
  idle: 60_000,
  answer: (request) => forbidden(staysOpen(request)),
  refuse: () => forbidden(false),
};

export const airplay: Service = {
  name: 'airplay',
  description: 'AirPlay Receiver',
  documentation: undefined,
  main: { user: owner, title: '/System/Library/CoreServices/ControlCenter.app/Contents/MacOS/ControlCenter' },
  children: [],
  *run(ready): Program {
    const low = yield* openListeners(['0.0.0.0', '::'], 5000, 128);
    const high = yield* openListeners(['0.0.0.0', '::'], 7000, 128);
    const fds = [...(low.ok ? low.fds : []), ...(high.ok ? high.fds : [])];
    if (fds.length === 0) return 1;
    ready();
    return yield* acceptEach(fds, (fd) => serveHttp(fd, server));
  },
};
