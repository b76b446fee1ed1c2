import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findHolderOnLinux } from './port-holder-linux.ts';

/** Who holds a port, as far as the system tells the asking user. */
export type Holder = {
  readonly pid?: number;
  /** The command line, or the program's name where that is all there is. */
  readonly command?: string;
  readonly user?: string;
};

/** Asks the system who holds a TCP port of 127.0.0.1; undefined where it does not tell. */
export async function findHolder(port: number): Promise<Holder | undefined> {
  try {
    switch (process.platform) {
      case 'linux':
        return await findHolderOnLinux(port);
      case 'win32': {
        const pid = readNetstat(await run('netstat', ['-ano', '-p', 'TCP']), port);
        if (pid === undefined) return undefined;
        return { pid, ...readTasklist(await run('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'])) };
      }
      default:
        return readLsof(await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-FpcL']));
    }
  } catch {
    // No such tool, or no right to ask: the sentence then says that the system does not tell.
    return undefined;
  }
}

/** One sentence: `Port 62893 is taken by "python3 -m http.server 62893" (pid 4711).` */
export function describeHolder(port: number, holder: Holder | undefined): string {
  const command = holder?.command === undefined ? undefined : oneLine(holder.command);
  if (holder?.pid !== undefined) {
    return `Port ${port} is taken by ${command === undefined ? 'a program' : `"${command}"`} (pid ${holder.pid}).`;
  }
  if (holder?.user !== undefined) {
    return `Port ${port} is taken by a program of the user ${holder.user}; the system does not tell you which.`;
  }
  return `Port ${port} is taken; the system does not tell by whom.`;
}

/** lsof -F writes one field a line: p pid, c command, L login name. */
export function readLsof(output: string): Holder | undefined {
  const field = (letter: string) => new RegExp(`^${letter}(.+)$`, 'm').exec(output)?.[1];
  const [pid, command, user] = [field('p'), field('c'), field('L')];
  if (pid === undefined) return undefined;
  return {
    pid: Number(pid),
    ...(command === undefined ? {} : { command }),
    ...(user === undefined ? {} : { user }),
  };
}

/** The pid in a line of netstat -ano: `  TCP    127.0.0.1:62893   0.0.0.0:0   LISTENING   4711`. */
export function readNetstat(output: string, port: number): number | undefined {
  // The word for LISTENING is translated; a listener's peer port is 0 in every language.
  const line = new RegExp(
    String.raw`^\s*TCP\s+(?:127\.0\.0\.1|0\.0\.0\.0):${port}\s+\S+:0\s+\S+\s+(\d+)\s*$`,
    'm',
  );
  const pid = line.exec(output)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

/** The program's name in `"python.exe","4711","Console","1","12,345 K"`. */
export function readTasklist(output: string): { readonly command?: string } {
  const command = /^"([^"]+)","\d+"/m.exec(output)?.[1];
  return command === undefined ? {} : { command };
}

async function run(command: string, parameters: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, parameters, { timeout: 5000, windowsHide: true });
  return stdout;
}

/** Another program's command line goes to the terminal: no control characters, no endless line. */
function oneLine(command: string): string {
  const clean = command.replace(/\p{Cc}+/gu, ' ').trim();
  return clean.length > 120 ? `${clean.slice(0, 120)}…` : clean;
}
