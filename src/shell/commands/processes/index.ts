/** Programs that list processes, end them, and run others. */
import type { ProgramFile } from '../../command.ts';
import { env } from './env.ts';
import { kill } from './kill.ts';
import { killall } from './killall.ts';
import { nohup } from './nohup.ts';
import { pgrep, pkill } from './pgrep.ts';
import { pidof } from './pidof.ts';
import { ps } from './ps.ts';
import { clear, sleep } from './small-programs.ts';
import { strace } from './strace.ts';
import { timeout } from './timeout.ts';
import { top } from './top.ts';
import { uname } from './uname.ts';
import { uptime } from './uptime.ts';
import { watch } from './watch.ts';

export const processPrograms: readonly ProgramFile[] = [
  clear,
  env,
  kill,
  killall,
  nohup,
  pgrep,
  pidof,
  pkill,
  ps,
  sleep,
  strace,
  timeout,
  top,
  uname,
  uptime,
  watch,
];
