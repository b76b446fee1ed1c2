/** Ways that no packet goes: who reaches a server through a tunnel, a port-forward, a virtual machine's program. */
import { expect, test } from 'vitest';
import { tellAttempt } from '../../../src/course/packet-steps.ts';
import { type ReachStill, stillOf } from '../../../src/course/reach-still.ts';

const server = 'python3 -m http.server 3000 --bind 127.0.0.1 --directory site >/dev/null 2>&1 &';
const after = (scene: string, ...lines: readonly string[]): ReachStill =>
  stillOf(
    scene,
    lines.map((line) => ({ host: 'laptop', line })),
  );

/** What a caller's cell says of a port. */
function cell({ matrix }: ReachStill, port: number, caller: string) {
  const column = matrix.viewpoints.findIndex(({ label }) => label.includes(caller));
  const found = matrix.rows.find((row) => row.port === port)?.cells[column];
  if (!found) throw new Error(`no cell for ${port} and ${caller}`);
  return found;
}

const short = (still: ReachStill, port: number, caller: string): string => {
  const { answer, short: words } = cell(still, port, caller);
  return `${answer}: ${words}`;
};

/** How an attempt from a host goes, a stage a step. */
function story({ world }: ReachStill, name: string, to: string, port: number) {
  const from = world.network.hosts.find((host) => host.name === name) ?? world.host;
  return tellAttempt({ from, protocol: 'tcp', to, port });
}

test('a public tunnel lets everybody in past the firewall, by its name', () => {
  const still = after(
    'tunnel',
    server,
    'sudo ufw --force enable',
    'cloudflared tunnel --url http://localhost:3000 2>/dev/null &',
  );
  expect(short(still, 3000, 'internet')).toBe('yes: by a public name');
  const { name = '', attempt } = cell(still, 3000, 'internet');
  expect(name).toMatch(/^[a-z]+(-[a-z]+){3}\.trycloudflare\.com$/);
  expect(attempt?.destination).toEqual({ address: '203.0.113.80', port: 443 });
  const { steps, outcome, hosts } = story(still, 'stranger', name, 443);
  expect(steps[0]?.text).toContain('the name server gives 203.0.113.80');
  expect(steps.filter(({ stage }) => stage === 'tunnel').map(({ place }) => place.host)).toEqual([
    'edge',
    'laptop',
  ]);
  expect(outcome).toMatchObject({ kind: 'reached', host: { name: 'laptop' } });
  expect(hosts).toEqual(['stranger', 'edge', 'laptop']);
});

test('a tunnel whose program has ended lets nobody in any more', () => {
  const still = after(
    'tunnel',
    server,
    'cloudflared tunnel --url http://localhost:3000 2>/dev/null &',
    'pkill cloudflared',
  );
  expect(short(still, 3000, 'internet')).toBe('no: bound to 127.0.0.1');
});

test('ssh -R opens a port on the loopback of the server, to nobody else', () => {
  const still = after('tunnel', server, 'ssh -N -f -R 8080:localhost:3000 server');
  expect(short(still, 3000, 'internet')).toBe('no: bound to 127.0.0.1');
  const { outcome } = story(still, 'server', 'localhost', 8080);
  expect(outcome).toMatchObject({ kind: 'reached', host: { name: 'laptop' } });
});

test('a tunnel that leads to its own beginning ends, and says so', () => {
  const still = after('tunnel', 'ssh -N -f -L 8080:localhost:9001 -R 9001:localhost:8080 server');
  const { steps, outcome } = story(still, 'laptop', 'localhost', 8080);
  expect(outcome).toEqual({ kind: 'silence' });
  expect(steps.at(-1)?.text).toContain('leads to its own beginning');
  expect(short(still, 8080, 'phone')).toMatch(/^no: bound to/);
});

test('kubectl port-forward listens on loopback, and leads into the pod', () => {
  const still = after('cluster', 'kubectl port-forward deployment/web 8080:80 >/dev/null &');
  expect(short(still, 8080, 'phone')).toMatch(/^no: bound to/);
  expect(story(still, 'laptop', '127.0.0.1', 8080).outcome).toMatchObject({
    kind: 'reached',
    host: { name: 'web-6d4cf56db6-q7m2x' },
  });
  const open = after('cluster', 'kubectl port-forward --address 0.0.0.0 deployment/web 8080:80 >/dev/null &');
  expect(short(open, 8080, 'phone')).toBe('yes: by 192.168.1.20');
});

test('to a virtual machine the host is 10.0.2.2, its loopback included; into it leads what is forwarded', () => {
  const still = after('vm', server);
  expect(short(still, 3000, 'virtual machine')).toBe('yes: by 10.0.2.2');
  expect(short(still, 3000, 'phone')).toBe('no: bound to 127.0.0.1');
  expect(short(still, 80, 'phone')).toBe('yes: through qemu, 8080');
  expect(short(still, 22, 'phone')).toBe('no: private address');
  expect(story(still, 'vm', '10.0.2.2', 3000).outcome).toMatchObject({
    kind: 'reached',
    host: { name: 'laptop' },
  });
});

test('a published container port passes the firewall that denies it', () => {
  const still = after('container');
  expect(short(still, 80, 'phone')).toBe('yes: by laptop, 8080');
  const bound = after(
    'container',
    'sudo docker rm -f web; sudo docker run -d --name web -p 127.0.0.1:8080:80 nginx',
  );
  expect(short(bound, 80, 'phone')).toMatch(/^no/);
});
