import { clockTimeSeconds, toCivil } from '../../civil-time.ts';
import type { ProgramFile } from '../../command.ts';
import { runProgram } from '../../exec.ts';
import { exitStatus } from '../../jobs.ts';
import { gnuOptionError, type OptionTable, parseOptions } from '../../option-table.ts';
import { Interrupt, type Program } from '../../program.ts';
import { sinkStream } from '../../stream.ts';
import { complain, onSignal, print, self, sleep, timeOfDay } from '../../syscalls.ts';
import type { Task } from '../../task.ts';
import { watchUsage } from './process-usages.ts';

const options: OptionTable = {
  options: [
    { short: 'e', long: 'errexit', help: 'exit if command has a non-zero exit' },
    { short: 'g', long: 'chgexit', help: 'exit when output from command changes' },
    { short: 'n', long: 'interval', argument: 'SECS', help: 'seconds to wait between updates' },
    { short: 't', long: 'no-title', help: 'turn off header' },
    { short: 'x', long: 'exec', help: 'pass command to exec instead of "sh -c"' },
    { short: 'h', long: 'help', help: 'display this help and exit' },
    { short: 'v', long: 'version', help: 'output version information and exit' },
  ],
  absent: 'bcdqpw',
};

/** watch(1) of procps 4.0: a command's output again and again, until Ctrl-C. */
export const watch: ProgramFile = {
  name: 'watch',
  summary: 'run a command every two seconds: watch -n 1 ss -tn; Ctrl-C ends it',
  options,
  *run([, ...args]) {
    const parsed = parseOptions(options, args, true);
    if (!parsed.ok) {
      yield* complain(gnuOptionError('watch', parsed) + (parsed.kind === 'absent-letter' ? '' : watchUsage));
      return 1;
    }
    if (parsed.has('help') || parsed.has('version')) {
      yield* print(parsed.has('help') ? watchUsage : 'watch from procps-ng 4.0.2\n');
      return 0;
    }
    const given = parsed.value('interval') ?? '2';
    if (!/^(\d+\.?\d*|\.\d+)$/.test(given)) {
      yield* complain(`watch: failed to parse argument: '${given}': Invalid argument\n`);
      return 1;
    }
    if (parsed.operands.length === 0) {
      yield* complain(watchUsage);
      return 1;
    }
    const seconds = Math.max(0.1, Number(given));
    const text = parsed.operands.join(' ');
    const argv = parsed.has('exec') ? parsed.operands : ['sh', '-c', text];
    const title = parsed.has('no-title') ? undefined : `Every ${seconds.toFixed(1)}s: ${text}`;
    yield* onSignal('SIGINT', 'catch');
    let last: string | undefined;
    try {
      for (;;) {
        const { output, status } = yield* runOnce(argv);
        if (parsed.has('chgexit') && last !== undefined && output !== last) return 0;
        last = output;
        yield* print(yield* screen(title, output));
        if (parsed.has('errexit') && status !== 0) return 8;
        yield* sleep(seconds * 1000);
      }
    } catch (error) {
      if (!(error instanceof Interrupt)) throw error;
      return 0;
    }
  },
};

function* runOnce(argv: readonly string[]): Program<{ readonly output: string; readonly status: number }> {
  const task = yield* self();
  let output = '';
  const sink = sinkStream('pipe:', (text) => {
    output += text;
  });
  const streams = new Map([...task.streams, [1, sink] as const, [2, sink] as const]);
  const result = yield* runProgram(argv, { streams });
  return { output, status: result.ok ? exitStatus(result.status) : 127 };
}

/** A cleared screen, the title with host and time at the right, and as much output as there is room for. */
function* screen(title: string | undefined, output: string): Program<string> {
  const task = yield* self();
  const { columns, rows } = sizeOf(task);
  const head = title === undefined ? [] : [titleLine(title, columns, task, yield* timeOfDay()), ''];
  const lines = output
    .replace(/\n$/, '')
    .split('\n')
    .slice(0, Math.max(1, rows - 1 - head.length));
  return `\x1b[H\x1b[2J${[...head, ...lines.map((line) => line.slice(0, columns))].join('\n')}\n`;
}

function sizeOf(task: Task): { readonly columns: number; readonly rows: number } {
  return task.streams.get(1)?.terminal ?? { columns: 80, rows: 24 };
}

function titleLine(title: string, columns: number, task: Task, milliseconds: number): string {
  const time = toCivil(milliseconds);
  const weekday = 'SunMonTueWedThuFriSat'.slice(time.weekday * 3, time.weekday * 3 + 3);
  const month = 'JanFebMarAprMayJunJulAugSepOctNovDec'.slice(time.month * 3, time.month * 3 + 3);
  const date = `${weekday} ${month} ${String(time.day).padStart(2)} ${clockTimeSeconds(time)} ${time.year}`;
  const right = `${task.around.host.name}: ${date}`;
  const room = columns - right.length - 1;
  return room < 1 ? right : `${title.slice(0, room).padEnd(room)} ${right}`;
}
