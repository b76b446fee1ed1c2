/** Programs that people put behind a pipe. */
import type { ProgramFile } from '../../command.ts';
import { awk } from './awk.ts';
import { cut } from './cut.ts';
import { date } from './date.ts';
import { diff } from './diff.ts';
import { egrep, fgrep, grep } from './grep.ts';
import { head } from './head.ts';
import { hexdump, xxd } from './hex-dump.ts';
import { less, more } from './pager.ts';
import { column, fold, paste } from './paste.ts';
import { basename, dirname, yes } from './path-names.ts';
import { nl, rev, tac } from './reverse.ts';
import { sed } from './sed.ts';
import { seq } from './seq.ts';
import { sort } from './sort.ts';
import { tail } from './tail.ts';
import { tee } from './tee.ts';
import { tr } from './tr.ts';
import { uniq } from './uniq.ts';
import { wc } from './wc.ts';
import { xargs } from './xargs.ts';

export const textPrograms: readonly ProgramFile[] = [
  awk,
  { ...awk, name: 'mawk' },
  basename,
  column,
  cut,
  date,
  diff,
  dirname,
  egrep,
  fgrep,
  fold,
  grep,
  head,
  hexdump,
  less,
  more,
  nl,
  paste,
  rev,
  sed,
  seq,
  sort,
  tac,
  tail,
  tee,
  tr,
  uniq,
  wc,
  xargs,
  xxd,
  yes,
];
