/** nc(1) and its longer name. */
import type { ProgramFile } from '../../command.ts';
import { nc, netcat } from './nc.ts';

export const ncPrograms: readonly ProgramFile[] = [nc, netcat];
