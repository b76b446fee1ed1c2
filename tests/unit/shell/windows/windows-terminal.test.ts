/** A terminal on a Windows host, key by key, and what a page fetches for it. */
import { expect, test } from 'vitest';
import { findScene } from '../../../../src/course/scenes/index.ts';
import { createWorld } from '../../../../src/course/world.ts';
import { allTools } from '../../../../src/shell/all-tools.ts';
import { createMachine, openTerminal } from '../../../../src/shell/machine.ts';
import { createTools } from '../../../../src/shell/tools-by-need.ts';
import { createHost } from '../../../../src/simulator/host.ts';
import { createNetwork } from '../../../../src/simulator/network.ts';
import { sitDown } from '../../course/seat.ts';

function windowsMachine(tools = allTools) {
  const { host: options } = findScene('windows');
  const host = createHost(createNetwork({ seed: 1 }), options);
  const machine = createMachine({ host, user: { name: 'dev', uid: 1000 }, epoch: 0, tools });
  let text = '';
  const terminal = openTerminal(machine, {
    columns: 100,
    rows: 24,
    onOutput: (piece) => {
      text += piece;
    },
  });
  const taken = (): string => {
    const all = text;
    text = '';
    return all;
  };
  return { machine, terminal, taken };
}

test('the prompt stands before anything was fetched, and the first line waits for the language', async () => {
  const arrivals: Promise<void>[] = [];
  const tools = createTools((arrival) => arrivals.push(arrival));
  await tools.loadSystem('windows');
  const { machine, terminal, taken } = windowsMachine(tools);
  expect(taken()).toContain('PS C:\\Users\\dev> ');
  const before = arrivals.length;
  terminal.type('$x = 5; $x + 1\r');
  expect(arrivals.length).toBe(before + 1);
  expect(terminal.atPrompt()).toBe(false);
  await Promise.all(arrivals);
  machine.run();
  expect(taken()).toContain('6');
  expect(terminal.atPrompt()).toBe(true);
});

test('Ctrl-C ends a server in the foreground and the rest of its line', () => {
  const { terminal, taken } = windowsMachine();
  terminal.type('python -m http.server 62893; "after"\r');
  expect(terminal.atPrompt()).toBe(false);
  expect(taken()).toContain('Serving HTTP on :: port 62893 (http://[::]:62893/) ...');
  terminal.type('\x03');
  expect(terminal.atPrompt()).toBe(true);
  expect(taken()).toContain('Keyboard interrupt received, exiting.');
  terminal.type('Start-Sleep 100; "never"\r');
  terminal.type('\x03');
  expect(terminal.atPrompt()).toBe(true);
  expect(taken()).not.toContain('\nnever');
});

test('Ctrl-Z stops nothing, and Ctrl-D does not leave', () => {
  const { terminal } = windowsMachine();
  terminal.type('python -m http.server 62893\r');
  terminal.type('\x1a');
  expect(terminal.atPrompt()).toBe(false);
  terminal.type('\x03');
  const { shell } = terminal;
  terminal.type('\x04');
  expect(terminal.shell).toBe(shell);
});

test('Tab completes cmdlets and parameters whatever their case', () => {
  const { terminal, taken } = windowsMachine();
  terminal.type('get-nett\t');
  expect(taken()).toContain('CPConnection');
  terminal.type(' -LocalP\t');
  expect(taken()).toContain('ort');
});

test('a laptop that is switched to Windows starts with PowerShell', () => {
  const seat = sitDown(findScene('laptop'), 'windows');
  expect(seat.type('(Get-Location).Path')).toBe('C:\\Users\\dev\n');
  expect(seat.type('ipconfig | findstr IPv4')).toContain('192.168.1.20');
});

test('a scene whose host runs services of another system leaves them out when it is switched', () => {
  const world = createWorld({
    scene: findScene('server'),
    seed: 1,
    epoch: 0,
    shell: undefined,
    system: 'windows',
  });
  expect(world.host.system.name).toBe('windows');
  expect(sitDown(findScene('server'), 'windows').type('netstat -ano | findstr :80')).toBe('');
});

test('a closed terminal takes its jobs along, and leaves what Start-Process began', () => {
  const { machine, terminal } = windowsMachine();
  terminal.type('python -m http.server 8000 &\r');
  terminal.type('Start-Process python "-m http.server 9000"\r');
  terminal.close();
  const ports = [...machine.around.host.sockets].map(({ local }) => local.port);
  expect([ports.includes(8000), ports.includes(9000)]).toEqual([false, true]);
});
