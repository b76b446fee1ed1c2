/** Signals as procps and psmisc name them; they call number 29 POLL. */
import { parseSignal, type Signal } from '../../signal.ts';

const names =
  'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH POLL PWR SYS'.split(
    ' ',
  );

/** What their `-l` prints. */
export const signalList = `${names.slice(0, 16).join(' ')}\n${names.slice(16).join(' ')}\n`;

/** What `kill -L` prints: seven a line. */
export function signalTableText(): string {
  const cells = names.map((name, index) => `${String(index + 1).padStart(2)} ${name.padEnd(8)}`);
  const lines = Array.from({ length: Math.ceil(cells.length / 7) }, (_, row) =>
    cells.slice(row * 7, row * 7 + 7).join(''),
  );
  return lines.map((line, index) => `${index < lines.length - 1 ? line.trimEnd() : line}\n`).join('');
}

/** `9`, `KILL`, `SIGKILL`; 0 is no signal but a question; undefined for what no system has. */
export function signalNumberOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const place = names.indexOf(text.toUpperCase().replace(/^SIG/, ''));
  return place < 0 ? undefined : place + 1;
}

export function signalNameOf(number: number): string | undefined {
  return names[number - 1];
}

/** The signal with a number, if a program here can be sent it. */
export function sendable(number: number): Signal | undefined {
  return parseSignal(String(number));
}

export function notSendable(command: string, number: number): string {
  return `${command}: ${signalNameOf(number) ?? number} is a real signal that this host does not have yet\n`;
}
