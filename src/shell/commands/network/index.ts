/** Programs that tell and change how the host is connected. */
import type { ProgramFile } from '../../command.ts';
import { getent } from './getent.ts';

export const networkPrograms: readonly ProgramFile[] = [getent];
