import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createProbe, type Held, type Probe } from './probe.ts';

const addresses: Record<string, { family: 'AF_INET' | 'AF_INET6'; endpoint: string; v6only?: true }> = {
  S4: { family: 'AF_INET', endpoint: '127.0.0.1:8080' },
  O4: { family: 'AF_INET', endpoint: '127.0.0.2:8080' },
  W4: { family: 'AF_INET', endpoint: '0.0.0.0:8080' },
  M4: { family: 'AF_INET6', endpoint: '[::ffff:127.0.0.1]:8080' },
  MW: { family: 'AF_INET6', endpoint: '[::ffff:0.0.0.0]:8080' },
  W6d: { family: 'AF_INET6', endpoint: '[::]:8080' },
  W6o: { family: 'AF_INET6', endpoint: '[::]:8080', v6only: true },
  S6: { family: 'AF_INET6', endpoint: '[::1]:8080' },
};

const options: Record<string, readonly ['' | 'RA' | 'RP' | 'RA RP', '' | 'RA' | 'RP' | 'RA RP']> = {
  none: ['', ''],
  'RA/RA': ['RA', 'RA'],
  'RP/RP': ['RP', 'RP'],
  'RA+RP both': ['RA RP', 'RA RP'],
  'RA first only': ['RA', ''],
  'RA second only': ['', 'RA'],
  'RP first only': ['RP', ''],
  'RP second only': ['', 'RP'],
  'RA / RP': ['RA', 'RP'],
  'RP / RA': ['RP', 'RA'],
};

function open(probe: Probe, kind: string, name: string, wanted: string): { socket: Held; endpoint: string } {
  const address = addresses[name];
  if (!address) throw new Error(`no address ${name}`);
  const socket = probe.socket(address.family, kind === 'udp' ? 'SOCK_DGRAM' : 'SOCK_STREAM');
  if (address.v6only) socket.set('IPV6_V6ONLY');
  if (wanted.includes('RA')) socket.set('SO_REUSEADDR');
  if (wanted.includes('RP')) socket.set('SO_REUSEPORT');
  return { socket, endpoint: address.endpoint };
}

/** The calls of one cell, stopped at the first refusal of bind. */
function run(kind: string, first: string, second: string, wanted: readonly [string, string]): string {
  const probe = createProbe();
  const one = open(probe, kind, first, wanted[0]);
  const two = open(probe, kind, second, wanted[1]);
  expect(one.socket.bind(one.endpoint)).toBe('ok');
  if (kind === 'tcp-listen') expect(one.socket.listen()).toBe('ok');
  const calls = [
    () => two.socket.bind(two.endpoint),
    ...(kind === 'tcp-bound' ? [() => one.socket.listen()] : []),
    ...(kind === 'udp' ? [] : [() => two.socket.listen()]),
  ];
  let marks = '';
  let stopped = false;
  for (const call of calls) {
    const result: string = stopped ? '-' : call();
    stopped ||= result === 'EADDRINUSE';
    marks += result === 'ok' ? '+' : result === 'EADDRINUSE' ? 'x' : result;
  }
  return marks;
}

interface Row {
  readonly kind: string;
  readonly option: string;
  readonly first: string;
  readonly cells: readonly { readonly second: string; readonly recorded: string }[];
}

function readMatrix(): readonly Row[] {
  const rows: Row[] = [];
  let kind = '';
  let option = '';
  let columns: string[] = [];
  for (const line of readFileSync(new URL('bind-matrix.txt', import.meta.url), 'utf8').split('\n')) {
    const head = /^\[(\S+): (.+)\]$/.exec(line);
    if (head) [, kind = '', option = ''] = head;
    else if (line.startsWith('  ')) columns = line.trim().split(/\s+/);
    else if (line !== '' && !line.startsWith('#')) {
      const [first = '', ...cells] = line.split(/\s+/);
      rows.push({
        kind,
        option,
        first,
        cells: cells.map((recorded, i) => ({ second: columns[i] ?? '', recorded })),
      });
    }
  }
  return rows;
}

const matrix = readMatrix();

describe('two sockets on one port, as recorded on Linux', () => {
  it('holds 1,920 recorded pairs', () => {
    expect(matrix.flatMap(({ cells }) => cells)).toHaveLength(1920);
  });

  it.each(matrix)('$kind, $option, first $first', ({ kind, option, first, cells }) => {
    const wanted = options[option];
    if (!wanted) throw new Error(`no options ${option}`);
    const answers = cells.map(({ second }) => ({ second, recorded: run(kind, first, second, wanted) }));
    expect(answers).toEqual(cells);
  });
});
