/** What running a line needs and showing a prompt does not: a page loads it when somebody begins to type. */
import type { ParsedScript } from 'unbash';
import type { User } from '../simulator/host.ts';
import type { SystemName } from '../simulator/os/system-rules.ts';
import type { Commands } from './command.ts';
import type { Completion } from './completion.ts';
import type { Expansion } from './history-expansion.ts';
import type { Reading } from './language/syntax-error.ts';
import type { LineEditor } from './line-editor.ts';
import type { Program } from './program.ts';
import type { Shell } from './shell.ts';
import type { Surroundings } from './task.ts';
import type { PowerShellSource } from './windows/windows-shell.ts';
import type { Wording } from './wording.ts';

/** unbash's `parse`. */
export type Parse = (source: string) => ParsedScript;

/** Lines that somebody changed in the configuration of services, by the path of the file: what stood there, what stands there. */
export type ConfigurationChanges = Readonly<Record<string, readonly (readonly [from: string, to: string])[]>>;

/** Bash's language: what reads and runs a command line. */
export interface Language {
  /** Whether the typed text is a whole command. Aliases are replaced in it. */
  judge(shell: Shell, commands: Commands, source: string): Reading;
  /** What bash says when the text ends where a command cannot end. */
  unfinished(source: string): string;
  /** What `!!` and its like stand for. @param before what was read of an unfinished command */
  expandHistory(line: string, history: readonly string[], before: string): Expansion;
  /** A command of several lines as the history keeps it. */
  historyEntry(source: string): string;
  /** What fits at the cursor, and what of it is certain. @param cursor in the units of a string */
  complete(shell: Shell, commands: Commands, text: string, cursor: number): Program<Completion>;
  /** Runs a whole command. */
  run(shell: Shell, commands: Commands, source: string): Program;
  /** A prompt that holds parameters and commands, expanded. */
  expandPrompt(shell: Shell, commands: Commands, text: string): Program<string>;
  /** What is left to do when the shell ends: the EXIT trap. */
  end(shell: Shell, commands: Commands): Program<void>;
}

/** What differs from system to system. */
export interface SystemTools {
  readonly commands: Commands;
  /** Puts on a host what comes with the programs: their files, and the services that the scene names. */
  readonly setUp: (
    around: Surroundings,
    user: User,
    services: readonly string[],
    changes?: ConfigurationChanges,
  ) => void;
  /** How a shell with bash's grammar speaks there, if not as bash. */
  readonly wording?: Wording;
  /** Windows' shell, which a page fetches when the first line is run. */
  readonly powerShell?: PowerShellSource;
}

/** Bash's grammar and language, the line editor, and Linux's programs. */
export interface Tools extends SystemTools {
  readonly parse: Parse;
  readonly language: Language;
  readonly editLine: LineEditor;
  /** Where a host of that system has others; without an entry it has Linux's. */
  readonly systems?: Readonly<Partial<Record<SystemName, SystemTools>>>;
}

/** The tools as a host of this system has them. */
export function toolsOf(tools: Tools, system: SystemName): Tools {
  const own = tools.systems?.[system];
  return own ? { ...tools, ...own } : tools;
}
