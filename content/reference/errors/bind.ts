/** Errors of a server that wants a port. */
import type { ErrorEntry } from '../../../src/components/reference/error-entry.ts';
import { sources } from '../sources.ts';

export const bindErrors: readonly ErrorEntry[] = [
  {
    error: 'EADDRINUSE',
    seen: [
      { name: 'EADDRINUSE', by: 'Node.js', text: 'Error: listen EADDRINUSE: address already in use :::3000' },
      { name: 'Errno 98', by: 'Python on Linux', text: 'OSError: [Errno 98] Address already in use' },
      { name: 'Errno 48', by: 'Python on macOS', text: 'OSError: [Errno 48] Address already in use' },
      {
        name: 'WinError 10048',
        by: 'Python on Windows',
        text: 'OSError: [WinError 10048] Only one usage of each socket address (protocol/network address/port) is normally permitted',
      },
      { name: 'BindException', by: 'Java', text: 'java.net.BindException: Address already in use' },
      { name: 'Go, bind', by: 'Go', text: 'listen tcp :8080: bind: address already in use' },
      {
        name: 'Bind for 0.0.0.0:80 failed',
        by: 'Docker, held by another container',
        text: 'Bind for 0.0.0.0:80 failed: port is already allocated',
      },
      {
        name: 'port is already allocated',
        by: 'Docker, held by another program',
        text: 'failed to bind host port for 0.0.0.0:80: address already in use',
      },
      { name: 'nginx, 98', by: 'nginx', text: 'bind() to 0.0.0.0:80 failed (98: Address already in use)' },
      { name: 'Port is in use', by: 'Vite', text: 'Port 5173 is in use, trying another one...' },
    ],
    causes: [
      'An older run of your own program. The terminal was closed and the server was not, or a watcher such as nodemon started it again.',
      'You pressed Ctrl-Z. The server is stopped, not ended, and holds its port.',
      'Another program has the number by default: AirPlay Receiver on 5000 and 7000 of a Mac, a database of the system on 5432, Windows itself on 80.',
      'A listener on 0.0.0.0 or [::] that covers your 127.0.0.1, or the other way round.',
      'The last connection of a server that just ended is in TIME-WAIT, and the server does not set SO_REUSEADDR. It passes within a minute on Linux.',
      'An outgoing connection has the number as its ephemeral port.',
    ],
    commands: ['ss', 'lsof', 'get-nettcpconnection', 'kill'],
    lessons: ['two-programs-one-port', 'who-holds-the-port', 'the-port-is-still-warm'],
    rules: ['port-held-by-listener', 'port-held', 'time-wait-holds-port'],
    sources: [sources.socket7, sources.windowsErrors, sources.xnuErrno, sources.dockerPorts, sources.airplay],
  },
  {
    error: 'EACCES',
    seen: [
      { name: 'EACCES', by: 'Node.js', text: 'Error: listen EACCES: permission denied 0.0.0.0:80' },
      { name: 'Errno 13', by: 'Python', text: 'PermissionError: [Errno 13] Permission denied' },
      {
        name: 'WinError 10013',
        by: 'Python on Windows',
        text: '[WinError 10013] An attempt was made to access a socket in a way forbidden by its access permissions',
      },
      { name: 'BindException, denied', by: 'Java', text: 'java.net.BindException: Permission denied' },
    ],
    causes: [
      'Linux: the port is below 1024, and the program is not root and has not CAP_NET_BIND_SERVICE. Take 8080 instead of 80.',
      'Windows: the port lies in a range that Hyper-V, WSL or Docker has set aside. No list of sockets shows it; netsh does.',
      'Windows: another program holds the port for itself alone.',
      'macOS: below 1024 on an address other than the wildcard address.',
    ],
    commands: ['sysctl', 'netsh'],
    lessons: ['what-your-system-does', 'the-three-ranges'],
    rules: ['privileged-port'],
    sources: [
      sources.ip7,
      sources.capabilities7,
      sources.windowsErrors,
      sources.windowsReuse,
      sources.xnuBind,
    ],
  },
  {
    error: 'EADDRNOTAVAIL',
    seen: [
      {
        name: 'EADDRNOTAVAIL',
        by: 'Node.js',
        text: 'Error: listen EADDRNOTAVAIL: address not available 192.168.1.21:3000',
      },
      {
        name: 'Errno 99',
        by: 'Python on Linux',
        text: 'OSError: [Errno 99] Cannot assign requested address',
      },
      { name: 'Errno 49', by: 'Python on macOS', text: "OSError: [Errno 49] Can't assign requested address" },
      {
        name: 'WinError 10049',
        by: 'Python on Windows',
        text: '[WinError 10049] The requested address is not valid in its context',
      },
      { name: 'ERR_ADDRESS_INVALID', by: 'Chrome', text: 'This site can’t be reached: ERR_ADDRESS_INVALID' },
    ],
    causes: [
      'The address belongs to another machine, or was this one’s before the network changed.',
      'The server is in a container, and the address is the host’s. Listen on 0.0.0.0 there.',
      'macOS: 127.0.0.2 and its like are not there until they are added to lo0.',
      'Windows, and Chrome on it: 0.0.0.0 was opened as a destination. Open 127.0.0.1.',
      'At connect: no ephemeral port is left for this destination.',
    ],
    commands: ['ip', 'ss'],
    lessons: ['the-loopback-interface', 'listen-only-where-you-must'],
    rules: ['not-an-address-of-this-host', 'no-free-port-to-peer'],
    sources: [sources.bind2, sources.windowsErrors, sources.xnuErrno],
  },
  {
    error: 'EINVAL',
    seen: [
      { name: 'EINVAL', by: 'Node.js', text: 'Error: bind EINVAL 127.0.0.1' },
      { name: 'Errno 22', by: 'Python', text: 'OSError: [Errno 22] Invalid argument' },
    ],
    causes: [
      'The program binds one socket twice.',
      'A link-local address (fe80::) without its interface: write fe80::1%eth0.',
      'An IPv4-mapped address on a socket with IPV6_V6ONLY on.',
      'A socket bound to 127.0.0.1 calls an address outside this host.',
    ],
    commands: ['strace'],
    lessons: [],
    rules: ['already-bound', 'link-local-needs-interface', 'v6only-takes-no-ipv4'],
    sources: [sources.bind2, sources.ipv67],
  },
  {
    error: 'EAFNOSUPPORT',
    seen: [
      {
        name: 'EAFNOSUPPORT',
        by: 'Node.js',
        text: 'Error: listen EAFNOSUPPORT: address family not supported ::1:3000',
      },
      {
        name: 'Errno 97',
        by: 'Python on Linux',
        text: 'OSError: [Errno 97] Address family not supported by protocol',
      },
      {
        name: 'Errno 47',
        by: 'Python on macOS',
        text: 'OSError: [Errno 47] Address family not supported by protocol family',
      },
    ],
    causes: [
      'IPv6 is switched off on this host, as in some containers, and the program asks for ::1 or ::.',
      'A program with an IPv4 socket was given an IPv6 address.',
    ],
    commands: ['ip', 'strace'],
    lessons: ['localhost-is-a-name'],
    rules: ['wrong-family'],
    sources: [sources.socket2, sources.ipv67, sources.xnuErrno],
  },
  {
    error: 'ERR_SOCKET_BAD_PORT',
    seen: [
      {
        name: 'ERR_SOCKET_BAD_PORT',
        by: 'Node.js',
        text: 'RangeError [ERR_SOCKET_BAD_PORT]: options.port should be >= 0 and < 65536. Received 99999.',
      },
      { name: 'port must be 0-65535', by: 'Python', text: 'OverflowError: bind(): port must be 0-65535.' },
      { name: 'port number too large', by: 'nc', text: 'nc: port number too large: 99999' },
    ],
    causes: [
      'A digit too many: a port has 16 bits, so 65535 is the largest.',
      'A setting that was to hold the port is empty or a word, and was read as a number.',
    ],
    commands: ['python-http-server'],
    lessons: ['what-a-port-is'],
    rules: [],
    sources: [sources.nodeBadPort, sources.rfc9293Header],
  },
];
