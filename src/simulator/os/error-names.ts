/** How each system names and numbers an error: Linux's numbers are its kernel's, the others are documented. */
import { type Errno, errnoNumber } from '../errno.ts';
import type { SystemName } from './system-rules.ts';

/** errno.h of macOS, and WinError.h of Windows, for the errors that a socket call here can meet. */
const numbers: Readonly<Partial<Record<Errno, { readonly macos: number; readonly windows: number }>>> = {
  EACCES: { macos: 13, windows: 10013 },
  EINVAL: { macos: 22, windows: 10022 },
  ENOPROTOOPT: { macos: 42, windows: 10042 },
  EOPNOTSUPP: { macos: 102, windows: 10045 },
  EAFNOSUPPORT: { macos: 47, windows: 10047 },
  EADDRINUSE: { macos: 48, windows: 10048 },
  EADDRNOTAVAIL: { macos: 49, windows: 10049 },
  ENETUNREACH: { macos: 51, windows: 10051 },
  ECONNRESET: { macos: 54, windows: 10054 },
  EISCONN: { macos: 56, windows: 10056 },
  ENOTCONN: { macos: 57, windows: 10057 },
  ETIMEDOUT: { macos: 60, windows: 10060 },
  ECONNREFUSED: { macos: 61, windows: 10061 },
  EHOSTUNREACH: { macos: 65, windows: 10065 },
};

/** `EADDRINUSE 98` on Linux, `EADDRINUSE 48` on macOS, `WSAEADDRINUSE 10048` on Windows; without a number where none is known. */
export function errorName(system: SystemName, errno: Errno): string {
  if (system === 'linux') return `${errno} ${errnoNumber(errno)}`;
  const known = numbers[errno]?.[system];
  const name = system === 'windows' ? `WSA${errno}` : errno;
  return known === undefined ? name : `${name} ${known}`;
}
