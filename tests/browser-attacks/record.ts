/**
 * Lets Chromium carry out the attacks of src/course/browser/attacks.ts on a real server, in a network and with a name
 * server of its own, and writes what succeeded to tests/unit/course/browser/attacks-in-chromium.json. Needs Linux, root,
 * /usr/bin/chromium and openssl, and five minutes: a browser keeps a name for a minute.
 *
 *     node tests/browser-attacks/record.ts
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import {
  type Attack,
  application,
  attacks,
  ownAttacks,
  unguarded,
} from '../../src/course/browser/attacks.ts';
import { switchSets } from './switch-sets.ts';
import { publicAddress, secret, startNameServer, startPages, startRebindingPage, Victim } from './victim.ts';

const chromiumPath = '/usr/bin/chromium';
const output = fileURLToPath(new URL('../unit/course/browser/attacks-in-chromium.json', import.meta.url));
const browsers = [
  { engine: 'before LNA', permission: 'denied', args: ['--disable-features=LocalNetworkAccessChecks'] },
  { engine: 'chromium', permission: 'denied', args: [] },
  { engine: 'chromium', permission: 'granted', args: [] },
] as const;
/** Longer than a browser keeps the address of a name. */
const nameKept = 64_000;

interface Row {
  readonly engine: string;
  readonly permission: string;
  readonly switches: string;
  readonly succeeded: readonly string[];
}

if (process.argv[2] === '--inside') {
  await record(process.argv[3] ?? '');
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), 'homeport-attacks-'));
const own = [process.execPath, fileURLToPath(import.meta.url), '--inside', folder];
const { status } = spawnSync('unshare', ['--net', '--mount', ...own], { stdio: 'inherit' });
rmSync(folder, { recursive: true, force: true });
process.exitCode = status ?? 1;

async function record(folder: string): Promise<void> {
  execFileSync('ip', ['link', 'set', 'lo', 'up']);
  execFileSync('ip', ['address', 'add', `${publicAddress}/32`, 'dev', 'lo']);
  const files = {
    hosts: '127.0.0.1 localhost\n',
    'resolv.conf': 'nameserver 127.0.0.1\n',
    'nsswitch.conf': 'hosts: files dns\n',
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
    execFileSync('mount', ['--bind', join(folder, name), `/etc/${name}`]);
  }
  startPages(folder);
  const rename = startNameServer();
  const rows: Row[] = [];
  for (const { engine, permission, args } of browsers) {
    const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', ...args] });
    const newContext = async (): Promise<BrowserContext> => {
      const context = await browser.newContext({ ignoreHTTPSErrors: true });
      if (permission === 'granted') await context.grantPermissions(['local-network-access']);
      return context;
    };
    rename(publicAddress);
    const endRebindingPage = await startRebindingPage();
    const rebinding = await (await newContext()).newPage();
    const rebinds = attacks.filter((attack) => 'rebinds' in attack);
    await rebinding.goto(rebinds[0]?.page ?? '');
    await endRebindingPage();
    const victim = new Victim(unguarded);
    await victim.start();
    const succeeded = new Map<string, string[]>();
    for (const [name, switches] of Object.entries(switchSets)) {
      victim.switches = { ...unguarded, ...switches };
      const context = await newContext();
      const login = await context.newPage();
      await login.goto(`http://localhost:${application.port}/login`);
      succeeded.set(name, []);
      for (const attack of [...attacks, ...ownAttacks]) {
        if ('rebinds' in attack) continue;
        const page = await context.newPage();
        await page.goto(attack.page);
        if (await tryOut(attack, page, victim)) succeeded.get(name)?.push(attack.id);
        await page.close();
      }
      await context.close();
    }
    rename('127.0.0.1');
    await rebinding.waitForTimeout(nameKept);
    for (const [name, switches] of Object.entries(switchSets)) {
      victim.switches = { ...unguarded, ...switches };
      for (const attack of rebinds) {
        if (await tryOut(attack, rebinding, victim)) succeeded.get(name)?.push(attack.id);
      }
    }
    for (const [switches, ids] of succeeded)
      rows.push({ engine, permission, switches, succeeded: ids.toSorted() });
    await browser.close();
    await victim.stop();
    console.log(`${engine}, user ${permission}: done`);
  }
  const lines = rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n');
  const version = execFileSync(chromiumPath, ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  writeFileSync(
    output,
    `{\n  "browser": ${JSON.stringify(version.trim())},\n  "recorded": [\n${lines}\n  ]\n}\n`,
  );
}

/** @returns whether the attack got what it wanted */
async function tryOut(attack: Attack, page: Page, victim: Victim): Promise<boolean> {
  victim.answers.length = 0;
  const body = await page.evaluate(doInPage, attack).catch(() => '');
  // What was sent may arrive a little later than the page is told.
  await page.waitForTimeout(attack.kind === 'form' ? 700 : 50);
  return attack.changes ? victim.answers.some(({ changed }) => changed) : body === secret || body === 'open';
}

/** Runs in the page. */
async function doInPage({ kind, target, changes, credentials: wanted }: Attack): Promise<string> {
  const credentials = wanted ? 'include' : 'omit';
  const signal = AbortSignal.timeout(3000);
  switch (kind) {
    case 'fetch':
      return (await fetch(target, { credentials, signal, cache: 'no-store' })).text();
    case 'send only':
      await fetch(target, {
        method: changes ? 'POST' : 'GET',
        mode: 'no-cors',
        credentials,
        signal,
        body: 'share=on',
      });
      return '';
    case 'fetch JSON': {
      const headers = { 'Content-Type': 'application/json' };
      await fetch(target, { method: 'PUT', headers, credentials, signal, body: '{}' });
      return '';
    }
    case 'websocket':
      return new Promise((told) => {
        const socket = new WebSocket(target);
        socket.onopen = () => told('open');
        socket.onerror = () => told('refused');
      });
    case 'form': {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = target;
      document.body.append(form);
      setTimeout(() => form.submit(), 10);
      return '';
    }
  }
}
