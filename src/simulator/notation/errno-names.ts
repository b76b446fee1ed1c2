/** The errnos that a result may name: those of the simulator, and others that a socket call of Linux can give. */
import { errnos } from '../errno.ts';

/** errno(3), with Linux's numbers. */
const others = {
  EIO: 5,
  ENOMEM: 12,
  EFAULT: 14,
  EBUSY: 16,
  ENODEV: 19,
  ENFILE: 23,
  EDOM: 33,
  ERANGE: 34,
  ENOSYS: 38,
  EPROTO: 71,
  EMSGSIZE: 90,
  EPROTOTYPE: 91,
  EPROTONOSUPPORT: 93,
  ESOCKTNOSUPPORT: 94,
  EPFNOSUPPORT: 96,
  ENETDOWN: 100,
  ENETRESET: 102,
  ENOBUFS: 105,
  ESHUTDOWN: 108,
  EHOSTDOWN: 112,
} as const;

export type ErrnoName = keyof typeof errnos | keyof typeof others;

function isKey<T extends object>(table: T, name: PropertyKey): name is keyof T {
  return Object.hasOwn(table, name);
}

export function isErrnoName(text: string): text is ErrnoName {
  return isKey(errnos, text) || isKey(others, text);
}

export const errnoNames: readonly ErrnoName[] = [...Object.keys(errnos), ...Object.keys(others)]
  .filter(isErrnoName)
  .sort();

const byNumber = new Map<number, ErrnoName>();
for (const name of errnoNames) {
  byNumber.set(isKey(errnos, name) ? errnos[name][0] : others[name], name);
}

/** The name of Linux's number; undefined for one that no socket call gives. */
export function errnoNameOf(number: number): ErrnoName | undefined {
  return byNumber.get(number);
}
