/** Programs that show and change the packet filter. */
import type { ProgramFile } from '../../command.ts';
import { ip6tables, iptables } from './iptables.ts';
import { ufw } from './ufw.ts';

export const firewallPrograms: readonly ProgramFile[] = [ip6tables, iptables, ufw];
