// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the text of a shell.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allTools } from '../../src/shell/all-tools.ts';
import { openTerminal } from '../../src/shell/machine.ts';
import { freshMachine } from '../unit/shell/fresh-machine.ts';

/** How many random sessions; a run by hand makes more: `RUNS=20000 npm run test:unit -- property/shell.test`. */
const runs = Number(process.env['RUNS'] ?? 300);

const { programs, builtins } = allTools.commands;
const described = [...programs.values(), ...builtins.values()];
const names = described.map(({ name }) => name);
const options = described.flatMap(({ options: table }) =>
  table.options.flatMap(({ short, long }) => [
    ...(short === undefined ? [] : [`-${short}`]),
    ...(long === undefined ? [] : [`--${long}`]),
  ]),
);
const operators =
  'for in do done if then elif else fi while until case esac ( ) { } [[ ]] (( )) ! & && || ; ;; | |& > >> < 2>&1 &> <<< << EOF 2>/dev/null <(ls) f() function'.split(
    ' ',
  );
const operands =
  "62893 0 1 -1 99 65536 0x1f 127.0.0.1 :: localhost localhost:62893 http://127.0.0.1:62893/ nosuch %1 %% %2 $! $$ $? $x ${x:-y} ${#x} ${x} $((1+1)) $(ls) `ls` \"a $b\" 'c' ~ * site site/* /etc/hosts /proc/1 /dev/zero /dev/null . .. / \\ # = a=1 x=(1 2) {1..3} {a,b} TERM HUP -9 INT root guest sshd lo wlan0 tcp state listening sport = :80 '{print $1}' s/a/b/ -u -n allow 80/tcp -m http.server --bind é 港 👨‍👩‍👧 !! !$ yes".split(
    ' ',
  );
const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...names) },
  { weight: 3, arbitrary: fc.constantFrom(...options) },
  { weight: 3, arbitrary: fc.constantFrom(...operators) },
  { weight: 5, arbitrary: fc.constantFrom(...operands) },
);
const command = fc
  .tuple(
    fc.constantFrom(...names),
    fc.array(fc.oneof(fc.constantFrom(...options), fc.constantFrom(...operands)), { maxLength: 4 }),
  )
  .map(([name, words]) => [name, ...words].join(' '));
const frame = fc.constantFrom(
  (line: string) => `${line} &`,
  (line: string) => `while :; do ${line}; done`,
  (line: string) => `while :; do ${line}; done &`,
  (line: string) => `for i in 1 2 3; do ${line}; done`,
  (line: string) => `if ${line}; then ${line}; fi`,
  (line: string) => `( ${line} )`,
  (line: string) => `{ ${line}; } > f 2>&1`,
  (line: string) => `x=$( ${line} )`,
  (line: string) => `f() { ${line}; }; f`,
  (line: string) => `f() { f; }; f | ${line}`,
  (line: string) => `yes | ${line}`,
  (line: string) => `${line} | ${line}`,
  (line: string) => `sudo ${line}`,
  (line: string) => `timeout 1 ${line}`,
  (line: string) => `trap 'echo trapped' EXIT TERM; ${line}`,
  (line: string) => `eval "${line}"`,
  (line: string) => `bash -c "${line}"`,
  (line: string) => `strace ${line}`,
  (line: string) => `${line} < /etc/hosts`,
);
const line = fc.oneof(
  { weight: 4, arbitrary: command },
  { weight: 4, arbitrary: fc.tuple(frame, command).map(([make, text]) => make(text)) },
  { weight: 3, arbitrary: fc.array(word, { maxLength: 10 }).map((parts) => parts.join(' ')) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);
const key = fc.constantFrom(
  '\x03',
  '\x1a',
  '\t',
  '\t\t',
  '\x1b[A',
  '\x7f',
  '\x15',
  '\x0c',
  '\x04',
  '\x12a',
  '\x1b.',
);
const lines = fc.array(fc.oneof({ weight: 4, arbitrary: line }, { weight: 1, arbitrary: key }), {
  maxLength: 8,
});

interface Typing {
  readonly type: (text: string) => void;
  /** The end of what was printed. */
  readonly output: () => string;
  /** Whether this was ever printed; a job in the background may print over it at once. */
  readonly answered: () => boolean;
}

function open(editing: boolean): Typing {
  let output = '';
  let answered = false;
  const machine = freshMachine();
  const terminal = openTerminal(machine, {
    columns: 60,
    rows: 20,
    editing,
    onOutput: (text) => {
      output = (output + text).slice(-4000);
      answered ||= output.includes('stillhere');
    },
  });
  return {
    type(text) {
      terminal.type(text);
      machine.advance(50);
    },
    output: () => output,
    answered: () => answered,
  };
}

/** A shell may be told to mind no Ctrl-C, a loop goes on when its program minds it (as in bash), and what a second one prints may go elsewhere; that is not tried here. */
const deaf =
  /watch|ping|python|strace|tee|\b(?:bash|sh|su|sudo)\b|trap|stty|set |exec|shopt|enable|unset|readonly|alias|PS1|PS2/;

test.each([true, false])('whatever is typed, Ctrl-C gives the prompt back (line editing: %s)', (editing) => {
  fc.assert(
    fc.property(lines, (typed) => {
      fc.pre(!typed.some((text) => deaf.test(text)));
      const { type, answered } = open(editing);
      for (const text of typed) type(`${text}\r`);
      for (let count = 0; count < 4; count += 1) type('\x03');
      type('\x15');
      type('echo "still"here\r');
      for (let count = 0; count < 20 && !answered(); count += 1) type('');
      return answered();
    }),
    { numRuns: runs },
  );
});

test('whatever is typed, nothing throws and nothing hangs', () => {
  fc.assert(
    fc.property(lines, (typed) => {
      const { type } = open(true);
      for (const text of typed) type(`${text}\r`);
      type('\x03');
    }),
    { numRuns: runs },
  );
});

test('the same keys at the same times print the same', () => {
  fc.assert(
    fc.property(lines, (typed) => {
      const [first, second] = [open(true), open(true)];
      for (const text of typed) {
        first.type(`${text}\r`);
        second.type(`${text}\r`);
      }
      expect(first.output()).toBe(second.output());
    }),
    { numRuns: Math.ceil(runs / 3) },
  );
});
