/** Terms of processes, firewalls, browsers and what lies beyond this machine. */
import type { GlossaryTerm } from '../../../src/build/glossary-terms.ts';
import { sources } from '../sources.ts';

export const machines: readonly GlossaryTerm[] = [
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
    term: 'DROP',
    standard: 'A target of the packet filter: the packet is thrown away without a word.',
    source: sources.iptables8,
    plain: 'The caller hears nothing and waits until the time is up.',
    links: [],
  },
  {
    term: 'exit status',
    standard: 'The number that a process leaves behind at its end; 0 is success.',
    source: sources.bash1,
    plain: 'How it went. The shell has it in $?.',
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
    term: 'Host header',
    standard: 'The field of an HTTP request that names the host and port from the URL.',
    source: sources.rfc9110Host,
    plain:
      'The name you asked for, written into the request. A careful local server refuses names that are not its own.',
  },
  {
    term: 'job',
    standard: 'The processes of one command line, as the shell counts them.',
    source: sources.kill1,
    plain: 'What you started in this terminal. %1 is the first.',
    links: [],
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
    term: 'origin',
    standard: 'Scheme, host and port of a URL together. Pages of one origin may read each other.',
    source: sources.rfc6454Origin,
    plain:
      'Where a page is from, as a browser sees it. http://localhost:3000 and http://localhost:5000 are two.',
    links: ['origin', 'origins'],
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
    term: 'secure context',
    standard:
      'A page that was delivered in a way that counts as trustworthy: https, or a loopback address or localhost.',
    source: sources.secureContexts,
    plain: 'Why the camera works on http://localhost:3000 and not on http://192.168.1.20:3000.',
    links: ['secure context', 'secure contexts'],
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
    term: 'tunnel',
    standard:
      'A connection that carries others inside it, so that a port at one end leads to a port at the other.',
    source: sources.ssh1,
    plain: 'A private corridor. Whoever holds one end is in at the other, past the firewall.',
    links: ['tunnel', 'tunnels'],
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
