import type { ProgramFile } from '../../command.ts';
import { noOptions } from '../../option-table.ts';
import { complain, print, self } from '../../syscalls.ts';
import { perform } from './systemctl.ts';
import { findUnit, isActive, unitNames } from './units.ts';

const usage = 'Usage: service < option > | --status-all | [ service_name [ command | --full-restart ] ]\n';

/** service(8): the older way to say the same to systemd. */
export const service: ProgramFile = {
  name: 'service',
  summary: 'start, stop and look at a service: service nginx status',
  options: noOptions,
  operands: 'SERVICE start|stop|restart|status',
  section: 8,
  *run([, name, verb]) {
    const { around } = yield* self();
    if (name === undefined || name === '--help' || name === '-h') {
      yield* complain(usage);
      return name === undefined ? 1 : 0;
    }
    if (name === '--version') {
      yield* print('service ver. 1.65.2\n');
      return 0;
    }
    if (name === '--status-all') {
      for (const known of unitNames(around)) {
        const unit = findUnit(around, known);
        yield* print(` [ ${unit && isActive(unit) ? '+' : '-'} ]  ${known}\n`);
      }
      return 0;
    }
    if (verb !== undefined && ['start', 'stop', 'restart', 'status'].includes(verb)) {
      return yield* perform(verb, name);
    }
    if (findUnit(around, name)) {
      yield* complain(`Usage: ${name} {start|stop|restart|status}\n`);
      return 3;
    }
    yield* complain(`${name}: unrecognized service\n`);
    return 1;
  },
};
