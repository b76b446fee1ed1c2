import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listenAtOrAfter } from '../../../src/server/listen.ts';
import { explainRefusal, type Serving, serveSite } from '../../../src/server/serve.ts';
import { stopServer } from '../../../src/server/site-server.ts';
import { ask, makeSmallSite, portOf } from './small-site.ts';

let site: Awaited<ReturnType<typeof makeSmallSite>>;
const stops: (() => unknown)[] = [];
beforeEach(async () => {
  site = await makeSmallSite();
  stops.push(site.remove);
});
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function serve(port: number): Promise<Extract<Serving, { kind: 'serving' }>> {
  const serving = await serveSite({ folder: site.folder, base: '/' }, port);
  if (serving.kind === 'refused') throw new Error(serving.text);
  stops.push(() => stopServer(serving.server));
  return serving;
}

/** A program in another process that listens on a port of its own; gives the port once it does. */
async function holdPort(): Promise<{ holder: ChildProcess; port: number }> {
  const program = `const server = require('node:net').createServer().listen(0, '127.0.0.1', () => console.log(server.address().port))`;
  const holder = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  stops.push(() => holder.kill());
  const port = await new Promise<number>((resolve) => {
    holder.stdout.once('data', (line: Buffer) => resolve(Number(line.toString())));
  });
  return { holder, port };
}

describe('the wanted port', () => {
  test('is used when it is free, without a word', async () => {
    const free = createServer();
    const { port } = await listenAtOrAfter(free, 0);
    await new Promise((resolve) => free.close(resolve));

    const { url, note } = await serve(port);
    expect([url, note]).toEqual([`http://127.0.0.1:${port}/`, undefined]);
  });

  test('0 lets the system pick one', async () => {
    const { server, url, note } = await serve(0);
    expect(portOf(server)).toBeGreaterThan(0);
    expect([url, note]).toEqual([`http://127.0.0.1:${portOf(server)}/`, undefined]);
  });

  test('when taken, is left to its holder, who is named where the system tells', async () => {
    const { holder, port } = await holdPort();
    const { server, note } = await serve(port);
    expect(portOf(server)).toBeGreaterThan(port);
    expect(note).toMatch(new RegExp(`^Port ${port} is taken`));
    if (process.platform === 'linux') {
      expect(note).toContain(process.execPath);
      expect(note).toMatch(new RegExp(`\\(pid ${holder.pid}\\)\\.$`));
    }
    expect((await ask(portOf(server), '/')).status).toBe(200);
  });

  test('when taken and its neighbours too, moves past them all', async () => {
    const held: Server[] = [];
    stops.push(() => Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve)))));
    const first = createServer();
    const { port } = await listenAtOrAfter(first, 0);
    held.push(first);
    for (let count = 0; count < 12; count += 1) {
      const next = createServer();
      await listenAtOrAfter(next, port + 1);
      held.push(next);
    }
    const { server } = await serve(port);
    expect(held.map(portOf)).not.toContain(portOf(server));
  });

  test('listens on the loopback address and on no other', async () => {
    const { server } = await serve(0);
    expect(server.address()).toMatchObject({ address: '127.0.0.1', family: 'IPv4' });
  });
});

describe('a stop', () => {
  test('frees the port at once, though a client keeps its connection open', async () => {
    const { server } = await serve(0);
    const port = portOf(server);
    const page = await fetch(`http://127.0.0.1:${port}/ports/`, { headers: { Connection: 'keep-alive' } });
    await page.text();

    await stopServer(server);
    expect((await serve(port)).note).toBeUndefined();
  });
});

describe('a signal', () => {
  const program = (folder: string) => `
    import { serveSite } from ${JSON.stringify(new URL('../../../src/server/serve.ts', import.meta.url).href)};
    import { stopServer } from ${JSON.stringify(new URL('../../../src/server/site-server.ts', import.meta.url).href)};
    import { stopOnSignal } from ${JSON.stringify(new URL('../../../src/server/stop-on-signal.ts', import.meta.url).href)};
    const serving = await serveSite({ folder: ${JSON.stringify(folder)}, base: '/' }, 0);
    stopOnSignal(() => stopServer(serving.server));
    console.log(serving.url);`;

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends the server with status 0 and the port is free',
    async (signal) => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program(site.folder)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      stops.push(() => child.kill('SIGKILL'));
      const url = await new Promise<string>((resolve) => {
        child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()));
      });
      await (await fetch(url)).text();

      const ended = new Promise((resolve) =>
        child.once('exit', (code, killedBy) => resolve([code, killedBy])),
      );
      child.kill(signal);
      expect(await ended).toEqual([0, null]);
      expect((await serve(Number(new URL(url).port))).note).toBeUndefined();
    },
  );
});

describe('a refusal', () => {
  const refused = (code: string) => Object.assign(new Error(code), { code });

  test('EACCES is explained as a privileged port', () => {
    expect(explainRefusal(80, refused('EACCES'), 'linux')).toBe(
      'The system refused port 80 (EACCES). It is a privileged port, which only the superuser or a program with that right may bind. Choose another, as in PORT=8080.',
    );
  });

  test('EACCES on Windows is explained as an excluded port', () => {
    expect(explainRefusal(50000, refused('EACCES'), 'win32')).toMatch(/excludedportrange/);
  });

  test('another errno is named', () => {
    expect(explainRefusal(80, refused('EADDRNOTAVAIL'), 'linux')).toBe(
      'The system refused 127.0.0.1:80 (EADDRNOTAVAIL).',
    );
  });

  test('a fault of our own is no refusal', () => {
    expect(() => explainRefusal(80, new TypeError('ours'), 'linux')).toThrow('ours');
  });
});
