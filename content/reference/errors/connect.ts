/** Errors of a client that gets no connection. */
import type { ErrorEntry } from '../../../src/components/reference/error-entry.ts';
import { sources } from '../sources.ts';

export const connectErrors: readonly ErrorEntry[] = [
  {
    error: 'ECONNREFUSED',
    seen: [
      { name: 'ECONNREFUSED', by: 'Node.js', text: 'connect ECONNREFUSED ::1:3000' },
      {
        name: 'ERR_CONNECTION_REFUSED',
        by: 'Chrome',
        text: 'This site can’t be reached: ERR_CONNECTION_REFUSED',
      },
      {
        name: 'Unable to connect',
        by: 'Firefox',
        text: 'Unable to connect. Firefox can’t establish a connection to the server',
      },
      {
        name: 'curl (7)',
        by: 'curl',
        text: "curl: (7) Failed to connect to 127.0.0.1 port 62893 after 0 ms: Couldn't connect to server",
      },
      {
        name: 'Errno 111',
        by: 'Python on Linux',
        text: 'ConnectionRefusedError: [Errno 111] Connection refused',
      },
      {
        name: 'Errno 61',
        by: 'Python on macOS',
        text: 'ConnectionRefusedError: [Errno 61] Connection refused',
      },
      {
        name: 'WinError 10061',
        by: 'Python on Windows',
        text: '[WinError 10061] No connection could be made because the target machine actively refused it',
      },
      {
        name: 'nc, refused',
        by: 'nc',
        text: 'nc: connect to 127.0.0.1 port 62893 (tcp) failed: Connection refused',
      },
    ],
    causes: [
      'The server does not run. It crashed when it started: its own terminal says why.',
      'It listens on another port than you think. Read the line that it printed.',
      'It listens on [::1] and you call 127.0.0.1, or the other way round: localhost has two addresses.',
      'It listens on 127.0.0.1 and you call from another machine, or from a container.',
      'You are in a container, in WSL or on a remote machine: localhost is that machine.',
      'A firewall rejects. That looks the same.',
    ],
    commands: ['ss', 'curl', 'nc', 'getent'],
    lessons: [
      'run-a-server',
      'localhost-is-a-name',
      'listen-only-where-you-must',
      'refused-timed-out-answered',
    ],
    rules: ['nobody-listens', 'packet-filter-rejects'],
    sources: [sources.rfc9293Reset, sources.windowsErrors, sources.xnuErrno],
  },
  {
    error: 'ETIMEDOUT',
    seen: [
      { name: 'ETIMEDOUT', by: 'Node.js', text: 'connect ETIMEDOUT 192.168.1.20:3000' },
      {
        name: 'ERR_CONNECTION_TIMED_OUT',
        by: 'Chrome',
        text: '192.168.1.20 took too long to respond: ERR_CONNECTION_TIMED_OUT',
      },
      { name: 'curl (28)', by: 'curl', text: 'curl: (28) Connection timed out after 2001 milliseconds' },
      { name: 'Errno 110', by: 'Python on Linux', text: 'TimeoutError: [Errno 110] Connection timed out' },
      { name: 'Errno 60', by: 'Python on macOS', text: 'TimeoutError: [Errno 60] Operation timed out' },
      {
        name: 'WinError 10060',
        by: 'Python on Windows',
        text: '[WinError 10060] A connection attempt failed because the connected party did not properly respond after a period of time',
      },
    ],
    causes: [
      'A firewall drops: on the server, on the router, or at the cloud provider.',
      'The address is wrong, or the host is off.',
      'The other machine is in another network: a guest Wi-Fi, a VPN.',
      'The server runs and does not accept: it was stopped with Ctrl-Z, or it hangs. The handshake may still succeed, and then nothing comes.',
    ],
    commands: ['ping', 'curl', 'iptables', 'ufw'],
    lessons: ['refused-timed-out-answered', 'is-it-the-firewall'],
    rules: ['no-answer'],
    sources: [sources.tcp7, sources.ipSysctl, sources.windowsErrors, sources.xnuErrno],
  },
  {
    error: 'EHOSTUNREACH',
    seen: [
      { name: 'EHOSTUNREACH', by: 'Node.js', text: 'connect EHOSTUNREACH 192.168.1.99:3000' },
      { name: 'ENETUNREACH', by: 'Node.js', text: 'connect ENETUNREACH 2001:db8::1:3000' },
      { name: 'No route to host', by: 'Linux and macOS', text: 'No route to host' },
      { name: 'Network is unreachable', by: 'Linux and macOS', text: 'Network is unreachable' },
      {
        name: 'ERR_ADDRESS_UNREACHABLE',
        by: 'Chrome',
        text: 'This page isn’t reachable: ERR_ADDRESS_UNREACHABLE',
      },
    ],
    causes: [
      'EHOSTUNREACH: on your own network nobody has that address. The machine is off, or has another address now.',
      'ENETUNREACH: your host knows no way there. You are offline, or it is an IPv6 address and you have no IPv6.',
      'A firewall rejects with “host prohibited”: then the host is there.',
      'A packet with a loopback address would have to leave the host. It may not.',
    ],
    commands: ['ip', 'ping', 'iptables'],
    lessons: ['refused-timed-out-answered', 'is-it-the-firewall'],
    rules: ['no-route', 'nobody-at-address', 'loopback-stays-inside'],
    sources: [sources.errno3, sources.iptables8],
  },
  {
    error: 'ENOTFOUND',
    seen: [
      { name: 'ENOTFOUND', by: 'Node.js', text: 'getaddrinfo ENOTFOUND locahost' },
      { name: 'getaddrinfo', by: 'Python', text: 'socket.gaierror: [Errno -2] Name or service not known' },
      { name: 'curl (6)', by: 'curl', text: 'curl: (6) Could not resolve host: locahost' },
      { name: 'ERR_NAME_NOT_RESOLVED', by: 'Chrome', text: 'ERR_NAME_NOT_RESOLVED' },
    ],
    causes: [
      'The name is misspelt.',
      'A port was typed where only a name may stand: ping localhost:62893.',
      'The name of a container’s service works only inside that network.',
      'app.localhost: browsers and curl know it by themselves, many other programs do not.',
      'localhost itself is missing in the hosts file.',
    ],
    commands: ['getent', 'curl'],
    lessons: ['localhost-is-a-name'],
    rules: [],
    sources: [sources.getaddrinfo3, sources.rfc6761Localhost, sources.hosts5],
  },
];
