/** What `-d` and its relatives send. */
import type { Program } from '../../program.ts';
import { closeFile, complain, open, read } from '../../syscalls.ts';
import type { CurlRequest } from './curl-arguments.ts';

/** The data of all `-d`, with what stands in files. */
export function* joinData(parts: CurlRequest['data']): Program<string | undefined> {
  if (parts.length === 0) return undefined;
  const texts: string[] = [];
  for (const { text, from } of parts) {
    if (from === 'text') {
      texts.push(text);
      continue;
    }
    const opened = text === '-' ? ({ ok: true, value: 0 } as const) : yield* open(text, 'read');
    if (!opened.ok) {
      yield* complain(`Warning: Couldn't read data from file "${text}", this makes an empty POST.\n`);
      continue;
    }
    let content = '';
    for (let piece = yield* read(opened.value); piece !== ''; piece = yield* read(opened.value))
      content += piece;
    if (opened.value !== 0) yield* closeFile(opened.value);
    texts.push(from === 'file' ? content.replace(/[\r\n\0]/g, '') : content);
  }
  return texts.join('&');
}
