import { strerror } from '../../../simulator/errno.ts';
import type { ProgramFile } from '../../command.ts';
import type { Program } from '../../program.ts';
import { closeFile, complain, open, print, read, self } from '../../syscalls.ts';
import { fromBytes, toBytes } from '../../utf-8.ts';
import { takeRecord } from './awk-fields.ts';
import { AwkFailure, createAwkFiles } from './awk-files.ts';
import { AwkSyntaxError, readAwkString } from './awk-lexer.ts';
import { parseAwk } from './awk-parser.ts';
import { type AwkInput, type AwkMachine, createAwk } from './awk-run.ts';
import { readAll } from './input.ts';

const options = {
  options: [
    { short: 'F', argument: 'value', help: 'set the field separator, FS' },
    { short: 'f', argument: 'program-file', help: 'read the program from a file' },
    { short: 'v', argument: 'var=value', help: 'set a variable before the program begins' },
  ],
};

const usage = `Usage: mawk [Options] [Program] [file ...]

Options:
    -f program-file  read the program from a file
    -F value         set the field separator, FS, to value
    -v var=value     set the variable var before the program begins
    --               no more options follow
`;

interface Arguments {
  readonly assignments: readonly (readonly [string, string])[];
  readonly separator: string | undefined;
  readonly program: string;
  readonly operands: readonly string[];
}

/** mawk(1) 1.3.4, which is Debian's awk. */
export const awk: ProgramFile = {
  name: 'awk',
  summary: 'work on the fields of lines, with a small language',
  operands: "[-F VALUE] [-v VAR=VALUE] 'PROGRAM' [FILE]...",
  options,
  differs: 'nextfile and options that begin with -W are not here.',
  *run([, ...args]) {
    if (args.length === 0) {
      yield* print(usage);
      return 0;
    }
    const files = createAwkFiles();
    try {
      const given = yield* readArguments(args);
      const tree = parseAwk(toBytes(given.program));
      const task = yield* self();
      const { random } = task.around.host.network;
      const machine: AwkMachine = createAwk(
        tree,
        inputOf(given.operands, () => machine),
        files,
        bytesOf(task.environment),
        () => random.below(2 ** 31) / 2 ** 31,
      );
      for (const [name, value] of given.assignments) machine.assign(name, readAwkString(toBytes(value)));
      if (given.separator !== undefined) machine.assign('FS', readAwkString(toBytes(given.separator)));
      machine.setArguments(['awk', ...given.operands].map(toBytes));
      return yield* machine.run();
    } catch (error) {
      if (!(error instanceof AwkFailure) && !(error instanceof AwkSyntaxError)) throw error;
      yield* files.flush();
      yield* complain(error instanceof AwkFailure ? error.message : `awk: ${fromBytes(error.message)}\n`);
      return 2;
    }
  },
};

function bytesOf(environment: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...environment].map(([name, value]) => [toBytes(name), toBytes(value)]));
}

function* readArguments(args: readonly string[]): Program<Arguments> {
  const rest = [...args];
  const assignments: (readonly [string, string])[] = [];
  const programs: string[] = [];
  let separator: string | undefined;
  for (let word = rest[0]; word?.startsWith('-') && word !== '-'; word = rest[0]) {
    rest.shift();
    if (word === '--') break;
    const letter = word.slice(0, 2);
    if (!['-F', '-f', '-v'].includes(letter)) throw new AwkFailure(`awk: not an option: ${word}\n`);
    const value = word.length > 2 ? word.slice(2) : rest.shift();
    if (value === undefined) throw new AwkFailure(`awk: option ${letter} lacks argument\n`);
    if (letter === '-F') separator = value;
    else if (letter === '-v') {
      const match = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(value);
      if (!match) throw new AwkFailure(`awk: improper assignment: -v ${value}\n`);
      assignments.push([match[1] ?? '', match[2] ?? '']);
    } else programs.push(yield* readProgram(value));
  }
  const program = programs.length > 0 ? programs.join('\n') : rest.shift();
  if (program === undefined) throw new AwkFailure(usage);
  return { assignments, separator, program, operands: rest };
}

function* readProgram(path: string): Program<string> {
  const opened = path === '-' ? ({ ok: true, value: 0 } as const) : yield* open(path, 'read');
  if (!opened.ok) throw new AwkFailure(`awk: cannot open ${path} (${strerror(opened.errno)})\n`);
  return yield* readAll(opened.value);
}

/** The files of the command line in turn, and the assignments among them. */
function inputOf(operands: readonly string[], machine: () => AwkMachine): AwkInput {
  const rest = [...operands];
  let anyFile = false;
  let fd: number | undefined;
  let buffer = '';
  let ended = false;

  function* openNext(): Program<boolean> {
    for (let operand = rest.shift(); ; operand = rest.shift()) {
      const assignment = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(operand ?? '');
      if (assignment) {
        machine().assign(assignment[1] ?? '', readAwkString(toBytes(assignment[2] ?? '')));
        continue;
      }
      if (operand === undefined && anyFile) return false;
      if (operand === '') continue;
      anyFile = true;
      const path = operand ?? '-';
      const opened = path === '-' ? ({ ok: true, value: 0 } as const) : yield* open(path, 'read');
      if (!opened.ok) {
        throw new AwkFailure(
          opened.errno === 'EISDIR'
            ? `awk: read error (${strerror(opened.errno)})\n`
            : `awk: cannot open ${path} (${strerror(opened.errno)})\n`,
        );
      }
      fd = opened.value;
      ended = false;
      buffer = '';
      machine().setFile(operand === undefined ? '' : toBytes(path));
      return true;
    }
  }

  return {
    *next(separator) {
      for (;;) {
        if (fd === undefined && !(yield* openNext())) return undefined;
        const taken = takeRecord(buffer, separator, ended);
        if (taken) {
          buffer = taken.rest;
          return taken.record;
        }
        if (ended) {
          if (fd !== undefined && fd !== 0) yield* closeFile(fd);
          fd = undefined;
          continue;
        }
        const part = yield* read(fd ?? 0);
        ended = part === '';
        buffer += toBytes(part);
      }
    },
  };
}
