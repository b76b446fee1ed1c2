// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the text of a shell.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastOutput } from '../unit/shell/fresh-machine.ts';

/** Scripts that touch neither processes nor sockets, run by bash and by the shell here. */
const bash = spawnSync('bash', ['--version']).status === 0;
if (!bash) console.log('skipped: this machine has no bash to compare with');

const value = fc.constantFrom(
  'a',
  '"a b"',
  "'$x'",
  'a\\ b',
  '""',
  '$x',
  '"$x y"',
  '${x}z',
  '${n:-d}',
  '$(echo q; echo r)',
  '"$(echo q)"',
  '$?',
  '${#x}',
  '[$x]',
);
const command = fc.oneof(
  fc.array(value, { maxLength: 4 }).map((words) => `echo ${words.join(' ')}`),
  fc.constantFrom(
    'true',
    'false',
    ':',
    'cd nosuch',
    '(exit 4)',
    'echo one; false',
    'x=5',
    'x="c d"',
    'echo hi > f',
    'cat f',
    'cat < f',
    'echo more >> f',
    'cat nosuch',
    'cat <<< "$x"',
    'unset x',
  ),
);
const echo = fc.array(value, { maxLength: 4 }).map((words) => `echo ${words.join(' ')}`);
const piece = fc.oneof(
  command,
  fc.tuple(command, fc.constantFrom('&&', '||', ';'), command).map((parts) => parts.join(' ')),
  // What both ends of a pipe write to one place comes in any order; only the last one writes here.
  fc.tuple(echo, fc.constantFrom('cat', 'cat -n', 'cat | cat')).map((parts) => parts.join(' | ')),
  fc.tuple(command, command, command).map(([a, b, c]) => `if ${a}; then ${b}; else ${c}; fi`),
  command.map((inner) => `for i in 1 $x "2 3"; do ${inner}; echo "$i"; done`),
  command.map((inner) => `( ${inner} )`),
  command.map((inner) => `{ ${inner}; }`),
  command.map((inner) => `! ${inner}`),
);
const script = fc
  .array(piece, { minLength: 1, maxLength: 4 })
  .map((pieces) => `{ ${pieces.join('\n')}\necho "$?"; } 2>&1`);

test.skipIf(!bash)('random scripts print in the shell here what they print in bash', () => {
  const folder = mkdtempSync(join(tmpdir(), 'homeport-bash-'));
  try {
    fc.assert(
      fc.property(script, (text) => {
        spawnSync('rm', ['-f', join(folder, 'f')]);
        const real = spawnSync('bash', ['--norc', '-c', text, 'bash'], { cwd: folder, encoding: 'utf8' });
        const expected = real.stdout.replace(/^bash: line \d+: /gm, 'bash: ');
        const ours = lastOutput([text.replaceAll('\n', '; ')]);
        expect(ours, text).toBe(expected);
      }),
      { numRuns: 200 },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
