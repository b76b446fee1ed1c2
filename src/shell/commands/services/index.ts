/** What starts, stops and shows the services of a host, and what asks them. */
import type { ProgramFile } from '../../command.ts';
import { psql } from './psql.ts';
import { redisCli } from './redis-cli.ts';
import { service } from './service-command.ts';
import { systemctl } from './systemctl.ts';

export const servicePrograms: readonly ProgramFile[] = [psql, redisCli, service, systemctl];
