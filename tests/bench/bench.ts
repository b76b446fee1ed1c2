/** `npm run bench`: how fast the simulator is, as ratios to the real kernel and to itself. Decides nothing. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A network of one's own for the kernel's sockets, and its root; see unshare(1). */
const ownNetwork = ['unshare', '--user', '--map-root-user', '--net', '--'];

const measurements = fileURLToPath(new URL('./measurements.ts', import.meta.url));
const node = [process.execPath, '--expose-gc', '--no-warnings', measurements];

function run([program = '', ...parameters]: readonly string[]): number {
  return spawnSync(program, parameters, { stdio: 'inherit' }).status ?? 1;
}

const probe = spawnSync('unshare', [...ownNetwork.slice(1), 'true'], { encoding: 'utf8' });
if (probe.status === 0) process.exitCode = run([...ownNetwork, ...node, 'kernel']);
else {
  const reason = probe.error?.message ?? probe.stderr.trim();
  console.log(`No comparison with the kernel: this machine gives no network namespace (${reason}).\n`);
  process.exitCode = run(node);
}
