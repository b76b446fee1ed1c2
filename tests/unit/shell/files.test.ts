import { expect, test } from 'vitest';
import { capacity } from '../../../src/shell/file-system.ts';
import { kernelSettings } from '../../../src/simulator/kernel-settings.ts';
import { freshMachine, lastOutput, root } from './fresh-machine.ts';

test('all files together hold 16 Mi characters, then there is no space left', () => {
  const machine = freshMachine();
  expect(lastOutput(['yes 0123456789abcdef > flood'], machine)).toBe(
    'yes: write error: No space left on device\n',
  );
  expect(machine.around.files.room.used).toBe(capacity);
  expect(lastOutput(['mkdir x'], machine)).toBe(
    'mkdir: cannot create directory ‘x’: No space left on device\n',
  );
  expect(lastOutput(['rm flood; mkdir x; ls -d x'], machine)).toBe('x\n');
});

test('a file that is removed gives its room back', () => {
  const machine = freshMachine();
  const before = machine.around.files.room.used;
  lastOutput(['seq 1000 > a; cp a b; mv b c; ln a d; rm a c d'], machine);
  expect(machine.around.files.room.used).toBe(before);
});

test('a file cut short under an open descriptor is filled with zeros, as on a disk', () => {
  expect(lastOutput(['(echo one; : > f; echo two) > f; cat -A f'])).toBe('^@^@^@^@two$\n');
});

test('root sets the range of ephemeral ports through /proc, and the kernel uses it', () => {
  const machine = freshMachine();
  lastOutput(['echo 40000 40010 > /proc/sys/net/ipv4/ip_local_port_range'], machine, root);
  expect(machine.around.host.sysctls.ipLocalPortRange).toEqual([40000, 40010]);
  expect(lastOutput(['echo 1 > /proc/sys/net/ipv6/bindv6only'], machine)).toBe(
    'bash: /proc/sys/net/ipv6/bindv6only: Permission denied\n',
  );
});

test('every setting prints what it reads', () => {
  const { sysctls } = freshMachine().around.host;
  for (const setting of kernelSettings) {
    const text = setting.print(sysctls);
    expect(setting.write(sysctls, `${text}\n`), setting.name).toBeUndefined();
    expect(setting.print(sysctls), setting.name).toBe(text);
    expect(setting.write(sysctls, 'abc'), setting.name).toBe('EINVAL');
  }
});

test('man has a page for each command, and says so when there is none', () => {
  expect(
    lastOutput(['man tee | cat']),
  ).toBe(`TEE(1)                       A command of this host                       TEE(1)

NAME
       tee - copy standard input to files and to standard output

SYNOPSIS
       tee [OPTION]... [FILE]...

OPTIONS
       -a, --append
              append to the given FILEs, do not overwrite

       -i, --ignore-interrupts
              ignore interrupt signals

       --help
              display this help and exit

       --version
              output version information and exit

HERE
       Options of the real one that are not here: -p.

SEE ALSO
       The real page is tee(1); on a machine of your own, man tee shows it.
`);
  expect(lastOutput(['man nosuch; echo $?'])).toBe('No manual entry for nosuch\n16\n');
  expect(lastOutput(['man; echo $?'])).toBe(
    "What manual page do you want?\nFor example, try 'man man'.\n1\n",
  );
});

test('tail -f shows what is appended until Ctrl-C', () => {
  const machine = freshMachine();
  expect(
    lastOutput(['(sleep 2; echo more >> log) &', 'echo first > log', 'tail -f log', '^C'], machine),
  ).toMatch(/\^C/);
});
