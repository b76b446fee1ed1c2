import { describe, expect, it } from 'vitest';
import { connected, createProbe } from './probe.ts';

describe('TIME-WAIT', () => {
  it('stays for 60 seconds with the end that closed first, and keeps its port', () => {
    const probe = createProbe();
    const { server, client, connection } = connected(probe);
    connection.close();
    client.close();
    server.close();
    expect(probe.states()).toEqual(['TIME-WAIT 127.0.0.1:8080']);
    expect(probe.socket().bind('127.0.0.1:8080')).toBe('EADDRINUSE');
    expect(probe.lastRefusal()?.rule).toBe('time-wait-holds-port');
    expect(probe.socket().bind('0.0.0.0:8080')).toBe('EADDRINUSE');
    expect(probe.socket().bind('127.0.0.2:8080')).toBe('ok');
    probe.advance(59.9);
    expect(probe.socket().bind('127.0.0.1:8080')).toBe('EADDRINUSE');
    probe.advance(0.1);
    expect(probe.socket().bind('127.0.0.1:8080')).toBe('ok');
  });

  it('leaves the server’s port free when the client closed first', () => {
    const probe = createProbe();
    const { server, client, connection } = connected(probe);
    client.close();
    connection.close();
    server.close();
    expect(probe.socket().bind('127.0.0.1:8080')).toBe('ok');
  });

  it('lets SO_REUSEADDR pass only if the closed connection had it too', () => {
    for (const before of [false, true]) {
      const probe = createProbe();
      const { server, client, connection } = connected(probe, before);
      connection.close();
      client.close();
      server.close();
      const again = probe.socket();
      again.set('SO_REUSEADDR');
      expect(again.bind('127.0.0.1:8080')).toBe(before ? 'ok' : 'EADDRINUSE');
    }
  });
});

describe('a wildcard client', () => {
  it('narrows when it connects: the other addresses of its port are free at once', () => {
    const probe = createProbe();
    const server = probe.socket('AF_INET6');
    server.bind('[::1]:8080');
    server.listen();
    const client = probe.socket('AF_INET6');
    client.bind('[::]:9000');
    expect(client.connect('[::1]:8080')).toBe('ok');
    expect(probe.socket().bind('127.0.0.1:9000')).toBe('ok');
  });

  it('connected over ::1 blocks 0.0.0.0 but not 127.0.0.1', () => {
    const probe = createProbe();
    const server = probe.socket('AF_INET6');
    server.bind('[::1]:8080');
    server.listen();
    const client = probe.socket('AF_INET6');
    expect(client.connect('[::1]:8080')).toBe('ok');
    const port = client.name().split(':').at(-1);
    expect(probe.socket().bind(`127.0.0.1:${port}`)).toBe('ok');
    expect(probe.socket().bind(`0.0.0.0:${port}`)).toBe('EADDRINUSE');
  });
});
