/** A still of a terminal: command lines run on a machine, as plain text, for pages that are built ahead. */
import { type Machine, openTerminal, type Terminal } from './machine.ts';

export interface TranscriptEntry {
  /** `dev@laptop:~$ ` */
  readonly prompt: string;
  readonly command: string;
  /** What was printed until the next prompt, or so far when the command still runs. */
  readonly output: string;
}

/** A terminal without colours and editing, and what it printed since it was last asked. */
export interface PlainTerminal {
  readonly terminal: Terminal;
  takeOutput(): string;
}

export function openPlainTerminal(machine: Machine, columns = 80, user = machine.user): PlainTerminal {
  let text = '';
  const terminal = openTerminal(machine, {
    columns,
    rows: 24,
    editing: false,
    user,
    onOutput: (piece) => {
      text += piece.replace(/\r+\n/g, '\n');
    },
  });
  return {
    terminal,
    takeOutput() {
      const all = text;
      text = '';
      return all;
    },
  };
}

/** A line that is a key and no command. */
const keys: ReadonlyMap<string, string> = new Map([
  ['^C', '\x03'],
  ['^Z', '\x1a'],
  ['^D', '\x04'],
]);

/** The longest time that a still waits for a command: a connect that nobody answers takes 135 s. */
const patience = 200_000;

/**
 * Types the lines one after the other. `^C`, `^Z` and `^D` on a line of their own press that key; what follows
 * belongs to the command that ran. Time passes while a command sleeps, unless a key is next.
 */
export function runTranscript(
  machine: Machine,
  lines: readonly string[],
  { terminal, takeOutput }: PlainTerminal = openPlainTerminal(machine),
): readonly TranscriptEntry[] {
  const entries: { prompt: string; command: string; output: string }[] = [];
  let prompt = takeOutput();
  for (const [index, line] of lines.entries()) {
    const key = keys.get(line);
    terminal.type(key ?? `${line}\r`);
    const next = lines[index + 1];
    if (next === undefined || !keys.has(next)) waitForPrompt(machine, terminal);
    const printed = takeOutput();
    const { body, ending } = terminal.atPrompt() ? splitPrompt(printed) : { body: printed, ending: '' };
    const last = entries.at(-1);
    if (key && last) last.output += prompt + body;
    else entries.push({ prompt, command: line, output: body.slice(line.length + 1) });
    prompt = ending;
  }
  return entries;
}

function waitForPrompt(machine: Machine, terminal: Terminal): void {
  const { network } = machine.around.host;
  const until = network.now + patience;
  while (!terminal.atPrompt()) {
    const due = network.timers.next();
    if (due === undefined || due > until) return;
    machine.advance(Math.max(0, due - network.now));
  }
}

/** bash's `dev@laptop:~$ ` and `> `, zsh's `dev@macbook ~ % `, PowerShell's `PS C:\Users\dev> ` and `>> `. */
const prompts = /[\w-]+@[\w-]+:[~/]\S*[$#] |^[\w-]+@[\w-]+ \S+ [%#] |PS [A-Z]:\\[^\n>]*> |^>>? /gm;

/** The last prompt; what a background job printed after it counts as output. */
function splitPrompt(text: string): { readonly body: string; readonly ending: string } {
  const match = [...text.matchAll(prompts)].at(-1);
  if (!match) return { body: text, ending: '' };
  const [prompt] = match;
  return { body: text.slice(0, match.index) + text.slice(match.index + prompt.length), ending: prompt };
}

/** The whole transcript as one text. */
export function transcriptText(entries: readonly TranscriptEntry[]): string {
  return entries.map(({ prompt, command, output }) => `${prompt}${command}\n${output}`).join('');
}
