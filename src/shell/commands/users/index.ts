/** Programs about who you are, and to become somebody else. */
import type { ProgramFile } from '../../command.ts';
import { groups, id, users, who, whoami } from './id.ts';
import { su } from './su.ts';
import { sudo } from './sudo.ts';

export const userPrograms: readonly ProgramFile[] = [groups, id, su, sudo, users, who, whoami];
