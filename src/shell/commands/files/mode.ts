/** File modes as ls and stat print them and as chmod reads them. */
import type { Entry } from '../../file-system.ts';

/** `-rw-r--r--` */
export function modeText(entry: Entry): string {
  return letterOf(entry) + permissionText(entry.mode);
}

export function permissionText(mode: number): string {
  const bits = [...'rwxrwxrwx'].map((letter, index) => (mode & (0o400 >> index) ? letter : '-'));
  if (mode & 0o4000) bits[2] = mode & 0o100 ? 's' : 'S';
  if (mode & 0o2000) bits[5] = mode & 0o010 ? 's' : 'S';
  if (mode & 0o1000) bits[8] = mode & 0o001 ? 't' : 'T';
  return bits.join('');
}

function letterOf({ kind }: Entry): string {
  switch (kind) {
    case 'directory':
      return 'd';
    case 'link':
      return 'l';
    case 'device':
      return 'c';
    case 'socket':
      return 's';
    case 'file':
      return '-';
  }
}

const userMask = 0o022;
const shifts: Readonly<Record<string, number>> = { u: 6, g: 3, o: 0 };

/**
 * `644`, `u+x`, `go-w,a=r`: what a mode becomes.
 *
 * @returns undefined when it is no mode
 */
export function parseMode(text: string): ((mode: number, folder: boolean) => number) | undefined {
  if (/^[0-7]{1,4}$/.test(text)) return () => Number.parseInt(text, 8);
  const clauses = text.split(',').map((clause) => /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(clause));
  if (clauses.some((clause) => clause === null)) return undefined;
  return (mode, folder) => {
    let result = mode;
    for (const clause of clauses) {
      const [, who = '', actions = ''] = clause ?? [];
      for (const [, sign = '', letters = ''] of actions.matchAll(/([-+=])([rwxXst]*[ugo]?)/g)) {
        result = applied(result, who, sign, letters, folder);
      }
    }
    return result;
  };
}

function applied(mode: number, who: string, sign: string, letters: string, folder: boolean): number {
  const classes = who === '' || who.includes('a') ? ['u', 'g', 'o'] : [...who];
  let bits = 0;
  let covered = 0;
  for (const one of classes) {
    const shift = shifts[one] ?? 0;
    let three = 0;
    for (const letter of letters) {
      if (letter === 'r') three |= 4;
      if (letter === 'w') three |= 2;
      if (letter === 'x' || (letter === 'X' && (folder || (mode & 0o111) !== 0))) three |= 1;
      const copied = shifts[letter];
      if (copied !== undefined) three |= (mode >> copied) & 7;
    }
    bits |= three << shift;
    covered |= 7 << shift;
  }
  if (letters.includes('t')) bits |= 0o1000;
  // Without a class the umask keeps its bits back.
  if (who === '') bits &= ~userMask;
  if (sign === '+') return mode | bits;
  if (sign === '-') return mode & ~bits;
  return (mode & ~covered) | bits;
}
