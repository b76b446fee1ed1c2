/** Programs that read and change files. */
import type { ProgramFile } from '../../command.ts';
import { cat } from './cat.ts';
import { chmod, chown } from './chmod.ts';
import { cp } from './cp.ts';
import { editors } from './editors.ts';
import { find } from './find.ts';
import { mkdir, rmdir } from './folders.ts';
import { ln } from './ln.ts';
import { ls } from './ls.ts';
import { mv } from './mv.ts';
import { file, mktemp, readlink, realpath, which } from './names.ts';
import { rm } from './rm.ts';
import { stat } from './stat.ts';
import { touch, truncate } from './touch.ts';

export const filePrograms: readonly ProgramFile[] = [
  cat,
  chmod,
  chown,
  cp,
  ...editors,
  file,
  find,
  ln,
  ls,
  mkdir,
  mktemp,
  mv,
  readlink,
  realpath,
  rm,
  rmdir,
  stat,
  touch,
  truncate,
  which,
];
