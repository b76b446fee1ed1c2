import { expect, test } from 'vitest';
import type { Machine } from '../../../src/shell/machine.ts';
import { openPlainTerminal } from '../../../src/shell/transcript.ts';
import { guest, root } from './fresh-machine.ts';
import { laptopAndPhone, type Pair } from './two-machines.ts';

const status = (address: string): string =>
  `curl -s -m 9 -o /dev/null -w '%{http_code} ' http://${address}/; echo $?`;

function withNginx(publish: string): Pair {
  const pair = laptopAndPhone();
  expect(pair.typed(pair.laptop, `docker run -d --name web -p ${publish} nginx`)).toMatch(/^[0-9a-f]{64}$/);
  return pair;
}

const listeners = (pair: Pair, at: Machine = pair.laptop): readonly string[] =>
  pair
    .typed(at, "ss -Hltnp | awk '{ print $4, $6 }'", root)
    .split('\n')
    .map((line) => line.replace(/,pid.*/, ''));

test('a published port is reached from the host, over its loopback and its own address, and from a neighbour', () => {
  const pair = withNginx('8080:80');
  for (const address of ['127.0.0.1:8080', '[::1]:8080', '192.168.1.20:8080', '172.17.0.2'])
    expect(pair.typed(pair.laptop, status(address))).toBe('200 0');
  for (const address of ['192.168.1.20:8080', '[fd00::20]:8080'])
    expect(pair.typed(pair.phone, status(address))).toBe('200 0');
});

test('docker-proxy holds a published port on both wildcards', () => {
  expect(listeners(withNginx('8080:80'))).toEqual([
    '0.0.0.0:8080 users:(("docker-proxy"',
    '[::]:8080 users:(("docker-proxy"',
  ]);
});

test('published on 127.0.0.1 a port is reached from the host and by nobody else', () => {
  const pair = withNginx('127.0.0.1:8080:80');
  expect(listeners(pair)).toEqual(['127.0.0.1:8080 users:(("docker-proxy"']);
  expect(pair.typed(pair.laptop, status('127.0.0.1:8080'))).toBe('200 0');
  expect(pair.typed(pair.phone, status('192.168.1.20:8080'))).toBe('000 7');
});

test('ufw does not stop a published port over IPv4, and stops it over IPv6, where docker-proxy takes it', () => {
  const pair = withNginx('8080:80');
  pair.typed(pair.laptop, 'ufw --force enable; ufw deny 8080/tcp', root);
  expect(pair.typed(pair.phone, status('192.168.1.20:8080'))).toBe('200 0');
  expect(pair.typed(pair.phone, status('[fd00::20]:8080'))).toBe('000 28');
});

test('a rule in DOCKER-USER stops a published port', () => {
  const pair = withNginx('8080:80');
  pair.typed(pair.laptop, 'iptables -I DOCKER-USER -i wlan0 -j DROP', root);
  expect(pair.typed(pair.phone, status('192.168.1.20:8080'))).toBe('000 28');
  expect(pair.typed(pair.laptop, status('192.168.1.20:8080'))).toBe('200 0');
});

test('a server on 127.0.0.1 inside a container cannot be published', () => {
  const pair = laptopAndPhone();
  pair.typed(pair.laptop, 'docker run -d --name app -p 3000:3000 webapp');
  expect(pair.typed(pair.laptop, 'docker exec app curl -s http://127.0.0.1:3000/')).toBe(
    'Hello from inside the container.',
  );
  // docker-proxy has let the connection in before it finds nobody behind it.
  expect(pair.typed(pair.laptop, 'curl http://127.0.0.1:3000/')).toBe(
    'curl: (56) Recv failure: Connection reset by peer',
  );
  expect(pair.typed(pair.phone, status('192.168.1.20:3000'))).toBe('000 7');
  pair.typed(pair.laptop, 'docker rm -f app');
  pair.typed(pair.laptop, 'docker run -d --name app -e HOST=0.0.0.0 -p 3000:3000 webapp');
  expect(pair.typed(pair.phone, status('192.168.1.20:3000'))).toBe('200 0');
});

test('a container has a loopback of its own', () => {
  const pair = laptopAndPhone();
  pair.typed(pair.laptop, 'nohup python3 -m http.server 8000 --bind 127.0.0.1 > log 2>&1 &');
  pair.typed(pair.laptop, 'nohup python3 -m http.server 9000 > log 2>&1 &');
  pair.typed(pair.laptop, 'docker run -d --name app --add-host host.docker.internal:host-gateway webapp');
  expect(pair.typed(pair.laptop, `docker exec app ${status('127.0.0.1:8000')}`)).toBe('000 7');
  expect(pair.typed(pair.laptop, `docker exec app ${status('host.docker.internal:8000')}`)).toBe('000 7');
  expect(pair.typed(pair.laptop, `docker exec app ${status('host.docker.internal:9000')}`)).toBe('200 0');
});

test('containers reach each other without published ports, and the log of each shows who asked', () => {
  const pair = withNginx('8080:80');
  pair.typed(pair.laptop, 'docker run -d --name app webapp');
  expect(pair.typed(pair.laptop, `docker exec app ${status('172.17.0.2')}`)).toBe('200 0');
  pair.typed(pair.laptop, status('127.0.0.1:8080'));
  pair.typed(pair.phone, status('192.168.1.20:8080'));
  expect(pair.typed(pair.laptop, "docker logs web | awk '/GET/ { print $1 }'").split('\n')).toEqual([
    '172.17.0.3',
    '172.17.0.1',
    '192.168.1.30',
  ]);
});

test('with the network of the host a container listens on the host itself', () => {
  const pair = laptopAndPhone();
  pair.typed(pair.laptop, 'docker run -d --name cache --network host redis');
  expect(listeners(pair)).toEqual([
    '0.0.0.0:6379 users:(("redis-server"',
    '[::]:6379 users:(("redis-server"',
  ]);
});

test('a port that a container has published is refused by docker, another by the kernel', () => {
  const pair = withNginx('8080:80');
  const refused = /endpoint two \([0-9a-f]{64}\): (.*)/;
  const again = pair.typed(pair.laptop, 'docker run --rm -d --name two -p 8080:80 nginx; echo $?');
  expect(refused.exec(again)?.[1]).toBe('Bind for 0.0.0.0:8080 failed: port is already allocated');
  expect(again.endsWith('\n125')).toBe(true);
  pair.typed(pair.laptop, 'nohup python3 -m http.server 9000 --bind 127.0.0.1 > log 2>&1 &');
  const taken = pair.typed(pair.laptop, 'docker run --rm -d --name two -p 9000:80 nginx');
  expect(refused.exec(taken)?.[1]).toBe('failed to bind host port 0.0.0.0:9000/tcp: address already in use');
});

test('a stopped container leaves no listener, no rule and no address behind', () => {
  const pair = withNginx('8080:80');
  expect(pair.typed(pair.laptop, 'docker stop web')).toBe('web');
  expect(listeners(pair)).toEqual(['']);
  expect(pair.typed(pair.laptop, 'iptables -S DOCKER; iptables -t nat -S DOCKER', root)).toBe(
    '-N DOCKER\n-A DOCKER ! -i docker0 -o docker0 -j DROP\n-N DOCKER',
  );
  expect(pair.typed(pair.laptop, status('172.17.0.2'))).toBe('000 7');
  expect(pair.typed(pair.laptop, 'docker start web')).toBe('web');
  expect(pair.typed(pair.phone, status('192.168.1.20:8080'))).toBe('200 0');
});

test('docker ps and docker port show what is published', () => {
  const pair = withNginx('8080:80');
  pair.laptop.advance(5000);
  expect(pair.typed(pair.laptop, 'docker ps').replace(/^[0-9a-f]{12}/m, '3f4e8b2c9d1a')).toBe(
    [
      'CONTAINER ID   IMAGE     COMMAND                  CREATED         STATUS         PORTS                                     NAMES',
      '3f4e8b2c9d1a   nginx     "/docker-entrypoint.…"   5 seconds ago   Up 5 seconds   0.0.0.0:8080->80/tcp, [::]:8080->80/tcp   web',
    ].join('\n'),
  );
  expect(pair.typed(pair.laptop, 'docker port web')).toBe('80/tcp -> 0.0.0.0:8080\n80/tcp -> [::]:8080');
  expect(pair.typed(pair.laptop, 'docker port web 81')).toBe("Error: No public port '81' published for web");
});

test('docker says what is wrong with a command line', () => {
  const pair = withNginx('8080:80');
  const first = (line: string): string => pair.typed(pair.laptop, line).split('\n')[0] ?? '';
  expect(first('docker foo')).toBe('docker: unknown command: docker foo');
  expect(first('docker run')).toBe("docker: 'docker run' requires at least 1 argument");
  expect(first('docker run -x nginx')).toBe("unknown shorthand flag: 'x' in -x");
  expect(first('docker run --foo nginx')).toBe('unknown flag: --foo');
  expect(first('docker run nginx -p')).toBe(
    'docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "-p": executable file not found in $PATH',
  );
  expect(first('docker run -p abc nginx')).toBe('docker: invalid containerPort: abc');
  expect(first('docker run -p 8080:99999 nginx')).toBe('docker: invalid containerPort: 99999');
  expect(first('docker run -p foo:80 nginx')).toBe('docker: invalid hostPort: foo');
  expect(first('docker run -p 300.1.1.1:80:80 nginx')).toBe('docker: invalid IP address: 300.1.1.1');
  expect(first('docker run -p 80:80/foo nginx')).toBe('docker: invalid proto: foo');
  expect(first('docker run -d nope')).toBe("Unable to find image 'nope:latest' locally");
  expect(first('docker stop nope')).toBe('Error response from daemon: No such container: nope');
  expect(first('docker rm web')).toBe(
    'Error response from daemon: cannot remove container "/web": container is running: stop the container before removing or force remove',
  );
  expect(pair.typed(pair.laptop, 'docker ps', guest)).toBe(
    'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.50/containers/json": dial unix /var/run/docker.sock: connect: permission denied',
  );
});

test('docker exec -it opens a shell inside, and the keys go to it', () => {
  const { laptop } = laptopAndPhone();
  const { terminal, takeOutput } = openPlainTerminal(laptop, 200);
  const typed = (text: string): string => {
    takeOutput();
    terminal.type(text);
    return takeOutput();
  };
  typed('docker run -d --name app webapp\r');
  expect(typed('docker exec -it app bash\r')).toMatch(/root@[0-9a-f]{12}:\/# $/);
  expect(typed('sleep 100\r\x03')).toContain('^C');
  expect(typed('ss -Hltn | xargs | cut -d" " -f4\r')).toContain('\n127.0.0.1:3000\n');
  typed('exit 3\r');
  expect(typed('echo $?\r')).toContain('\n3\n');
});
