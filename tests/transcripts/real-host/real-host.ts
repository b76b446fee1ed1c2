/** Runs sessions and scripts on the real tools, in sandboxes that look like the simulated host. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { findScene } from '../../../src/course/scenes/index.ts';
import { furnish } from '../../../src/shell/commands/furnish.ts';
import { firstFiles } from '../../../src/shell/first-files.ts';
import { layOutLinux } from '../../../src/shell/linux-files.ts';
import type { Host } from '../../../src/simulator/host.ts';
import type { Header } from '../../../src/simulator/notation/case.ts';
import { environmentOf } from '../environment.ts';
import { listHostFiles } from '../host-files.ts';
import { firstPid } from '../normalise.ts';
import { accountOf, epoch, hostWith, resident } from '../scene-host.ts';
import { type Session, settingOf } from '../session.ts';
import type { Impossible, SandboxRequest, ScriptsAnswer, SessionAnswer } from './messages.ts';
import type { SandboxOptions } from './sandbox.ts';

const worker = fileURLToPath(new URL('worker.ts', import.meta.url));
/** On the disk that the project lies on: a folder of /tmp may be in memory, and would look otherwise. */
const place = fileURLToPath(new URL('../../../node_modules/.cache/homeport/hosts', import.meta.url));
const unshare = ['--mount', '--net', '--pid', '--uts', '--ipc', '--fork', '--kill-child'];

let started = 0;

/** Types a session into real terminals. */
export function runOnRealHost(session: Session): Promise<SessionAnswer> {
  const { headers, columns, scene, user: name } = settingOf(session);
  const host = hostWith(headers, scene);
  const user = accountOf(host, name);
  return ask((folder) => ({
    kind: 'session',
    folder,
    sandbox: sandboxFor(host, headers, findScene(scene).services),
    user,
    environment: environmentOf(user, host.name),
    columns,
    rows: 24,
    steps: session.steps,
  }));
}

/** Runs each script as `bash script`, one after the other on one host. */
export function runScriptsOnRealHost(scripts: readonly string[]): Promise<ScriptsAnswer> {
  const host = hostWith([]);
  return ask((folder) => ({
    kind: 'scripts',
    folder,
    sandbox: sandboxFor(host, []),
    user: resident,
    environment: environmentOf(resident, host.name),
    scripts,
  }));
}

/** Everything that can be said of the simulated host, said to the sandbox. */
function sandboxFor(
  host: Host,
  headers: readonly Header[],
  services: readonly string[] = [],
): SandboxOptions {
  const addresses = host.interfaces.map(({ name, addresses: prefixes }) => {
    return [name, prefixes.map(({ address, length }) => `${address}/${length}`)] as const;
  });
  const root = firstFiles({ user: resident, modified: epoch });
  layOutLinux(root, { host, user: resident, modified: epoch });
  furnish(root, resident, epoch);
  return {
    hostname: host.name,
    users: host.users,
    addresses: Object.fromEntries(addresses),
    headers,
    files: listHostFiles(root),
    services,
    firstPid,
  };
}

async function ask<Answer>(request: (folder: string) => SandboxRequest): Promise<Answer | Impossible> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    return { kind: 'impossible', reason: 'the sandbox needs Linux and root' };
  }
  await mkdir(place, { recursive: true });
  const folder = await mkdtemp(join(place, 'host-'));
  try {
    const child = spawn('unshare', [...unshare, process.execPath, worker], {
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: 120_000,
      env: {
        PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
        NODE_NO_WARNINGS: '1',
        HOMEPORT_PROCESSOR: String(started++ % availableParallelism()),
      },
    });
    child.on('error', () => {});
    child.stdin.on('error', () => {});
    child.stdin.end(JSON.stringify(request(folder)));
    const [answer, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
    if (answer !== '') return JSON.parse(answer);
    return { kind: 'impossible', reason: complaint.trim().split('\n').at(-1) ?? 'no answer' };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
