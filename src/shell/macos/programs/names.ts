/** uname(1) and sw_vers(1): a Mac of macOS 15.4, whose kernel source the rules of binding come from (XNU 11417.101.15). */
import type { ProgramFile } from '../../command.ts';
import { noOptions } from '../../option-table.ts';
import { complain, print, self } from '../../syscalls.ts';

const release = '24.4.0';
const version = `Darwin Kernel Version ${release}: root:xnu-11417.101.15~1/RELEASE_ARM64_T8112`;

export const uname: ProgramFile = {
  name: 'uname',
  summary: 'print the name and the version of the kernel',
  options: { options: [...'amnprsv'].map((short) => ({ short, help: 'a part of it; -a all' })) },
  *run([, ...args]) {
    const letters = args.join('').replaceAll('-', '') || 's';
    const wrong = [...letters].find((letter) => !'amnprsv'.includes(letter));
    if (wrong !== undefined) {
      yield* complain(`uname: illegal option -- ${wrong}\nusage: uname [-amnoprsv]\n`);
      return 1;
    }
    const has = (letter: string): boolean =>
      letters.includes(letter) || (letters.includes('a') && letter !== 'p');
    const { name } = (yield* self()).around.host;
    const parts = [
      has('s') ? 'Darwin' : '',
      has('n') ? name : '',
      has('r') ? release : '',
      has('v') ? version : '',
      has('m') ? 'arm64' : '',
      has('p') ? 'arm' : '',
    ];
    yield* print(`${parts.filter((part) => part !== '').join(' ')}\n`);
    return 0;
  },
};

export const swVers: ProgramFile = {
  name: 'sw_vers',
  summary: 'print the version of macOS',
  options: noOptions,
  *run([, option]) {
    const facts: Readonly<Record<string, string>> = {
      productName: 'macOS',
      productVersion: '15.4',
      buildVersion: '24E248',
    };
    const asked = facts[option?.replace(/^-+/, '') ?? ''];
    yield* print(
      asked === undefined
        ? 'ProductName:\t\tmacOS\nProductVersion:\t\t15.4\nBuildVersion:\t\t24E248\n'
        : `${asked}\n`,
    );
    return 0;
  },
};
