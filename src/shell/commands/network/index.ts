/** Programs that tell and change how the host is connected. */
import type { ProgramFile } from '../../command.ts';
import { getent } from './getent.ts';
import { hostname } from './hostname.ts';
import { ifconfig } from './ifconfig.ts';
import { ip } from './ip.ts';
import { ping } from './ping.ts';
import { sysctl } from './sysctl.ts';

export const networkPrograms: readonly ProgramFile[] = [getent, hostname, ifconfig, ip, ping, sysctl];
