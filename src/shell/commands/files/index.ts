/** Programs that read and change files. */
import type { ProgramFile } from '../../command.ts';
import { cat } from './cat.ts';
import { ls } from './ls.ts';

export const filePrograms: readonly ProgramFile[] = [cat, ls];
