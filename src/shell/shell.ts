/** What one shell remembers: variables, functions, options, jobs, history, the last status. */
import type { Function as FunctionNode } from 'unbash';
import type { Job } from './jobs.ts';
import type { Variables } from './language/variables.ts';
import type { Signal } from './signal.ts';
import type { Wording } from './wording.ts';

export interface ShellFunction {
  readonly body: FunctionNode['body'];
  /** The text that the positions in the body point into. */
  readonly source: string;
  readonly firstLine: number;
  /** The script that it came from, as messages name it. */
  readonly file: string;
}

/** Where a trap can be set: a signal, or one of bash's own occasions. */
export type TrapName = Signal | 'EXIT' | 'ERR' | 'DEBUG' | 'RETURN';

export interface Shell {
  /** `$$`: a subshell keeps the number of the shell it came from. */
  readonly pid: number;
  /** `$0` */
  name: string;
  /** The script that runs, as error messages name it; changed by `source`. */
  source: string;
  /** `$1`, `$2`, … */
  positional: readonly string[];
  readonly variables: Variables;
  readonly functions: Map<string, ShellFunction>;
  readonly aliases: Map<string, string>;
  /** What `set -o` lists as on. */
  readonly options: Set<string>;
  /** What `shopt` lists as on, as far as it matters here. */
  readonly extraOptions: Set<string>;
  readonly traps: Map<TrapName, string>;
  /** Signals with a trap that came while a command ran. */
  readonly pendingTraps: Signal[];
  readonly history: string[];
  readonly jobs: Job[];
  /** The statuses of background commands that were waited for. */
  readonly ended: Map<number, number>;
  /** Below the folder you are in: `pushd`, `popd`. */
  readonly folders: string[];
  /** Where commands were found along PATH, and how often they were used. */
  readonly hashed: Map<string, { readonly path: string; hits: number }>;
  /** True for the shell that a person types to: jobs have groups of their own and are announced. */
  jobControl: boolean;
  readonly interactive: boolean;
  /** The functions that run, the innermost last. */
  readonly calls: string[];
  /** How many `source` are running. */
  sourcing: number;
  /** How many loops are running in this function. */
  loops: number;
  /** Inside a condition, `set -e` and ERR do not apply. */
  conditions: number;
  /** How many command substitutions deep this one is. */
  substitutions: number;
  /** How many subshells deep this one is. */
  level: number;
  /** The line of the command that runs, for messages of scripts. */
  line: number;
  /** `$?` */
  status: number;
  /** Descriptors of process substitutions for the command that is about to run. */
  readonly openPipes: number[];
  /** PIPESTATUS */
  pipeStatuses: readonly number[];
  /** The status of the last command substitution, for an assignment. */
  substituted: number | undefined;
  /** `$!` */
  lastBackground: number | undefined;
  /** Set by `exit` of the shell a person types to: the status to leave with. */
  leaving: number | undefined;
  /** `exit` was refused once because of stopped jobs. */
  warnedOfJobs: boolean;
  /** umask(2) */
  fileModeMask: number;
  /** Of a shell that is not bash. */
  wording?: Wording | undefined;
}

export interface NewShell {
  readonly pid: number;
  readonly name: string;
  readonly interactive: boolean;
  readonly variables: Variables;
  readonly positional: readonly string[];
  readonly history: string[];
  readonly fileModeMask?: number;
  readonly wording?: Wording | undefined;
}

export function createShell(given: NewShell): Shell {
  return {
    ...given,
    source: given.name,
    functions: new Map(),
    aliases: new Map(),
    options: new Set([
      'braceexpand',
      'hashall',
      'interactive-comments',
      ...(given.interactive ? ['emacs', 'histexpand', 'history', 'monitor'] : []),
    ]),
    extraOptions: new Set([
      'checkwinsize',
      'cmdhist',
      'complete_fullquote',
      'extquote',
      'force_fignore',
      'globasciiranges',
      'globskipdots',
      'hostcomplete',
      'interactive_comments',
      'patsub_replacement',
      'progcomp',
      'promptvars',
      'sourcepath',
      ...(given.interactive ? ['expand_aliases'] : []),
    ]),
    traps: new Map(),
    pendingTraps: [],
    jobs: [],
    ended: new Map(),
    folders: [],
    hashed: new Map(),
    jobControl: given.interactive,
    calls: [],
    sourcing: 0,
    loops: 0,
    conditions: 0,
    level: 0,
    substitutions: 0,
    line: 1,
    status: 0,
    openPipes: [],
    pipeStatuses: [0],
    substituted: undefined,
    lastBackground: undefined,
    leaving: undefined,
    warnedOfJobs: false,
    fileModeMask: given.fileModeMask ?? 0o022,
  };
}

/** A copy for a process of its own: what it changes stays there. */
export function subshellOf(shell: Shell): Shell {
  return {
    ...shell,
    variables: shell.variables.copy(),
    functions: new Map(shell.functions),
    aliases: new Map(shell.aliases),
    options: new Set(shell.options),
    extraOptions: new Set(shell.extraOptions),
    // What is ignored stays ignored; what had a command is back at its default.
    traps: new Map([...shell.traps].filter(([name, command]) => command === '' && name.startsWith('SIG'))),
    pendingTraps: [],
    history: [...shell.history],
    jobs: [...shell.jobs],
    ended: new Map(),
    folders: [...shell.folders],
    hashed: new Map(shell.hashed),
    calls: [...shell.calls],
    openPipes: [...shell.openPipes],
    jobControl: false,
    level: shell.level + 1,
  };
}

export function environmentOf({ variables }: Shell): Map<string, string> {
  const environment = new Map<string, string>();
  for (const name of variables.names()) {
    const variable = variables.find(name);
    if (variable?.exported && variable.kind === 'scalar' && variable.value !== undefined) {
      environment.set(name, variable.value);
    }
  }
  return environment;
}

/** A construct of bash that this shell reads but cannot run. */
export class NotSupported extends Error {
  readonly construct: string;
  constructor(construct: string) {
    super(construct);
    this.construct = construct;
  }
}
