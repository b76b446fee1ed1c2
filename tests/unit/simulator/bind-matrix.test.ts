import { describe, expect, it } from 'vitest';
import { addresses, options, readMatrix } from './bind-matrix.ts';
import { createProbe, type Held, type Probe } from './probe.ts';

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

const matrix = readMatrix('bind-matrix.txt');

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
