/** Whether the processes of a sandbox all wait: read from its /proc. */
import { readdirSync, readFileSync } from 'node:fs';

/** Everything that moves when a process does something; undefined while one is running. */
export function activityOf(proc: string): string | undefined {
  const seen: string[] = [];
  for (const pid of readdirSync(proc)) {
    if (!/^\d+$/.test(pid) || pid === '1') continue;
    for (const thread of threadsOf(`${proc}/${pid}/task`)) {
      const stat = read(`${proc}/${pid}/task/${thread}/stat`);
      const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
      if (state === 'R' || state === 'D') return undefined;
      // Run time in nanoseconds, and how often it was given a processor.
      seen.push(`${thread} ${state} ${read(`${proc}/${pid}/task/${thread}/schedstat`)}`);
    }
  }
  return seen.join('\n');
}

function threadsOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** '' for a process that is gone meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
