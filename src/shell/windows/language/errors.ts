/** PowerShell's errors: what ends a command, and how PowerShell 7 words it (about_Error_Handling, ConciseView). */

/** Ends the pipeline that runs. */
export class PsError extends Error {
  /** The cmdlet that says so; the command that was typed when left out. */
  readonly from: string | undefined;
  constructor(message: string, from?: string) {
    super(message);
    this.from = from;
  }
}

/** `-ErrorAction Stop`, or an error that the rest of the line does not survive: already told. */
export class StopLine extends Error {}

const red = '\x1b[31;1m';
const yellow = '\x1b[33;1m';
const plain = '\x1b[0m';

/** `Get-Process: Cannot find …`, in red where there are colours. */
export function errorText(from: string, message: string, colours: boolean): string {
  const text = from === '' ? message : `${from}: ${message}`;
  return colours
    ? `${text
        .split('\n')
        .map((line) => `${red}${line}${plain}`)
        .join('\n')}\n`
    : `${text}\n`;
}

export function warningText(message: string, colours: boolean): string {
  return colours ? `${yellow}WARNING: ${message}${plain}\n` : `WARNING: ${message}\n`;
}

/** What an unknown name gets: PowerShell 7's two sentences. */
export function notRecognized(name: string): string {
  return `The term '${name}' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again.`;
}
