import { expect, test } from 'vitest';
import { openTerminal } from '../../../src/shell/machine.ts';
import { ask, blocked, Interrupt, type Program } from '../../../src/shell/program.ts';
import { nullStream } from '../../../src/shell/stream.ts';
import { onSignal, sleep } from '../../../src/shell/syscalls.ts';
import type { Task } from '../../../src/shell/task.ts';
import { freshMachine } from './fresh-machine.ts';

function start(machine: ReturnType<typeof freshMachine>, program: Program<number>): Task {
  const task = machine.around.scheduler.spawn({
    around: machine.around,
    uid: 1000,
    argv: ['test'],
    program,
    cwd: '/',
    environment: new Map(),
    streams: new Map([[0, nullStream]]),
  });
  if (!task) throw new Error('no room');
  machine.run();
  return task;
}

test('a sleeping program goes on at its own time, however far time passes at once', () => {
  const machine = freshMachine();
  const times: number[] = [];
  start(
    machine,
    (function* (): Program {
      for (let count = 0; count < 3; count += 1) {
        yield* sleep(1000);
        times.push(machine.around.host.network.now);
      }
      return 7;
    })(),
  );
  machine.advance(10_000);
  expect(times).toEqual([1000, 2000, 3000]);
});

test('a program ends with the status that it returns, taken modulo 256', () => {
  const task = start(
    freshMachine(),
    // biome-ignore lint/correctness/useYield: it ends at once.
    (function* (): Program {
      return 258;
    })(),
  );
  expect(task.status).toEqual({ kind: 'exited', code: 2 });
});

test('a signal that nobody catches ends a program, one that is caught interrupts it', () => {
  const machine = freshMachine();
  const plain = start(
    machine,
    (function* (): Program {
      yield* sleep(99_000);
      return 0;
    })(),
  );
  machine.around.scheduler.signal(plain, 'SIGTERM');
  expect(plain.status).toEqual({ kind: 'signaled', signal: 'SIGTERM' });
  const catching = start(
    machine,
    (function* (): Program {
      yield* onSignal('SIGINT', 'catch');
      try {
        yield* sleep(99_000);
      } catch (error) {
        return error instanceof Interrupt ? 42 : 1;
      }
      return 0;
    })(),
  );
  machine.around.scheduler.signal(catching, 'SIGINT');
  machine.run();
  expect(catching.status).toEqual({ kind: 'exited', code: 42 });
});

test('a stopped program does not go on, and hears of other signals when it continues', () => {
  const machine = freshMachine();
  const task = start(
    machine,
    (function* (): Program {
      yield* sleep(10);
      return 0;
    })(),
  );
  const { scheduler } = machine.around;
  scheduler.signal(task, 'SIGTSTP');
  machine.advance(100);
  expect(task.status).toEqual({ kind: 'stopped', signal: 'SIGTSTP' });
  scheduler.signal(task, 'SIGTERM');
  expect(task.status?.kind).toBe('stopped');
  scheduler.signal(task, 'SIGCONT');
  expect(task.status).toEqual({ kind: 'signaled', signal: 'SIGTERM' });
});

test('a program that never waits is ended by the step limit, and others go on', () => {
  const machine = freshMachine();
  const task = start(
    machine,
    (function* (): Program {
      for (;;) yield* ask('nothing', () => 1);
    })(),
  );
  expect(task.status).toEqual({ kind: 'signaled', signal: 'SIGKILL' });
});

test('a program that waits for ever costs nothing', () => {
  const machine = freshMachine();
  let asked = 0;
  start(
    machine,
    (function* (): Program {
      yield* ask('never', () => {
        asked += 1;
        return blocked;
      });
      return 0;
    })(),
  );
  expect(machine.run()).toBe(false);
  expect(asked).toBeLessThan(4);
});

test('a server that waits makes no idle system calls', () => {
  const machine = freshMachine();
  const { network } = machine.around.host;
  const terminal = openTerminal(machine, { columns: 80, rows: 24, onOutput() {} });
  terminal.type('python3 -m http.server 62893 &\r');
  const calls: string[] = [];
  network.onCall = ({ call }) => calls.push(call.name);
  machine.advance(60_000);
  terminal.type('echo a\recho b\r');
  expect(calls).toEqual([]);
});

test('the end of the shell brings a new one', () => {
  let output = '';
  const terminal = openTerminal(freshMachine(), {
    columns: 80,
    rows: 24,
    editing: false,
    onOutput: (text) => {
      output += text;
    },
  });
  terminal.type('exit\r');
  terminal.type('echo again\r');
  expect(output).toContain('[the shell has ended; here is a new one]\r\n');
  expect(output).toContain('again\r\n');
});
