/** Errno names read back from text and from numbers. */
import { type Errno, errnoNumber, errnos } from '../simulator/errno.ts';

export function isErrno(text: string): text is Errno {
  return Object.hasOwn(errnos, text);
}

/** `ECONNREFUSED` for Linux's 111; undefined for 0 and for numbers that the simulator never gives. */
export function errnoNumbered(number: number): Errno | undefined {
  return Object.keys(errnos)
    .filter(isErrno)
    .find((errno) => errnoNumber(errno) === number);
}
