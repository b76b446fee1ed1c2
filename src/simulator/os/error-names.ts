/** How each system names and numbers an error: Linux's numbers are its kernel's, the others are documented. */
import { type Errno, errnoNumber, strerror } from '../errno.ts';
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
  ECONNABORTED: { macos: 53, windows: 10053 },
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

/** errno.h and WinError.h numbers as programs print them; Linux's where the system's own is not known here. */
export function errnoNumberOf(system: SystemName, errno: Errno): number {
  return (system === 'linux' ? undefined : numbers[errno]?.[system]) ?? errnoNumber(errno);
}

/** strerror(3) of macOS (XNU's and Libc's errlst), where it words an error otherwise than Linux. */
const macosTexts: Readonly<Partial<Record<Errno, string>>> = {
  EADDRNOTAVAIL: "Can't assign requested address",
  ETIMEDOUT: 'Operation timed out',
  EISCONN: 'Socket is already connected',
  ENOTCONN: 'Socket is not connected',
  EAFNOSUPPORT: 'Address family not supported by protocol family',
};

/** Microsoft, System error codes 9000 to 11999, and the codes below 500 that files meet; without the full stop, as Python prints them. */
const windowsTexts: Readonly<Partial<Record<Errno, string>>> = {
  EACCES: 'An attempt was made to access a socket in a way forbidden by its access permissions',
  EINVAL: 'An invalid argument was supplied',
  ENOPROTOOPT:
    'An unknown, invalid, or unsupported option or level was specified in a getsockopt or setsockopt call',
  EOPNOTSUPP: 'The attempted operation is not supported for the type of object referenced',
  EAFNOSUPPORT: 'An address incompatible with the requested protocol was used',
  EADDRINUSE: 'Only one usage of each socket address (protocol/network address/port) is normally permitted',
  EADDRNOTAVAIL: 'The requested address is not valid in its context',
  ENETUNREACH: 'A socket operation was attempted to an unreachable network',
  ECONNABORTED: 'An established connection was aborted by the software in your host machine',
  ECONNRESET: 'An existing connection was forcibly closed by the remote host',
  EISCONN: 'A connect request was made on an already connected socket',
  ENOTCONN:
    'A request to send or receive data was disallowed because the socket is not connected and (when sending on a datagram socket using a sendto call) no address was supplied',
  ETIMEDOUT:
    'A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond',
  ECONNREFUSED: 'No connection could be made because the target machine actively refused it',
  EHOSTUNREACH: 'A socket operation was attempted to an unreachable host',
};

/** The text that a program of this system prints for an error. */
export function strerrorOf(system: SystemName, errno: Errno): string {
  switch (system) {
    case 'linux':
      return strerror(errno);
    case 'macos':
      return macosTexts[errno] ?? strerror(errno);
    case 'windows':
      return windowsTexts[errno] ?? strerror(errno);
  }
}
