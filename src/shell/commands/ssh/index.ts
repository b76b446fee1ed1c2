/** Tunnels and commands on other hosts. */
import type { ProgramFile } from '../../command.ts';
import { ssh } from './ssh.ts';

export const sshPrograms: readonly ProgramFile[] = [ssh];
