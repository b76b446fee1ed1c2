/** curl(1). */
import type { ProgramFile } from '../../command.ts';
import { curl } from './curl.ts';

export const curlPrograms: readonly ProgramFile[] = [curl];
