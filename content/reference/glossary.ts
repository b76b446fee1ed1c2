/**
 * The glossary: each term once. `standard` says what the document says, in our words and closely; `plain` says it as one
 * would to a friend. Lessons link the first use of each term; `links` are the words that are linked, where they are not
 * the term itself, and none for words that every paragraph has.
 */
import type { GlossaryTerm } from '../../src/build/glossary-terms.ts';
import { sources } from './sources.ts';

export const glossary: readonly GlossaryTerm[] = [
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
    term: 'container',
    standard:
      'Processes that run in namespaces of their own; with a network namespace they have interfaces, addresses and ports of their own.',
    source: sources.networkNamespaces7,
    plain: 'Programs behind a partition. Their localhost is their own, not the machine’s.',
    links: ['container', 'containers'],
  },
  {
    term: 'CORS',
    standard: 'A protocol by which a server says, in headers, which other origins may read its answers.',
    source: sources.fetchCors,
    plain: 'A list of pages that may read. It does not stop a request from arriving.',
  },
  {
    term: 'DNS',
    standard: 'The system that leads from names to addresses. For localhost it should not be asked.',
    source: sources.rfc6761Localhost,
    plain: 'The telephone book of the internet.',
  },
  {
    term: 'DNS rebinding',
    standard:
      'A name first leads to a public address, then to one such as 127.0.0.1, so that a page may read from a local server under its own origin. Checking the Host header prevents it.',
    source: sources.viteAdvisory,
    plain:
      'A website changes the address behind its name to yours, and your browser still takes you for that website.',
  },
  {
    term: 'DROP',
    standard: 'A target of the packet filter: the packet is thrown away without a word.',
    source: sources.iptables8,
    plain: 'The caller hears nothing and waits until the time is up.',
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
    term: 'exit status',
    standard: 'The number that a process leaves behind at its end; 0 is success.',
    source: sources.bash1,
    plain: 'How it went. The shell has it in $?.',
  },
  {
    term: 'file descriptor',
    standard: 'A small number by which a process refers to an open file, a socket among them.',
    source: sources.socket2,
    plain: 'The program’s own name for the socket: usually 3, since 0, 1 and 2 are taken.',
  },
  {
    term: 'firewall',
    also: ['packet filter'],
    standard: 'Rules that say for each packet whether it is accepted, dropped or rejected.',
    source: sources.iptables8,
    plain: 'A doorkeeper for packets. By default none stands on the loopback interface.',
    links: ['firewall', 'firewalls', 'packet filter'],
  },
  {
    term: 'host',
    standard:
      'A computer that runs programs for people and takes part in the internet, as opposed to a router.',
    source: sources.rfc8200Terms,
    plain: 'A machine on the network. Yours is one.',
    links: [],
  },
  {
    term: 'Host header',
    standard: 'The field of an HTTP request that names the host and port from the URL.',
    source: sources.rfc9110Host,
    plain:
      'The name you asked for, written into the request. A careful local server refuses names that are not its own.',
  },
  {
    term: 'hosts file',
    standard: 'A text file with addresses and the names that stand for them, looked up before DNS.',
    source: sources.hosts5,
    plain: 'Your machine’s private telephone book: /etc/hosts.',
  },
  {
    term: 'ICMP',
    standard:
      'The protocol for messages about the network itself, such as “destination unreachable” and echo. It has no ports.',
    source: sources.rfc792,
    plain: 'What ping speaks, and what a router says when it cannot deliver.',
  },
  {
    term: 'interface',
    also: ['network interface'],
    standard: 'A host’s connection to a network; addresses belong to interfaces.',
    source: sources.rfc8200Terms,
    plain: 'A way out of the machine: the Wi-Fi card, the cable, and lo, which leads back in.',
    links: ['network interface', 'network interfaces'],
  },
  {
    term: 'IP address',
    standard: 'The address of an interface: 32 bits in IPv4, 128 bits in IPv6.',
    source: sources.rfc4291Model,
    plain: 'Where a packet is to go. The port says to whom there.',
    links: ['IP address', 'IP addresses'],
  },
  {
    term: 'IPv4',
    standard: 'The internet protocol with addresses of 32 bits, written as four numbers: 127.0.0.1.',
    source: sources.ip7,
    plain: 'The older of the two.',
    links: [],
  },
  {
    term: 'IPv4-mapped IPv6 address',
    standard: 'An IPv6 address that stands for an IPv4 address: ::ffff: and the four numbers.',
    source: sources.rfc4291Mapped,
    plain: 'How an IPv4 caller looks to an IPv6 socket: ::ffff:127.0.0.1.',
    links: ['IPv4-mapped IPv6 address', 'IPv4-mapped', 'mapped address'],
  },
  {
    term: 'IPv6',
    standard:
      'The internet protocol with addresses of 128 bits, written in groups of hexadecimal digits; :: stands for a run of zeros.',
    source: sources.rfc4291Text,
    plain: 'The newer of the two. Its loopback address is ::1.',
    links: [],
  },
  {
    term: 'IPV6_V6ONLY',
    standard: 'An option of IPv6 sockets: on, the socket takes IPv6 packets only.',
    source: sources.ipv67,
    plain: 'The switch that makes a dual-stack socket an IPv6 one.',
    links: [],
  },
  {
    term: 'job',
    standard: 'The processes of one command line, as the shell counts them.',
    source: sources.kill1,
    plain: 'What you started in this terminal. %1 is the first.',
    links: [],
  },
  {
    term: 'link-local address',
    standard: 'An address that is valid on one link only and is never forwarded: fe80::/10 in IPv6.',
    source: sources.rfc4291LinkLocal,
    plain: 'For neighbours on the same cable. It is not loopback: they reach it.',
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
    term: 'local address',
    standard: 'Address and port of the socket at this end; getsockname tells it.',
    source: sources.getsockname2,
    plain: 'Your end of the line.',
    compare: ['peer address'],
    links: ['local address'],
  },
  {
    term: 'local network access',
    standard:
      'A rule of browsers: a page from a public address needs the user’s permission for requests to local or loopback addresses.',
    source: sources.localNetworkAccess,
    plain:
      'The question a browser asks before a website may look at your machine. Not every browser asks it.',
    links: ['Local Network Access'],
  },
  {
    term: 'localhost',
    standard:
      'A reserved name that leads to the loopback addresses. Users may rely on that; resolvers should see to it themselves.',
    source: sources.rfc6761Localhost,
    plain:
      'A name for the machine you are on. It is no address: it may lead to 127.0.0.1, to ::1 or to both.',
    links: ['localhost'],
  },
  {
    term: 'loopback address',
    standard:
      'In IPv4 every address that begins with 127; it must not appear outside a host. In IPv6 exactly one, ::1.',
    source: sources.rfc1122Loopback,
    plain: 'An address that means: this machine. Each machine has its own.',
    compare: ['unspecified address', 'link-local address'],
    links: ['loopback address', 'loopback addresses'],
  },
  {
    term: 'loopback interface',
    standard: 'A virtual interface that leads to no link; what is sent there comes back to the same host.',
    source: sources.rfc4291Loopback,
    plain: 'lo: the inner canal. Nothing on it reaches a cable.',
    links: ['loopback interface', 'loopback'],
  },
  {
    term: 'NAT',
    also: ['network address translation'],
    standard:
      'A router replaces addresses, and often ports, in the packets that pass, so that hosts with private addresses share a public one.',
    source: sources.rfc3022,
    plain: 'Your router’s switchboard: out goes its own number, and the answers find their way back.',
  },
  {
    term: 'network namespace',
    standard: 'A separate copy of the network: interfaces, addresses, routes, firewall rules and ports.',
    source: sources.networkNamespaces7,
    plain: 'A second network inside one machine, with its own localhost. Containers have one each.',
    links: ['network namespace', 'network namespaces'],
  },
  {
    term: 'origin',
    standard: 'Scheme, host and port of a URL together. Pages of one origin may read each other.',
    source: sources.rfc6454Origin,
    plain:
      'Where a page is from, as a browser sees it. http://localhost:3000 and http://localhost:5000 are two.',
    links: ['origin', 'origins'],
  },
  {
    term: 'packet',
    standard: 'The unit of data that goes through the network: an IP header and what it carries.',
    source: sources.rfc8200Terms,
    plain: 'A small parcel with two addresses on it.',
    links: ['packet', 'packets'],
  },
  {
    term: 'peer address',
    standard: 'Address and port of the other end of a connected socket.',
    source: sources.connect2,
    plain: 'The other end of the line.',
    compare: ['local address'],
    links: ['peer address'],
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
    term: 'port forwarding',
    standard:
      'What arrives at a port of one host is sent on to a port of another: by a router’s translation, or by a program such as ssh.',
    source: sources.ssh1,
    plain: 'A port that is only a door to another one.',
    links: ['port forwarding', 'forwarded port', 'forwarded ports'],
  },
  {
    term: 'private address',
    also: ['10/8', '172.16/12', '192.168/16'],
    standard:
      'An address from one of three blocks that anyone may use inside a network and that is not routed on the internet.',
    source: sources.rfc1918,
    plain: 'The address of your laptop at home. The neighbours have the same ones.',
    links: ['private address', 'private addresses'],
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
    term: 'process',
    also: ['PID, its number'],
    standard: 'A program that runs, with its own memory, files and user.',
    source: sources.ps1,
    plain: 'Who holds a port in the end. Its number is what kill wants.',
    links: [],
  },
  {
    term: 'published port',
    standard:
      'A port of the host that leads into a container. Without an address it is opened on all of the host’s.',
    source: sources.dockerPorts,
    plain: 'docker run -p 8080:80: host on the left, container on the right.',
    links: ['published port', 'published ports'],
  },
  {
    term: 'REJECT',
    standard:
      'A target of the packet filter: the packet is refused with an answer, an ICMP message or a reset.',
    source: sources.iptables8,
    plain: 'The caller hears “no” at once. It looks as if nobody listened.',
    compare: ['DROP'],
    links: [],
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
    term: 'router',
    standard: 'A machine that forwards packets that are not for itself.',
    source: sources.rfc8200Terms,
    plain: 'The box that leads out of your network.',
    links: ['router'],
  },
  {
    term: 'secure context',
    standard:
      'A page that was delivered in a way that counts as trustworthy: https, or a loopback address or localhost.',
    source: sources.secureContexts,
    plain: 'Why the camera works on http://localhost:3000 and not on http://192.168.1.20:3000.',
    links: ['secure context', 'secure contexts'],
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
    term: 'SIGTERM',
    also: ['signal', 'SIGINT is Ctrl-C', 'SIGKILL is kill -9'],
    standard:
      'Signals are messages to processes. SIGTERM asks one to end; SIGKILL ends it and cannot be caught.',
    source: sources.signal7,
    plain: '“Please stop”, and “stop”.',
    links: ['SIGTERM', 'SIGKILL', 'SIGINT'],
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
    term: 'tunnel',
    standard:
      'A connection that carries others inside it, so that a port at one end leads to a port at the other.',
    source: sources.ssh1,
    plain: 'A private corridor. Whoever holds one end is in at the other, past the firewall.',
    links: ['tunnel', 'tunnels'],
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
    term: 'unspecified address',
    also: ['::', '0.0.0.0'],
    standard: 'The address that says there is none. It is never the destination of a packet on the network.',
    source: sources.rfc4291Unspecified,
    plain: 'A blank. To bind it reads as “every address”, to connect Linux reads it as “this host”.',
    compare: ['wildcard address'],
    links: ['unspecified address'],
  },
  {
    term: 'user ports',
    also: ['registered ports', '1024 to 49151'],
    standard: 'The ports 1024 to 49151, assigned by IANA on application.',
    source: sources.rfc6335Ranges,
    plain: 'Numbers that people have registered for services. Nothing keeps another program from using one.',
    links: ['user ports', 'user port', 'registered ports'],
  },
  {
    term: 'wildcard address',
    also: ['INADDR_ANY, 0.0.0.0', 'in6addr_any, ::'],
    standard: 'Given to bind, it stands for every local address of the host.',
    source: sources.ip7,
    plain: 'Everywhere at once: also the addresses that others can reach.',
    compare: ['loopback address'],
    links: ['wildcard address', 'wildcard'],
  },
  {
    term: 'WSL',
    standard:
      'Linux inside Windows. In its default mode it is behind NAT and has a network of its own; Windows reaches its servers by localhost, not the other way round.',
    source: sources.wslNetworking,
    plain: 'A second machine in the same box, with its own localhost.',
    links: ['WSL'],
  },
];
