import { describe, expect, it } from 'vitest';
import { headersOf } from '../../../src/course/scene-headers.ts';
import { findScene } from '../../../src/course/scenes/index.ts';
import { traceCase } from '../../../src/course/trace.ts';
import { apply, createWorld, type World } from '../../../src/course/world.ts';
import { socketAddress } from '../../../src/simulator/address.ts';
import { parseCases } from '../../../src/simulator/notation/parse-cases.ts';
import { printCase, printHeader } from '../../../src/simulator/notation/print-case.ts';
import { exitProcess } from '../../../src/simulator/process.ts';
import type { SystemCall } from '../../../src/simulator/system-call.ts';
import { hasTools, loadPrograms, loadTools, shell } from '../../../src/widgets/world/shell.ts';
import { judge } from '../../conformance/judge.ts';
import { runOnSimulator } from '../../conformance/simulator-executor.ts';

const laptop = findScene('laptop');

function freshWorld(withShell = false): World {
  return createWorld({ scene: laptop, seed: 1, epoch: 0, shell: withShell ? shell : undefined });
}

function ask(world: World, uid: number, call: SystemCall, at = world.network.now): void {
  apply(world, { kind: 'call', at, uid, call });
}

const tcp: SystemCall = { name: 'socket', domain: 'AF_INET', type: 'SOCK_STREAM' };
const loopback = socketAddress('127.0.0.1', 8080);

/** The case's lines from its first call on, without the lines that name a program. */
function callsOf(world: World): readonly string[] {
  const lines = printCase(traceCase(world.calls, laptop)).trimEnd().split('\n');
  return lines.slice(3).filter((line) => !/^# .*, pid \d+$/.test(line));
}

function expectToRunElsewhere(world: World): void {
  const [copied] = parseCases(printCase(traceCase(world.calls, laptop))).cases;
  if (!copied) throw new Error('nothing was read');
  const seen = runOnSimulator(copied);
  expect(seen.kind === 'ran' ? judge(copied, seen.steps) : seen.reason).toEqual([]);
}

describe('a trace', () => {
  it('begins with what the host has beyond the notation’s own', () => {
    const world = freshWorld();
    ask(world, 0, tcp);
    expect(printCase(traceCase(world.calls, laptop))).toMatch(
      /^case trace\n# What programs on laptop asked.*\naddress 192\.168\.1\.20\/24\n# bind-lab, pid \d+\na = socket\(AF_INET, SOCK_STREAM\) = 0\n$/,
    );
  });

  it('names each socket for as long as it is open, and says who is not root', () => {
    const world = freshWorld();
    ask(world, 1000, tcp);
    ask(world, 1000, { name: 'bind', fd: 3, address: socketAddress('0.0.0.0', 80) });
    ask(world, 1000, { name: 'close', fd: 3 });
    ask(world, 1000, tcp);
    ask(world, 0, tcp);
    ask(world, 0, { name: 'listen', fd: 3, backlog: 5 });
    expect(callsOf(world)).toEqual([
      'a = as 1000: socket(AF_INET, SOCK_STREAM) = 0',
      'as 1000: bind(a, 0.0.0.0:80) = EACCES',
      'as 1000: close(a) = 0',
      'b = as 1000: socket(AF_INET, SOCK_STREAM) = 0',
      'c = socket(AF_INET, SOCK_STREAM) = 0',
      'listen(c, 5) = 0',
    ]);
  });

  it('says a port that the host picked by whose it is', () => {
    const world = freshWorld();
    ask(world, 0, tcp);
    ask(world, 0, { name: 'bind', fd: 3, address: socketAddress('127.0.0.1', 0) });
    ask(world, 0, { name: 'getsockname', fd: 3 });
    ask(world, 0, { name: 'listen', fd: 3, backlog: 5 });
    const port = world.calls.at(-1)?.localPort ?? 0;
    ask(world, 0, tcp);
    const address = socketAddress('127.0.0.1', port);
    ask(world, 0, { name: 'connect', fd: 4, address });
    ask(world, 0, { name: 'connect', fd: 4, address });
    ask(world, 0, { name: 'accept', fd: 3 });
    ask(world, 0, { name: 'getpeername', fd: 5 });
    ask(world, 0, { name: 'getsockname', fd: 5 });
    expect(callsOf(world)).toEqual([
      'a = socket(AF_INET, SOCK_STREAM) = 0',
      'bind(a, 127.0.0.1:0) = 0',
      'getsockname(a) = 127.0.0.1:32768-60999',
      'listen(a, 5) = 0',
      'b = socket(AF_INET, SOCK_STREAM) = 0',
      'connect(b, 127.0.0.1:port(a)) = 0',
      'c = accept(a) = 0',
      'getpeername(c) = 127.0.0.1:port(b)',
      'getsockname(c) = 127.0.0.1:port(a)',
    ]);
    expectToRunElsewhere(world);
  });

  it('has a pause where time passes, and none between the keys of a hand', () => {
    const world = freshWorld();
    ask(world, 0, tcp, 0);
    ask(world, 0, { name: 'bind', fd: 3, address: loopback }, 300);
    ask(world, 0, { name: 'close', fd: 3 }, 60_300);
    expect(callsOf(world)).toEqual([
      'a = socket(AF_INET, SOCK_STREAM) = 0',
      'bind(a, 127.0.0.1:8080) = 0',
      'advance(60s)',
      'close(a) = 0',
    ]);
  });

  it('shows what waits, until it has what it waits for', () => {
    const world = freshWorld();
    ask(world, 0, tcp);
    ask(world, 0, { name: 'bind', fd: 3, address: loopback });
    ask(world, 0, { name: 'listen', fd: 3, backlog: 5 });
    ask(world, 0, { name: 'accept', fd: 3 });
    expect(callsOf(world).at(-1)).toBe('accept(a) = EAGAIN # bind-lab waits');
    ask(world, 0, tcp);
    ask(world, 0, { name: 'connect', fd: 4, address: loopback });
    expect(callsOf(world).at(-1)).toBe(
      'connect(b, 127.0.0.1:8080, nonblocking) = EINPROGRESS # bind-lab waits',
    );
    ask(world, 0, { name: 'connect', fd: 4, address: loopback });
    ask(world, 0, { name: 'accept', fd: 3 });
    expect(callsOf(world).slice(3)).toEqual([
      'b = socket(AF_INET, SOCK_STREAM) = 0',
      'connect(b, 127.0.0.1:8080) = 0',
      'c = accept(a) = 0',
    ]);
  });

  it('says what the kernel closed when a program ended', () => {
    const world = freshWorld();
    ask(world, 0, tcp);
    const [hand] = world.hands.values();
    if (!hand) throw new Error('no call was made');
    exitProcess(world.host, hand);
    expect(callsOf(world).at(-1)).toBe('close(a) = 0 # by the kernel: bind-lab ended');
  });

  it('leaves out calls on what is no socket of it, and says which', () => {
    const world = freshWorld();
    ask(world, 0, tcp);
    ask(world, 0, { name: 'listen', fd: 1, backlog: 5 });
    ask(world, 0, { name: 'accept', fd: 9 });
    const cut = traceCase(world.calls.slice(1), laptop, true);
    expect(callsOf(world).slice(1)).toEqual([
      '# left out, its descriptor is no socket of this case: listen(1) = ENOTSOCK',
      '# left out, its descriptor is no socket of this case: accept(9) = EBADF',
    ]);
    expect(cut.calls).toEqual([]);
    expect(cut.comments[1]).toMatch(/^The oldest calls are gone/);
  });
});

describe('what is typed in a terminal', () => {
  it('leaves a trace that runs elsewhere: a server, a fetch, its end, the same port again', async () => {
    if (!hasTools()) {
      await loadTools(() => {});
      await loadPrograms();
    }
    const world = freshWorld(true);
    apply(world, { kind: 'open', at: 0, columns: 80, rows: 24 });
    const type = (at: number, text: string): unknown => apply(world, { kind: 'type', at, terminal: 0, text });
    type(10, 'python3 -m http.server 62893 --bind 127.0.0.1 &\r');
    type(20, 'curl -s http://127.0.0.1:62893/\r');
    type(30, 'curl -s --connect-timeout 2 http://192.168.1.77/\r');
    type(3_030, 'kill %1\r\r');
    type(3_040, 'python3 -m http.server 62893 --bind 127.0.0.1\r');
    type(90_000, '\u0003');
    const lines = callsOf(world);
    expect(lines).toContain('as 1000: bind(a, 127.0.0.1:62893) = 0');
    expect(lines).toContain('as 1000: connect(b, 127.0.0.1:62893) = 0');
    expect(lines).toContain('c = as 1000: accept(a) = 0');
    expect(lines).toContain('advance(2s)');
    expect(lines.filter((line) => /EALREADY|accept\(.\) = EAGAIN$/.test(line))).toEqual([]);
    expectToRunElsewhere(world);
  });
});

describe('the header of a host', () => {
  it('says loopback addresses, addresses, a missing IPv6 and kernel settings', () => {
    const headers = headersOf({
      name: 'h',
      interfaces: { lo: ['127.0.0.1/8', '192.0.2.1/32'], eth0: ['192.0.2.10/24'], eth1: ['198.51.100.1/24'] },
      sysctls: {
        ipLocalPortRange: [40000, 40003],
        ipLocalReservedPorts: new Set([8080, 8081]),
        bindv6only: true,
      },
    });
    expect(headers.map(printHeader)).toEqual([
      'loopback-address 192.0.2.1/32',
      'address 192.0.2.10/24',
      'address 198.51.100.1/24',
      'no-ipv6',
      'sysctl net.ipv4.ip_local_port_range 40000 40003',
      'sysctl net.ipv4.ip_local_reserved_ports 8080-8081',
      'sysctl net.ipv6.bindv6only 1',
    ]);
  });
});
