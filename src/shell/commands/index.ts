/** All commands by name. To add one: a file beside this one, and its name in one of the two lists. */
import type { Builtin, Commands, ProgramFile } from '../command.ts';
import { cat } from './cat.ts';
import { cd } from './cd.ts';
import { curl } from './curl.ts';
import { echo } from './echo.ts';
import { exportBuiltin, unset } from './export.ts';
import { getent } from './getent.ts';
import { helpFor } from './help.ts';
import { bg, disown, fg, jobs } from './jobs.ts';
import { kill } from './kill.ts';
import { ls } from './ls.ts';
import { ps } from './ps.ts';
import { python, python3 } from './python3.ts';
import { colon, exit, falseCommand, history, pwd, trueCommand } from './small-builtins.ts';
import { clear, env, hostname, id, sleep, whoami } from './small-programs.ts';
import { ss } from './ss.ts';
import { wait } from './wait.ts';

const programs: readonly ProgramFile[] = [
  cat,
  clear,
  curl,
  env,
  getent,
  hostname,
  id,
  ls,
  ps,
  python,
  python3,
  sleep,
  ss,
  whoami,
];

const builtins: readonly Builtin[] = [
  bg,
  cd,
  colon,
  disown,
  echo,
  exit,
  exportBuiltin,
  falseCommand,
  fg,
  helpFor(() => commands),
  history,
  jobs,
  kill,
  pwd,
  trueCommand,
  unset,
  wait,
];

export const commands: Commands = {
  programs: new Map(programs.map((program) => [program.name, program])),
  builtins: new Map(builtins.map((builtin) => [builtin.name, builtin])),
};
