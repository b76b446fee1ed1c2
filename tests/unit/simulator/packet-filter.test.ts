/**
 * What a connect, and a connected datagram socket, meet by each verdict. Measured with real sockets on loopback in a network
 * namespace, Linux 6.18.44, iptables 1.8.9 (nf_tables), by rules `-A CHAIN -p PROTOCOL --dport 8080 -j …`.
 */
import { describe, expect, it } from 'vitest';
import {
  createPacketFilter,
  type FilterRule,
  type Hook,
  type Match,
  type RejectWith,
  type Target,
} from '../../../src/simulator/packet-filter.ts';
import { createProbe, type Probe } from './probe.ts';

function addRule(
  probe: Probe,
  hook: Hook,
  rule: Partial<FilterRule> & { readonly target: Target },
): FilterRule {
  const { host } = probe;
  host.packetFilter ??= createPacketFilter();
  const added: FilterRule = { matches: [], packets: 0, bytes: 0, ...rule };
  for (const table of [host.packetFilter.ipv4, host.packetFilter.ipv6]) table.get(hook)?.rules.push(added);
  return added;
}

function toPort(protocol: 'tcp' | 'udp', port: number): Match {
  return { kind: 'ports', protocol, destination: { not: false, value: [port, port] } };
}

function guarded(hook: Hook, protocol: 'tcp' | 'udp', target: Target): Probe {
  const probe = createProbe();
  addRule(probe, hook, { matches: [toPort(protocol, 8080)], target });
  return probe;
}

const reject = (name: RejectWith): Target => ({ kind: 'REJECT', with: name });

const measured: readonly (readonly [RejectWith, string, string])[] = [
  ['icmp-port-unreachable', 'ECONNREFUSED', 'ECONNREFUSED'],
  ['icmp-net-unreachable', 'ENETUNREACH', '1'],
  ['icmp-host-unreachable', 'EHOSTUNREACH', '1'],
  ['icmp-proto-unreachable', 'ENOPROTOOPT', 'ENOPROTOOPT'],
  ['icmp-net-prohibited', 'ENETUNREACH', 'ENETUNREACH'],
  ['icmp-host-prohibited', 'EHOSTUNREACH', 'EHOSTUNREACH'],
  ['icmp-admin-prohibited', 'EHOSTUNREACH', 'EHOSTUNREACH'],
];

const measuredIPv6: readonly (readonly [RejectWith, string, string])[] = [
  ['icmp6-port-unreachable', 'ECONNREFUSED', 'ECONNREFUSED'],
  ['icmp6-no-route', 'ENETUNREACH', '1'],
  ['icmp6-adm-prohibited', 'EACCES', 'EACCES'],
  ['icmp6-addr-unreachable', 'EHOSTUNREACH', '1'],
  ['icmp6-policy-fail', 'EACCES', 'EACCES'],
  ['icmp6-reject-route', 'EACCES', 'EACCES'],
];

/** What a blocking connect by IPv4 meets with its first SYN, and with the second one a second later. */
function secondTry(probe: Probe): readonly string[] {
  const client = probe.socket();
  client.connectOnce('127.0.0.1:8080');
  const first = client.connectOnce('127.0.0.1:8080');
  if (first !== 'EALREADY') return [first];
  probe.advance(1);
  return [first, client.connectOnce('127.0.0.1:8080')];
}

/** What the host itself says by ICMP comes while connect holds the socket, and counts at the second SYN. */
function firstTry(name: RejectWith, told: string): readonly string[] {
  return name === 'tcp-reset' ? [told] : ['EALREADY', told];
}

describe('REJECT', () => {
  it.each(measured)('%s in INPUT: connect meets %s, the second datagram %s', (name, tcp, udp) => {
    expect(secondTry(guarded('INPUT', 'tcp', reject(name)))).toEqual(firstTry(name, tcp));
    const sender = guarded('INPUT', 'udp', reject(name)).socket('AF_INET', 'SOCK_DGRAM');
    sender.connect('127.0.0.1:8080');
    expect([sender.send('x'), sender.send('x'), sender.send('x')]).toEqual(['1', udp, '1']);
  });

  it.each(measured)('%s in OUTPUT: connect meets %s; a datagram EPERM, then %s', (name, tcp, udp) => {
    expect(secondTry(guarded('OUTPUT', 'tcp', reject(name)))).toEqual(firstTry(name, tcp));
    const sender = guarded('OUTPUT', 'udp', reject(name)).socket('AF_INET', 'SOCK_DGRAM');
    sender.connect('127.0.0.1:8080');
    const told = udp === '1' ? 'EPERM' : udp;
    expect([sender.send('x'), sender.send('x'), sender.send('x')]).toEqual(['EPERM', told, 'EPERM']);
  });

  it.each(measuredIPv6)('%s: connect meets %s at its second SYN, a datagram %s', (name, tcp, udp) => {
    const probe = guarded('INPUT', 'tcp', reject(name));
    const client = probe.socket('AF_INET6');
    expect(client.connectOnce('[::1]:8080')).toBe('EINPROGRESS');
    expect(client.connectOnce('[::1]:8080')).toBe('EALREADY');
    probe.advance(1);
    expect(client.connectOnce('[::1]:8080')).toBe(tcp);
    const sender = guarded('INPUT', 'udp', reject(name)).socket('AF_INET6', 'SOCK_DGRAM');
    sender.connect('[::1]:8080');
    expect([sender.send('x'), sender.send('x')]).toEqual(['1', udp]);
  });

  it('tcp-reset refuses at once, by IPv4 and by IPv6, and says whose doing it is', () => {
    const probe = guarded('INPUT', 'tcp', reject('tcp-reset'));
    expect(probe.socket().connect('127.0.0.1:8080')).toBe('ECONNREFUSED');
    expect(probe.lastRefusal()?.rule).toBe('packet-filter-rejects');
    expect(probe.socket('AF_INET6').connect('[::1]:8080')).toBe('ECONNREFUSED');
  });

  it('leaves a connection alone that stands already', () => {
    const probe = createProbe();
    const server = probe.socket();
    server.bind('127.0.0.1:8080');
    server.listen();
    const client = probe.socket();
    client.connect('127.0.0.1:8080');
    addRule(probe, 'INPUT', { matches: [toPort('tcp', 8080)], target: reject('icmp-port-unreachable') });
    client.send('x');
    expect(client.state()).toBe('ESTABLISHED');
  });
});

describe('DROP', () => {
  it.each(['INPUT', 'OUTPUT'] as const)(
    'in %s leaves connect without an answer until it gives up',
    (hook) => {
      const probe = guarded(hook, 'tcp', { kind: 'DROP' });
      const client = probe.socket();
      client.connectOnce('127.0.0.1:8080');
      probe.advance(120);
      expect(client.connectOnce('127.0.0.1:8080')).toBe('EALREADY');
      probe.advance(60);
      expect(client.connectOnce('127.0.0.1:8080')).toBe('ETIMEDOUT');
    },
  );

  it('lets the next SYN through once the rule is gone', () => {
    const probe = guarded('INPUT', 'tcp', { kind: 'DROP' });
    const server = probe.socket();
    server.bind('127.0.0.1:8080');
    server.listen();
    const client = probe.socket();
    client.connectOnce('127.0.0.1:8080');
    probe.host.packetFilter = undefined;
    probe.advance(1);
    expect(client.connectOnce('127.0.0.1:8080')).toBe('ok');
  });

  it('in OUTPUT tells a sender of datagrams EPERM, in INPUT nothing', () => {
    const out = guarded('OUTPUT', 'udp', { kind: 'DROP' });
    expect(out.socket('AF_INET', 'SOCK_DGRAM').sendto('127.0.0.1:8080', 'x')).toBe('EPERM');
    expect(out.lastRefusal()?.rule).toBe('packet-filter-drops');
    const arriving = guarded('INPUT', 'udp', { kind: 'DROP' });
    expect(arriving.socket('AF_INET', 'SOCK_DGRAM').sendto('127.0.0.1:8080', 'x')).toBe('1');
  });

  it('of the answer gives the half-open connection up', () => {
    const probe = createProbe();
    const server = probe.socket();
    server.bind('127.0.0.1:8080');
    server.listen();
    const source: Match = { kind: 'ports', protocol: 'tcp', source: { not: false, value: [8080, 8080] } };
    addRule(probe, 'OUTPUT', { matches: [source], target: { kind: 'DROP' } });
    probe.socket().connectOnce('127.0.0.1:8080');
    expect(probe.states().join(' ')).toContain('SYN-RECEIVED');
    probe.advance(400);
    expect(probe.states().join(' ')).not.toContain('SYN-RECEIVED');
  });
});

describe('rules', () => {
  it('are asked in order, and the first that fits decides', () => {
    const probe = createProbe();
    const server = probe.socket();
    server.bind('127.0.0.1:8080');
    server.listen();
    const accept = addRule(probe, 'INPUT', {
      inInterface: { not: false, value: 'lo' },
      target: { kind: 'ACCEPT' },
    });
    const drop = addRule(probe, 'INPUT', { target: { kind: 'DROP' } });
    expect(probe.socket().connect('127.0.0.1:8080')).toBe('ok');
    // SYN, SYN+ACK and ACK, with Linux's options: 60, 60 and 52 bytes.
    expect([accept.packets, accept.bytes]).toEqual([3, 172]);
    expect(drop.packets).toBe(0);
  });

  it('see what follows from a connection as ESTABLISHED, and what an answered datagram brings', () => {
    const probe = createProbe();
    const server = probe.socket('AF_INET', 'SOCK_DGRAM');
    server.bind('127.0.0.1:5353');
    const client = probe.socket('AF_INET', 'SOCK_DGRAM');
    client.bind('127.0.0.1:4000');
    const states = {
      kind: 'state',
      module: 'conntrack',
      states: { not: false, value: ['ESTABLISHED'] },
    } as const;
    addRule(probe, 'INPUT', { matches: [states], target: { kind: 'ACCEPT' } });
    addRule(probe, 'INPUT', { matches: [toPort('udp', 5353)], target: { kind: 'ACCEPT' } });
    addRule(probe, 'INPUT', { target: { kind: 'DROP' } });
    server.sendto('127.0.0.1:4000', 'unasked');
    expect(client.recv()).toBe('EAGAIN');
    probe.advance(40);
    client.sendto('127.0.0.1:5353', 'question');
    server.sendto('127.0.0.1:4000', 'answer');
    expect(client.recv()).toBe('"answer" from 127.0.0.1:5353');
  });

  it('of a limit fit as often as its bucket allows', () => {
    const probe = createProbe();
    const limit: Match = { kind: 'limit', every: 20_000, burst: 2, bucket: { packets: 2, at: 0 } };
    const counted = addRule(probe, 'OUTPUT', { matches: [limit], target: { kind: 'LOG', prefix: '' } });
    const sender = probe.socket('AF_INET', 'SOCK_DGRAM');
    for (let turn = 0; turn < 4; turn += 1) sender.sendto('192.0.2.99:9', 'x');
    expect(counted.packets).toBe(2);
    probe.advance(20);
    sender.sendto('192.0.2.99:9', 'x');
    expect(counted.packets).toBe(3);
  });
});
