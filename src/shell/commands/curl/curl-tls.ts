/** The beginning of TLS, and its end: nobody speaks it here. */
import type { Program } from '../../program.ts';
import { close, send } from '../../socket-calls.ts';
import type { CurlFailure } from './curl-connect.ts';
import { readHead } from './curl-response.ts';

export interface Handshake {
  readonly insecure: boolean;
  readonly toTerminal: boolean;
  /** A line of `-v`. */
  say(line: string, mark?: string): Program<void>;
}

/** No TLS here: what comes back from a server that speaks plain HTTP is no answer to a Client Hello. */
export function* failHandshake(fd: number, { insecure, toTerminal, say }: Handshake): Program<CurlFailure> {
  yield* say('ALPN: offers h2,http/1.1');
  if (!toTerminal) yield* say('[5 bytes data]', '}');
  yield* say('TLSv1.3 (OUT), TLS handshake, Client hello (1):');
  if (!toTerminal) yield* say('[512 bytes data]', '}');
  if (!insecure) {
    yield* say(' CAfile: /etc/ssl/certs/ca-certificates.crt');
    yield* say(' CApath: /etc/ssl/certs');
  }
  yield* send(fd, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\x00\n');
  const answer = yield* readHead({ fd, startedAt: 0, maxTime: undefined }, true);
  yield* close(fd);
  const reason = answer.ok
    ? 'OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number'
    : 'OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to ';
  yield* say(reason);
  return { ok: false, code: 35, reason };
}
