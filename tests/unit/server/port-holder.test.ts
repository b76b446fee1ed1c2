import { describe, expect, test } from 'vitest';
import { describeHolder, readLsof, readNetstat, readTasklist } from '../../../src/server/port-holder.ts';
import { readTcpTable } from '../../../src/server/port-holder-linux.ts';

describe('the sentence', () => {
  test.each([
    [{ pid: 4711, command: 'python3 -m http.server' }, 'taken by "python3 -m http.server" (pid 4711).'],
    [{ pid: 4711 }, 'taken by a program (pid 4711).'],
    [{ user: 'postgres' }, 'taken by a program of the user postgres; the system does not tell you which.'],
    [undefined, 'taken; the system does not tell by whom.'],
  ])('%j', (holder, sentence) => {
    expect(describeHolder(62893, holder)).toBe(`Port 62893 is ${sentence}`);
  });

  test('shows another program’s command line without its control characters', () => {
    expect(describeHolder(80, { pid: 1, command: 'a\u001b[2J\nb' })).toBe(
      'Port 80 is taken by "a [2J b" (pid 1).',
    );
  });

  test('cuts an endless command line', () => {
    expect(describeHolder(80, { pid: 1, command: 'x'.repeat(5000) }).length).toBeLessThan(200);
  });
});

describe('/proc/net/tcp', () => {
  const head =
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
  const row = (local: string, state: string, inode: string) =>
    `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000   101        0 ${inode} 1 0000 100 0 0 10 0\n`;

  test.each([
    ['127.0.0.1', '0100007F:F5AD'],
    ['0.0.0.0', '00000000:F5AD'],
    ['::', '00000000000000000000000000000000:F5AD'],
    ['::ffff:127.0.0.1', '0000000000000000FFFF00000100007F:F5AD'],
  ])('a listener on %s stands in the way of 127.0.0.1', (_, local) => {
    expect(readTcpTable(head + row(local, '0A', '777'), 62893)).toEqual([
      { inode: '777', userId: '101', listening: true },
    ]);
  });

  test.each([
    ['another port', '0100007F:F5AE'],
    ['another loopback address', '0200007F:F5AD'],
    ['::1', '00000000000000000000000001000000:F5AD'],
  ])('a listener on %s does not', (_, local) => {
    expect(readTcpTable(head + row(local, '0A', '777'), 62893)).toEqual([]);
  });

  test('a connection’s own end is no listener', () => {
    expect(readTcpTable(head + row('0100007F:F5AD', '01', '777'), 62893)).toMatchObject([
      { listening: false },
    ]);
  });

  test('a TIME-WAIT row belongs to no process', () => {
    expect(readTcpTable(head + row('0100007F:F5AD', '06', '0'), 62893)).toEqual([]);
  });
});

describe('other systems', () => {
  test('lsof -F: one field a line', () => {
    expect(readLsof('p4711\ncpython3.1\nLada\nf3\n')).toEqual({
      pid: 4711,
      command: 'python3.1',
      user: 'ada',
    });
    expect(readLsof('')).toBeUndefined();
  });

  test('netstat -ano: the last column of the listener, in any language', () => {
    const output = [
      '  Proto  Lokale Adresse         Remoteadresse          Status           PID',
      '  TCP    127.0.0.1:628930       0.0.0.0:0              ABHÖREN         1',
      '  TCP    192.168.1.5:62893      1.2.3.4:443            HERGESTELLT     2',
      '  TCP    127.0.0.1:62893        0.0.0.0:0              ABHÖREN         4711',
    ].join('\r\n');
    expect(readNetstat(output, 62893)).toBe(4711);
    expect(readNetstat(output, 1)).toBeUndefined();
  });

  test('tasklist: the first column', () => {
    expect(readTasklist('"python.exe","4711","Console","1","12,345 K"\r\n')).toEqual({
      command: 'python.exe',
    });
    expect(readTasklist('INFO: No tasks are running which match the specified criteria.\r\n')).toEqual({});
  });
});
