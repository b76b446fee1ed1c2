import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findScene } from '../../../src/course/scenes/index.ts';
import { readLink, writeLink } from '../../../src/course/share-link.ts';
import {
  apply,
  createWorld,
  type World,
  type WorldStep,
  withoutLastMove,
} from '../../../src/course/world.ts';
import { socketAddress } from '../../../src/simulator/address.ts';
import { listSockets } from '../../../src/simulator/socket-list.ts';

const fresh = (): World => createWorld({ scene: findScene('laptop'), seed: 1, epoch: 0, shell: undefined });

const socket: WorldStep = {
  kind: 'call',
  at: 5,
  uid: 1000,
  call: { name: 'socket', domain: 'AF_INET', type: 'SOCK_STREAM' },
  goesOn: true,
};
const bind: WorldStep = {
  kind: 'call',
  at: 6,
  uid: 1000,
  call: { name: 'bind', fd: 3, address: socketAddress('127.0.0.1', 8080) },
};
const open: WorldStep = { kind: 'open', at: 7, columns: 80, rows: 24 };
const key: WorldStep = { kind: 'type', at: 8, terminal: 0, text: 'l' };
const enter: WorldStep = { kind: 'type', at: 9, terminal: 0, text: 's\r' };

describe('a world', () => {
  it('is the same again after the same steps', () => {
    const [one, two] = [fresh(), fresh()];
    for (const step of [socket, bind]) {
      apply(one, step);
      apply(two, step);
    }
    expect(listSockets(one.host)).toEqual(listSockets(two.host));
    expect(listSockets(one.host)).toMatchObject([{ local: { address: '127.0.0.1', port: 8080 } }]);
    expect(one.network.now).toBe(6);
  });

  it('lets time pass in a step of its own', () => {
    const world = fresh();
    apply(world, { kind: 'wait', at: 10, milliseconds: 60_000 });
    expect(world.network.now).toBe(60_010);
  });
});

describe('stepping back', () => {
  it('takes back a move with all its calls', () => {
    expect(withoutLastMove([socket, bind])).toEqual({ kept: [], removed: [socket, bind] });
  });

  it('takes back a command with the keys that made it, and keeps the terminal open', () => {
    expect(withoutLastMove([socket, bind, open, key, enter])).toEqual({
      kept: [socket, bind, open],
      removed: [key, enter],
    });
  });

  it('has nothing to take back on a fresh host, or where only a terminal was opened', () => {
    expect(withoutLastMove([])).toBeUndefined();
    expect(withoutLastMove([open, key])).toBeUndefined();
  });
});

describe('a link', () => {
  const steps = [socket, bind, open, key, enter, { kind: 'wait', at: 9, milliseconds: 60_000 } as const];

  it('gives back the steps that it was made of', () => {
    expect(readLink(writeLink(steps))).toEqual({ ok: true, steps });
    expect(writeLink(steps)).toMatch(/^1\.[\w-]+$/);
  });

  it('carries any text that was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const typed: WorldStep = { kind: 'type', at: 0, terminal: 0, text };
        expect(readLink(writeLink([typed]))).toEqual({ ok: true, steps: [typed] });
      }),
    );
  });

  it('that was cut anywhere is broken, not wrong', () => {
    const link = writeLink(steps);
    for (let length = 0; length < link.length; length += 1) {
      expect(readLink(link.slice(0, length)).ok).toBe(false);
    }
  });

  it('of a newer version says so', () => {
    expect(readLink('2.AAAA')).toEqual({ ok: false, problem: 'newer' });
  });

  it('that was made up is refused, whatever it holds', () => {
    const made = (value: unknown): string => writeLink(value as never);
    for (const value of [
      {},
      [1],
      [{ kind: 'call', at: -1 }],
      [{ ...bind, uid: -1 }],
      [{ ...bind, call: { name: 'bind', fd: 3, address: { address: 'x', port: 1 } } }],
      [{ ...bind, call: { name: 'reboot', fd: 3 } }],
      [bind, { ...socket, at: 0 }],
      [{ kind: 'wait', at: 0, milliseconds: 1e12 }],
    ]) {
      expect(readLink(made(value))).toEqual({ ok: false, problem: 'broken' });
    }
    expect(readLink(`1.${'A'.repeat(300_000)}`)).toEqual({ ok: false, problem: 'too long' });
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readLink(text).ok).toBe(false);
      }),
    );
  });
});
