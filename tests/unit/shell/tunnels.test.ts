/** What the programs of tunnels print, and that what goes in comes out. */
import { expect, test } from 'vitest';
import { hostsOf } from '../../../src/course/scene.ts';
import { findScene } from '../../../src/course/scenes/index.ts';
import { allTools } from '../../../src/shell/all-tools.ts';
import { createMachine, type Machine } from '../../../src/shell/machine.ts';
import { openPlainTerminal } from '../../../src/shell/transcript.ts';
import { createHost } from '../../../src/simulator/host.ts';
import { createNetwork } from '../../../src/simulator/network.ts';

/** A scene; `typed` gives what a line shows on one of its hosts. */
function open(name: string): (host: string, line: string, patience?: number) => string {
  const network = createNetwork({ seed: 1 });
  const residents = hostsOf(findScene(name)).map((one) => ({ ...one, made: createHost(network, one.host) }));
  const machines: Machine[] = [];
  for (const { made, user, services, prepared } of residents) {
    const found = made.users.find((known) => known.name === user);
    if (!found) throw new Error(`no user ${user}`);
    createMachine({
      host: made,
      user: found,
      epoch: Date.UTC(2026, 0, 5, 9),
      tools: allTools,
      services,
      prepared,
      machines,
    });
  }
  return (host, line, patience = 100) => {
    const machine = machines.find(({ around }) => around.host.name === host);
    if (!machine) throw new Error(`no host ${host}`);
    const { terminal, takeOutput } = openPlainTerminal(machine, 200);
    takeOutput();
    terminal.type(`${line}\r`);
    for (let rounds = 0; rounds < patience; rounds += 1) {
      machine.run();
      if (terminal.atPrompt()) break;
      machine.advance(100);
    }
    const shown = takeOutput()
      .split('\n')
      .slice(1, terminal.atPrompt() ? -1 : undefined)
      .join('\n');
    return shown;
  };
}

const serve = 'nohup python3 -m http.server 3000 --bind 127.0.0.1 --directory site >/dev/null 2>&1 &';

test('cloudflared prints its public name, and whoever asks for it is answered from here', () => {
  const typed = open('tunnel');
  typed('laptop', serve);
  const log = typed('laptop', 'cloudflared tunnel --url http://localhost:3000', 5);
  const [, url = ''] = /\|\s+(https:\/\/\S+)\s+\|/.exec(log) ?? [];
  expect(log).toContain('2026-01-05T09:00:00Z INF Requesting new quick Tunnel on trycloudflare.com...');
  expect(typed('stranger', `curl -s ${url}/ | head -2 | tail -1`)).toBe('<title>Hello from 62893</title>');
  expect(typed('stranger', `curl -s ${url.replace('https', 'http')}/ | head -2 | tail -1`)).toBe(
    '<title>Hello from 62893</title>',
  );
  typed('laptop', 'pkill -f http.server');
  expect(typed('phone', `curl -s -w '%{http_code}' ${url}/; echo`)).toBe('error code: 502\n502');
  expect(typed('phone', 'curl -s -H "Host: other.trycloudflare.com" http://203.0.113.80/')).toBe(
    'error code: 1033',
  );
});

test('cloudflared without a way to its edge says so', () => {
  expect(open('home')('laptop', 'cloudflared tunnel --url http://localhost:3000; echo $?')).toContain(
    'dial tcp: lookup api.trycloudflare.com: no such host"\n1',
  );
});

test('kubectl port-forward says where it listens and each connection, and reaches the loopback of its pod', () => {
  const typed = open('cluster');
  expect(typed('laptop', 'kubectl port-forward svc/web 8080:80', 5)).toBe(
    'Forwarding from 127.0.0.1:8080 -> 80\nForwarding from [::1]:8080 -> 80\n',
  );
  expect(typed('laptop', 'curl -s http://localhost:8080/ | grep title')).toBe(
    '<title>Welcome to nginx!</title>',
  );
  expect(typed('phone', 'curl -s http://192.168.1.20:8080/; echo $?')).toBe('7');
  expect(typed('laptop', 'kubectl port-forward svc/web 8080:80; echo $?')).toBe(
    [
      'Unable to listen on port 8080: Listeners failed to create with the following errors: [unable to create listener: Error listen tcp4 127.0.0.1:8080: bind: address already in use unable to create listener: Error listen tcp6 [::1]:8080: bind: address already in use]',
      'error: unable to listen on any of the requested ports: [{8080 80}]',
      '1',
    ].join('\n'),
  );
  typed('web-6d4cf56db6-q7m2x', 'python3 -m http.server 5000 --bind 127.0.0.1 >/dev/null 2>&1 &');
  typed('laptop', 'kubectl port-forward web-6d4cf56db6-q7m2x 5000 >/dev/null &');
  expect(typed('laptop', 'curl -sI http://localhost:5000/ | head -1')).toBe('HTTP/1.0 200 OK');
});

test('kubectl names what it cannot find, and what it cannot read', () => {
  const typed = open('cluster');
  expect(typed('laptop', 'kubectl port-forward nope 80')).toBe(
    'Error from server (NotFound): pods "nope" not found',
  );
  expect(typed('laptop', 'kubectl port-forward deploy/web 81:x')).toBe(
    `error: error parsing remote port 'x': strconv.ParseUint: parsing "x": invalid syntax`,
  );
  expect(typed('laptop', 'kubectl port-forward svc/web 81')).toBe(
    'error: Service web does not have a service port 81',
  );
  // Seen from the real one, on a machine without a cluster.
  expect(typed('phone', 'kubectl get pods')).toBe(
    'The connection to the server localhost:8080 was refused - did you specify the right host or port?',
  );
});

test('a port that nobody in the pod listens on ends the forward, as since 1.24', () => {
  const typed = open('cluster');
  typed('laptop', 'kubectl port-forward deployment/web 8080:81 >log 2>&1 &');
  expect(typed('laptop', 'curl -s http://localhost:8080/; echo $?')).toMatch(/^5[26]$/);
  expect(typed('laptop', 'tail -1 log')).toBe('error: lost connection to pod');
});

test('a virtual machine has its own localhost, and reaches the loopback of its host at 10.0.2.2', () => {
  const typed = open('vm');
  typed('laptop', serve);
  expect(typed('vm', 'curl -s http://localhost:3000/; echo $?')).toBe('7');
  expect(typed('vm', 'curl -s http://10.0.2.2:3000/ | head -2 | tail -1')).toBe(
    '<title>Hello from 62893</title>',
  );
  expect(typed('phone', 'curl -s http://192.168.1.20:8080/ | grep title')).toBe(
    '<title>Welcome to nginx!</title>',
  );
  expect(typed('laptop', 'ssh -p 2222 localhost hostname')).toBe('vm');
});

test('a tunnel that leads to its own beginning ends with “Too many open files”, and curl with its time', () => {
  const typed = open('tunnel');
  typed('laptop', 'ssh -N -L 8080:localhost:9001 -R 9001:localhost:8080 server 2>log &');
  expect(typed('laptop', 'curl -s -m 3 http://localhost:8080/; echo $?')).toBe('28');
  expect(typed('laptop', 'sort -u log')).toBe('accept: Too many open files');
});
