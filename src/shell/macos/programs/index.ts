/** macOS's own programs. */
import type { ProgramFile } from '../../command.ts';
import { defaults } from './defaults.ts';
import { dscacheutil } from './dscacheutil.ts';
import { ifconfig } from './ifconfig.ts';
import { ipconfig } from './ipconfig.ts';
import { lsof } from './lsof.ts';
import { swVers, uname } from './names.ts';
import { netstat } from './netstat.ts';
import { ping, ping6 } from './ping.ts';
import { ps } from './ps.ts';
import { socketfilterfw } from './socketfilterfw.ts';
import { sysctl } from './sysctl.ts';

export const macosPrograms: readonly ProgramFile[] = [
  defaults,
  dscacheutil,
  ifconfig,
  ipconfig,
  lsof,
  netstat,
  ping,
  ping6,
  ps,
  socketfilterfw,
  swVers,
  sysctl,
  uname,
];
