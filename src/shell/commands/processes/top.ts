import type { ProgramFile } from '../../command.ts';
import { noOptions } from '../../option-table.ts';
import { complain } from '../../syscalls.ts';

/** top(1) is a screen of its own, and processor time is not measured here. */
export const top: ProgramFile = {
  name: 'top',
  summary: 'not here: ps aux lists the processes once, watch ps aux again and again',
  options: noOptions,
  *run() {
    yield* complain(
      'top: no process uses processor time on this host, so there is nothing to rank; try ps aux\n',
    );
    return 1;
  },
};
