/** Programs that let others in, and oneself in elsewhere, without a port of the firewall being opened. */
import type { ProgramFile } from '../../command.ts';
import { cloudflared } from './cloudflared.ts';
import { kubectl } from './kubectl.ts';

export const tunnelPrograms: readonly ProgramFile[] = [cloudflared, kubectl];
