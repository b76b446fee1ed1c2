/** Programs that list sockets. */
import type { ProgramFile } from '../../command.ts';
import { fuser } from './fuser.ts';
import { lsof } from './lsof.ts';
import { netstat } from './netstat.ts';
import { ss } from './ss.ts';

export const socketPrograms: readonly ProgramFile[] = [fuser, lsof, netstat, ss];
