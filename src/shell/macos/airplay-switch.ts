/** The AirPlay Receiver stays until it is switched off: a ControlCenter that was ended is started again (launchd(8)). */
import { findUnit, isActive, startUnit, stopUnit, type Unit } from '../commands/services/units.ts';
import { ask, blocked, type Program } from '../program.ts';
import { nullStream } from '../stream.ts';
import type { Surroundings } from '../task.ts';

const switchedOff = new WeakSet<Unit>();

export function airplayUnit(around: Surroundings): Unit | undefined {
  return findUnit(around, 'airplay');
}

export function switchAirplay(around: Surroundings, on: boolean): void {
  const unit = airplayUnit(around);
  if (!unit) return;
  if (on) {
    switchedOff.delete(unit);
    startUnit(around, unit);
  } else {
    switchedOff.add(unit);
    stopUnit(around, unit);
  }
}

/** runningboardd, which macOS has for this, watches over it. */
export function keepAirplayRunning(around: Surroundings): void {
  const unit = airplayUnit(around);
  if (!unit) return;
  around.scheduler.spawn({
    around,
    uid: 0,
    argv: ['/usr/libexec/runningboardd'],
    program: watch(around, unit),
    cwd: '/',
    environment: new Map(),
    streams: new Map([[0, nullStream]]),
  });
}

function* watch(around: Surroundings, unit: Unit): Program {
  for (;;) {
    yield* ask('wait4', () => (isActive(unit) || switchedOff.has(unit) ? blocked : true));
    startUnit(around, unit);
  }
}
