import type { CommandPage } from '../../../src/components/reference/command-page.ts';
import { sources } from '../sources.ts';

export default {
  name: 'getent',
  group: 'Addresses and names',
  question: 'Which addresses does this name lead to on this host, and in which order?',
  answers:
    'getent asks the same places that programs ask: the hosts file first, then DNS, as /etc/nsswitch.conf says.',
  lines: [
    { line: 'getent ahosts localhost', says: 'every address, in the order in which programs try them' },
    { line: 'getent ahostsv4 localhost', says: 'IPv4 only' },
    { line: 'getent hosts localhost', says: 'one family only: not what programs get' },
    { line: 'getent services 5432', says: 'the registry’s name for a number' },
  ],
  shown: [
    {
      says: 'What localhost is on Debian:',
      lines: ['getent ahosts localhost', 'getent services 5432/tcp'],
      fields: [
        {
          find: /::1/,
          name: 'the first address',
          means:
            'Programs try it first. A server on 127.0.0.1 alone is then found only at the second try, or not at all.',
        },
        {
          find: /STREAM/,
          name: 'the kind',
          means: 'STREAM is TCP, DGRAM is UDP. Each address stands here once for each kind.',
        },
        {
          find: /localhost/,
          name: 'the name',
          means: 'The name that you asked for, at the first line only.',
        },
        {
          find: /127\.0\.0\.1/,
          name: 'the second address',
          means: 'The order follows a rule (RFC 6724), not the lines of the hosts file.',
        },
        {
          find: /postgresql/,
          name: 'the service',
          means: 'From /etc/services: what the number is registered for, not what runs there.',
        },
      ],
    },
  ],
  status: [
    { code: '0', means: 'It was found.' },
    { code: '2', means: 'It is not known.' },
  ],
  silent: [
    'What programs do that do not ask the system: browsers and curl know localhost by themselves.',
    'Whether anybody listens at the addresses.',
  ],
  counterparts: {
    macos: {
      lines: ['dscacheutil -q host -a name localhost'],
      says: 'The addresses that the system has for the name.',
      source: sources.macDscacheutil1,
    },
    windows: {
      lines: ['Resolve-DnsName localhost', 'ping localhost'],
      says: 'ping shows which address comes first.',
      source: sources.resolveDnsName,
    },
  },
  lessons: ['listening-on-one-of-two', 'localhost-is-a-name'],
  sources: [sources.getent1, sources.nsswitch5, sources.rfc6724],
} satisfies CommandPage;
