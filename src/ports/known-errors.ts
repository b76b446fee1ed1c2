import type { OperatingSystem } from './operating-systems.ts';
import type { KnownError } from './query.ts';
import { FETCH_PORT_BLOCKING, LINUX_BIND, type Source } from './source.ts';

const CONNECT_2: Source = {
  label: 'connect(2)',
  url: 'https://man7.org/linux/man-pages/man2/connect.2.html',
};
const ERRNO_3: Source = { label: 'errno(3)', url: 'https://man7.org/linux/man-pages/man3/errno.3.html' };
const GETADDRINFO_3: Source = {
  label: 'getaddrinfo(3)',
  url: 'https://man7.org/linux/man-pages/man3/getaddrinfo.3.html',
};
const CURL_ERRORS: Source = {
  label: 'curl, error codes',
  url: 'https://curl.se/libcurl/c/libcurl-errors.html',
};
const NODE_BAD_PORT: Source = {
  label: 'Node.js, errors',
  url: 'https://nodejs.org/api/errors.html#err_socket_bad_port',
};

const VITE_HOSTS: Source = {
  label: 'Vite, server.allowedHosts',
  url: 'https://vite.dev/config/server-options.html#server-allowedhosts',
};

const WHO_LISTENS: Readonly<Record<OperatingSystem, string>> = {
  linux: "ss -tlnp 'sport = :PORT'",
  macos: 'lsof -nP -iTCP:PORT -sTCP:LISTEN',
  windows: 'netstat -ano | findstr :PORT',
};

const EXCLUDED: Readonly<Record<OperatingSystem, string>> = {
  linux: 'sysctl net.ipv4.ip_unprivileged_port_start',
  macos: 'lsof -nP -iTCP:PORT -sTCP:LISTEN',
  windows: 'netsh int ipv4 show excludedportrange protocol=tcp',
};

const IN_USE: KnownError = {
  name: 'EADDRINUSE',
  title: 'The address is in use',
  meaning:
    'bind asked for an address and port that another socket already holds. It may be another program, an older run of the same one, or a wildcard listener that covers your address.',
  next: 'Find out which program it is, then stop it or choose another port.',
  look: WHO_LISTENS,
  source: LINUX_BIND,
};

const REFUSED: KnownError = {
  name: 'ECONNREFUSED',
  title: 'The connection was refused',
  meaning:
    'The host answered at once: nobody listens on that address and port. The server may not run, may listen on another port, or on another address, such as [::1] instead of 127.0.0.1. A firewall that rejects looks the same.',
  next: 'Look at what listens there, and on which address.',
  look: WHO_LISTENS,
  source: CONNECT_2,
};

const TIMED_OUT: KnownError = {
  name: 'ETIMEDOUT',
  title: 'The connection timed out',
  meaning:
    'No answer came at all. A firewall drops the packets, the host is down or the address is wrong, or the server does not accept any more. A port that nobody listens on is refused at once instead.',
  next: 'Ask from the host itself first: if that works, look at what lies between.',
  look: WHO_LISTENS,
  source: CONNECT_2,
};

const DENIED: KnownError = {
  name: 'EACCES',
  title: 'The port was not permitted',
  meaning:
    'The system did not let this program have the port. On Linux every port below 1024 needs CAP_NET_BIND_SERVICE. On Windows another program holds it exclusively, or it lies in a range that Hyper-V, WSL or Docker has set aside.',
  next: 'Choose a port above 1023, or one outside the excluded ranges.',
  look: EXCLUDED,
  source: LINUX_BIND,
};

const NOT_AVAILABLE: KnownError = {
  name: 'EADDRNOTAVAIL',
  title: 'The address is not one of this host',
  meaning:
    'bind asked for an address that no interface of this machine has. On macOS that includes 127.0.0.2 and every other loopback address but 127.0.0.1.',
  next: 'Use 127.0.0.1, 0.0.0.0 or an address from the list that the command prints.',
  look: { linux: 'ip -br addr', macos: 'ifconfig', windows: 'ipconfig' },
  source: LINUX_BIND,
};

const RESET: KnownError = {
  name: 'ECONNRESET',
  title: 'The connection was reset',
  meaning:
    'The connection stood, and the other side broke it off. The program crashed, closed with unread data, or expected another protocol.',
  next: "Read the server's own log.",
  look: undefined,
  source: ERRNO_3,
};

const EMPTY_RESPONSE: KnownError = {
  name: 'ERR_EMPTY_RESPONSE',
  title: 'The server closed without an answer',
  meaning: 'Something listens there and accepted the connection, then closed it without sending a byte.',
  next: 'It may speak another protocol, such as TLS. Look at which program it is.',
  look: WHO_LISTENS,
  source: CURL_ERRORS,
};

const UNSAFE: KnownError = {
  name: 'ERR_UNSAFE_PORT',
  title: 'The browser refuses this port',
  meaning:
    'Browsers open no URL on 83 ports that belong to other protocols, such as mail or IRC. The request never leaves the browser; the server may be fine.',
  next: 'Run the server on another port. curl has no such list.',
  look: undefined,
  source: FETCH_PORT_BLOCKING,
};

const UNREACHABLE: KnownError = {
  name: 'EHOSTUNREACH',
  title: 'The host cannot be reached',
  meaning:
    'There is no way to that address, or a router or firewall on the way said so. The port does not matter yet.',
  next: 'Check the address and the network first.',
  look: {
    linux: 'ip route get ADDRESS',
    macos: 'route -n get ADDRESS',
    windows: 'Find-NetRoute -RemoteIPAddress ADDRESS',
  },
  source: ERRNO_3,
};

const NAME_UNKNOWN: KnownError = {
  name: 'ENOTFOUND',
  title: 'The name was not found',
  meaning: 'The host name did not lead to an address, so nothing was sent and the port does not matter yet.',
  next: 'Check the spelling, or use the address itself, such as 127.0.0.1.',
  look: {
    linux: 'getent ahosts localhost',
    macos: 'dscacheutil -q host -a name localhost',
    windows: 'Resolve-DnsName localhost',
  },
  source: GETADDRINFO_3,
};

const BAD_NUMBER: KnownError = {
  name: 'ERR_SOCKET_BAD_PORT',
  title: 'That number is no port',
  meaning: 'The program was given a number that does not fit: a port is a 16-bit number.',
  next: 'Choose a number from 1 to 65535, or 0 to let the system choose.',
  look: undefined,
  source: NODE_BAD_PORT,
};

const TLS: KnownError = {
  name: 'ERR_SSL_PROTOCOL_ERROR',
  title: 'One side spoke TLS, the other did not',
  meaning: 'The port is right and something answers, but https was spoken to a plain http server.',
  next: 'Write http:// instead of https://, or switch TLS on in the server.',
  look: undefined,
  source: CURL_ERRORS,
};

const BROKEN_PIPE: KnownError = {
  name: 'EPIPE',
  title: 'The other side has gone',
  meaning: 'The program sent something on a connection that the other side had already ended.',
  next: "Read the other side's log: it left first.",
  look: undefined,
  source: ERRNO_3,
};

const WRONG_FAMILY: KnownError = {
  name: 'EAFNOSUPPORT',
  title: 'IPv4 and IPv6 were mixed up',
  meaning: 'The address is of one family, the socket or the host of the other.',
  next: 'Ask for 127.0.0.1 with IPv4, for ::1 with IPv6.',
  look: undefined,
  source: LINUX_BIND,
};

const INVALID: KnownError = {
  name: 'EINVAL',
  title: 'The call makes no sense here',
  meaning: 'At bind: the socket is bound already, or the address is not whole.',
  next: 'Make a new socket for each address.',
  look: undefined,
  source: LINUX_BIND,
};

const HOST_REFUSED: KnownError = {
  name: 'Invalid Host header',
  title: 'The server does not know this name',
  meaning: 'The server works. It was asked under a name that is not on its list, and refuses on purpose.',
  next: 'Open it as localhost, or put the name on its list.',
  look: undefined,
  source: VITE_HOSTS,
};

/** Texts of errors, as the common programs print them. The order matters: the first match wins. */
export const KNOWN_ERRORS: readonly { readonly pattern: RegExp; readonly error: KnownError }[] = [
  {
    pattern:
      /\bE?ADDRINUSE\b|address (?:is )?already in use|port (?:is )?already (?:in use|allocated)|\bport \d+ is (?:already )?in use|only one usage of each socket address|(?:error|WSA\w+)\W{0,3}10048\b|\[Errno (?:98|48)\]/i,
    error: IN_USE,
  },
  { pattern: /ERR_UNSAFE_PORT|this address is restricted|\bbad port\b/i, error: UNSAFE },
  {
    pattern: /ERR_SOCKET_BAD_PORT|port must be 0-65535|port (?:number )?(?:too large|out of range)/i,
    error: BAD_NUMBER,
  },
  {
    pattern: /ERR_SSL_PROTOCOL_ERROR|wrong version number|SSL_ERROR_RX_RECORD_TOO_LONG|curl: ?\(35\)/i,
    error: TLS,
  },
  {
    pattern:
      /\bE?CONNREFUSED\b|ERR_CONNECTION_REFUSED|connection (?:was )?refused|refused to connect|actively refused|(?:error|WSA\w+)\W{0,3}10061\b|\[Errno (?:111|61)\]|curl: ?\(7\)/i,
    error: REFUSED,
  },
  {
    pattern:
      /\bE?TIMEDOUT\b|ERR_CONNECTION_TIMED_OUT|connection timed out|took too long to respond|(?:error|WSA\w+)\W{0,3}10060\b|\[Errno (?:110|60)\]|curl: ?\(28\)/i,
    error: TIMED_OUT,
  },
  {
    pattern:
      /\bEADDRNOTAVAIL\b|cannot assign requested address|can.t assign requested address|ERR_ADDRESS_INVALID|(?:error|WSA\w+)\W{0,3}10049\b|\[Errno (?:99|49)\]/i,
    error: NOT_AVAILABLE,
  },
  {
    pattern:
      /\bEACCES\b|\bWSAEACCES\b|permission denied|access permissions|(?:error|WSA\w+)\W{0,3}10013\b|\[Errno 13\]/i,
    error: DENIED,
  },
  {
    pattern:
      /\bE?CONNRESET\b|ERR_CONNECTION_RESET|connection (?:was )?reset|(?:error|WSA\w+)\W{0,3}10054\b|\[Errno (?:104|54)\]|curl: ?\(56\)/i,
    error: RESET,
  },
  {
    pattern: /ERR_EMPTY_RESPONSE|empty reply from server|didn.t send any data|curl: ?\(52\)/i,
    error: EMPTY_RESPONSE,
  },
  {
    pattern:
      /\bE(?:HOST|NET)UNREACH\b|ERR_ADDRESS_UNREACHABLE|no route to host|network is unreachable|(?:error|WSA\w+)\W{0,3}100(?:51|65)\b|\[Errno (?:113|101|65|51)\]/i,
    error: UNREACHABLE,
  },
  {
    pattern:
      /\bENOTFOUND\b|ERR_NAME_NOT_RESOLVED|could not resolve host|name or service not known|\bgetaddrinfo\b|curl: ?\(6\)/i,
    error: NAME_UNKNOWN,
  },
  { pattern: /\bEPIPE\b|broken pipe|\[Errno 32\]/i, error: BROKEN_PIPE },
  {
    pattern: /\bE?AFNOSUPPORT\b|address family not supported|\[Errno (?:97|47)\]/i,
    error: WRONG_FAMILY,
  },
  { pattern: /\bEINVAL\b|invalid argument|\[Errno 22\]/i, error: INVALID },
  {
    pattern: /invalid host header|blocked request|host\W.{1,60}is not allowed|DisallowedHost/i,
    error: HOST_REFUSED,
  },
  // Browsers put these above many errors, so they count only where nothing more exact stands.
  { pattern: /unable to connect|site can.t be reached/i, error: REFUSED },
];
