/**
 * The beginning of TLS, and mostly its end: only the edge of a tunnel speaks it here.
 *
 * Differs from TLS: nothing is encrypted and no certificate is shown; what answers a Client Hello as TLS does is taken as good.
 */
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

/** Undefined when the server speaks it. Else what comes back from a server that speaks plain HTTP is no answer to a Client Hello. */
export function* shakeHands(
  fd: number,
  { insecure, toTerminal, say }: Handshake,
): Program<CurlFailure | undefined> {
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
  if (answer.ok && answer.rest.startsWith('\x16\x03\x03')) {
    yield* say('SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384');
    return undefined;
  }
  yield* close(fd);
  const reason = answer.ok
    ? 'OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number'
    : 'OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to ';
  yield* say(reason);
  return { ok: false, code: 35, reason };
}
