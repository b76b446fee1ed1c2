import type { Server } from 'node:net';

/** The IPv4 loopback address: no other machine can reach a listener there. */
export const LOOPBACK = '127.0.0.1';

export type Listening = {
  readonly port: number;
  /** Whether the wanted port was taken, so that another was chosen. */
  readonly moved: boolean;
};

/**
 * Listens on 127.0.0.1, on the wanted port or the next free one above it; past 65535 the system picks.
 *
 * @param wanted 0 to 65535; 0 lets the system pick
 * @throws the system's error when the wanted port is refused for another reason than EADDRINUSE (as EACCES)
 */
export async function listenAtOrAfter(server: Server, wanted: number): Promise<Listening> {
  for (let port = wanted; port <= 65535; port += 1) {
    try {
      return { port: await listenAt(server, port), moved: port !== wanted };
    } catch (error) {
      const code = errorCode(error);
      // Windows answers EACCES for a port that another program reserved: above the wanted one, go on.
      if (code !== 'EADDRINUSE' && !(code === 'EACCES' && port !== wanted)) throw error;
    }
  }
  return { port: await listenAt(server, 0), moved: true };
}

function listenAt(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const refused = (error: Error) => {
      server.off('listening', listening);
      reject(error);
    };
    const listening = () => {
      server.off('error', refused);
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : port);
    };
    server.once('error', refused);
    server.once('listening', listening);
    server.listen({ host: LOOPBACK, port });
  });
}

/** The errno name that the system gave (`EADDRINUSE`), if the error came from a system call. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
