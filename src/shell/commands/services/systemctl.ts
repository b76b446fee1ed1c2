import type { ProgramFile } from '../../command.ts';
import { type Option, type OptionTable, parseOptions } from '../../option-table.ts';
import type { Program } from '../../program.ts';
import { complain, now, print, self, sleep } from '../../syscalls.ts';
import { commandName } from '../processes/command-name.ts';
import { activeText } from './unit-state.ts';
import { findUnit, hasFailed, isActive, startUnit, stopUnit, type Unit, unitNames } from './units.ts';

const options: readonly Option[] = [
  { short: 'h', long: 'help', help: 'Show this help' },
  { long: 'no-pager', help: 'Do not pipe output into a pager' },
  { short: 'q', long: 'quiet', help: 'Suppress output' },
  { long: 'version', help: 'Show package version' },
];
const table: OptionTable = { options, absent: 'HMatplnsTv' };

const verbs = ['start', 'stop', 'restart', 'status', 'is-active'];

/** systemctl(1) of systemd 252, to start, stop and look at the services of a host. */
export const systemctl: ProgramFile = {
  name: 'systemctl',
  summary: 'start, stop and look at the services of this host: systemctl status nginx',
  options: table,
  operands: 'start|stop|restart|status|is-active UNIT...',
  differs:
    'Only these verbs. Memory, tasks and the journal are not shown. postgresql is one unit; Debian has postgresql@15-main beside it.',
  *run([, ...args]) {
    const parsed = parseOptions(table, args);
    if (!parsed.ok) {
      const reason =
        parsed.kind === 'unknown-name'
          ? `unrecognized option '${parsed.option}'`
          : parsed.kind === 'absent-letter'
            ? `-${parsed.letter} is a real option that this host does not have yet`
            : parsed.kind === 'unknown-letter'
              ? `invalid option -- '${parsed.letter}'`
              : `option '${parsed.option}' is misused`;
      yield* complain(`systemctl: ${reason}\n`);
      return 1;
    }
    if (parsed.has('version')) {
      yield* print('systemd 252 (252.39-1~deb12u2)\n');
      return 0;
    }
    const [verb, ...names] = parsed.operands;
    if (parsed.has('help') || verb === undefined) {
      const { around } = yield* self();
      const here = unitNames(around).join(' ') || 'none';
      yield* print(`Usage: systemctl ${this.operands}\n\nThe services of this host: ${here}\n`);
      return 0;
    }
    if (!verbs.includes(verb)) {
      yield* complain(`Unknown command verb ${verb}.\n`);
      return 1;
    }
    if (names.length === 0) {
      yield* complain('Too few arguments.\n');
      return 1;
    }
    let status = 0;
    for (const [index, name] of names.entries()) {
      if (verb === 'status' && index > 0) yield* print('\n');
      status = (yield* perform(verb, name.replace(/\.service$/, ''))) || status;
    }
    return status;
  },
};

/** @returns the exit status */
export function* perform(verb: string, name: string): Program {
  const { around } = yield* self();
  const unit = findUnit(around, name);
  switch (verb) {
    case 'status':
      return yield* tellStatus(unit, name);
    case 'is-active': {
      const active = unit !== undefined && isActive(unit);
      yield* print(`${active ? 'active' : unit && hasFailed(unit) ? 'failed' : 'inactive'}\n`);
      return active ? 0 : 3;
    }
    default:
      return yield* change(verb, name, unit);
  }
}

function* change(verb: string, name: string, unit: Unit | undefined): Program {
  const { around, process } = yield* self();
  if (process.uid !== 0) {
    yield* complain(
      `Failed to ${verb} ${name}.service: Interactive authentication required.\nSee system logs and 'systemctl status ${name}.service' for details.\n`,
    );
    return 1;
  }
  if (!unit) {
    const [what, status] = verb === 'stop' ? ['loaded', 5] : ['found', 5];
    yield* complain(`Failed to ${verb} ${name}.service: Unit ${name}.service not ${what}.\n`);
    return status;
  }
  if (verb !== 'start') stopUnit(around, unit);
  if (verb === 'stop') return 0;
  // Long enough to see whether it stays.
  if (verb === 'restart') yield* sleep(20);
  startUnit(around, unit);
  yield* sleep(50);
  if (isActive(unit)) return 0;
  yield* complain(
    `Job for ${name}.service failed because the control process exited with error code.\nSee "systemctl status ${name}.service" and "journalctl -xeu ${name}.service" for details.\n`,
  );
  return 1;
}

function* tellStatus(unit: Unit | undefined, name: string): Program {
  if (!unit) {
    yield* complain(`Unit ${name}.service could not be found.\n`);
    return 4;
  }
  const { around } = yield* self();
  const { service, task } = unit;
  const active = isActive(unit);
  const mark = active ? '●' : hasFailed(unit) ? '×' : '○';
  const lines = [
    `${mark} ${name}.service - ${service.description}`,
    `     Loaded: loaded (/lib/systemd/system/${name}.service; enabled; preset: enabled)`,
    `     Active: ${activeText(unit, around.epoch, yield* now())}`,
  ];
  if (service.documentation) lines.push(`       Docs: ${service.documentation}`);
  if (active && task) {
    const { pid, process } = task;
    lines.push(
      `   Main PID: ${pid} (${commandName(process.argv)})`,
      `     CGroup: /system.slice/${name}.service`,
    );
    const members = [...around.scheduler.tasks.values()].filter((one) => one === task || one.parent === task);
    for (const [index, member] of members.entries()) {
      const [title = ''] = member.process.argv;
      const shown = title.includes(': ') ? `"${title}"` : title;
      lines.push(`             ${index === members.length - 1 ? '└' : '├'}─${member.pid} ${shown}`);
    }
  }
  yield* print(`${lines.join('\n')}\n`);
  return active ? 0 : 3;
}
