import { toCivil } from '../../civil-time.ts';
import type { ProgramFile } from '../../command.ts';
import { stat } from '../../file-calls.ts';
import { timeOfDay } from '../../syscalls.ts';
import { curly, fileError, gnuTool, quit, usageError } from '../gnu-tool.ts';
import { formatTime } from './date-format.ts';

const usual = '%a %b %e %H:%M:%S %Z %Y';
const isoFormats: Readonly<Record<string, string>> = {
  '': '%Y-%m-%d',
  date: '%Y-%m-%d',
  hours: '%Y-%m-%dT%H%:z',
  minutes: '%Y-%m-%dT%H:%M%:z',
  seconds: '%Y-%m-%dT%H:%M:%S%:z',
  ns: '%Y-%m-%dT%H:%M:%S,%N%:z',
};

/** date(1) of GNU coreutils. The host's clock is in UTC. */
export const date: ProgramFile = gnuTool({
  name: 'date',
  summary: "print the host's time, in a form of your choice",
  operands: '[OPTION]... [+FORMAT]',
  about: 'Display date and time in the given FORMAT.',
  options: [
    { short: 'd', long: 'date', argument: 'STRING', help: "display time described by STRING, not 'now'" },
    {
      short: 'I',
      long: 'iso-8601',
      argument: 'FMT',
      optional: true,
      help: 'ISO 8601; FMT is date, hours, minutes, seconds or ns',
    },
    { short: 'R', long: 'rfc-email', help: 'as in mail: Mon, 14 Aug 2006 02:34:56 +0000' },
    { short: 'r', long: 'reference', argument: 'FILE', help: 'display the last modification time of FILE' },
    { short: 'u', long: 'utc', help: 'Coordinated Universal Time (always so here)' },
  ],
  absent: 'fs',
  absentNames: ['debug', 'file', 'resolution', 'rfc-3339', 'set'],
  differs: '-d reads @SECONDS, YYYY-MM-DD [HH:MM[:SS]], now, today, yesterday, tomorrow and `N UNITS [ago]`.',
  *run(call) {
    const [operand, extra] = call.operands;
    if (extra !== undefined) return yield* usageError(call, `extra operand ${curly(extra)}`);
    if (operand !== undefined && !operand.startsWith('+')) {
      return yield* quit(1, `date: invalid date ${curly(operand)}\n`);
    }
    let when = yield* timeOfDay();
    const described = call.value('date');
    if (described !== undefined) {
      const read = readDate(described, when);
      if (read === undefined) return yield* quit(1, `date: invalid date ${curly(described)}\n`);
      when = read;
    }
    const reference = call.value('reference');
    if (reference !== undefined) {
      const found = yield* stat(reference);
      if (!found.ok) return yield* quit(1, `date: ${fileError(reference, found.errno)}\n`);
      when = found.value.modified;
    }
    let format = operand?.slice(1) ?? usual;
    const iso = call.value('iso-8601');
    if (call.has('rfc-email')) format = '%a, %d %b %Y %H:%M:%S %z';
    if (iso !== undefined) {
      const found = isoFormats[iso];
      if (found === undefined) {
        return yield* usageError(call, `invalid argument ${curly(iso)} for ${curly('--iso-8601')}`);
      }
      format = found;
    }
    yield* call.out(`${formatTime(format, when)}\n`);
    return 0;
  },
});

const unitLengths: Readonly<Record<string, number>> = {
  sec: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};

/** Milliseconds since 1970; undefined for a text that says no date. */
export function readDate(text: string, now: number): number | undefined {
  const words = text.trim().toLowerCase();
  const seconds = /^@(-?\d+(?:\.\d+)?)$/.exec(words);
  if (seconds) return Number(seconds[1]) * 1000;
  if (words === '') return now - (now % 86_400_000);
  if (words === 'now' || words === 'today') return now;
  if (words === 'yesterday') return now - 86_400_000;
  if (words === 'tomorrow') return now + 86_400_000;
  const relative = /^([+-]?\d+)\s*([a-z]+?)s?(\s+ago)?$/.exec(words);
  if (relative) {
    const length = unitLengths[relative[2] ?? ''];
    if (length === undefined) return undefined;
    return now + Number(relative[1]) * length * (relative[3] ? -1 : 1);
  }
  const match = /^(\d{4})-(\d\d?)-(\d\d?)(?:[t ]+(\d\d?):(\d\d)(?::(\d\d))?)?(?:\s*(?:z|utc))?$/.exec(words);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  const start = daysSince1970(year, month, day) * 86_400_000;
  if (toCivil(start).day !== day) return undefined;
  return start + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** The count of days, by years that begin in March. */
function daysSince1970(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719468
  );
}
