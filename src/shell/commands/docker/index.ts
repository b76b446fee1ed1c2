/** Containers. */
import type { ProgramFile } from '../../command.ts';
import { docker } from './docker.ts';

export const dockerPrograms: readonly ProgramFile[] = [docker];
