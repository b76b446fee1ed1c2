import { describe, expect, it } from 'vitest';
import { type TraceLine, traceLines } from '../../../src/course/trace.ts';
import { socketAddress } from '../../../src/simulator/address.ts';
import { createHost } from '../../../src/simulator/host.ts';
import { systemCall } from '../../../src/simulator/kernel.ts';
import { advance, createNetwork } from '../../../src/simulator/network.ts';
import { createProcess, exitProcess } from '../../../src/simulator/process.ts';
import type { TraceEntry } from '../../../src/simulator/system-call.ts';
import { olderText, programsIn, toRows } from '../../../src/widgets/trace-view/trace-view.view.ts';

function twoPrograms(): {
  entries: readonly TraceEntry[];
  lines: readonly TraceLine[];
  pids: readonly number[];
} {
  const entries: TraceEntry[] = [];
  const network = createNetwork({ seed: 1, onCall: (entry) => entries.push(entry) });
  const host = createHost(network, { name: 'h', interfaces: { lo: ['127.0.0.1/8', '::1/128'] } });
  const [web, other] = ['web', 'other\n'].map((name) => createProcess(host, { uid: 0, argv: [name] }));
  if (!web || !other) throw new Error('two were made');
  const address = socketAddress('127.0.0.1', 8080);
  for (const process of [web, other]) {
    systemCall(host, process, { name: 'socket', domain: 'AF_INET', type: 'SOCK_STREAM' });
    systemCall(host, process, { name: 'bind', fd: 3, address });
    advance(network, 2000);
  }
  systemCall(host, web, { name: 'listen', fd: 3, backlog: 5 });
  systemCall(host, web, { name: 'accept', fd: 3 });
  return { entries, lines: traceLines(entries), pids: [web.pid, other.pid] };
}

describe('a row of the trace', () => {
  const { entries, lines, pids } = twoPrograms();
  const [web, other] = pids;

  it('says who asked, and marks what was refused and what waits, in a word too', () => {
    const row = (program: string, goesOn: boolean, text: string, kind: string, word = ''): object => ({
      program,
      goesOn,
      text,
      kind,
      word,
    });
    expect(toRows(lines, undefined)).toEqual([
      row(`web ${web}`, false, 'a = socket(AF_INET, SOCK_STREAM) = 0', 'done'),
      row(`web ${web}`, true, 'bind(a, 127.0.0.1:8080) = 0', 'done'),
      row('', false, 'advance(2s)', 'time'),
      row(`other? ${other}`, false, 'b = socket(AF_INET, SOCK_STREAM) = 0', 'done'),
      row(`other? ${other}`, true, 'bind(b, 127.0.0.1:8080) = EADDRINUSE', 'refused', 'refused'),
      row('', false, 'advance(2s)', 'time'),
      row(`web ${web}`, false, 'listen(a, 5) = 0', 'done'),
      row(`web ${web}`, true, 'accept(a) = EAGAIN', 'waiting', 'waits'),
    ]);
  });

  it('is left out when only another program is asked for', () => {
    expect(toRows(lines, other).map(({ text }) => text)).toEqual([
      'b = socket(AF_INET, SOCK_STREAM) = 0',
      'bind(b, 127.0.0.1:8080) = EADDRINUSE',
    ]);
  });

  it('has its program among those to choose from', () => {
    expect(programsIn(entries)).toEqual([
      { pid: web, label: `web ${web}` },
      { pid: other, label: `other? ${other}` },
    ]);
  });
});

it('a long trace says how much of it is not shown', () => {
  expect([olderText(1), olderText(20)]).toEqual([
    '1 older line is not shown. A copy has it.',
    '20 older lines are not shown. A copy has them.',
  ]);
});

it('what a program sends is shortened, and its result is not', () => {
  const entries: TraceEntry[] = [];
  const network = createNetwork({ seed: 1, onCall: (entry) => entries.push(entry) });
  const host = createHost(network, { name: 'h', interfaces: { lo: ['127.0.0.1/8'] } });
  const process = createProcess(host, { uid: 0, argv: ['web'] });
  systemCall(host, process, { name: 'socket', domain: 'AF_INET', type: 'SOCK_DGRAM' });
  const address = socketAddress('127.0.0.1', 8080);
  for (const data of ['a'.repeat(56), `\r"${'a'.repeat(500)}"`])
    systemCall(host, process, { name: 'sendto', fd: 3, address, data });
  exitProcess(host, process);
  expect(toRows(traceLines(entries), undefined).map(({ text }) => text)).toEqual([
    'a = socket(AF_INET, SOCK_DGRAM) = 0',
    `sendto(a, 127.0.0.1:8080, "${'a'.repeat(48)}…") = 56`,
    `sendto(a, 127.0.0.1:8080, "\\r\\"${'a'.repeat(46)}…") = 503`,
    'close(a) = 0 # by the kernel: web ended',
  ]);
});

it('a program that ended no longer waits', () => {
  const entries: TraceEntry[] = [];
  const network = createNetwork({ seed: 1, onCall: (entry) => entries.push(entry) });
  const host = createHost(network, { name: 'h', interfaces: { lo: ['127.0.0.1/8'] } });
  const process = createProcess(host, { uid: 0, argv: ['web'] });
  systemCall(host, process, { name: 'socket', domain: 'AF_INET', type: 'SOCK_DGRAM' });
  systemCall(host, process, { name: 'recv', fd: 3, length: 100 });
  const word = () => toRows(traceLines(entries), undefined)[1]?.word;
  expect(word()).toBe('waits');
  exitProcess(host, process);
  expect(word()).toBe('waited');
});
