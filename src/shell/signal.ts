/** signal(7): names, Linux's numbers, what each does by default, and how bash words a death by it. */

const described = {
  SIGHUP: [1, 'Hangup'],
  SIGINT: [2, 'Interrupt'],
  SIGQUIT: [3, 'Quit'],
  SIGABRT: [6, 'Aborted'],
  SIGKILL: [9, 'Killed'],
  SIGUSR1: [10, 'User defined signal 1'],
  SIGSEGV: [11, 'Segmentation fault'],
  SIGUSR2: [12, 'User defined signal 2'],
  SIGPIPE: [13, 'Broken pipe'],
  SIGALRM: [14, 'Alarm clock'],
  SIGTERM: [15, 'Terminated'],
  SIGCHLD: [17, 'Child exited'],
  SIGCONT: [18, 'Continued'],
  SIGSTOP: [19, 'Stopped (signal)'],
  SIGTSTP: [20, 'Stopped'],
  SIGTTIN: [21, 'Stopped (tty input)'],
  SIGWINCH: [28, 'Window changed'],
} as const satisfies Record<string, readonly [number, string]>;

/** The signals that a program here can be sent. */
export type Signal = keyof typeof described;

/** What `kill -l` lists, from 1 to 31; real-time signals follow. */
const names =
  'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS'.split(
    ' ',
  );

/** Every signal with its number, as `kill -l` of bash has them. */
export const signalTable: readonly (readonly [number, string])[] = [
  ...names.map((name, index) => [index + 1, `SIG${name}`] as const),
  ...Array.from({ length: 31 }, (_, index) => [index + 34, realTimeName(index)] as const),
];

function realTimeName(index: number): string {
  if (index === 0) return 'SIGRTMIN';
  if (index === 30) return 'SIGRTMAX';
  return index <= 15 ? `SIGRTMIN+${index}` : `SIGRTMAX-${30 - index}`;
}

export function signalNumber(signal: Signal): number {
  return described[signal][0];
}

/** strsignal(3), as bash prints it for a job. */
export function signalText(signal: Signal): string {
  return described[signal][1];
}

/** Reads `9`, `TERM`, `SIGTERM`, `sigterm`; undefined when no program here can be sent it. */
export function parseSignal(text: string): Signal | undefined {
  const upper = text.toUpperCase();
  for (const [name, [number]] of Object.entries(described)) {
    if (name === upper || name === `SIG${upper}` || String(number) === text) return asSignal(name);
  }
  return undefined;
}

function asSignal(name: string): Signal | undefined {
  return isSignal(name) ? name : undefined;
}

function isSignal(name: string): name is Signal {
  return Object.hasOwn(described, name);
}

export type DefaultAction = 'terminate' | 'stop' | 'continue' | 'ignore';

export function defaultAction(signal: Signal): DefaultAction {
  switch (signal) {
    case 'SIGSTOP':
    case 'SIGTSTP':
    case 'SIGTTIN':
      return 'stop';
    case 'SIGCONT':
      return 'continue';
    case 'SIGCHLD':
    case 'SIGWINCH':
      return 'ignore';
    default:
      return 'terminate';
  }
}
