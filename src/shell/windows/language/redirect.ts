/** Where output goes that is not shown: a file, or `$null`. */
import type { Program } from '../../program.ts';
import { nullStream, type Stream } from '../../stream.ts';
import { openStream, self } from '../../syscalls.ts';
import { fromWindowsPath } from '../windows-path.ts';
import { PsError } from './errors.ts';
import { evaluate } from './evaluate.ts';
import { formatValues } from './format.ts';
import type { Run } from './run.ts';
import type { Expression, Redirection } from './tree.ts';
import { textOf, type Value } from './values.ts';

export function* openRedirected(run: Run, to: Expression, appends: boolean): Program<Stream> {
  const target = yield* evaluate(run, to);
  if (target === undefined) return nullStream;
  const path = textOf(target);
  const opened = openStream(yield* self(), fromWindowsPath(path), appends ? 'append' : 'write');
  if (!opened.ok) throw new PsError(`Could not find a part of the path '${path}'.`, 'Out-File');
  return opened.value;
}

export function* writeRedirected(
  run: Run,
  { to, appends }: Redirection,
  values: readonly Value[],
): Program<void> {
  if (to === 'output') return;
  const stream = yield* openRedirected(run, to, appends);
  stream.write(yield* self(), formatValues(values, 120, false));
}
