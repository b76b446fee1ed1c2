import { describe, expect, it } from 'vitest';
import { createProbe, type Held, type Probe } from './probe.ts';

function udp(probe: Probe, endpoint?: string): Held {
  const socket = probe.socket('AF_INET', 'SOCK_DGRAM');
  if (endpoint) expect(socket.bind(endpoint)).toBe('ok');
  return socket;
}

describe('UDP', () => {
  it('carries datagrams whole, and what recv leaves of one is lost', () => {
    const probe = createProbe();
    const server = udp(probe, '127.0.0.1:5353');
    const client = udp(probe, '127.0.0.1:4000');
    expect(client.sendto('127.0.0.1:5353', 'question')).toBe('8');
    client.sendto('127.0.0.1:5353', 'second');
    expect(server.recv(5)).toBe('"quest" from 127.0.0.1:4000');
    expect(server.recv()).toBe('"second" from 127.0.0.1:4000');
    expect(server.recv()).toBe('EAGAIN');
  });

  it('has its own ports: TCP’s are free beside them', () => {
    const probe = createProbe();
    udp(probe, '127.0.0.1:5353');
    expect(probe.socket().bind('127.0.0.1:5353')).toBe('ok');
  });

  it('tells a connected socket once that nobody receives, and an unconnected one nothing', () => {
    const probe = createProbe();
    const connected = udp(probe);
    expect(connected.connect('127.0.0.1:5353')).toBe('ok');
    expect(connected.send('x')).toBe('1');
    expect(connected.send('x')).toBe('ECONNREFUSED');
    expect(connected.send('x')).toBe('1');
    const unconnected = udp(probe);
    unconnected.sendto('127.0.0.1:5353', 'x');
    expect(unconnected.recv()).toBe('EAGAIN');
  });

  it('binds by sendto to the wildcard, by connect to the source address', () => {
    const probe = createProbe();
    const sender = udp(probe);
    sender.sendto('127.0.0.1:5353', 'x');
    expect(sender.name()).toMatch(/^0\.0\.0\.0:\d+$/);
    const connected = udp(probe);
    connected.connect('127.0.0.1:5353');
    expect(connected.name()).toMatch(/^127\.0\.0\.1:\d+$/);
  });

  it('gives a datagram to the socket connected to its sender, then to the most specific address', () => {
    const probe = createProbe();
    const sockets = ['0.0.0.0:5353', '127.0.0.1:5353', '127.0.0.1:5353'].map((endpoint) => {
      const socket = probe.socket('AF_INET', 'SOCK_DGRAM');
      socket.set('SO_REUSEADDR');
      socket.bind(endpoint);
      return socket;
    });
    const client = udp(probe, '127.0.0.1:4000');
    client.sendto('127.0.0.1:5353', 'to the last bound');
    expect(sockets.map((socket) => socket.recv())).toEqual([
      'EAGAIN',
      'EAGAIN',
      '"to the last bound" from 127.0.0.1:4000',
    ]);
    sockets[1]?.connect('127.0.0.1:4000');
    client.sendto('127.0.0.1:5353', 'to the connected');
    expect(sockets.map((socket) => socket.recv())).toEqual([
      'EAGAIN',
      '"to the connected" from 127.0.0.1:4000',
      'EAGAIN',
    ]);
  });

  it('needs a destination, and SO_BROADCAST for a broadcast address', () => {
    const probe = createProbe();
    const socket = udp(probe);
    expect(socket.send('x')).toBe('EDESTADDRREQ');
    expect(socket.sendto('127.0.0.1:0', 'x')).toBe('EINVAL');
    expect(socket.sendto('192.0.2.255:9', 'x')).toBe('EACCES');
    socket.set('SO_BROADCAST');
    expect(socket.sendto('192.0.2.255:9', 'x')).toBe('1');
  });
});
