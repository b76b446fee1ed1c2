/**
 * What GNU's tools have in common: options by getopt_long(3), `--help`, `--version`, the second line of a usage
 * error, and an end with a message when the output cannot be written.
 */
import { type Errno, strerror } from '../../simulator/errno.ts';
import type { ProgramFile } from '../command.ts';
import {
  gnuOptionError,
  type Option,
  type OptionTable,
  optionLines,
  type ParsedOptions,
  parseOptions,
} from '../option-table.ts';
import type { Program } from '../program.ts';
import { complain, print } from '../syscalls.ts';

export interface GnuTool {
  readonly name: string;
  readonly summary: string;
  /** What stands after the name in the usage line: `[OPTION]... [FILE]...`. */
  readonly operands: string;
  /** One sentence for `--help`. */
  readonly about: string;
  readonly options?: readonly Option[];
  readonly absent?: string;
  readonly absentNames?: readonly string[];
  /** The status after misuse; 1 when left out. */
  readonly misuse?: number;
  /** `grep (GNU grep) 3.8`; coreutils 9.1 when left out. */
  readonly version?: string;
  readonly differs?: string;
  /** What follows the first line of a usage error, where it is not `Try 'NAME --help' …`. */
  readonly hint?: string;
  /** A usage error is followed by all that `--help` says. */
  readonly helpOnError?: boolean;
  /** Options end at the first operand. */
  readonly inOrder?: boolean;
  /** Turns older spellings into options before parsing: `head -5`. */
  readonly prepare?: (args: readonly string[]) => readonly string[];
  run(call: ToolCall): Program;
}

export interface ToolCall {
  readonly name: string;
  readonly parsed: ParsedOptions;
  /** What `--help` prints. */
  readonly help: string;
  readonly operands: readonly string[];
  has(option: string): boolean;
  value(option: string): string | undefined;
  /** Writes to standard output; where that fails, says so and ends the program. */
  out(text: string): Program<void>;
  /** `NAME: TEXT` on standard error. */
  warn(text: string): Program<void>;
}

/** Ends a tool from inside: thrown by {@link quit}, caught where the tool began. */
class ToolExit extends Error {
  readonly status: number;
  constructor(status: number) {
    super('exit');
    this.status = status;
  }
}

const common: readonly Option[] = [
  { long: 'help', help: 'display this help and exit' },
  { long: 'version', help: 'output version information and exit' },
];

export function gnuTool(tool: GnuTool): ProgramFile {
  const { name, summary, operands, absent, absentNames, misuse = 1 } = tool;
  const table: OptionTable = {
    options: [...(tool.options ?? []), ...common],
    ...(absent !== undefined && { absent }),
    ...(absentNames && { absentNames }),
  };
  const help = `Usage: ${name} ${operands}\n${tool.about}\n\n${optionLines(table)}`;
  const hint = tool.hint ?? (tool.helpOnError ? help : `Try '${name} --help' for more information.\n`);

  function* main(args: readonly string[]): Program {
    const parsed = parseOptions(table, tool.prepare?.(args) ?? args, tool.inOrder);
    if (!parsed.ok) {
      yield* complain(gnuOptionError(name, parsed) + hint);
      return misuse;
    }
    if (parsed.has('help')) {
      yield* print(help);
      return 0;
    }
    if (parsed.has('version')) {
      const version = tool.version ?? `${name} (GNU coreutils) 9.1`;
      yield* print(`${version}\nThis is Homeport's own, which prints what that version prints.\n`);
      return 0;
    }
    return yield* tool.run({
      name,
      parsed,
      help,
      operands: parsed.operands,
      has: parsed.has,
      value: parsed.value,
      *out(text) {
        if (text === '') return;
        const written = yield* print(text);
        if (!written.ok) yield* quit(misuse, `${name}: write error: ${strerror(written.errno)}\n`);
      },
      *warn(text) {
        yield* complain(`${name}: ${text}\n`);
      },
    });
  }
  return {
    name,
    summary,
    options: table,
    operands,
    ...(tool.differs !== undefined && { differs: tool.differs }),
    *run([, ...args]) {
      try {
        return yield* main(args);
      } catch (error) {
        if (error instanceof ToolExit) return error.status;
        throw error;
      }
    },
  };
}

/** Ends the tool that runs with a message as it stands. */
export function* quit(status: number, message: string): Program<never> {
  yield* complain(message);
  throw new ToolExit(status);
}

/** Ends the tool that runs: `NAME: TEXT`, and where the options are told. */
export function usageError({ name }: ToolCall, text: string, status = 1): Program<never> {
  return quit(status, `${name}: ${text}\nTry '${name} --help' for more information.\n`);
}

/** How GNU's tools quote what was typed, in a UTF-8 locale. */
export function curly(text: string): string {
  return `‘${text}’`;
}

/** How GNU's tools quote a file's name: 'a b', and "it's". */
export function quoted(text: string): string {
  return text.includes("'") && !/["$`\\]/.test(text) ? `"${text}"` : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A name as GNU's tools print it in a message: quoted only where a shell would need it. */
export function shellName(text: string): string {
  return /^[\w%+,./:@=^~-]+$/.test(text) ? text : quoted(text);
}

/** `PATH: No such file or directory` */
export function fileError(path: string, errno: Errno): string {
  return `${shellName(path)}: ${strerror(errno)}`;
}
