import { describe, expect, test } from 'vitest';
import { turnsBetween } from '../../../src/course/reach-matrix.ts';
import { reachStill } from '../../../src/course/reach-still.ts';
import { readForm } from '../../../src/widgets/packet-path/packet-path.view.ts';
import { readRequest } from '../../../src/widgets/packet-path/path-request.ts';
import {
  cellAfterKey,
  nobodyThere,
  partOf,
  readPart,
  tellCell,
  tellTurns,
  toShownRow,
} from '../../../src/widgets/reach/reach.view.ts';
import {
  bindChoices,
  forwardLines,
  isFirewallOn,
  isForwarded,
  mappingLine,
  publishedAs,
  publishings,
  publishLine,
  rebindLine,
} from '../../../src/widgets/reach/reach-changes.view.ts';

const still = reachStill();
const { matrix, world } = still;
const router = world.network.hosts.find(({ name }) => name === 'router') ?? world.host;
const rowOn = (port: number) => {
  const row = matrix.rows.find((one) => one.port === port);
  if (!row) throw new Error(`no row for port ${port}`);
  return row;
};

describe('a row', () => {
  test('says where, by which protocol and who listens', () => {
    const { local, what, cells } = toShownRow(rowOn(8000), matrix);
    expect([local, what]).toEqual(['0.0.0.0:8000', expect.stringMatching(/^TCP, python3, pid \d+$/)]);
    expect(cells.map(({ kind, word }) => `${kind} ${word}`)).toEqual([
      'inside Yes',
      'no No',
      'inside Yes',
      'outside Yes',
      'outside Yes',
      'no No',
      'outside Yes',
    ]);
  });

  test('of a server with two sockets names both', () => {
    const { local, what } = toShownRow(rowOn(80), matrix);
    expect(local).toBe('0.0.0.0:80, [::]:80');
    expect(what).toMatch(/^TCP, nginx, pid \d+, container \w{6}$/);
  });
});

test('a pressed cell tells what was tried, and its one reason', () => {
  const [cell] = rowOn(3000).cells;
  const [viewpoint] = matrix.viewpoints;
  if (!cell || !viewpoint) throw new Error('an empty matrix');
  expect(tellCell(cell, viewpoint)).toEqual({
    head: 'This host, IPv4: yes. laptop tries 127.0.0.1:3000.',
    reason: '127.0.0.1:3000 leads to it through the loopback interface, inside laptop.',
  });
});

test('few turns are listed, more are counted, none is silence', () => {
  const denied = reachStill([{ host: 'laptop', line: 'sudo ufw --force enable' }]);
  const turns = turnsBetween(matrix, denied.matrix);
  expect(tellTurns([])).toBe('');
  expect(tellTurns(turns.slice(0, 1))).toBe('Port 5005 from a container here: no now.');
  expect(tellTurns(turns)).toBe(
    'Port 5005 from a container here: no now. Port 5005 from a phone on the Wi-Fi: no now. Port 8000 from a container here: no now. And 1 more cell turned.',
  );
  expect(isFirewallOn(world.host)).toBe(false);
  expect(isFirewallOn(denied.world.host)).toBe(true);
});

test('an arrow key leads to the next cell, and not over the edge', () => {
  const size = { rows: 2, columns: 3 };
  expect(cellAfterKey('ArrowRight', { row: 0, column: 0 }, size)).toEqual({ row: 0, column: 1 });
  expect(cellAfterKey('ArrowUp', { row: 0, column: 0 }, size)).toBeUndefined();
  expect(cellAfterKey('Enter', { row: 0, column: 0 }, size)).toBeUndefined();
});

describe('a change is a command line', () => {
  test('a Python server is ended and started again; others take their address from elsewhere', () => {
    const row = rowOn(8000);
    expect(rebindLine(row, '::1')).toEqual({
      host: 'laptop',
      line: `kill ${row.pid}; python3 -m http.server 8000 --bind ::1 --directory site >/dev/null 2>&1 &`,
    });
    expect(rebindLine(rowOn(80), '::1')).toBeUndefined();
    expect(bindChoices(world.host).map(({ address }) => address)).toEqual([
      '127.0.0.1',
      '0.0.0.0',
      '::1',
      '::',
      '192.168.1.20',
    ]);
  });

  test('the router hands a port on, and takes the rule away again', () => {
    const lines = forwardLines(router, '192.168.1.20', 8000, true);
    expect(lines.map(({ line }) => line)).toEqual([
      'iptables -t nat -A PREROUTING -i wan -p tcp --dport 8000 -j DNAT --to-destination 192.168.1.20:8000',
    ]);
    const after = reachStill(lines).world.network.hosts.find(({ name }) => name === 'router');
    expect(isForwarded(router, '192.168.1.20', 8000)).toBe(false);
    expect(after && isForwarded(after, '192.168.1.20', 8000)).toBe(true);
  });

  test('a container is made again with the port that is wanted', () => {
    expect(publishLine('laptop', '8080:80').line).toContain('docker run -d --name web -p 8080:80 nginx');
    expect(publishLine('laptop', '').line).toContain('docker run -d --name web nginx');
    for (const published of publishings) {
      expect(publishedAs(reachStill([publishLine('laptop', published)]).world.host)).toBe(published);
    }
  });
});

describe('a request for a path', () => {
  test('is taken only whole', () => {
    const request = { from: 'phone', protocol: 'tcp', to: '192.168.1.20', port: 8000 } as const;
    expect(readRequest(request)).toEqual(request);
    expect(readRequest({ ...request, protocol: 'sctp' })).toBeUndefined();
    expect(readRequest(undefined)).toBeUndefined();
  });

  test('by the form says what is wrong with it', () => {
    expect(readForm('tcp', ' localhost ', '80')).toEqual({ ok: true, to: 'localhost', port: 80 });
    expect(readForm('tcp', '', '80')).toMatchObject({ ok: false, field: 'to' });
    expect(readForm('tcp', '192.168.1.300', '80')).toMatchObject({ ok: false, field: 'to' });
    expect(readForm('tcp', 'localhost', '70000')).toMatchObject({ ok: false, field: 'port' });
  });
});

describe('a part of the table', () => {
  const part = (given: Parameters<typeof readPart>[0]) => {
    const { viewpoints, rows } = partOf(matrix, readPart(given));
    return {
      callers: viewpoints.map(({ label }) => label),
      ports: rows.map(({ protocol, port, cells }) => `${protocol} ${port} ${cells.length}`),
    };
  };

  test('is of a protocol, a port, and of callers by words of their names', () => {
    expect(part({ listener: 'tcp 8000', callers: 'phone; this host' })).toEqual({
      callers: ['This host, IPv4', 'This host, IPv6', 'A phone on the Wi-Fi'],
      ports: ['tcp 8000 3'],
    });
    expect(part({ listener: 'udp' }).ports).toEqual(['udp 5005 7']);
    expect(part({}).ports).toHaveLength(5);
  });

  test('without a row says whose it would be', () => {
    expect(nobodyThere(readPart({ listener: 'tcp 9' }), 'laptop')).toBe(
      'No TCP server of laptop listens on port 9 now. Start one, and its row stands here.',
    );
  });
});

test('a ping needs no port', () => {
  expect(readForm('ping', ' phone ', '')).toMatchObject({ ok: true, to: 'phone' });
  expect(readRequest({ from: 'laptop', protocol: 'ping', to: '127.0.0.1', port: 0 })).toBeDefined();
  expect(readRequest({ from: 'laptop', protocol: 'icmp', to: '127.0.0.1', port: 0 })).toBeUndefined();
});

test('UPnP opens the same way in as a forward by hand', () => {
  const { matrix: mapped } = reachStill([mappingLine('laptop', '192.168.1.20', 8000)]);
  const column = mapped.viewpoints.findIndex(({ label }) => label === 'The internet');
  const cell = mapped.rows.find(({ port }) => port === 8000)?.cells[column];
  expect([cell?.answer, cell?.short]).toEqual(['yes', 'by router, 8000']);
});
