/**
 * What the real bash did, next to the scripts: `quoting.sh` has `quoting.expected`. The recorder writes it.
 *
 *     recorded Debian 12, bash 5.2.15
 *
 *     ### a word that is not there
 *     stderr:
 *       script: line 1: nonsense: command not found
 *     status 127
 */
import { readOutput, writeOutput } from '../transcripts/output-lines.ts';
import type { ScriptResult } from '../transcripts/real-host/messages.ts';

export function printExpected(recorded: string, results: ReadonlyMap<string, ScriptResult>): string {
  const blocks = [...results].map(([name, result]) => [`### ${name}`, ...resultLines(result), '']);
  return [`recorded ${recorded}`, '', ...blocks.flat()].join('\n');
}

/** A result as lines, for a file and for a comparison. */
export function resultLines({ stdout, stderr, status }: ScriptResult): readonly string[] {
  const part = (name: string, text: string): readonly string[] =>
    text === '' ? [] : [`${name}:`, ...writeOutput(withoutPids(text)).map((line) => `  ${line}`)];
  return [...part('stdout', stdout), ...part('stderr', stderr), `status ${status}`];
}

/** What bash says when a child was ended by a signal has the child's number in it: nothing else is hidden. */
export function withoutPids(text: string): string {
  return text.replaceAll(/^(script: line \d+: +)\d+( [A-Z])/gm, '$1<pid>$2');
}

export function parseExpected(text: string): ReadonlyMap<string, ScriptResult> {
  const results = new Map<string, ScriptResult>();
  for (const block of text.split(/^### /m).slice(1)) {
    const [name = '', ...lines] = block.split('\n');
    const parts: Record<'stdout' | 'stderr', string[]> = { stdout: [], stderr: [] };
    let part: string[] = parts.stdout;
    let status = 0;
    for (const line of lines) {
      if (line === 'stdout:') part = parts.stdout;
      else if (line === 'stderr:') part = parts.stderr;
      else if (line.startsWith('status ')) status = Number(line.slice(7));
      else if (line.startsWith('  ')) part.push(line.slice(2));
    }
    results.set(name, { stdout: readOutput(parts.stdout), stderr: readOutput(parts.stderr), status });
  }
  return results;
}
