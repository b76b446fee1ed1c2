import { expect, test } from 'vitest';
import { openTerminal } from '../../../src/shell/machine.ts';
import { ask, blocked, Interrupt, type Program } from '../../../src/shell/program.ts';
import { nullStream, sinkStream } from '../../../src/shell/stream.ts';
import { onSignal, sleep } from '../../../src/shell/syscalls.ts';
import { hasEnded, type Task } from '../../../src/shell/task.ts';
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

function* forever(): Program {
  for (;;) yield* ask('nothing', () => 1);
}

test('a program that never waits goes on in slices of time, and others have their turn', () => {
  const machine = freshMachine();
  const task = start(machine, forever());
  expect(machine.busy()).toBe(true);
  let output = '';
  const terminal = openTerminal(machine, {
    columns: 80,
    rows: 24,
    editing: false,
    onOutput: (text) => {
      output += text;
    },
  });
  terminal.type('echo here\r');
  expect(output).toContain('here\r\n');
  machine.advance(1000);
  expect(task.status).toBeUndefined();
  machine.around.scheduler.signal(task, 'SIGINT');
  machine.advance(1000);
  expect(machine.busy()).toBe(false);
});

test('a program that never waits is ended by the step limit, and says so', () => {
  const machine = freshMachine();
  const told: string[] = [];
  const task = start(machine, forever());
  task.streams.set(
    2,
    sinkStream('told', (text) => told.push(text)),
  );
  machine.advance(60_000);
  expect(task.status).toEqual({ kind: 'signaled', signal: 'SIGKILL' });
  expect(told).toEqual(['test: stopped here after 1000000 steps without a pause: an endless loop\n']);
});

test('programs that wake each other without a pause are ended too', () => {
  const machine = freshMachine();
  let turn = 0;
  const [one, other] = [0, 1].map((mine) =>
    start(
      machine,
      (function* (): Program {
        for (;;) {
          yield* ask('turn', () => (turn === mine ? 1 : blocked));
          turn = 1 - mine;
        }
      })(),
    ),
  );
  machine.advance(60_000);
  expect(one?.status?.kind).toBe('signaled');
  expect(other?.status?.kind).toBe('signaled');
});

test('the same loop for the same time makes the same steps', () => {
  const count = (parts: readonly number[]): number => {
    const machine = freshMachine();
    let steps = 0;
    start(
      machine,
      (function* (): Program {
        for (;;) yield* ask('count', () => (steps += 1));
      })(),
    );
    for (const milliseconds of parts) machine.advance(milliseconds);
    return steps;
  };
  expect(count([100])).toBe(count([10, 25, 65]));
});

test('a recursion without an end is a segmentation fault', () => {
  const recurse = function* (): Program {
    return 1 + (yield* recurse());
  };
  expect(start(freshMachine(), recurse()).status).toEqual({ kind: 'signaled', signal: 'SIGSEGV' });
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

test('closing a terminal ends its shell and its jobs, and leaves what was disowned', () => {
  const machine = freshMachine();
  const names = (): readonly string[] =>
    [...machine.around.scheduler.tasks.values()]
      .filter((task) => !hasEnded(task))
      .map((task) => task.process.argv.join(' '));
  const terminal = openTerminal(machine, { columns: 80, rows: 24, onOutput() {} });
  terminal.type('sleep 101 & sleep 102 &\rdisown %2\rsleep 103\r');
  terminal.type('\x1a');
  terminal.type('sleep 104\r');
  expect(names()).toEqual(['bash', 'sleep 101', 'sleep 102', 'sleep 103', 'sleep 104']);
  terminal.close();
  expect(names()).toEqual(['sleep 102']);
});

test('a terminal that was closed takes no keys, and its name is free again', () => {
  const machine = freshMachine();
  const open = () => openTerminal(machine, { columns: 80, rows: 24, onOutput() {} });
  const [first, second] = [open(), open()];
  expect([first.name, second.name]).toEqual(['pts/0', 'pts/1']);
  first.close();
  first.type('sleep 99\r');
  expect(open().name).toBe('pts/0');
});
