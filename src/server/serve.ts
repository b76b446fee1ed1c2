import type { Server } from 'node:http';
import { errorCode, LOOPBACK, listenAtOrAfter } from './listen.ts';
import { describeHolder, findHolder } from './port-holder.ts';
import type { Site } from './site-path.ts';
import { createSiteServer } from './site-server.ts';

export type Serving =
  | {
      readonly kind: 'serving';
      readonly server: Server;
      readonly url: string;
      /** Says who holds the wanted port, when that is why another was chosen. */
      readonly note: string | undefined;
    }
  | { readonly kind: 'refused'; readonly text: string };

/** Serves a built site on the wanted port of 127.0.0.1, or on the next free one. */
export async function serveSite(site: Site, wanted: number): Promise<Serving> {
  const server = createSiteServer(site);
  try {
    const { port, moved } = await listenAtOrAfter(server, wanted);
    return {
      kind: 'serving',
      server,
      url: `http://${LOOPBACK}:${port}${site.base}`,
      note: moved ? describeHolder(wanted, await findHolder(wanted)) : undefined,
    };
  } catch (error) {
    return { kind: 'refused', text: explainRefusal(wanted, error, process.platform) };
  }
}

/** Why the system refused the port, and what would work. A failure that is not the system's is thrown on. */
export function explainRefusal(port: number, error: unknown, platform: NodeJS.Platform): string {
  const code = errorCode(error);
  if (code === undefined) throw error;
  if (code !== 'EACCES') return `The system refused ${LOOPBACK}:${port} (${code}).`;
  const why =
    platform === 'win32'
      ? 'Windows keeps it for another program; "netsh interface ipv4 show excludedportrange protocol=tcp" lists such ports.'
      : 'It is a privileged port, which only the superuser or a program with that right may bind.';
  return `The system refused port ${port} (EACCES). ${why} Choose another, as in PORT=8080.`;
}
