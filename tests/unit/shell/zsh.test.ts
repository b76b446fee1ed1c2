/** zsh's words, as zsh 5.9 was recorded to say them. */
import { expect, test } from 'vitest';
import { runTranscript, transcriptText } from '../../../src/shell/transcript.ts';
import { freshMac, last } from './mac-machine.ts';

const say = (...lines: readonly string[]): string => last(freshMac([]), ...lines);

test('the prompt names the user, the host and the last part of the folder', () => {
  const entries = runTranscript(freshMac([]), ['pwd', 'cd site/notes', 'cd /usr/bin', 'true']);
  expect(entries.map(({ prompt }) => prompt)).toEqual([
    'dev@macbook ~ % ',
    'dev@macbook ~ % ',
    'dev@macbook notes % ',
    'dev@macbook bin % ',
  ]);
  expect(entries[0]?.output).toBe('/Users/dev\n');
});

test('PROMPT is read as zsh reads it', () => {
  const entries = runTranscript(freshMac([]), ["PS1='%F{red}%n%f:%~ %# '", 'cd site', 'true']);
  expect(entries.map(({ prompt }) => prompt).slice(1)).toEqual(['', '']);
  expect(entries.map(({ output }) => output).join('')).toContain('dev:~/site % ');
});

test.each([
  ['nosuch', 'zsh: command not found: nosuch\n'],
  ['./nosuch', 'zsh: no such file or directory: ./nosuch\n'],
  ['./site/index.html', 'zsh: permission denied: ./site/index.html\n'],
  ['cat < nosuch', 'zsh: no such file or directory: nosuch\n'],
  ['cd nosuch', 'cd: no such file or directory: nosuch\n'],
  ['cd site/index.html', 'cd: not a directory: site/index.html\n'],
  ['ls *.nope', 'zsh: no matches found: *.nope\n'],
  ['echo 62893?', 'zsh: no matches found: 62893?\n'],
  ['kill 99999', 'kill: kill 99999 failed: no such process\n'],
  ['kill abc', 'kill: illegal pid: abc\n'],
  ['kill %5', 'kill: %5: no such job\n'],
  ['fg', 'fg: no current job\n'],
  ['bg', 'bg: no current job\n'],
  ['which cd', 'cd: shell built-in command\n'],
  ['which nosuch', 'nosuch not found\n'],
  ['type cat', 'cat is /bin/cat\n'],
  [')', "zsh: parse error near `)'\n"],
  ['echo > /dev/tcp/127.0.0.1/5001', 'zsh: no such file or directory: /dev/tcp/127.0.0.1/5001\n'],
  ['shopt', 'zsh: command not found: shopt\n'],
])('%s', (line, output) => {
  expect(say(line)).toBe(output);
});

test('the value of a variable stays one word, the output of a command is split', () => {
  expect(say('x="a b"', 'for i in $x; do echo "<$i>"; done')).toBe('<a b>\n');
  expect(say('for i in $(echo a b); do echo "<$i>"; done')).toBe('<a>\n<b>\n');
  expect(say('unset x; set -- $x; echo $#')).toBe('0\n');
});

test('jobs are told as zsh tells them', () => {
  const lines = ['sleep 100 &', 'jobs', 'kill %1', 'sleep 300', '^Z', 'jobs', 'bg', 'fg', '^C', 'echo $?'];
  expect(transcriptText(runTranscript(freshMac([]), lines))).toBe(`dev@macbook ~ % sleep 100 &
[1] 501
dev@macbook ~ % jobs
[1]  + running    sleep 100
dev@macbook ~ % kill %1
[1]  + terminated  sleep 100
dev@macbook ~ % sleep 300
^Z
zsh: suspended  sleep 300
dev@macbook ~ % jobs
[1]  + suspended  sleep 300
dev@macbook ~ % bg
[1]  + continued  sleep 300
dev@macbook ~ % fg
[1]  + running    sleep 300
^C
dev@macbook ~ % echo $?
130
`);
});

test('kill leaves a job stopped that it stops, and wakes a stopped one for other signals', () => {
  const lines = [
    'sleep 100 &',
    'kill -STOP %1',
    'jobs',
    'kill -TSTP %1',
    'jobs',
    'kill -WINCH %1',
    'jobs',
    'kill -STOP %1',
    'kill -HUP %1',
  ];
  expect(transcriptText(runTranscript(freshMac([]), lines))).toBe(`dev@macbook ~ % sleep 100 &
[1] 501
dev@macbook ~ % kill -STOP %1

[1]  + suspended (signal)  sleep 100
dev@macbook ~ % jobs
[1]  + suspended (signal)  sleep 100
dev@macbook ~ % kill -TSTP %1
dev@macbook ~ % jobs
[1]  + suspended (signal)  sleep 100
dev@macbook ~ % kill -WINCH %1
dev@macbook ~ % jobs
[1]  + running    sleep 100
dev@macbook ~ % kill -STOP %1

[1]  + suspended (signal)  sleep 100
dev@macbook ~ % kill -HUP %1
[1]  + hangup     sleep 100
`);
});

test('zsh in zsh is zsh, and bash speaks as bash', () => {
  expect(say("zsh -c 'nosuch'")).toBe('zsh:1: command not found: nosuch\n');
  expect(say("bash -c 'echo *.nope'")).toBe('*.nope\n');
  expect(say('zsh --version')).toBe('zsh 5.9 (arm64-apple-darwin24.0)\n');
});
