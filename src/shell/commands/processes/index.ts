/** Programs that tell who runs and as whom. */
import type { ProgramFile } from '../../command.ts';
import { ps } from './ps.ts';
import { clear, env, hostname, id, sleep, whoami } from './small-programs.ts';

export const processPrograms: readonly ProgramFile[] = [clear, env, hostname, id, ps, sleep, whoami];
