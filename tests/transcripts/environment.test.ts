import { expect, test } from 'vitest';
import { openPlainTerminal } from '../../src/shell/transcript.ts';
import { environmentOf } from './environment.ts';
import { parseSessions } from './parse-sessions.ts';
import { accountOf, resident } from './scene-host.ts';
import { simulatedMachine } from './simulated-host.ts';

test.each(['dev', 'root'])(
  'the recorder gives %s the environment that the simulated terminal gives',
  (name) => {
    const [session] = parseSessions('session any\n  $ true\n').sessions;
    if (!session) throw new Error('no session');
    const machine = simulatedMachine(session);
    const user = accountOf(machine.around.host, name);
    const { shell } = openPlainTerminal(machine, 80, user).terminal;
    expect(Object.fromEntries(shell.environment)).toEqual(environmentOf(user, machine.around.host.name));
    expect(machine.user).toEqual(resident);
  },
);
