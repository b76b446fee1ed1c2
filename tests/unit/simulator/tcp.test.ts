import { describe, expect, it } from 'vitest';
import { accepted, connected, createProbe } from './probe.ts';

describe('a TCP connection', () => {
  it('carries data both ways and ends in order', () => {
    const probe = createProbe();
    const { client, connection } = connected(probe);
    expect(client.send('GET')).toBe('3');
    expect(connection.recv(2)).toBe('"GE"');
    expect(connection.recv()).toBe('"T"');
    expect(connection.recv()).toBe('EAGAIN');
    expect(connection.send('OK')).toBe('2');
    expect(connection.close()).toBe('ok');
    expect(client.recv()).toBe('"OK"');
    expect(client.recv()).toBe('""');
    expect(client.state()).toBe('CLOSE-WAIT');
  });

  it('tells both ends the same two addresses', () => {
    const probe = createProbe();
    const { client, connection } = connected(probe);
    expect(connection.peer()).toBe(client.name());
    expect(client.peer()).toBe('127.0.0.1:8080');
    expect(connection.name()).toBe('127.0.0.1:8080');
  });

  it('is established, and carries data, before accept', () => {
    const probe = createProbe();
    const server = probe.socket();
    server.bind('127.0.0.1:8080');
    server.listen();
    const client = probe.socket();
    expect(client.connect('127.0.0.1:8080')).toBe('ok');
    expect(client.send('early')).toBe('5');
    expect(accepted(server.accept()).recv()).toBe('"early"');
  });

  it('that is half closed still carries data the other way', () => {
    const probe = createProbe();
    const { client, connection } = connected(probe);
    expect(client.shutdown('SHUT_WR')).toBe('ok');
    expect(client.state()).toBe('FIN-WAIT-2');
    expect(client.send('x')).toBe('EPIPE');
    expect(connection.recv()).toBe('""');
    expect(connection.send('late')).toBe('4');
    expect(client.recv()).toBe('"late"');
  });

  it('that is closed with unread data is reset, and the peer is told once', () => {
    const probe = createProbe();
    const { client, connection } = connected(probe);
    client.send('unread');
    connection.close();
    expect(client.recv()).toBe('ECONNRESET');
    expect(client.recv()).toBe('""');
    expect(client.send('x')).toBe('EPIPE');
    expect(probe.states()).toEqual(['LISTEN 127.0.0.1:8080', expect.stringMatching(/^CLOSED/)]);
  });
});

describe('connect', () => {
  it('to a port where nobody listens is refused, and says so once', () => {
    const probe = createProbe();
    const client = probe.socket();
    expect(client.connect('127.0.0.1:8080')).toBe('ECONNREFUSED');
    expect(probe.lastRefusal()?.rule).toBe('nobody-listens');
    expect(client.connect('127.0.0.1:8080')).toBe('ECONNREFUSED');
  });

  it('raw and non-blocking answers EINPROGRESS, then 0 once, then EISCONN', () => {
    const probe = createProbe();
    const server = probe.socket();
    server.bind('127.0.0.1:8080');
    server.listen();
    const client = probe.socket();
    expect(client.connectOnce('127.0.0.1:8080')).toBe('EINPROGRESS');
    expect(client.connectOnce('127.0.0.1:8080')).toBe('ok');
    expect(client.connectOnce('127.0.0.1:8080')).toBe('EISCONN');
    expect(server.connectOnce('127.0.0.1:8080')).toBe('EISCONN');
  });

  it('to the wildcard means the loopback address', () => {
    const probe = createProbe();
    const { server } = connected(probe);
    const client = probe.socket();
    expect(client.connect('0.0.0.0:8080')).toBe('ok');
    expect(client.peer()).toBe('127.0.0.1:8080');
    expect(server.state()).toBe('LISTEN');
  });

  it('from an unbound socket to 127.0.0.7 has the source 127.0.0.1', () => {
    const probe = createProbe();
    const server = probe.socket();
    server.bind('0.0.0.0:8080');
    server.listen();
    const client = probe.socket();
    expect(client.connect('127.0.0.7:8080')).toBe('ok');
    expect(client.name()).toMatch(/^127\.0\.0\.1:/);
  });

  it('reaches the host’s own address from 127.0.0.1, and nothing outside', () => {
    const probe = createProbe();
    const server = probe.socket();
    server.bind('192.0.2.10:8080');
    server.listen();
    const client = probe.socket();
    client.bind('127.0.0.1:0');
    expect(client.connect('192.0.2.10:8080')).toBe('ok');
    const outward = probe.socket();
    outward.bind('127.0.0.1:0');
    expect(outward.connect('192.0.2.99:8080')).toBe('EINVAL');
    expect(probe.socket().connect('198.51.100.1:8080')).toBe('ENETUNREACH');
  });

  it('to a silent neighbour stays undecided and then times out', () => {
    const probe = createProbe();
    const client = probe.socket();
    expect(client.connect('192.0.2.99:8080')).toBe('EINPROGRESS');
    expect(client.state()).toBe('SYN-SENT');
    probe.advance(131);
    expect(client.connectOnce('192.0.2.99:8080')).toBe('EALREADY');
    probe.advance(4);
    expect(client.connectOnce('192.0.2.99:8080')).toBe('ETIMEDOUT');
  });

  it('from a socket bound to its own destination connects to itself', () => {
    const probe = createProbe();
    const socket = probe.socket();
    socket.bind('127.0.0.1:8080');
    expect(socket.connect('127.0.0.1:8080')).toBe('ok');
    socket.send('echo');
    expect(socket.recv()).toBe('"echo"');
  });

  it('goes to the most specific listener, whatever the order', () => {
    const probe = createProbe();
    const wildcard = probe.socket();
    const specific = probe.socket();
    for (const socket of [wildcard, specific]) socket.set('SO_REUSEPORT');
    wildcard.bind('0.0.0.0:8080');
    specific.bind('127.0.0.1:8080');
    wildcard.listen();
    specific.listen();
    probe.socket().connect('127.0.0.1:8080');
    expect(typeof specific.accept()).toBe('object');
    expect(wildcard.accept()).toBe('EAGAIN');
  });

  it('over IPv4 appears mapped on a dual-stack listener', () => {
    const probe = createProbe();
    const server = probe.socket('AF_INET6');
    server.bind('[::]:8080');
    server.listen();
    expect(probe.socket().connect('127.0.0.1:8080')).toBe('ok');
    const connection = accepted(server.accept());
    expect(connection.name()).toBe('[::ffff:127.0.0.1]:8080');
    expect(connection.peer()).toMatch(/^\[::ffff:127\.0\.0\.1\]:/);
    expect(probe.socket('AF_INET6').connect('[::1]:8080')).toBe('ok');
  });

  it('to ::2 finds no route: IPv6 has one loopback address', () => {
    expect(createProbe().socket('AF_INET6').connect('[::2]:8080')).toBe('ENETUNREACH');
  });
});

describe('a listener', () => {
  it('with backlog N holds N + 1 connections; the next gets in after accept and a retry', () => {
    const probe = createProbe();
    const server = probe.socket();
    server.bind('127.0.0.1:8080');
    server.listen(1);
    expect(probe.socket().connect('127.0.0.1:8080')).toBe('ok');
    expect(probe.socket().connect('127.0.0.1:8080')).toBe('ok');
    const late = probe.socket();
    expect(late.connect('127.0.0.1:8080')).toBe('EINPROGRESS');
    accepted(server.accept());
    expect(late.state()).toBe('SYN-SENT');
    probe.advance(1);
    expect(late.state()).toBe('ESTABLISHED');
  });

  it('that was never bound listens on an ephemeral port of the wildcard address', () => {
    const socket = createProbe().socket();
    expect(socket.listen()).toBe('ok');
    expect(socket.name()).toMatch(/^0\.0\.0\.0:\d+$/);
  });

  it('resets the connections that wait when it is closed', () => {
    const probe = createProbe();
    const server = probe.socket();
    server.bind('127.0.0.1:8080');
    server.listen();
    const client = probe.socket();
    client.connect('127.0.0.1:8080');
    server.close();
    expect(client.recv()).toBe('ECONNRESET');
  });

  it('that is shut down for reading keeps its port and can listen again', () => {
    const probe = createProbe();
    const server = probe.socket();
    server.bind('127.0.0.1:8080');
    server.listen();
    expect(server.shutdown('SHUT_RD')).toBe('ok');
    expect(server.accept()).toBe('EINVAL');
    expect(probe.socket().bind('127.0.0.1:8080')).toBe('EADDRINUSE');
    expect(server.listen()).toBe('ok');
  });

  it('never shares with SO_REUSEADDR: the second listen is refused, not the second bind', () => {
    const probe = createProbe();
    const [one, two] = [probe.socket(), probe.socket()];
    for (const socket of [one, two]) {
      socket.set('SO_REUSEADDR');
      expect(socket.bind('127.0.0.1:8080')).toBe('ok');
    }
    expect(one.listen()).toBe('ok');
    expect(two.listen()).toBe('EADDRINUSE');
    expect(probe.lastRefusal()?.rule).toBe('one-listener');
  });

  it('is no matter of UDP, and of no connected socket', () => {
    const probe = createProbe();
    expect(probe.socket('AF_INET', 'SOCK_DGRAM').listen()).toBe('EOPNOTSUPP');
    expect(connected(probe).client.listen()).toBe('EINVAL');
  });
});
