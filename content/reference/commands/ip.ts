import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'ip',
  group: 'Addresses and names',
  question: 'Which addresses does this host have, and which way does a packet take?',
  answers:
    'ip addr lists interfaces and their addresses; ip route get says which interface leads to an address.',
  lines: [
    { line: 'ip -br addr', says: 'a line an interface' },
    { line: 'ip addr show lo', says: 'all about the loopback interface' },
    { line: 'ip route get 192.168.1.20', says: 'the way to one address' },
    { line: 'ip route', says: 'the whole table' },
  ],
  shown: [
    {
      says: 'The addresses of a laptop:',
      lines: ['ip -br addr', 'ip addr show lo'],
      fields: [
        {
          find: /^lo/m,
          name: 'the interface',
          means: 'lo is the loopback interface; wlan, eth and en are cards.',
        },
        {
          find: /UNKNOWN/,
          name: 'its state',
          means: 'UP for a card with a link. lo says UNKNOWN: it has no link, and it works.',
        },
        {
          find: /127\.0\.0\.1\/8/,
          name: 'an IPv4 address',
          means: '/8 is the length of the network: everything that begins with 127 is this host.',
        },
        { find: /::1\/128/, name: 'an IPv6 address', means: '/128 is this one address alone.' },
        {
          find: /192\.168\.1\.20\/24/,
          name: 'an address for others',
          means: 'The one that your neighbours on this network use.',
        },
        { find: /LOOPBACK,UP/, name: 'the flags', means: 'What it is, and that it is switched on.' },
        { find: /mtu 65536/, name: 'mtu', means: 'The largest packet. Nothing here has to fit a cable.' },
        {
          find: /00:00:00:00:00:00/,
          name: 'link address',
          means: 'A card has its own; the loopback interface has none.',
        },
        {
          find: /scope host/,
          name: 'scope',
          means: 'host: valid on this host alone. global: others may use it.',
        },
      ],
    },
    {
      says: 'The way to your own LAN address:',
      lines: ['ip route get 192.168.1.20'],
      fields: [
        { find: /local 192\.168\.1\.20/, name: 'local', means: 'It is an address of this host.' },
        {
          find: /dev lo/,
          name: 'dev',
          means: 'So the packet goes over the loopback interface, and no firewall rule for the card sees it.',
        },
        { find: /src 192\.168\.1\.20/, name: 'src', means: 'The address that it comes from.' },
      ],
    },
  ],
  silent: [
    'The address that the internet sees: that is the router’s.',
    'Which of the addresses a server listens on. ss says that.',
  ],
  counterparts: {
    macos: {
      lines: ['ifconfig', 'route -n get 192.168.1.20'],
      says: 'lo0 has 127.0.0.1 alone; the rest of 127.0.0.0/8 has to be added as an alias.',
      source: sources.macIfconfig8,
    },
    windows: {
      lines: ['ipconfig', 'Find-NetRoute -RemoteIPAddress 192.168.1.20'],
      says: 'ipconfig does not list the loopback address.',
      source: sources.windowsIpconfig,
    },
  },
  lessons: ['the-loopback-interface', 'listen-only-where-you-must'],
  sources: [sources.ipAddress8, sources.ipRoute8],
} satisfies CommandPage;
