/** `npm start`: builds the site and serves it on this machine, for this machine. */
import type { Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import config from '../../astro.config.mjs';
import { buildSite, reasonIn } from './build-site.ts';
import { readPortSetting } from './port-setting.ts';
import { serveSite } from './serve.ts';
import { stopServer } from './site-server.ts';
import { stopOnSignal } from './stop-on-signal.ts';

const FOLDER = fileURLToPath(new URL('../../dist', import.meta.url));

let server: Server | undefined;
stopOnSignal(async () => {
  if (server !== undefined) await stopServer(server);
});

async function start(): Promise<string | undefined> {
  const setting = readPortSetting(process.env.PORT);
  if (setting.kind === 'problem') return setting.text;

  process.stdout.write('Building the site … ');
  const began = performance.now();
  const { built, output } = await buildSite();
  if (!built) return `it failed.\n\n${reasonIn(output)}\n\nThe site did not build; the reason stands above.`;
  console.log(`done in ${((performance.now() - began) / 1000).toFixed(1)} s.`);

  const serving = await serveSite({ folder: FOLDER, base: config.base ?? '/' }, setting.port);
  if (serving.kind === 'refused') return serving.text;
  server = serving.server;
  if (serving.note !== undefined) console.log(`${serving.note} Homeport takes the next free one.`);
  console.log(`Homeport is at ${serving.url}  (Ctrl-C stops it)`);
  return undefined;
}

const problem = await start();
if (problem !== undefined) {
  console.error(problem);
  process.exitCode = 1;
}
