/** macOS and Windows answer as their makers' documents say. */
import { describe, expect, it } from 'vitest';
import { addresses, options, readMatrix } from './bind-matrix.ts';
import { createProbe, type Held, type Probe } from './probe.ts';

function openAt(probe: Probe, name: string, wanted: string, uid = 1000): { socket: Held; endpoint: string } {
  const address = addresses[name];
  if (!address) throw new Error(`no address ${name}`);
  const socket = probe.socket(address.family, 'SOCK_STREAM', probe.user(uid));
  socket.set('IPV6_V6ONLY', address.v6only ? 1 : 0);
  if (wanted.includes('RA')) socket.set('SO_REUSEADDR');
  if (wanted.includes('RP')) socket.set('SO_REUSEPORT');
  return { socket, endpoint: address.endpoint };
}

const marks: Readonly<Record<string, string>> = { ok: '+', EADDRINUSE: 'x', EACCES: 'a' };

const mac = { system: 'macos', interfaces: { lo: ['127.0.0.1/8', '127.0.0.2/8', '::1/128'] } } as const;

describe('two sockets on one port on macOS, as XNU has it', () => {
  it.each(readMatrix('bind-matrix-macos.txt'))('$option, first $first', ({ option, first, cells }) => {
    const [one = '', two = ''] = options[option] ?? [];
    const answers = cells.map(({ second }) => {
      const probe = createProbe(mac);
      const holder = openAt(probe, first, one);
      expect(holder.socket.bind(holder.endpoint)).toBe('ok');
      const { socket, endpoint } = openAt(probe, second, two);
      return { second, recorded: marks[socket.bind(endpoint)] };
    });
    expect(answers).toEqual(cells);
  });

  it('keeps another user out wherever addresses overlap, but for two wildcards with SO_REUSEPORT', () => {
    for (const [first, second, wanted, answer] of [
      ['S4', 'W4', 'RA', 'EADDRINUSE'],
      ['W4', 'W4', 'RP', 'ok'],
      ['S4', 'S4', 'RP', 'EADDRINUSE'],
    ] as const) {
      const probe = createProbe(mac);
      const one = openAt(probe, first, wanted, 1000);
      expect(one.socket.bind(one.endpoint)).toBe('ok');
      const two = openAt(probe, second, wanted, 1001);
      expect(two.socket.bind(two.endpoint)).toBe(answer);
    }
  });

  it('says that it does not know what ::ffff:0.0.0.0 meets', () => {
    const probe = createProbe(mac);
    const one = openAt(probe, 'S4', '');
    expect(one.socket.bind(one.endpoint)).toBe('ok');
    const two = openAt(probe, 'MW', '');
    expect(two.socket.bind(two.endpoint)).toBe('EOPNOTSUPP');
    expect(probe.lastRefusal()?.rule).toBe('not-documented');
  });

  it('lets anybody bind the wildcard below 1024, and nobody but root 127.0.0.1', () => {
    const probe = createProbe(mac);
    const asUser = (): Held => probe.socket('AF_INET', 'SOCK_STREAM', probe.user(1000));
    expect(asUser().bind('0.0.0.0:80')).toBe('ok');
    expect(asUser().bind('127.0.0.1:81')).toBe('EACCES');
  });

  it('has 127.0.0.1 alone, where Linux has the whole network', () => {
    const probe = createProbe({ ...mac, interfaces: { lo: ['127.0.0.1/8', '::1/128'] } });
    expect(probe.socket().bind('127.0.0.2:8080')).toBe('EADDRNOTAVAIL');
  });

  it('picks from 49152 to 65535', () => {
    const socket = createProbe(mac).socket();
    expect(socket.bind('127.0.0.1:0')).toBe('ok');
    const port = Number(socket.name().split(':').at(-1));
    expect(port).toBeGreaterThanOrEqual(49152);
  });

  it('connects to nobody on port 0', () => {
    expect(createProbe(mac).socket().connect('127.0.0.1:0')).toBe('EADDRNOTAVAIL');
  });
});

describe('two sockets on one port on Windows, as Microsoft has it', () => {
  const rows = readMatrix('bind-matrix-windows.txt');

  function open(probe: Probe, name: string, uid: number): string {
    const socket = probe.socket('AF_INET', 'SOCK_STREAM', probe.user(uid));
    if (name.startsWith('R')) socket.set('SO_REUSEADDR');
    if (name.startsWith('E')) socket.set('SO_EXCLUSIVEADDRUSE');
    return socket.bind(name.endsWith('w') ? '0.0.0.0:8080' : '127.0.0.1:8080');
  }

  it.each(rows)('$kind$option, first $first', ({ option, first, cells }) => {
    const answers = cells.map(({ second }) => {
      const probe = createProbe({ system: 'windows' });
      expect(open(probe, first, 1000)).toBe('ok');
      return { second, recorded: marks[open(probe, second, option === 'same' ? 1000 : 1001)] };
    });
    expect(answers).toEqual(cells);
  });

  it('holds two addresses side by side, whatever the options', () => {
    const probe = createProbe({ system: 'windows' });
    expect(probe.socket().bind('127.0.0.1:8080')).toBe('ok');
    expect(probe.socket().bind('192.0.2.10:8080')).toBe('ok');
  });

  it('makes a dual-stack socket pass on both stacks', () => {
    const probe = createProbe({ system: 'windows' });
    expect(probe.socket().bind('0.0.0.0:8080')).toBe('ok');
    const only = probe.socket('AF_INET6');
    expect(only.bind('[::]:8080')).toBe('ok');
    only.close();
    const dual = probe.socket('AF_INET6');
    dual.set('IPV6_V6ONLY', 0);
    expect(dual.bind('[::]:8080')).toBe('EADDRINUSE');
  });

  it('refuses an excluded range with EACCES, and knows no SO_REUSEPORT', () => {
    const probe = createProbe({ system: 'windows', excludedPorts: [[50000, 50059]] });
    expect(probe.socket().bind('127.0.0.1:50010')).toBe('EACCES');
    expect(probe.lastRefusal()?.rule).toBe('windows-excluded-range');
    expect(probe.socket().set('SO_REUSEPORT')).toBe('ENOPROTOOPT');
  });

  it('has no privileged ports, and connects to no wildcard', () => {
    const probe = createProbe({ system: 'windows' });
    const asUser = (): Held => probe.socket('AF_INET', 'SOCK_STREAM', probe.user(1000));
    expect(asUser().bind('127.0.0.1:80')).toBe('ok');
    expect(asUser().connect('0.0.0.0:80')).toBe('EADDRNOTAVAIL');
  });
});
