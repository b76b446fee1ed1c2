// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the text of a shell.
import { expect, test } from 'vitest';
import { lastOutput, shown } from './fresh-machine.ts';

test.each([
  ['echo  a   "b  c" \'d $x\' e\\ f', 'a b  c d $x e f\n'],
  ['x=1 y="a b"; echo $x$y "${y}" ${#y} ${z:-none} ${x:+set}', '1a b a b 3 none set\n'],
  ['x="a   b"; echo $x "$x"', 'a b a   b\n'],
  ['echo $(echo a; echo b) "$(echo c)" `echo d`', 'a b c d\n'],
  ['echo ~ ~/site "~" \\~ ~root', '/home/dev /home/dev/site ~ ~ /root\n'],
  [
    'echo site/*.html "*" nothing* site/[!a]*',
    'site/about.html site/index.html * nothing* site/index.html site/notes\n',
  ],
  ['false; echo $?; true; echo $?', '1\n0\n'],
  ['true && echo a || echo b; false && echo c || echo d', 'a\nd\n'],
  ['! true; echo $?', '1\n'],
  ['echo a | cat | cat -n', '     1\ta\n'],
  ['echo a > f; echo b >> f; cat < f', 'a\nb\n'],
  ['cat nosuch 2> e; cat e', 'cat: nosuch: No such file or directory\n'],
  ['cat nosuch > both 2>&1; cat both', 'cat: nosuch: No such file or directory\n'],
  ['cat nosuch 2> /dev/null; echo $?', '1\n'],
  ['cat <<< "here $USER"', 'here dev\n'],
  ['A=5 env | cat > e; echo [$A]', '[]\n'],
  ['export B=6; env', expect.stringContaining('B=6\n')],
  ['(cd site; pwd); pwd', '/home/dev/site\n/home/dev\n'],
  ['{ echo a; echo b; } | cat -n', '     1\ta\n     2\tb\n'],
  ['if false; then echo a; elif true; then echo b; else echo c; fi', 'b\n'],
  ['for i in 1 2 "3 4"; do echo [$i]; done', '[1]\n[2]\n[3 4]\n'],
  ['while false; do echo a; done; until true; do echo b; done; echo c', 'c\n'],
  ['exit 3 | true; echo $?', '0\n'],
  ['(exit 3); echo $?', '3\n'],
  ['echo one # two', 'one\n'],
  ['echo -n a; echo -e "b\\tc\\x41"; echo -x', 'ab\tcA\n-x\n'],
  ['cd /etc; cd - ; cd site; pwd', '/home/dev\n/home/dev/site\n'],
])('%s', (line, expected) => {
  expect(lastOutput([line])).toEqual(expected);
});

test.each([
  ['curl | | head', "bash: syntax error near unexpected token `|'\n"],
  ['ls; ;', "bash: syntax error near unexpected token `;'\n"],
  ['&', "bash: syntax error near unexpected token `&'\n"],
  ['ls )', "bash: syntax error near unexpected token `)'\n"],
  ['done', "bash: syntax error near unexpected token `done'\n"],
  ['ls >', "bash: syntax error near unexpected token `newline'\n"],
  ['a && || b', "bash: syntax error near unexpected token `||'\n"],
  ['()', "bash: syntax error near unexpected token `)'\n"],
  ['a ;; b', "bash: syntax error near unexpected token `;;'\n"],
  ['for', "bash: syntax error near unexpected token `newline'\n"],
  ['if; then', "bash: syntax error near unexpected token `;'\n"],
])('%s is a syntax error, in bash’s words, with status 2', (line, expected) => {
  expect(shown([line, 'echo $?'])).toBe(`dev@lab:~$ ${line}\n${expected}dev@lab:~$ echo $?\n2\n`);
});

test.each([
  ['pyhton3 -m http.server', 'bash: pyhton3: command not found\n', 127],
  ['./server.py', 'bash: ./server.py: No such file or directory\n', 127],
  ['./site', 'bash: ./site: Is a directory\n', 126],
  ['./site/index.html', 'bash: ./site/index.html: Permission denied\n', 126],
  ['cat nosuch.txt', 'cat: nosuch.txt: No such file or directory\n', 1],
  ['cd /root', 'bash: cd: /root: Permission denied\n', 1],
  ['cd a b', 'bash: cd: too many arguments\n', 1],
  ['ls /root', "ls: cannot open directory '/root': Permission denied\n", 2],
  ['echo a > /etc/hosts', 'bash: /etc/hosts: Permission denied\n', 1],
  ['echo a > site', 'bash: site: Is a directory\n', 1],
  ['echo a > no/such', 'bash: no/such: No such file or directory\n', 1],
  ['""', 'bash: : command not found\n', 127],
  ['export 1=2', "bash: export: `1=2': not a valid identifier\n", 1],
  ['echo ${x:?is missing}', 'bash: x: is missing\n', 1],
])('%s fails with the message and the status of the real one', (line, message, status) => {
  expect(shown([line, 'echo $?'])).toBe(`dev@lab:~$ ${line}\n${message}dev@lab:~$ echo $?\n${status}\n`);
});

test.each([
  ['coproc cat', 'coproc'],
  ["trap 'echo' DEBUG", 'trap … DEBUG'],
])('%s is not supported, says so, and loses nothing else', (line, construct) => {
  expect(shown([`${line}; echo $?`])).toBe(
    `dev@lab:~$ ${line}; echo $?\nbash: ${construct}: not supported here yet\n2\n`,
  );
});

test('functions, groups, arrays and case continue on the next line', () => {
  expect(
    shown([
      'f() {',
      'echo in $1',
      '}',
      'f a',
      '(',
      'echo sub',
      ')',
      'x=(1',
      '2)',
      'case $x in',
      '1) echo one;;',
      'esac',
    ]),
  ).toBe(`dev@lab:~$ f() {
> echo in $1
> }
dev@lab:~$ f a
in a
dev@lab:~$ (
> echo sub
> )
sub
dev@lab:~$ x=(1
> 2)
dev@lab:~$ case $x in
> 1) echo one;;
> esac
one
`);
});

test('a recursion without an end says its limit', () => {
  expect(lastOutput(['f() { f; }', 'f; echo never'])).toBe(
    'bash: f: maximum function nesting level exceeded (1000)\n',
  );
});

test('an error of expansion gives up the line, not the shell', () => {
  expect(shown(['echo $((1/0)); echo never', 'set -u; echo $nope; echo never', 'echo $?'])).toBe(
    `dev@lab:~$ echo $((1/0)); echo never
bash: 1/0: division by 0 (error token is "0")
dev@lab:~$ set -u; echo $nope; echo never
bash: nope: unbound variable
dev@lab:~$ echo $?
1
`,
  );
});

test('an alias stands for its text from the next line on', () => {
  expect(shown(["alias hi='echo hello'; hi", 'hi there', 'unalias hi', 'hi'])).toBe(
    `dev@lab:~$ alias hi='echo hello'; hi
bash: hi: command not found
dev@lab:~$ hi there
hello there
dev@lab:~$ unalias hi
dev@lab:~$ hi
bash: hi: command not found
`,
  );
});

test('PS1 changes the prompt', () => {
  expect(lastOutput(["PS1='[\\w] \\$ '", 'cd /tmp', 'echo x'])).toContain('[/tmp] $ ');
});

test('an unclosed quote, an operator or a loop continues on the next line', () => {
  expect(
    shown([
      'echo "a',
      'b"',
      'echo c |',
      'cat',
      'for i in 1',
      'do echo $i',
      'done',
      'cat <<EOF',
      'x $USER',
      'EOF',
    ]),
  ).toBe(`dev@lab:~$ echo "a
> b"
a
b
dev@lab:~$ echo c |
> cat
c
dev@lab:~$ for i in 1
> do echo $i
> done
1
dev@lab:~$ cat <<EOF
> x $USER
> EOF
x dev
`);
});

test('Ctrl-C drops an unfinished line, Ctrl-D ends it with an error', () => {
  expect(shown(['echo "unclosed', '^C', 'echo "again', '^D', 'echo $?'])).toBe(`dev@lab:~$ echo "unclosed
> ^C
dev@lab:~$ echo "again
> bash: unexpected EOF while looking for matching \`"'
dev@lab:~$ echo $?
2
`);
});

test('an endless loop is stopped and says so', { timeout: 30_000 }, () => {
  expect(shown(['while true; do true; done', 'echo $?'])).toBe(`dev@lab:~$ while true; do true; done
bash: stopped here after 1000000 steps without a pause: an endless loop
dev@lab:~$ echo $?
130
`);
});

test('more processes than a host may have are refused', () => {
  const line =
    'for i in 1 2 3 4 5 6 7 8 9 0; do for j in 1 2 3 4 5 6 7 8 9 0; do (sleep 99 &) & (sleep 99 &) & sleep 99 & done; done 2> x; cat x';
  expect(lastOutput([line])).toContain('bash: fork: retry: Resource temporarily unavailable\n');
});

test('time tells how long a command took on the clock of the host', () => {
  expect(lastOutput(['time sleep 2.5'])).toBe('\nreal\t0m2.500s\nuser\t0m0.000s\nsys\t0m0.000s\n');
});

test.each([
  [
    'x=a; while true; do x=$x$x; done',
    'a variable holds at most 1000000 characters here: this value has more',
  ],
  [
    'x=$(printf %0900000d 1); while true; do a+=("$x"); done',
    'the variables of a shell hold at most 8000000 characters or 20000 values here: they are full',
  ],
  [
    '[[ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab =~ (a+)+$ ]]',
    '[[: Repeating what only repeats, as in (a+)+, is not supported here',
  ],
])('what grows without end is ended with a sentence: %s', (line, sentence) => {
  expect(lastOutput([line])).toBe(`bash: ${sentence}\n`);
});
