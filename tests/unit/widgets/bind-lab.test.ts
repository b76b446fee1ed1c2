import { describe, expect, it } from 'vitest';
import { findScene } from '../../../src/course/scenes/index.ts';
import { createHost, type Host } from '../../../src/simulator/host.ts';
import { systemCall } from '../../../src/simulator/kernel.ts';
import { createNetwork } from '../../../src/simulator/network.ts';
import type { SystemName } from '../../../src/simulator/os/system-rules.ts';
import { createProcess } from '../../../src/simulator/process.ts';
import { listSockets } from '../../../src/simulator/socket-list.ts';
import type { CallResult, TraceEntry } from '../../../src/simulator/system-call.ts';
import { describeChart, mostBerths, toChart } from '../../../src/widgets/bind-lab/bind-chart.view.ts';
import {
  callsOf,
  explain,
  lastByHand,
  type Plan,
  readForm,
} from '../../../src/widgets/bind-lab/bind-lab.view.ts';
import { overlapTable } from '../../../src/widgets/bind-lab/overlap-table.ts';
import { attemptOf } from '../../../src/widgets/bind-lab/refused-attempt.ts';

const fields = { protocol: 'tcp', address: '127.0.0.1', port: '8080', options: [], system: 'linux' as const };

function lab(system?: SystemName): {
  host: Host;
  calls: TraceEntry[];
  hands: ReadonlySet<number>;
  carryOut(plan: Plan): void;
} {
  const calls: TraceEntry[] = [];
  const network = createNetwork({ seed: 1, onCall: (entry) => calls.push(entry) });
  const host = createHost(network, { ...findScene('laptop').host, ...(system && { system }) });
  const process = createProcess(host, { uid: 1000, argv: ['bind-lab'] });
  return {
    host,
    calls,
    hands: new Set([process.pid]),
    carryOut(plan) {
      const next = callsOf(plan);
      let last: CallResult | undefined;
      for (let call = next(last); call; call = next(last)) last = systemCall(host, process, call);
    },
  };
}

const plan = (wish: Plan['wish'], address: string, port: number, options: Plan['options'] = []): Plan => ({
  wish,
  protocol: 'tcp',
  address,
  port,
  options,
  system: 'linux',
});

describe('the form of the bind lab', () => {
  it.each([
    ['', 'Write an address'],
    ['localhost', 'localhost is a name'],
    ['127.0.0.300', 'no IPv4 address'],
    ['127.1', 'no IPv4 address'],
    ['fe80::1%eth0', 'no address'],
    ['hello', 'no address'],
  ])('says of the address %j what is wrong', (address, message) => {
    const read = readForm('bind', { ...fields, address });
    expect(read).toMatchObject({ ok: false, field: 'address', message: expect.stringContaining(message) });
  });

  it.each([
    ['', 'Write a port'],
    ['70000', 'too large'],
    ['-1', 'no port'],
    ['80.5', 'no port'],
    ['http', 'no port'],
  ])('says of the port %j what is wrong', (port, message) => {
    const read = readForm('bind', { ...fields, port });
    expect(read).toMatchObject({ ok: false, field: 'port', message: expect.stringContaining(message) });
  });

  it('reads an IPv6 address in brackets and in any spelling', () => {
    expect(readForm('bind', { ...fields, address: '[0:0::1]' })).toMatchObject({ plan: { address: '::1' } });
  });
});

describe('a plan', () => {
  it('makes its calls in order', () => {
    const { calls, carryOut } = lab();
    carryOut(plan('listen', '::', 8080, ['SO_REUSEADDR', 'IPV6_V6ONLY']));
    expect(calls.map(({ call }) => call.name)).toEqual([
      'socket',
      'setsockopt',
      'setsockopt',
      'bind',
      'listen',
    ]);
    expect(calls.every(({ result }) => result.ok)).toBe(true);
  });

  it('leaves out IPV6_V6ONLY for an IPv4 address', () => {
    const { calls, carryOut } = lab();
    carryOut(plan('bind', '127.0.0.1', 8080, ['IPV6_V6ONLY']));
    expect(calls.map(({ call }) => call.name)).toEqual(['socket', 'bind']);
  });

  it('that is refused closes its socket, and the refusal stays the last word', () => {
    const { host, calls, hands, carryOut } = lab();
    carryOut(plan('bind', '127.0.0.1', 80));
    expect(calls.at(-1)?.call.name).toBe('close');
    expect(listSockets(host)).toEqual([]);
    expect(lastByHand(calls, hands)).toMatchObject({ call: { name: 'bind' }, result: { errno: 'EACCES' } });
  });

  it('to connect asks until the outcome is told', () => {
    const { calls, hands, carryOut } = lab();
    carryOut(plan('listen', '127.0.0.1', 8080));
    carryOut(plan('connect', '127.0.0.1', 8080));
    expect(lastByHand(calls, hands)).toMatchObject({ call: { name: 'connect' }, result: { ok: true } });
  });
});

describe('an explanation', () => {
  it('of a refusal has the call, the rule, its source and the socket that it met', () => {
    const { calls, hands, carryOut } = lab();
    carryOut(plan('listen', '0.0.0.0', 8080));
    carryOut(plan('bind', '127.0.0.1', 8080));
    const last = lastByHand(calls, hands);
    expect(last && explain(last, 'linux')).toMatchObject({
      outcome: 'refused',
      call: 'bind(4, 127.0.0.1:8080) = -1 EADDRINUSE (98, Address already in use)',
      sentence: expect.stringContaining('listens on this port'),
      rule: 'port-held-by-listener',
      source: { label: 'socket(7)' },
      met: [{ local: { address: '0.0.0.0', port: 8080 }, state: 'LISTEN' }],
    });
  });

  it('has the error as the system names it, and no recorded case where nobody ran it', () => {
    const windows = lab('windows');
    windows.carryOut({ ...plan('bind', '0.0.0.0', 8080), system: 'windows' });
    windows.carryOut({ ...plan('bind', '0.0.0.0', 8080), system: 'windows' });
    const last = lastByHand(windows.calls, windows.hands);
    expect(last && explain(last, 'windows')).toMatchObject({
      call: 'bind(4, 0.0.0.0:8080) = -1 WSAEADDRINUSE (10048)',
      rule: 'windows-in-use',
      recorded: false,
    });
  });

  it('of an unanswered connect says that it waits', () => {
    const { calls, hands, carryOut } = lab();
    carryOut(plan('connect', '192.168.1.99', 8080));
    const last = lastByHand(calls, hands);
    expect(last && explain(last, 'linux').outcome).toBe('pending');
  });
});

describe('on Windows', () => {
  it('a wildcard and a specific address stand side by side', () => {
    const { calls, hands, carryOut } = lab('windows');
    carryOut({ ...plan('listen', '0.0.0.0', 8080), system: 'windows' });
    carryOut({ ...plan('listen', '127.0.0.1', 8080), system: 'windows' });
    expect(lastByHand(calls, hands)?.result.ok).toBe(true);
  });

  it('IPV6_V6ONLY is on until its box is left empty', () => {
    const { calls, carryOut } = lab('windows');
    carryOut({ ...plan('bind', '::', 8080), system: 'windows' });
    expect(calls.map(({ call }) => call)).toContainEqual(
      expect.objectContaining({ name: 'setsockopt', option: 'IPV6_V6ONLY', value: 0 }),
    );
  });
});

describe('the picture', () => {
  it('lays a wildcard socket along every quay that it takes', () => {
    const { host, carryOut } = lab();
    carryOut(plan('listen', '0.0.0.0', 8080));
    carryOut(plan('listen', '::1', 8080));
    const chart = toChart(host, listSockets(host), undefined);
    expect(chart.quays.map(({ address }) => address)).toEqual(['127.0.0.1', '192.168.1.20', '::1']);
    expect(chart.ships.map(({ quays }) => quays)).toEqual([[0, 1], [2]]);
    expect(describeChart(chart)).toContain('TCP 127.0.0.1:8080 and 192.168.1.20:8080: bind-lab, listening');
  });

  it('gives another address of 127.0.0.0/8 a quay of its own', () => {
    const { host, carryOut } = lab();
    carryOut(plan('bind', '127.0.0.2', 8080));
    expect(toChart(host, listSockets(host), undefined).quays).toContainEqual({
      address: '127.0.0.2',
      interface: 'lo',
    });
  });

  it.each([
    ['linux', ['lo', 'wlan0', 'lo']],
    ['macos', ['lo0', 'en0', 'lo0']],
    ['windows', ['loopback', 'Wi-Fi', 'loopback']],
  ] as const)('names the interfaces as %s does', (system, names) => {
    const { host } = lab(system);
    const { quays } = toChart(host, listSockets(host), undefined);
    expect(quays.map((quay) => quay.interface)).toEqual(names);
  });

  it('shows a refused bind where the socket would lie', () => {
    const { host, calls, hands, carryOut } = lab();
    carryOut(plan('listen', '127.0.0.1', 8080));
    carryOut(plan('bind', '::', 8080));
    const last = lastByHand(calls, hands);
    const attempt = last && attemptOf(last, calls);
    expect(attempt).toEqual({ protocol: 'tcp', address: '::', port: 8080, v6only: false });
    const chart = toChart(host, listSockets(host), attempt);
    expect(chart.ships.at(-1)).toMatchObject({ kind: 'refused', quays: [0, 1, 2], lane: 1, lanes: 2 });
  });

  it('has room for a number of berths and says how many sockets it leaves out', () => {
    const { host, carryOut } = lab();
    for (let port = 8000; port < 8012; port += 1) carryOut(plan('bind', '127.0.0.1', port));
    const chart = toChart(host, listSockets(host), undefined);
    expect(chart.berths).toHaveLength(mostBerths);
    expect(chart.left).toBe(12 - mostBerths);
  });
});

describe('the table without scripts', () => {
  it('is symmetric: the order of two binds does not matter', () => {
    const table = overlapTable();
    table.forEach(({ results }, row) => {
      results.forEach((result, column) => {
        expect(table[column]?.results[row]).toBe(result);
      });
    });
  });
});
