import { describe, expect, test } from 'vitest';
import { userOf } from '../../../src/course/scene.ts';
import { findScene } from '../../../src/course/scenes/index.ts';
import { describeCondition, isDone, parseCondition, type StepCondition } from '../../../src/course/step.ts';
import { allTools } from '../../../src/shell/all-tools.ts';
import { createMachine } from '../../../src/shell/machine.ts';
import { openPlainTerminal, runTranscript } from '../../../src/shell/transcript.ts';
import { socketAddress } from '../../../src/simulator/address.ts';
import { createHost, type Host } from '../../../src/simulator/host.ts';
import { systemCall } from '../../../src/simulator/kernel.ts';
import { createNetwork } from '../../../src/simulator/network.ts';
import { createProcess } from '../../../src/simulator/process.ts';
import { listSockets } from '../../../src/simulator/socket-list.ts';
import type { TraceEntry } from '../../../src/simulator/system-call.ts';
import { all, lessons } from './lesson-text.ts';

function conditionsOf(body: string): readonly StepCondition[] {
  return all(body, /<Step done="([^"]*)">/g).flatMap((text) => {
    const parsed = parseCondition(text);
    return parsed.ok ? [parsed.condition] : [];
  });
}

/** What a learner does in the bind lab or the port field; a solution has command lines only. */
function doByHand(host: Host, condition: StepCondition, portsAsked: number[]): void {
  if (condition.kind === 'asked') portsAsked.push(condition.port);
  if (condition.kind === 'bound') {
    const lab = createProcess(host, { uid: 1000, argv: ['bind-lab'] });
    const type = condition.protocol === 'udp' ? 'SOCK_DGRAM' : 'SOCK_STREAM';
    systemCall(host, lab, { name: 'socket', domain: 'AF_INET', type });
    const address = socketAddress(condition.at.address ?? '127.0.0.1', condition.at.ports[0]);
    systemCall(host, lab, { name: 'bind', fd: 3, address });
  }
  if (condition.kind === 'connected') {
    const lab = createProcess(host, { uid: condition.uid ?? 1000, argv: ['bind-lab'] });
    systemCall(host, lab, { name: 'socket', domain: 'AF_INET', type: 'SOCK_STREAM' });
    const address = socketAddress(condition.to.address ?? '127.0.0.1', condition.to.ports[0]);
    systemCall(host, lab, { name: 'connect', fd: 3, address });
  }
}

/** A fresh machine with a terminal, and which of the lesson's steps it has not shown yet; a tick stays. */
function sitDown(conditions: readonly StepCondition[]) {
  const calls: TraceEntry[] = [];
  const portsAsked: number[] = [];
  const scene = findScene('laptop');
  const host = createHost(createNetwork({ seed: 7, onCall: (entry) => calls.push(entry) }), scene.host);
  const machine = createMachine({ tools: allTools, host, user: userOf(scene), epoch: 0 });
  const terminal = openPlainTerminal(machine);
  const shown = new Set<StepCondition>();
  return {
    type: (line: string) => runTranscript(machine, [line], terminal),
    byHand: (condition: StepCondition) => doByHand(host, condition, portsAsked),
    left(): readonly string[] {
      const view = { sockets: listSockets(host), calls, portsAsked };
      for (const condition of conditions) if (isDone(condition, view)) shown.add(condition);
      return conditions.filter((condition) => !shown.has(condition)).map(describeCondition);
    },
  };
}

describe.each(lessons)('$slug', ({ body, solution }) => {
  test('no step is done at the start, and every step is done once its solution has run', () => {
    const conditions = conditionsOf(body);
    const seat = sitDown(conditions);
    expect(seat.left()).toEqual(conditions.map(describeCondition));
    for (const line of solution) {
      seat.type(line);
      seat.left();
    }
    for (const condition of conditions) seat.byHand(condition);
    expect(seat.left()).toEqual([]);
  });

  test('every command of its solution is one that a button types', () => {
    const typed = all(body, /<Try run="([^"]*)"/g);
    for (const line of solution) expect(typed).toContain(line);
  });
});
