import { describe, expect, test } from 'vitest';
import { laptop } from '../../../src/course/scenes/laptop.ts';
import { mac } from '../../../src/course/scenes/mac.ts';
import { hostSystems, terminalSystems } from '../../../src/course/terminal-systems.ts';
import { toSystem } from '../../../src/widgets/system-switch/chosen-system.ts';
import { freshSystem } from '../../../src/widgets/system-switch/fresh-system.ts';
import { bySystem, readSystems, systemsMark } from '../../../src/widgets/system-switch/system-names.ts';
import { freshLabel, isFresh, systemNote } from '../../../src/widgets/world-system/world-system.view.ts';

describe('what is written for each system', () => {
  test('Linux is measured, the others are documented', () => {
    expect(systemsMark(['linux'])).toBe('Linux, measured');
    expect(systemsMark(['macos', 'windows'])).toBe('macOS and Windows, documented');
    expect(systemsMark(['linux', 'macos'])).toBe('Linux, measured; macOS, documented');
  });

  test('systems that are given the same share one variant, and what is left out is as on Linux', () => {
    expect(bySystem({ linux: 'curl', windows: 'curl.exe' })).toEqual([
      { systems: ['linux', 'macos'], given: 'curl' },
      { systems: ['windows'], given: 'curl.exe' },
    ]);
    expect(bySystem({ linux: 'ss', macos: 'lsof', windows: 'lsof' })).toHaveLength(2);
    expect(bySystem({ linux: 'hostname' })).toEqual([
      { systems: ['linux', 'macos', 'windows'], given: 'hostname' },
    ]);
  });

  test('an author names one system or two, and nothing else', () => {
    expect(readSystems('windows macos')).toEqual(['macos', 'windows']);
    expect(readSystems('beos')).toBeUndefined();
    expect(readSystems('')).toBeUndefined();
    expect(toSystem('macos')).toBe('macos');
    expect(toSystem('MacOS')).toBeUndefined();
  });
});

describe('the page’s own host', () => {
  test('begins with the chosen system where it can run it, else with its own', () => {
    expect(freshSystem('linux macos', 'macos')).toBe('macos');
    expect(freshSystem('linux macos', 'windows')).toBe('linux');
    expect(freshSystem('macos', 'linux')).toBe('macos');
  });

  test('can run the scene’s own system, and of the others those whose shell a terminal has', () => {
    expect(hostSystems(laptop, ['linux', 'macos', 'windows'])).toEqual(terminalSystems);
    expect(hostSystems(laptop, [])).toEqual(['linux']);
    expect(hostSystems(mac, [])).toEqual(['macos']);
  });

  test('is fresh until something is done; opening a terminal does nothing yet', () => {
    const open = { kind: 'open', at: 0, columns: 80, rows: 24 } as const;
    const typed = { kind: 'type', at: 5, terminal: 0, text: 'l' } as const;
    expect(
      isFresh({ steps: [{ kind: 'system', at: 0, system: 'macos' }, open], canStepForward: false }),
    ).toBe(true);
    expect(isFresh({ steps: [open, typed], canStepForward: false })).toBe(false);
    expect(isFresh({ steps: [open], canStepForward: true })).toBe(false);
  });

  test('says so when it still runs another system than the chosen one, and offers to start over', () => {
    expect(systemNote('linux', 'linux')).toBe('');
    expect(systemNote('linux', 'macos')).toBe(
      'You chose macOS. This machine still runs Linux, with what was done on it.',
    );
    expect(freshLabel('windows')).toBe('Start over on Windows');
  });
});
