/** What a call costs is counted in sockets and ports looked at, never in seconds: `npm run bench` has those. */
import { describe, expect, it } from 'vitest';
import { pickEphemeralPort } from '../../../src/simulator/ephemeral-port.ts';
import type { Host } from '../../../src/simulator/host.ts';
import { createSocket, type Socket } from '../../../src/simulator/socket.ts';
import { accepted, createProbe, type Probe } from './probe.ts';

/** A host with so many listeners, each on a port of its own. */
function withListeners(count: number): Probe {
  const probe = createProbe();
  for (let index = 0; index < count; index += 1) {
    const listener = probe.socket();
    expect(listener.bind(`127.0.0.1:${10_000 + index}`)).toBe('ok');
    expect(listener.listen()).toBe('ok');
  }
  return probe;
}

/** Counts how often one of the sockets that are open now is looked at. */
function countLooks({ sockets }: Host): () => number {
  let looks = 0;
  for (const socket of sockets) {
    const { local, state } = socket;
    const counted = <T>(value: T) => ({
      get: () => {
        looks += 1;
        return value;
      },
    });
    Object.defineProperties(socket, { local: counted(local), state: counted(state) });
  }
  return () => looks;
}

function countWalks({ sockets }: Host): () => number {
  let walks = 0;
  const walk = sockets[Symbol.iterator].bind(sockets);
  Object.defineProperty(sockets, Symbol.iterator, {
    value: () => {
      walks += 1;
      return walk();
    },
  });
  return () => walks;
}

function serveOnce(probe: Probe): void {
  const server = probe.socket();
  expect(server.bind('127.0.0.1:8080')).toBe('ok');
  expect(server.listen()).toBe('ok');
  const client = probe.socket();
  expect(client.connect('127.0.0.1:8080')).toBe('ok');
  const connection = accepted(server.accept());
  expect(client.send('data')).toBe('4');
  expect(connection.recv()).toBe('"data"');
  for (const socket of [client, connection, server]) expect(socket.close()).toBe('ok');
}

/** Ports that are asked about before one is found for a connect from 127.0.0.1 to port 8080. */
function portsAskedAbout(probe: Probe, taken: (port: number) => boolean): number {
  const socket: Socket = createSocket(1, 'tcp', 'AF_INET', 0);
  socket.local = { address: '127.0.0.1', port: 0 };
  socket.peer = { address: '127.0.0.1', port: 8080 };
  let asked = 0;
  pickEphemeralPort(probe.host, socket, 'connect', (port) => {
    asked += 1;
    return taken(port);
  });
  return asked;
}

describe('a call', () => {
  it('looks at no socket of another port, however many there are', () => {
    const probe = withListeners(500);
    const looks = countLooks(probe.host);
    serveOnce(probe);
    expect(looks()).toBe(0);
  });

  it('walks through all sockets for nothing', () => {
    const probe = withListeners(10);
    const walks = countWalks(probe.host);
    serveOnce(probe);
    expect(walks()).toBe(0);
  });
});

describe('connect', () => {
  const range: readonly [number, number] = [40_000, 40_999];

  /** All ports of the range but one are connected to port 8080. */
  function almostFull(): Probe {
    const probe = createProbe({ sysctls: { ipLocalPortRange: range } });
    const server = probe.socket();
    server.bind('127.0.0.1:8080');
    server.listen(4096);
    for (let index = 0; index < 999; index += 1) expect(probe.socket().connect('127.0.0.1:8080')).toBe('ok');
    return probe;
  }

  it('asks about no port that it has connected to the same peer before', () => {
    expect(portsAskedAbout(almostFull(), () => false)).toBe(1);
  });

  it('asks about no port that bind holds', () => {
    const probe = createProbe({ sysctls: { ipLocalPortRange: range } });
    for (let port = range[0]; port < range[1]; port += 1) {
      expect(probe.socket().bind(`127.0.0.9:${port}`)).toBe('ok');
    }
    expect(portsAskedAbout(probe, () => false)).toBe(1);
  });

  it('asks about no port in TIME-WAIT that is too young to be taken over', () => {
    const probe = createProbe({ sysctls: { ipLocalPortRange: range } });
    const server = probe.socket();
    server.bind('127.0.0.1:8080');
    server.listen();
    for (let index = 0; index < 999; index += 1) {
      const client = probe.socket();
      expect(client.connect('127.0.0.1:8080')).toBe('ok');
      const connection = accepted(server.accept());
      client.close();
      connection.close();
    }
    expect(portsAskedAbout(probe, () => false)).toBe(1);
    expect(portsAskedAbout(probe, () => true)).toBe(1);
    probe.advance(1);
    expect(portsAskedAbout(probe, () => true)).toBe(1000);
  });

  it('asks again about a port that only an orphaned FIN-WAIT-2 has, once that is a second old', () => {
    const probe = createProbe({ sysctls: { ipLocalPortRange: [40_000, 40_000] } });
    const server = probe.socket();
    server.bind('127.0.0.1:8080');
    server.listen();
    const client = probe.socket();
    client.connect('127.0.0.1:8080');
    expect(portsAskedAbout(probe, () => false)).toBe(0);
    client.close();
    expect(portsAskedAbout(probe, () => false)).toBe(0);
    probe.advance(1);
    expect(portsAskedAbout(probe, () => false)).toBe(1);
  });

  it('finds the last port, and no other after it', () => {
    const probe = almostFull();
    expect(probe.socket().connect('127.0.0.1:8080')).toBe('ok');
    expect(probe.socket().connect('127.0.0.1:8080')).toBe('EADDRNOTAVAIL');
  });

  it('has the whole range again for another peer', () => {
    const probe = almostFull();
    const other = probe.socket();
    other.bind('127.0.0.1:8081');
    other.listen(4096);
    for (let index = 0; index < 1000; index += 1) expect(probe.socket().connect('127.0.0.1:8081')).toBe('ok');
    expect(probe.socket().connect('127.0.0.1:8081')).toBe('EADDRNOTAVAIL');
  });
});
