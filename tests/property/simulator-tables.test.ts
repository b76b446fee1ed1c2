import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextMissing, PortSet } from '../../src/simulator/port-set.ts';
import { createTimers } from '../../src/simulator/timers.ts';

const port = fc.integer({ min: 40_000, max: 40_199 });

it('the next missing port is the one that a search port by port finds', () => {
  const ports = fc.uniqueArray(port, { maxLength: 200 });
  fc.assert(
    fc.property(
      ports,
      ports,
      ports,
      port,
      port,
      fc.constantFrom(1, 2),
      (one, gone, other, from, to, step) => {
        const first = new PortSet();
        for (const member of one) first.add(member);
        for (const member of gone) first.delete(member);
        const second = new PortSet();
        for (const member of other) second.add(member);
        const members = new Set([...one.filter((member) => !gone.includes(member)), ...other]);
        let expected: number | undefined;
        for (let candidate = from; candidate <= to && expected === undefined; candidate += step) {
          if (!members.has(candidate)) expected = candidate;
        }
        expect(nextMissing([first, second], from, to, step)).toBe(expected);
      },
    ),
  );
});

it('a set of ports counts each of its members once', () => {
  fc.assert(
    fc.property(fc.array(port), fc.array(port), (added, deleted) => {
      const set = new PortSet();
      for (const member of added) set.add(member);
      for (const member of deleted) set.delete(member);
      expect(set.size).toBe(new Set(added.filter((member) => !deleted.includes(member))).size);
    }),
  );
});

it('timers run by time, then in the order in which they were set, and none that was taken back', () => {
  const timer = fc.record({ at: fc.integer({ min: 0, max: 9 }), takenBack: fc.boolean() });
  fc.assert(
    fc.property(fc.array(timer, { maxLength: 60 }), (wanted) => {
      const timers = createTimers();
      const ran: number[] = [];
      const takeBack = wanted.map(({ at }, index) => timers.set(at, () => ran.push(index)));
      for (const [index, { takenBack }] of wanted.entries()) if (takenBack) takeBack[index]?.();
      const expected = wanted
        .map(({ at, takenBack }, index) => ({ at, takenBack, index }))
        .filter(({ takenBack }) => !takenBack)
        .sort((one, other) => one.at - other.at || one.index - other.index);
      expect(timers.next()).toBe(expected[0]?.at);
      for (let due = timers.takeDue(9); due; due = timers.takeDue(9)) due.run();
      expect(ran).toEqual(expected.map(({ index }) => index));
      expect(timers.next()).toBeUndefined();
    }),
  );
});

it('a timer that was taken back leaves no trace, also when it is taken back twice', () => {
  const timers = createTimers();
  const takeBack = timers.set(1, () => {});
  timers.set(2, () => {});
  takeBack();
  takeBack();
  expect(timers.takeDue(1)).toBeUndefined();
  expect(timers.next()).toBe(2);
});
