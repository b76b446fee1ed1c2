import { clockTimeSeconds, toCivil, twoDigits } from '../../civil-time.ts';
import type { ProgramFile } from '../../command.ts';
import { gnuOptionError, type OptionTable, parseOptions } from '../../option-table.ts';
import { complain, now, print, timeOfDay } from '../../syscalls.ts';
import { uptimeUsage } from './process-usages.ts';

const options: OptionTable = {
  options: [
    { short: 'p', long: 'pretty', help: 'show uptime in pretty format' },
    { short: 'h', long: 'help', help: 'display this help and exit' },
    { short: 's', long: 'since', help: 'system up since' },
    { short: 'V', long: 'version', help: 'output version information and exit' },
  ],
};

/** uptime(1) of procps 4.0; the host has run since the page's world began, and its load is not measured. */
export const uptime: ProgramFile = {
  name: 'uptime',
  summary: 'how long this host has run',
  options,
  *run([, ...args]) {
    const parsed = parseOptions(options, args);
    if (!parsed.ok || parsed.operands.length > 0) {
      yield* complain((parsed.ok ? '' : gnuOptionError('uptime', parsed)) + uptimeUsage);
      return 1;
    }
    const elapsed = yield* now();
    const time = yield* timeOfDay();
    const [last] = parsed.given.slice(-1);
    switch (last?.name) {
      case 'help':
        yield* print(uptimeUsage);
        return 0;
      case 'version':
        yield* print('uptime from procps-ng 4.0.2\n');
        return 0;
      case 'since': {
        const start = toCivil(time - elapsed);
        const date = `${start.year}-${twoDigits(start.month + 1)}-${twoDigits(start.day)}`;
        yield* print(`${date} ${clockTimeSeconds(start)}\n`);
        return 0;
      }
      default:
    }
    const minutes = Math.floor(elapsed / 60_000) % 60;
    const hours = Math.floor(elapsed / 3_600_000);
    if (last?.name === 'pretty') {
      const parts = [plural(hours, 'hour'), plural(minutes, 'minute')].filter((part) => part !== '');
      yield* print(`up ${parts.join(', ') || '0 minutes'}\n`);
      return 0;
    }
    const up = hours > 0 ? `${String(hours).padStart(2)}:${twoDigits(minutes)}` : `${minutes} min`;
    yield* print(` ${clockTimeSeconds(toCivil(time))} up ${up},  1 user,  load average: 0.00, 0.00, 0.00\n`);
    return 0;
  },
};

function plural(count: number, unit: string): string {
  return count === 0 ? '' : `${count} ${unit}${count === 1 ? '' : 's'}`;
}
