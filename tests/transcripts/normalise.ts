/**
 * The one normalisation between what was recorded and what comes now. It hides what cannot be the same twice, and no more:
 *
 * - **Process ids.** Both hosts count from 4200, so a whole number from 4200 to 4999 that stands alone is a process id.
 *   It becomes `<pid 1>`, `<pid 2>` … in the order in which the session shows them: the same process keeps its number.
 * - **Ephemeral ports.** A whole number from 32768 to 60999 that stands alone, in the same way: `<port 1>` …
 * - **Socket inodes**, where a tool shows them as such: `<inode 1>` …, with the spaces before them, which follow their width.
 * - **Lists of Unix-domain sockets**: their inodes in the same way, and the kernel's address that lsof shows; every run of
 *   spaces in such an output becomes one, because the columns follow the widths of these.
 * - **Points in time**: dates with a time, the hours of a clock, as each tool writes them: `<time>`.
 * - **Use of the processor** in `ps -f` (the column C): `<n>`.
 * - **Durations**: what a tool measured, to the nearest second: 2001 ms and 2.0 s become `<2 s>`.
 *
 * A number that the session types itself (a port, a count) is never replaced.
 */
export const firstPid = 4200;
const lastPid = 4999;
const firstPort = 32768;
const lastPort = 60999;

export type Normalise = (text: string) => string;

const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const weekday = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const clock = '[0-2]\\d:[0-5]\\d(?::[0-6]\\d)?';

/** Each as a tool writes it. */
const times = [
  // The log of a web server; HTTP's Date; date(1); lstart of ps; ls -l; ls --full-time.
  `\\d\\d/${month}/\\d{4}[ :]${clock}(?: [+-]\\d{4})?`,
  `${weekday}, \\d\\d ${month} \\d{4} ${clock} GMT`,
  `${weekday} ${month} [ \\d]\\d ${clock}(?: [AP]M)? UTC \\d{4}`,
  `${weekday} ${month} [ \\d]\\d ${clock} \\d{4}`,
  `${month} [ \\d]\\d ${clock}`,
  `\\d{4}-\\d\\d-\\d\\d[ T]${clock}(?:[.,]\\d+)?(?:Z| ?[+-]\\d\\d:?\\d\\d)?`,
  // ps: when a process was started, and how long it ran.
  `(?<![\\w:.])${clock}(?![\\w:])`,
];
const time = new RegExp(times.join('|'), 'g');

/** What stands before a measured number, the number, its unit, and what stands behind. */
const durations: readonly { readonly pattern: RegExp; readonly unit: number }[] = [
  { pattern: /(after )(\d+)( ms| milliseconds)/g, unit: 0.001 },
  { pattern: /(\btime[= ])(\d+(?:\.\d+)?)( ?ms)/g, unit: 0.001 },
  // Of ping's four figures the greatest.
  { pattern: /(^rtt min\/avg\/max\/mdev = )[\d.]+\/[\d.]+\/([\d.]+)\/[\d.]+( ms)/gm, unit: 0.001 },
];

export function createNormalise(typed: readonly string[]): Normalise {
  const literal = new Set(typed.flatMap((line) => line.match(/\d+/g) ?? []));
  const pids = createNames('pid');
  const ports = createNames('port');
  const inodes = createNames('inode');

  function nameOf(number: string): string {
    const value = Number(number);
    if (literal.has(number)) return number;
    if (value >= firstPid && value <= lastPid) return pids(number);
    if (value >= firstPort && value <= lastPort) return ports(number);
    return number;
  }

  return (text) => {
    let out = text.replace(time, '<time>');
    out = out.replaceAll(/^(real|user|sys)\t(\d+)m(\d+\.\d+)s$/gm, (_all, name, minutes, seconds) => {
      return `${name}\t${rounded(Number(minutes) * 60 + Number(seconds))}`;
    });
    for (const { pattern, unit } of durations) {
      out = out.replaceAll(pattern, (_all, before, number) => `${before}${rounded(Number(number) * unit)}`);
    }
    out = out.replaceAll(/^(\S+ +\d+ +\d+) +\d+ (<time> )/gm, '$1 <n> $2');
    out = out.replaceAll(
      /( IPv[46]) +(\d+)( +0t0 )|(\bino:)(\d+)/g,
      (_all, family, inode, rest, mark, other) =>
        mark ? `${mark}${inodes(other)}` : `${family} ${inodes(inode)}${rest}`,
    );
    out = out.replaceAll(/( TYPE) +(DEVICE )/g, '$1 $2');
    if (unixList.test(out)) out = hideUnixInodes(out, inodes);
    // Alone, or between escape sequences that colour it.
    return out.replaceAll(/(?:(?<![\w.<-])|(?<=\[[\d;]*m))\d{4,5}(?![\w>]|\.\d)/g, nameOf);
  };
}

/** A line of ss, of netstat, of lsof. */
const unixList = /^u_str |^unix {2}\d|\bunix 0x[0-9a-f]+ /m;

function hideUnixInodes(text: string, inodes: (value: string) => string): string {
  return text
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/ unix 0x[0-9a-f]+ 0t0 (\d+)/g, (_all, inode) => ` unix <address> 0t0 ${inodes(inode)}`)
    .replaceAll(/^(?:u_str|unix) .*$/gm, (line) => {
      return line.replaceAll(/(?<= )\d{4,}(?= |$)/g, (inode) => inodes(inode));
    });
}

function rounded(seconds: number): string {
  return `<${Math.round(seconds)} s>`;
}

/** Gives the same value the same name, in the order in which they come. */
function createNames(kind: string): (value: string) => string {
  const names = new Map<string, string>();
  return (value) => {
    const name = names.get(value) ?? `<${kind} ${names.size + 1}>`;
    names.set(value, name);
    return name;
  };
}

/** What a session types, for {@link createNormalise}. */
export function typedLines(session: {
  readonly steps: readonly { readonly action: unknown }[];
}): readonly string[] {
  return session.steps.map(({ action }) => JSON.stringify(action));
}
