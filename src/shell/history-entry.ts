/** What the history keeps of a command. */
import { quoteAfter } from './history-expansion.ts';

/** A command of several lines as the history keeps it: on one line where that means the same (bash's cmdhist). */
export function historyEntry(source: string): string {
  const [first = '', ...rest] = source.split('\n');
  // The lines of a here-document and of an open quote stay lines.
  if (/<</.test(source)) return source;
  return rest.reduce((entry, line) => {
    if (quoteAfter(entry) !== '') return `${entry}\n${line}`;
    if (/\\$/.test(entry)) return entry.slice(0, -1) + line;
    const goesOn = /(?:^|[\s;])(?:do|then|else|in|if|elif|while|until)\s*$|[{(;&|)]\s*$/.test(entry);
    return line.trim() === '' ? entry : `${entry}${goesOn ? ' ' : '; '}${line.trimStart()}`;
  }, first);
}
