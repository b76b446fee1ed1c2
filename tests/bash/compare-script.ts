/** What the simulated bash did with a script against what the real one did. */
import { lineDifference } from '../transcripts/line-difference.ts';
import type { ScriptResult } from '../transcripts/real-host/messages.ts';
import { resultLines } from './expected-results.ts';
import type { ScriptCase } from './script-case.ts';
import { runOnSimulatedBash } from './simulated-bash.ts';

/** @returns '' when both did the same; else the script and both results, `-` the real one's and `+` the simulated one's */
export function compareScript({ script }: ScriptCase, expected: ScriptResult): string {
  const came = runOnSimulatedBash(script);
  const lines = came === 'late' ? ['it had not ended after 10 seconds'] : resultLines(came);
  const real = resultLines(expected);
  if (real.join('\n') === lines.join('\n')) return '';
  return [script.trimEnd(), '', ...lineDifference(real, lines)].join('\n');
}
