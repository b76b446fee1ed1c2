import { describe, expect, test } from 'vitest';
import { findScene } from '../../../src/course/scenes/index.ts';
import { isDone, parseCondition } from '../../../src/course/step.ts';
import { apply, createWorld, handOf, type World } from '../../../src/course/world.ts';
import { socketAddress } from '../../../src/simulator/address.ts';
import { exitProcess } from '../../../src/simulator/process.ts';
import type { SystemCall } from '../../../src/simulator/system-call.ts';
import { sitDown } from './seat.ts';

const dev = 1000;
const guest = 1001;

function freshWorld(): World {
  return createWorld({ scene: findScene('laptop'), seed: 1, epoch: 0, shell: undefined });
}

function call(world: World, uid: number, made: SystemCall): number {
  const result = apply(world, { kind: 'call', at: world.network.now, uid, call: made });
  return result?.ok && typeof result.value === 'number' ? result.value : -1;
}

function openSocket(world: World, uid: number, address: string): number {
  const domain = address.includes(':') ? 'AF_INET6' : 'AF_INET';
  return call(world, uid, { name: 'socket', domain, type: 'SOCK_STREAM' });
}

function bind(world: World, uid: number, address: string, port: number): number {
  const fd = openSocket(world, uid, address);
  call(world, uid, { name: 'bind', fd, address: socketAddress(address, port) });
  return fd;
}

function listen(world: World, uid: number, address: string, port: number): number {
  const fd = bind(world, uid, address, port);
  call(world, uid, { name: 'listen', fd, backlog: 5 });
  return fd;
}

/** Starts a connection and asks for its outcome, as a blocking program does. */
function connect(world: World, uid: number, address: string, port: number): number {
  const fd = openSocket(world, uid, address);
  const made: SystemCall = { name: 'connect', fd, address: socketAddress(address, port) };
  call(world, uid, made);
  call(world, uid, made);
  return fd;
}

function holds(world: World, text: string, portsAsked: readonly number[] = []): boolean {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return isDone(parsed.condition, { ...world, portsAsked });
}

describe('a step is done', () => {
  test('listening: when a socket listens there, not when it is only bound', () => {
    const world = freshWorld();
    const fd = bind(world, dev, '127.0.0.1', 62893);
    expect(holds(world, 'listening 127.0.0.1:62893')).toBe(false);
    expect(holds(world, 'bound tcp 127.0.0.1:62893')).toBe(true);
    call(world, dev, { name: 'listen', fd, backlog: 5 });
    expect(holds(world, 'listening 127.0.0.1:62893')).toBe(true);
    expect(holds(world, 'listening *:62893')).toBe(true);
    expect(holds(world, 'listening 0.0.0.0:62893')).toBe(false);
    expect(holds(world, 'listening 127.0.0.1:62894')).toBe(false);
  });

  test('listening on a range: when the kernel chose a port inside it', () => {
    const world = freshWorld();
    listen(world, dev, '0.0.0.0', 0);
    expect(holds(world, 'listening 0.0.0.0:32768-60999')).toBe(true);
    expect(holds(world, 'listening 0.0.0.0:49152-65535')).toBe(false);
  });

  test('no longer listening: only after something has listened there', () => {
    const world = freshWorld();
    expect(holds(world, 'no longer listening *:62893')).toBe(false);
    const fd = listen(world, dev, '127.0.0.1', 62893);
    expect(holds(world, 'no longer listening *:62893')).toBe(false);
    call(world, dev, { name: 'close', fd });
    expect(holds(world, 'no longer listening *:62893')).toBe(true);
    expect(holds(world, 'no longer listening *:62894')).toBe(false);
  });

  test('no longer listening: also when the process was killed and closed nothing itself', () => {
    const world = freshWorld();
    listen(world, dev, '0.0.0.0', 62893);
    exitProcess(world.host, handOf(world, dev));
    expect(holds(world, 'no longer listening 0.0.0.0:62893')).toBe(true);
  });

  test('bound udp: TCP on the same address and port does not count', () => {
    const world = freshWorld();
    bind(world, dev, '127.0.0.1', 4464);
    expect(holds(world, 'bound udp *:4464')).toBe(false);
    const fd = call(world, dev, { name: 'socket', domain: 'AF_INET', type: 'SOCK_DGRAM' });
    call(world, dev, { name: 'bind', fd, address: socketAddress('127.0.0.1', 4464) });
    expect(holds(world, 'bound udp *:4464')).toBe(true);
  });

  test('refused bind: with that errno, and for what was asked, not for what stood in the way', () => {
    const world = freshWorld();
    listen(world, dev, '0.0.0.0', 62893);
    bind(world, dev, '127.0.0.1', 62893);
    expect(holds(world, 'refused bind EADDRINUSE 127.0.0.1:62893')).toBe(true);
    expect(holds(world, 'refused bind EADDRINUSE 0.0.0.0:62893')).toBe(false);
    expect(holds(world, 'refused bind EACCES *:62893')).toBe(false);
  });

  test('refused connect: when the outcome is told, with its errno', () => {
    const world = freshWorld();
    connect(world, dev, '127.0.0.1', 62893);
    expect(holds(world, 'refused connect ECONNREFUSED 127.0.0.1:62893')).toBe(true);
    expect(holds(world, 'refused connect ECONNREFUSED 127.0.0.2:62893')).toBe(false);
    expect(holds(world, 'refused connect ETIMEDOUT 127.0.0.1:62893')).toBe(false);
    expect(holds(world, 'connected 127.0.0.1:62893')).toBe(false);
  });

  test('connected: a listener is there, and the user is the one who is meant', () => {
    const world = freshWorld();
    listen(world, dev, '127.0.0.1', 62893);
    expect(holds(world, 'connected 127.0.0.1:62893')).toBe(false);
    connect(world, guest, '127.0.0.1', 62893);
    expect(holds(world, 'connected 127.0.0.1:62893')).toBe(true);
    expect(holds(world, 'connected 127.0.0.1:62893 by uid 1001')).toBe(true);
    expect(holds(world, 'connected 127.0.0.1:62893 by uid 1000')).toBe(false);
  });

  test('connected: also when nobody has asked for the outcome yet', () => {
    const world = freshWorld();
    listen(world, dev, '127.0.0.1', 62893);
    const fd = openSocket(world, guest, '127.0.0.1');
    call(world, guest, { name: 'connect', fd, address: socketAddress('127.0.0.1', 62893) });
    expect(holds(world, 'connected 127.0.0.1:62893 by uid 1001')).toBe(true);
  });

  test('answered: when something came back, which a connection alone is not', () => {
    const world = freshWorld();
    const listener = listen(world, dev, '127.0.0.1', 62893);
    const client = connect(world, guest, '127.0.0.1', 62893);
    call(world, guest, { name: 'send', fd: client, data: 'GET /' });
    expect(holds(world, 'answered 127.0.0.1:62893')).toBe(false);
    const accepted = call(world, dev, { name: 'accept', fd: listener });
    call(world, dev, { name: 'recv', fd: accepted, length: 100 });
    expect(holds(world, 'answered 127.0.0.1:62893')).toBe(false);
    call(world, dev, { name: 'send', fd: accepted, data: 'hello' });
    call(world, guest, { name: 'recv', fd: client, length: 100 });
    expect(holds(world, 'answered 127.0.0.1:62893')).toBe(true);
    expect(holds(world, 'answered 192.168.1.20:62893')).toBe(false);
  });

  test('asked: when the port field was asked about that port', () => {
    const world = freshWorld();
    expect(holds(world, 'port 62893 asked', [80])).toBe(false);
    expect(holds(world, 'port 62893 asked', [80, 62893])).toBe(true);
  });

  test('from a host: only what that host did counts; without one, what any host did', () => {
    const { world, type } = sitDown(findScene('home'));
    const done = (text: string): boolean => {
      const parsed = parseCondition(text);
      if (!parsed.ok) throw new Error(parsed.reason);
      return isDone(parsed.condition, { ...world, portsAsked: [] });
    };
    type('python3 -m http.server 8000 >/dev/null 2>&1 &');
    expect(done('listening 0.0.0.0:8000')).toBe(true);
    expect(done('listening 0.0.0.0:8000 on phone')).toBe(false);
    type('curl -s http://192.168.1.20:8000/');
    expect(done('answered 192.168.1.20:8000')).toBe(true);
    expect(done('answered 192.168.1.20:8000 from phone')).toBe(false);
    type('curl -s http://192.168.1.20:8000/', 'phone');
    expect(done('answered 192.168.1.20:8000 from phone')).toBe(true);
    type('curl -s http://192.168.1.20:9/', 'phone');
    expect(done('refused connect ECONNREFUSED 192.168.1.20:9 from phone')).toBe(true);
    expect(done('refused connect ECONNREFUSED 192.168.1.20:9 from laptop')).toBe(false);
  });

  test('ran: a program of that name with those words, on that host; a pipe is no matter', () => {
    const { world, type } = sitDown(findScene('home'));
    const done = (text: string): boolean => {
      const parsed = parseCondition(text);
      if (!parsed.ok) throw new Error(parsed.reason);
      return isDone(parsed.condition, { ...world, portsAsked: [] });
    };
    type('ss -tln | cat');
    expect(done('ran ss')).toBe(true);
    expect(done('ran ss -tln')).toBe(true);
    expect(done('ran ss -tlnp')).toBe(false);
    expect(done('ran netsh|ss -tln')).toBe(true);
    expect(done('ran netsh|sysctl')).toBe(false);
    expect(done('ran ss on phone')).toBe(false);
    type('ip route', 'phone');
    expect(done('ran ip route on phone')).toBe(true);
    expect(done('ran ip')).toBe(false);
  });
});
