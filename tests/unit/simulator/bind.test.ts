import { describe, expect, it } from 'vitest';
import { createProbe } from './probe.ts';

describe('bind', () => {
  it('takes any address of 127.0.0.0/8 and no other foreign address', () => {
    const probe = createProbe();
    expect(probe.socket().bind('127.255.255.255:80')).toBe('ok');
    expect(probe.socket().bind('127.1.2.3:80')).toBe('ok');
    expect(probe.socket().bind('192.0.2.10:80')).toBe('ok');
    expect(probe.socket().bind('192.0.2.11:80')).toBe('EADDRNOTAVAIL');
    expect(probe.socket('AF_INET6').bind('[::2]:80')).toBe('EADDRNOTAVAIL');
  });

  it('needs a capability below ip_unprivileged_port_start', () => {
    const probe = createProbe();
    const user = probe.user(1000);
    expect(probe.socket('AF_INET', 'SOCK_STREAM', user).bind('127.0.0.1:1023')).toBe('EACCES');
    expect(probe.lastRefusal()?.rule).toBe('privileged-port');
    expect(probe.socket('AF_INET', 'SOCK_STREAM', user).bind('127.0.0.1:1024')).toBe('ok');
    expect(probe.socket().bind('127.0.0.1:1023')).toBe('ok');
  });

  it('checks address before privilege on IPv4, and privilege before address on IPv6', () => {
    const probe = createProbe();
    const user = probe.user(1000);
    expect(probe.socket('AF_INET', 'SOCK_STREAM', user).bind('198.51.100.1:80')).toBe('EADDRNOTAVAIL');
    expect(probe.socket('AF_INET6', 'SOCK_STREAM', user).bind('[2001:db8::1]:80')).toBe('EACCES');
  });

  it('happens once', () => {
    const probe = createProbe();
    const socket = probe.socket();
    expect(socket.bind('127.0.0.1:8080')).toBe('ok');
    expect(socket.bind('127.0.0.1:8081')).toBe('EINVAL');
    expect(probe.lastRefusal()?.rule).toBe('already-bound');
  });

  it('tells the socket that it met', () => {
    const probe = createProbe();
    probe.socket().bind('0.0.0.0:8080');
    expect(probe.socket().bind('127.0.0.1:8080')).toBe('EADDRINUSE');
    expect(probe.lastRefusal()).toMatchObject({
      rule: 'port-held',
      met: [{ protocol: 'tcp', local: { address: '0.0.0.0', port: 8080 }, state: 'CLOSED' }],
    });
  });

  it('may be retried on the same socket with IPV6_V6ONLY, which a successful bind fixes', () => {
    const probe = createProbe();
    probe.socket().bind('0.0.0.0:8080');
    const socket = probe.socket('AF_INET6');
    expect(socket.bind('[::]:8080')).toBe('EADDRINUSE');
    expect(socket.set('IPV6_V6ONLY')).toBe('ok');
    expect(socket.bind('[::]:8080')).toBe('ok');
    expect(socket.set('IPV6_V6ONLY', 0)).toBe('EINVAL');
    expect(probe.socket().set('IPV6_V6ONLY')).toBe('ENOPROTOOPT');
  });

  it('refuses an IPv4 address on an IPv6 socket as EINVAL, the other way round as EAFNOSUPPORT', () => {
    const probe = createProbe();
    expect(probe.socket('AF_INET6').bind('127.0.0.1:8080')).toBe('EINVAL');
    expect(probe.socket().bind('[::1]:8080')).toBe('EAFNOSUPPORT');
  });

  it('shares a SO_REUSEPORT port only with the same user, root included', () => {
    const probe = createProbe();
    const first = probe.socket();
    first.set('SO_REUSEPORT');
    first.bind('127.0.0.1:8080');
    const second = probe.socket('AF_INET', 'SOCK_STREAM', probe.user(1000));
    second.set('SO_REUSEPORT');
    expect(second.bind('127.0.0.1:8080')).toBe('EADDRINUSE');
    expect(probe.lastRefusal()?.rule).toBe('reuseport-same-user');
  });

  it('looks at SO_REUSEADDR of the other socket as it is now, not as it was', () => {
    const probe = createProbe();
    const first = probe.socket();
    first.bind('127.0.0.1:8080');
    first.set('SO_REUSEADDR');
    const second = probe.socket();
    second.set('SO_REUSEADDR');
    expect(second.bind('127.0.0.1:8080')).toBe('ok');
  });

  it('answers EBADF and ENOTSOCK before anything else', () => {
    const probe = createProbe();
    const socket = probe.socket();
    socket.close();
    expect(socket.bind('127.0.0.1:8080')).toBe('EBADF');
    expect(socket.close()).toBe('EBADF');
  });
});

describe('an ephemeral port', () => {
  it('that bind chooses lies at an odd distance from the start of the range', () => {
    const probe = createProbe();
    for (let i = 0; i < 50; i += 1) {
      const socket = probe.socket();
      expect(socket.bind('127.0.0.1:0')).toBe('ok');
      const port = Number(socket.name().split(':').at(-1));
      expect(port).toBeGreaterThanOrEqual(32768);
      expect(port).toBeLessThanOrEqual(60999);
      expect(port % 2).toBe(1);
    }
  });

  it('runs out with EADDRINUSE for bind and EADDRNOTAVAIL for connect', () => {
    const probe = createProbe({ sysctls: { ipLocalPortRange: [40000, 40003] } });
    const server = probe.socket();
    server.bind('127.0.0.1:8080');
    server.listen(100);
    const ports = new Set<string>();
    for (let i = 0; i < 4; i += 1) {
      const client = probe.socket();
      expect(client.connect('127.0.0.1:8080')).toBe('ok');
      ports.add(client.name());
    }
    expect(ports.size).toBe(4);
    expect(probe.socket().connect('127.0.0.1:8080')).toBe('EADDRNOTAVAIL');
    expect(probe.socket().bind('127.0.0.1:0')).toBe('EADDRINUSE');
    expect(probe.socket().bind('127.0.0.2:0')).toBe('ok');
  });

  it('that connect chose is shared by a connect to another destination, never one that bind holds', () => {
    const probe = createProbe({ sysctls: { ipLocalPortRange: [40000, 40001] } });
    for (const port of [8080, 8081]) {
      const server = probe.socket();
      server.bind(`127.0.0.1:${port}`);
      server.listen(9);
    }
    expect(probe.socket().bind('127.0.0.2:40001')).toBe('ok');
    expect(probe.socket().connect('127.0.0.1:8080')).toBe('ok');
    expect(probe.socket().connect('127.0.0.1:8081')).toBe('ok');
    expect(probe.socket().connect('127.0.0.1:8081')).toBe('EADDRNOTAVAIL');
  });
});
