/** Programs that list sockets. */
import type { ProgramFile } from '../../command.ts';
import { ss } from './ss.ts';

export const socketPrograms: readonly ProgramFile[] = [ss];
