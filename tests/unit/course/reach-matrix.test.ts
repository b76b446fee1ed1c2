import { describe, expect, test } from 'vitest';
import { type Matrix, probeOf, turnsBetween } from '../../../src/course/reach-matrix.ts';
import { reachStill } from '../../../src/course/reach-still.ts';

const laptop = (line: string) => ({ host: 'laptop', line });
const bindAgain = (port: number, address: string) =>
  laptop(
    `kill $(pgrep -f "server ${port}"); python3 -m http.server ${port} --bind ${address} --directory site >/dev/null 2>&1 &`,
  );
const publish = (ports: string) =>
  laptop(`sudo docker rm -f web >/dev/null; sudo docker run -d --name web -p ${ports} nginx`);

/** The cells of a row as text, by the label of their column. */
function rowOf({ rows, viewpoints }: Matrix, port: number): Readonly<Record<string, string>> {
  const row = rows.find((one) => one.port === port);
  const cells = row?.cells.map(({ answer, short }, column) => [
    viewpoints[column]?.label ?? '',
    `${answer}: ${short}`,
  ]);
  return Object.fromEntries(cells ?? []);
}

function seen(lines: Parameters<typeof reachStill>[0], port: number): Readonly<Record<string, string>> {
  return rowOf(reachStill(lines).matrix, port);
}

describe('who can reach a server', () => {
  test('on 0.0.0.0: everybody on the Wi-Fi, over IPv4, and nobody from the internet', () => {
    expect(seen([], 8000)).toEqual({
      'This host, IPv4': 'yes: by 127.0.0.1',
      'This host, IPv6': 'no: IPv4 only',
      'Another user here': 'yes: ports know no users',
      'A container here': 'yes: by 192.168.1.20',
      'A phone on the Wi-Fi': 'yes: by 192.168.1.20',
      'The internet': 'no: private address',
      'A website in your browser': 'yes: it can send',
    });
  });

  test('on 127.0.0.1: only who is on the host, every user of it, and its browser', () => {
    expect(seen([], 3000)).toEqual({
      'This host, IPv4': 'yes: by 127.0.0.1',
      'This host, IPv6': 'no: IPv4 only',
      'Another user here': 'yes: ports know no users',
      'A container here': 'no: bound to 127.0.0.1',
      'A phone on the Wi-Fi': 'no: bound to 127.0.0.1',
      'The internet': 'no: bound to 127.0.0.1',
      'A website in your browser': 'yes: it can send',
    });
  });

  test('on ::1: the host over IPv6 alone', () => {
    expect(seen([], 5173)).toMatchObject({
      'This host, IPv4': 'no: IPv6 only',
      'This host, IPv6': 'yes: by ::1',
    });
  });

  test('on :: the router is what keeps the internet out: IPv6 translates nothing', () => {
    expect(seen([bindAgain(8000, '::')], 8000)).toMatchObject({
      'This host, IPv4': 'yes: by 127.0.0.1',
      'This host, IPv6': 'yes: by ::1',
      'The internet': 'no: dropped by router',
    });
  });

  test('of UDP: the same, but no website', () => {
    expect(seen([], 5005)).toMatchObject({
      'A phone on the Wi-Fi': 'yes: by 192.168.1.20',
      'A website in your browser': 'no: no UDP from pages',
    });
  });

  test('on a port that browsers block: no website', () => {
    const line = 'python3 -m http.server 6667 --bind 127.0.0.1 --directory site >/dev/null 2>&1 &';
    expect(seen([laptop(line)], 6667)).toMatchObject({ 'A website in your browser': 'no: blocked port' });
  });
});

describe('a change turns cells', () => {
  test('deny drops, reject says so, and both keep the phone out', () => {
    const on = laptop('sudo ufw --force enable');
    const phone = (action: string): string | undefined =>
      seen([laptop(`sudo ufw ${action} 8000`), on], 8000)['A phone on the Wi-Fi'];
    expect(phone('deny')).toBe('no: dropped by laptop');
    expect(phone('reject')).toBe('no: rejected by laptop');
    expect(phone('allow')).toBe('yes: by 192.168.1.20');
  });

  test('the port forward of the router lets the internet in, but not to a server on loopback', () => {
    const forward = (port: number) => ({
      host: 'router',
      line: `iptables -t nat -A PREROUTING -i wan -p tcp --dport ${port} -j DNAT --to-destination 192.168.1.20:${port}`,
    });
    expect(seen([forward(8000)], 8000)['The internet']).toBe('yes: by router, 8000');
    expect(seen([forward(3000)], 3000)['The internet']).toBe('no: bound to 127.0.0.1');
  });

  test('ufw deny does not stop a published port of a container; publishing it on 127.0.0.1 does', () => {
    const firewall = [laptop('sudo ufw deny 8080'), laptop('sudo ufw --force enable')];
    expect(seen([], 80)['A phone on the Wi-Fi']).toBe('no: private address');
    expect(seen([publish('8080:80'), ...firewall], 80)['A phone on the Wi-Fi']).toBe('yes: by laptop, 8080');
    expect(seen([publish('127.0.0.1:8080:80'), ...firewall], 80)['A phone on the Wi-Fi']).toBe(
      'no: dropped by laptop',
    );
    expect(seen([publish('127.0.0.1:8080:80')], 80)['A phone on the Wi-Fi']).toMatch(/^no: /);
  });

  test('what turned is told by row and column, for a server that was started again', () => {
    const before = reachStill().matrix;
    const after = reachStill([bindAgain(8000, '127.0.0.1')]).matrix;
    const turns = turnsBetween(before, after).map(
      ({ row, viewpoint, now }) => `${row.port} ${viewpoint.label} ${now}`,
    );
    expect(turns).toEqual(['8000 A container here no', '8000 A phone on the Wi-Fi no']);
  });
});

test('the path of a cell ends as the cell says', () => {
  const { matrix } = reachStill([publish('8080:80')]);
  for (const { cells, listeners } of matrix.rows) {
    for (const cell of cells) {
      const outcome = probeOf(cell)?.outcome;
      const reached =
        outcome?.kind === 'reached' && listeners.some(({ socket }) => socket === outcome.socket);
      expect(reached).toBe(cell.answer === 'yes');
      expect(cell.reason).toMatch(/^\S.*\.$/);
    }
  }
});
