import { listenAtOrAfter } from '../../src/server/listen.ts';
import { createSiteServer, stopServer } from '../../src/server/site-server.ts';
import { type BuiltSite, findPages, HOME_SITE, SUB_PATH_SITE } from './sites.ts';

/** Serves the built sites on free ports while the tests run; the fixtures read the addresses. */
export default async function serveSites(): Promise<() => Promise<void>> {
  const home = await serve(HOME_SITE);
  const subPath = await serve(SUB_PATH_SITE);
  process.env.HOMEPORT_URL = home.url;
  process.env.HOMEPORT_SUB_PATH_URL = subPath.url;
  return async () => {
    await Promise.all([home.stop(), subPath.stop()]);
  };
}

async function serve(site: BuiltSite): Promise<{ url: string; stop: () => Promise<void> }> {
  findPages(site);
  const server = createSiteServer(site);
  const { port } = await listenAtOrAfter(server, 0);
  return { url: `http://127.0.0.1:${port}${site.base}`, stop: () => stopServer(server) };
}
