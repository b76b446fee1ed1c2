/** What runs inside the shell. */
import type { Builtin, Commands } from '../../command.ts';
import { cd } from './cd.ts';
import { echo } from './echo.ts';
import { exportBuiltin, unset } from './export.ts';
import { helpFor } from './help.ts';
import { bg, disown, fg, jobs } from './jobs.ts';
import { kill } from './kill.ts';
import { colon, exit, falseCommand, history, pwd, trueCommand } from './small-builtins.ts';
import { wait } from './wait.ts';

/** @param commands all commands, for `help` */
export function builtinsFor(commands: () => Commands): readonly Builtin[] {
  return [
    bg,
    cd,
    colon,
    disown,
    echo,
    exit,
    exportBuiltin,
    falseCommand,
    fg,
    helpFor(commands),
    history,
    jobs,
    kill,
    pwd,
    trueCommand,
    unset,
    wait,
  ];
}
