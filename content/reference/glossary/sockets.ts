/** Terms of ports, sockets and connections. */
import type { GlossaryTerm } from '../../../src/build/glossary-terms.ts';
import { sources } from '../sources.ts';

export const sockets: readonly GlossaryTerm[] = [
  {
    term: '4-tuple',
    also: ['5-tuple, with the protocol'],
    standard:
      'A TCP connection is identified by the pair of its sockets: local address and port, remote address and port.',
    source: sources.rfc9293Terms,
    plain:
      'Two addresses and two ports. Two connections differ in at least one of the four, so one port serves many.',
  },
  {
    term: 'accept',
    standard:
      'Takes the first connection from the queue of those that are pending at a listening socket, and makes a new socket for it.',
    source: sources.posixAccept,
    plain: 'The program picks up. The listener stays, and the conversation has a socket of its own.',
    links: [],
  },
  {
    term: 'accept queue',
    standard: 'Connections that are established and wait to be accepted; the backlog limits how many.',
    source: sources.listen2,
    plain:
      'The waiting room of a listener. Whoever sits there is connected already, though the program has not looked yet.',
  },
  {
    term: 'backlog',
    standard:
      'The argument of listen that limits the queue of connections of a listening socket. It is a hint; the system may have a limit of its own.',
    source: sources.posixListen,
    plain: 'How many seats the waiting room has. Linux lets in one more than asked for.',
  },
  {
    term: 'bind',
    standard: 'Assigns a local address to a socket that has none.',
    source: sources.bind2,
    plain: 'A program says: this port on this address is mine. The kernel agrees, or says why not.',
    links: ['bind', 'binds'],
  },
  {
    term: 'capability',
    standard:
      'A part of the power of root that a process can have by itself; CAP_NET_BIND_SERVICE is the one for privileged ports.',
    source: sources.capabilities7,
    plain: 'One key of root’s bunch. A web server needs the one for low ports, and none of the others.',
    links: ['capability', 'capabilities'],
  },
  {
    term: 'client',
    standard: 'The end that opens a connection actively, by connect.',
    source: sources.connect2,
    plain: 'Who calls. A browser is one, and so is curl.',
    links: [],
  },
  {
    term: 'close',
    standard:
      'Gives a file descriptor back. The last close of a TCP socket begins the end of its connection.',
    source: sources.close2,
    plain: 'Hanging up. The kernel also does it for a program that ends.',
    links: [],
  },
  {
    term: 'connect',
    standard: 'Tries to make a connection from a socket to the address given.',
    source: sources.connect2,
    plain: 'The call. It ends in an answer, a refusal, or in no answer at all.',
    links: [],
  },
  {
    term: 'connection',
    standard: 'A logical path between two sockets, for which both ends keep a state.',
    source: sources.rfc9293Terms,
    plain: 'What stands between two programs after the handshake, until both have hung up.',
    links: [],
  },
  {
    term: 'dual-stack socket',
    standard:
      'An IPv6 socket with IPV6_V6ONLY off: it takes IPv4 packets too, and their addresses appear as IPv4-mapped IPv6 addresses.',
    source: sources.ipv67,
    plain: 'One socket for both families. ss shows it as *:3000.',
    links: ['dual-stack socket', 'dual-stack'],
  },
  {
    term: 'dynamic ports',
    also: ['private ports', '49152 to 65535'],
    standard: 'The ports 49152 to 65535, which are never assigned.',
    source: sources.rfc6335Ranges,
    plain: 'Numbers that belong to nobody, for anybody to use for a while. 62893 is one.',
    compare: ['ephemeral port'],
    links: ['dynamic ports', 'dynamic port', 'dynamic range'],
  },
  {
    term: 'ephemeral port',
    standard:
      'A port that a host picks for a socket which did not ask for one. Which range it picks from is the host’s affair.',
    source: sources.rfc6056,
    plain:
      'A number from the machine, usually for the calling end: 32768 to 60999 on Linux, 49152 to 65535 on macOS and Windows.',
    compare: ['dynamic ports'],
    links: ['ephemeral port', 'ephemeral ports', 'ephemeral range', 'ephemeral'],
  },
  {
    term: 'errno',
    standard: 'The number by which a system call says why it failed; each has a symbolic name.',
    source: sources.errno3,
    plain: 'The reason, in one word: EADDRINUSE, ECONNREFUSED.',
    links: ['errno'],
  },
  {
    term: 'file descriptor',
    standard: 'A small number by which a process refers to an open file, a socket among them.',
    source: sources.socket2,
    plain: 'The program’s own name for the socket: usually 3, since 0, 1 and 2 are taken.',
  },
  {
    term: 'IPV6_V6ONLY',
    standard: 'An option of IPv6 sockets: on, the socket takes IPv6 packets only.',
    source: sources.ipv67,
    plain: 'The switch that makes a dual-stack socket an IPv6 one.',
    links: [],
  },
  {
    term: 'listen',
    standard: 'Marks a socket as one that accepts connections.',
    source: sources.posixListen,
    plain: 'From here on callers are answered. Before it, a bound port still refuses them.',
    links: [],
  },
  {
    term: 'listener',
    standard: 'A socket in the state LISTEN: it waits for a connection request from any remote end.',
    source: sources.rfc9293States,
    plain: 'Who picks up at a port.',
    links: ['listener', 'listeners'],
  },
  {
    term: 'port',
    standard:
      'A 16-bit number in the header of TCP and of UDP that, with the address, names an end of a connection.',
    source: sources.rfc9293Header,
    plain: 'The number after the colon: which program at that address. 0 to 65535, for TCP and for UDP each.',
    links: [],
  },
  {
    term: 'port 0',
    standard: 'Given to bind, it asks the system to pick a port. It is reserved and no service has it.',
    source: sources.ip7,
    plain: '“Any free one, please.”',
    links: ['port 0'],
  },
  {
    term: 'privileged port',
    standard:
      'A port that only a process with the right capability may bind: on Linux those below net.ipv4.ip_unprivileged_port_start, 1024 by default.',
    source: sources.ip7,
    plain:
      'A port that needs permission. Linux asks for all below 1024, macOS not on the wildcard address, Windows never.',
    compare: ['system ports'],
    links: ['privileged port', 'privileged ports', 'privileged'],
  },
  {
    term: 'reset',
    also: ['RST'],
    standard:
      'A TCP segment that ends a connection at once, or answers a request that no connection and no listener fits.',
    source: sources.rfc9293Reset,
    plain: 'TCP’s “there is nobody here”. The caller sees ECONNREFUSED or ECONNRESET.',
    links: ['reset', 'RST'],
  },
  {
    term: 'segment',
    standard: 'The unit that TCP sends: a header and perhaps data.',
    source: sources.rfc9293Terms,
    plain: 'A packet, seen by TCP.',
    links: ['segment', 'segments'],
  },
  {
    term: 'server',
    standard: 'A program that opens passively: it listens and is called.',
    source: sources.rfc9293Open,
    plain: 'Who waits to be called. A laptop can be one.',
    links: [],
  },
  {
    term: 'SO_REUSEADDR',
    standard:
      'An option for bind. On Linux it lets a socket bind an address that is in use, except where a socket listens there; both sockets need it.',
    source: sources.socket7,
    plain:
      'What lets a server start again at once. It does not help against a running one. On Windows it means more, and worse.',
    compare: ['SO_REUSEPORT'],
    links: [],
  },
  {
    term: 'SO_REUSEPORT',
    standard:
      'An option by which several sockets bind the same address and port; all need it, and the same user.',
    source: sources.socket7,
    plain: 'Sharing by agreement: the kernel deals out the callers.',
    compare: ['SO_REUSEADDR'],
    links: [],
  },
  {
    term: 'socket',
    standard:
      'An end point for communication, which a process makes with the call socket and refers to by a file descriptor.',
    source: sources.socket2,
    plain: 'A program’s end of the line, before and after there is somebody at the other.',
    links: ['socket', 'sockets'],
  },
  {
    term: 'system call',
    standard: 'A request of a program to the kernel, such as bind or connect.',
    source: sources.strace1,
    plain: 'How a program asks. strace shows each with its answer.',
    links: ['system call', 'system calls'],
  },
  {
    term: 'system ports',
    also: ['well-known ports', '0 to 1023'],
    standard: 'The ports 0 to 1023, assigned by IANA after review by the IETF.',
    source: sources.rfc6335Ranges,
    plain: 'The old, famous numbers: 22, 53, 80, 443.',
    compare: ['privileged port'],
    links: ['system ports', 'system port', 'well-known ports'],
  },
  {
    term: 'TCP',
    standard: 'A protocol for a reliable stream of bytes, in order, between two ports, over a connection.',
    source: sources.rfc9293Header,
    plain: 'A telephone call: somebody has to pick up first.',
    compare: ['UDP'],
    links: ['TCP'],
  },
  {
    term: 'three-way handshake',
    also: ['SYN, SYN-ACK, ACK'],
    standard: 'The three segments by which both ends of a connection agree that it begins.',
    source: sources.rfc9293Open,
    plain: 'Hello? Hello. Good. The kernel does it, before the program accepts.',
    links: ['three-way handshake', 'handshake', 'SYN'],
  },
  {
    term: 'TIME-WAIT',
    standard:
      'The state of the end that closed first: it waits until no late segment of the connection can be under way.',
    source: sources.rfc9293TimeWait,
    plain: 'What lingers after hanging up: 60 seconds on Linux. A port may seem taken by nobody meanwhile.',
    links: ['TIME-WAIT'],
  },
  {
    term: 'timeout',
    standard: 'No answer came to any request; after a number of tries the call fails with ETIMEDOUT.',
    source: sources.tcp7,
    plain: 'Silence: a filter that drops, a host that is off, a wrong address. About two minutes on Linux.',
    links: ['timed out', 'times out', 'timeout'],
  },
  {
    term: 'UDP',
    standard:
      'A protocol for single datagrams between two ports, without a connection and without a promise of delivery.',
    source: sources.rfc768,
    plain: 'A postcard: sent, and perhaps it arrives.',
    compare: ['TCP'],
    links: ['UDP'],
  },
  {
    term: 'Unix-domain socket',
    standard: 'A socket for processes of one host, whose address is a path in the file system.',
    source: sources.unix7,
    plain: 'A file to call instead of a port. File modes say who may.',
    links: ['Unix-domain socket', 'Unix-domain sockets', 'Unix socket'],
  },
  {
    term: 'user ports',
    also: ['registered ports', '1024 to 49151'],
    standard: 'The ports 1024 to 49151, assigned by IANA on application.',
    source: sources.rfc6335Ranges,
    plain: 'Numbers that people have registered for services. Nothing keeps another program from using one.',
    links: ['user ports', 'user port', 'registered ports'],
  },
];
