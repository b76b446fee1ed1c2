/** What runs inside the shell. */
import type { Builtin, Commands } from '../../command.ts';
import { absentBuiltins } from './absent-builtins.ts';
import { cd } from './cd.ts';
import { declare, exportBuiltin, local, readonlyBuiltin, typeset } from './declare.ts';
import { dirs, popd, pushd } from './directory-stack.ts';
import { echo } from './echo.ts';
import { builtin, command, dot, evalBuiltin, exec, source } from './eval.ts';
import { breakBuiltin, continueBuiltin, exit, logout, returnBuiltin } from './flow.ts';
import { getopts } from './getopts.ts';
import { helpFor } from './help.ts';
import { bg, disown, fg, jobs } from './jobs.ts';
import { kill } from './kill.ts';
import { ulimit, umask } from './limits.ts';
import { printf } from './printf.ts';
import { mapfile, read, readarray } from './read.ts';
import { set, shift, shopt } from './set.ts';
import {
  caller,
  colon,
  enable,
  falseCommand,
  history,
  letBuiltin,
  pwd,
  suspend,
  times,
  trueCommand,
} from './small-builtins.ts';
import { bracket, test } from './test.ts';
import { trap } from './trap.ts';
import { alias, hash, type, unalias } from './type.ts';
import { unset } from './unset.ts';
import { wait } from './wait.ts';

/** @param commands all commands, for `help` */
export function builtinsFor(commands: () => Commands): readonly Builtin[] {
  return [
    ...absentBuiltins,
    alias,
    bg,
    bracket,
    breakBuiltin,
    builtin,
    caller,
    cd,
    colon,
    command,
    continueBuiltin,
    declare,
    dirs,
    disown,
    dot,
    echo,
    enable,
    evalBuiltin,
    exec,
    exit,
    exportBuiltin,
    falseCommand,
    fg,
    getopts,
    hash,
    helpFor(commands),
    history,
    jobs,
    kill,
    letBuiltin,
    local,
    logout,
    mapfile,
    popd,
    printf,
    pushd,
    pwd,
    read,
    readarray,
    readonlyBuiltin,
    returnBuiltin,
    set,
    shift,
    shopt,
    source,
    suspend,
    test,
    times,
    trap,
    trueCommand,
    type,
    typeset,
    ulimit,
    umask,
    unalias,
    unset,
    wait,
  ];
}
