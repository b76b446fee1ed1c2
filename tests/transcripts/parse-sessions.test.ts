import { describe, expect, test } from 'vitest';
import { parseSessions } from './parse-sessions.ts';
import { withOutputs } from './transcript-files.ts';

const file = `# About the file.

session first-rule
# The rule.
recorded Debian 12, Linux 6.18
address 192.0.2.10/24
as root
  $ echo one
  one
  $ for i in a
  > do echo $i
  > done
  a
  
  > no continuation any more
  \\$ 5
  no end (no newline)

terminal 2
wait 1.5s
  $ cat
type hello
  hello
  ^D
terminal 1
  ^C
  Keyboard
  ^Zdirectly behind
`;

function errorsOf(text: string): readonly string[] {
  return parseSessions(text).errors.map(({ line, message }) => `${line}: ${message}`);
}

describe('a transcript', () => {
  const { sessions, errors } = parseSessions(file);
  const steps = sessions[0]?.steps ?? [];

  test('is read without errors', () => {
    expect(errors).toEqual([]);
  });

  test('has what was typed', () => {
    expect(steps.map(({ action }) => action)).toEqual([
      { kind: 'command', lines: ['echo one'] },
      { kind: 'command', lines: ['for i in a', 'do echo $i', 'done'] },
      { kind: 'terminal', number: 2 },
      { kind: 'wait', milliseconds: 1500 },
      { kind: 'command', lines: ['cat'] },
      { kind: 'input', text: 'hello' },
      { kind: 'key', key: '^D' },
      { kind: 'terminal', number: 1 },
      { kind: 'key', key: '^C' },
      { kind: 'key', key: '^Z' },
    ]);
  });

  test('has what was shown, to the byte', () => {
    expect(steps.map(({ output }) => output)).toEqual([
      'one\n',
      'a\n\n> no continuation any more\n$ 5\nno end',
      '',
      '',
      '',
      'hello\n',
      '',
      '',
      '\nKeyboard\n',
      'directly behind\n',
    ]);
  });

  test('has its name, its rule and its scenery', () => {
    expect(sessions[0]?.name).toBe('first-rule');
    expect(sessions[0]?.comments).toEqual(['The rule.']);
    expect(sessions[0]?.scenery.map(({ kind }) => kind)).toEqual(['recorded', 'address', 'user']);
  });

  test('stays as it is when the same outputs are written into it', () => {
    const [session] = sessions;
    const outputs = steps.map(({ output }) => output);
    const written = session && withOutputs(file.split('\n'), session, outputs, 'Debian 12, Linux 6.18');
    expect(written?.join('\n')).toBe(file);
  });
});

test('outputs replace those before, and what the author wrote stays', () => {
  const text = 'session a-rule\n# Why.\n  $ echo\n  old\n  older\n\n# In between.\n  $ cat\n  ^C\n';
  const [session] = parseSessions(text).sessions;
  const written = session && withOutputs(text.split('\n'), session, ['$ new', '> x\n', '\ny\n'], 'Here 1');
  expect(written?.join('\n')).toBe(
    'session a-rule\n# Why.\nrecorded Here 1\n  $ echo\n  \\$ new (no newline)\n\n# In between.\n  $ cat\n  \\> x\n  ^C\n  y\n',
  );
});

describe('a wrong line is named', () => {
  test('an unknown word', () => {
    expect(errorsOf('session a\n  $ true\nsleep 3s\n')[0]).toMatch(
      /^3: "sleep" cannot stand here\. What may stand there: session NAME/,
    );
  });

  test('a time without its unit', () => {
    expect(errorsOf('session a\n  $ true\nwait 3\n')).toEqual([
      '3: "3" is no time. What may stand there: wait 1.5s',
    ]);
  });

  test('output before the first command line', () => {
    expect(errorsOf('session a\n  hello\n  $ true\n')).toEqual([
      '2: "hello" is output before the first command line. What may stand there:   $ COMMAND',
    ]);
  });

  test('scenery after the first command line', () => {
    expect(errorsOf('session a\n  $ true\nas root\n')).toEqual([
      '3: as has to stand before the first command line',
    ]);
  });

  test('a name used twice, and a session without a command line', () => {
    expect(errorsOf('session a\n  $ true\nsession a\n')).toEqual([
      '3: the name "a" is used twice in this file',
      '3: a has no command line: "  $ COMMAND"',
    ]);
  });
});
