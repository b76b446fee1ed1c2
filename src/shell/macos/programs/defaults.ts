/**
 * defaults(1), for the one setting that matters here: the AirPlay Receiver. Apple documents its switch in System Settings (General,
 * AirDrop & Handoff); the key under it, with Apple's own spelling, is what people who script their Macs use.
 */
import type { ProgramFile } from '../../command.ts';
import { isActive } from '../../commands/services/units.ts';
import { noOptions } from '../../option-table.ts';
import { complain, print, self } from '../../syscalls.ts';
import { airplayUnit, switchAirplay } from '../airplay-switch.ts';

const domain = /^(?:com\.apple\.controlcenter|com\.apple\.ControlCenter)(?:\.plist)?$/;
const key = 'AirplayRecieverEnabled';

export const defaults: ProgramFile = {
  name: 'defaults',
  summary: `settings of programs: defaults -currentHost write com.apple.controlcenter ${key} -bool false turns AirPlay Receiver off`,
  options: noOptions,
  operands: `[-currentHost] read|write com.apple.controlcenter ${key} [-bool true|false]`,
  differs:
    'Only the switch of the AirPlay Receiver is here. It works at once; on a Mac the switch in System Settings is the documented way.',
  *run([, ...args]) {
    const [verb, where = '', name, type, value] = args.filter((word) => word !== '-currentHost');
    if ((verb !== 'read' && verb !== 'write') || !domain.test(where) || name !== key) {
      yield* complain(`defaults: this host knows only com.apple.controlcenter ${key}\n`);
      return 1;
    }
    const { around } = yield* self();
    if (verb === 'read') {
      const unit = airplayUnit(around);
      yield* print(unit && isActive(unit) ? '1\n' : '0\n');
      return 0;
    }
    const said = (type === '-bool' ? value : type)?.toLowerCase();
    if (said === undefined || !/^(true|false|yes|no|1|0)$/.test(said)) {
      yield* complain('defaults: -bool true or -bool false\n');
      return 1;
    }
    switchAirplay(around, /^(true|yes|1)$/.test(said));
    return 0;
  },
};
