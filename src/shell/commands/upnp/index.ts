/** A program on the network asks the router to forward a port. */
import type { ProgramFile } from '../../command.ts';
import { upnpc } from './upnpc.ts';

export const upnpPrograms: readonly ProgramFile[] = [upnpc];
