/** Windows' own programs, as far as this host has them. */
import type { ProgramFile } from '../../command.ts';
import { findstr } from './findstr.ts';
import { ipconfig } from './ipconfig.ts';
import { netsh } from './netsh.ts';
import { netstat } from './netstat.ts';
import { ping } from './ping.ts';
import { pwsh } from './pwsh.ts';
import { svchost } from './svchost.ts';
import { taskkill, tasklist } from './tasks.ts';
import { wsl } from './wsl.ts';

export const windowsPrograms: readonly ProgramFile[] = [
  findstr,
  ipconfig,
  netsh,
  netstat,
  ping,
  pwsh,
  svchost,
  taskkill,
  tasklist,
  wsl,
];
