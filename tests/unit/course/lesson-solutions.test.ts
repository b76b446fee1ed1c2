import { describe, expect, test } from 'vitest';
import { reaches } from '../../../src/course/reaches.ts';
import { findScene } from '../../../src/course/scenes/index.ts';
import { type AttackMade, isDone, parseCondition, type StepCondition } from '../../../src/course/step.ts';
import { describeCondition } from '../../../src/course/step-clause.ts';
import { socketAddress } from '../../../src/simulator/address.ts';
import type { Host } from '../../../src/simulator/host.ts';
import { systemCall } from '../../../src/simulator/kernel.ts';
import type { SystemName } from '../../../src/simulator/os/system-rules.ts';
import { createProcess } from '../../../src/simulator/process.ts';
import { all, lessons } from './lesson-text.ts';
import { sitDown } from './seat.ts';

function conditionsOf(body: string): readonly StepCondition[] {
  return all(body, /<Step done="([^"]*)">/g).flatMap((text) => {
    const parsed = parseCondition(text);
    return parsed.ok ? [parsed.condition] : [];
  });
}

/** What a learner does in the bind lab, the port field or the browser; a solution has command lines only. */
function doByHand(
  host: Host,
  condition: StepCondition,
  portsAsked: number[],
  attacksMade: AttackMade[],
): void {
  if (condition.kind === 'attack') attacksMade.push(condition);
  if (condition.kind === 'asked') portsAsked.push(condition.port);
  if (condition.kind === 'bound') {
    const lab = createProcess(host, { uid: 1000, argv: ['bind-lab'] });
    const type = condition.protocol === 'udp' ? 'SOCK_DGRAM' : 'SOCK_STREAM';
    systemCall(host, lab, { name: 'socket', domain: 'AF_INET', type });
    const address = socketAddress(condition.at.address ?? '127.0.0.1', condition.at.ports[0]);
    systemCall(host, lab, { name: 'bind', fd: 3, address });
  }
  if (condition.kind === 'refused bind') {
    const lab = createProcess(host, { uid: 1000, argv: ['bind-lab'] });
    systemCall(host, lab, { name: 'socket', domain: 'AF_INET', type: 'SOCK_STREAM' });
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

/** The systems that a lesson offers beside its scene's own. */
function systemsOf(frontmatter: string): readonly (SystemName | undefined)[] {
  const named = all(frontmatter, /^systems: \[(.*)\]$/gm).flatMap((list) => list.split(/,\s*/));
  return [undefined, ...(['linux', 'macos', 'windows'] as const).filter((system) => named.includes(system))];
}

/** What the button that types `line` on the scene's own system types on this one; undefined where there is no such button. */
function onSystem(body: string, line: string, system: SystemName | undefined): string | undefined {
  const others = all(body, /(<On system="[^"]*">.*?<\/On>)/gs).filter(
    (block) => !all(block, /<On system="([^"]*)">/g)[0]?.includes(system ?? 'linux'),
  );
  if (others.some((block) => block.includes(`run="${line}"`))) return undefined;
  const tag = all(body, /(<Try\s+run="[^"]*"[^>]*>)/g).find((one) => all(one, /run="([^"]*)"/g)[0] === line);
  return all(tag ?? '', new RegExp(`\\s${system ?? 'run'}="([^"]*)"`, 'g'))[0] ?? line;
}

describe.each(lessons)('$slug', ({ frontmatter, body, solution }) => {
  test.each(systemsOf(frontmatter))(
    'no step is done at the start, and every step is done once its solution has run (%s)',
    (system) => {
      const conditions = conditionsOf(body);
      const scene = findScene(all(frontmatter, /^scene: (\S+)$/gm)[0] ?? 'laptop');
      const { world, type } = sitDown(scene, system);
      const portsAsked: number[] = [];
      const attacksMade: AttackMade[] = [];
      const shown = new Set<StepCondition>();
      const left = (): readonly string[] => {
        for (const one of conditions)
          if (isDone(one, { ...world, portsAsked, attacksMade, reaches })) shown.add(one);
        return conditions.filter((condition) => !shown.has(condition)).map(describeCondition);
      };

      expect(left()).toEqual(conditions.map(describeCondition));
      for (const { line, host } of solution) {
        const typed = onSystem(body, line, system);
        if (typed !== undefined) type(typed, host);
        left();
      }
      for (const condition of conditions) doByHand(world.host, condition, portsAsked, attacksMade);
      expect(left()).toEqual([]);
    },
  );

  test('every command of its solution is one that a button types, on the same host', () => {
    const typed = all(body, /(<Try\s+run="[^"]*"[^>]*>)/g).map((tag) => ({
      line: all(tag, /run="([^"]*)"/g)[0],
      host: all(tag, / on="([^"]*)"/g)[0],
    }));
    for (const line of solution) expect(typed).toContainEqual(line);
  });
});
