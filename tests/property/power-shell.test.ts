/** Whatever is typed into PowerShell, it answers, and the prompt comes back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findScene } from '../../src/course/scenes/index.ts';
import { allTools } from '../../src/shell/all-tools.ts';
import { createMachine } from '../../src/shell/machine.ts';
import { openPlainTerminal, runTranscript } from '../../src/shell/transcript.ts';
import { cmdlets } from '../../src/shell/windows/cmdlets/index.ts';
import { createHost } from '../../src/simulator/host.ts';
import { createNetwork } from '../../src/simulator/network.ts';

const words = [
  ...cmdlets.keys(),
  ...'netstat tasklist taskkill netsh ping ipconfig wsl findstr curl.exe python node pwsh'.split(' '),
  ...'-Name -Id -LocalPort -State -Force -Property -Enabled -Port /PID /F -ano interface ipv4 show'.split(
    ' ',
  ),
  ...'62893 127.0.0.1 localhost Listen * $x $_ $null "a b" \'c\' { } ( ) @( @{ $( | ; & && || > >> , = -eq -like 2>$null 2>&1 [0] .Count'.split(
    ' ',
  ),
];

const line = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 }).map((all) => all.join(' '));
const anything = fc.string({ maxLength: 30 }).map((text) => text.replace(/\p{Cc}/gu, ' '));

function typed(lines: readonly string[]): boolean {
  const { host: options } = findScene('windows');
  const host = createHost(createNetwork({ seed: 1 }), options);
  const machine = createMachine({ host, user: { name: 'dev', uid: 1000 }, epoch: 0, tools: allTools });
  const plain = openPlainTerminal(machine);
  // An open bracket or a program that runs is left with Ctrl-C.
  for (const one of lines) runTranscript(machine, [one, '^C'], plain);
  return plain.terminal.atPrompt();
}

test('any row of its words', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 3 }), (lines) => {
      expect(typed(lines)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('any text', () => {
  fc.assert(
    fc.property(fc.array(anything, { minLength: 1, maxLength: 2 }), (lines) => {
      expect(typed(lines)).toBe(true);
    }),
    { numRuns: 150 },
  );
});
