import type { SheetPage } from '../../../src/components/reference/sheet.ts';
import { sources } from '../sources.ts';

export default {
  title: 'Numbers to know',
  description: 'Ranges, rights and waiting times, and what each system makes of them.',
  order: 4,
  tables: [
    {
      caption: 'What the registry says (RFC 6335)',
      columns: ['Ports', 'Name', 'Older name', 'Assigned'],
      rows: [
        { head: '0 to 1023', cells: ['system ports', 'well-known ports', 'after review by the IETF'] },
        { head: '1024 to 49151', cells: ['user ports', 'registered ports', 'on application'] },
        { head: '49152 to 65535', cells: ['dynamic ports', 'private ports', 'never'] },
      ],
    },
    {
      caption: 'What the systems do',
      columns: ['The question', 'Linux', 'macOS', 'Windows'],
      rows: [
        { head: 'Ephemeral ports', cells: ['32768 to 60999', '49152 to 65535', '49152 to 65535'] },
        {
          head: 'Show the range',
          cells: [
            '`sysctl net.ipv4.ip_local_port_range`',
            '`sysctl net.inet.ip.portrange`',
            '`netsh int ipv4 show dynamicport tcp`',
          ],
        },
        {
          head: 'Privileged ports',
          cells: ['below 1024', 'below 1024, but not on the wildcard address', 'none'],
        },
        {
          head: 'Excluded ranges',
          cells: ['none', 'none', '`netsh int ipv4 show excludedportrange protocol=tcp`'],
        },
        { head: 'TIME-WAIT', cells: ['60 seconds', '30 seconds', 'documented as 4 minutes'] },
        {
          head: 'Loopback addresses',
          cells: ['all of 127.0.0.0/8, ::1', '127.0.0.1, ::1', 'all of 127.0.0.0/8, ::1'],
        },
        { head: 'In use', cells: ['EADDRINUSE 98', 'EADDRINUSE 48', '10048'] },
        { head: 'Refused', cells: ['ECONNREFUSED 111', 'ECONNREFUSED 61', '10061'] },
        { head: 'Timed out', cells: ['ETIMEDOUT 110', 'ETIMEDOUT 60', '10060'] },
        { head: 'Not permitted', cells: ['EACCES 13', 'EACCES 13', '10013'] },
        { head: 'Not an address here', cells: ['EADDRNOTAVAIL 99', 'EADDRNOTAVAIL 49', '10049'] },
      ],
    },
    {
      caption: 'What you meet',
      columns: ['Ports', 'Who'],
      rows: [
        { head: '22, 53, 80, 443', cells: ['SSH, DNS, HTTP, HTTPS'] },
        { head: '3306, 5432, 6379, 27017', cells: ['MySQL, PostgreSQL, Redis, MongoDB'] },
        {
          head: '3000, 5173, 8000, 8080',
          cells: ['Next.js and many others, Vite, Python and Django, many others'],
        },
        { head: '5000, 7000', cells: ['Flask and others; on a Mac AirPlay Receiver'] },
        {
          head: 'refused by browsers, above 1023',
          cells: [
            '1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665 to 6669, 6679, 6697, 10080',
          ],
        },
        {
          head: '62893',
          cells: ['nobody: a dynamic port. On Linux asked for by number, elsewhere perhaps a client’s end'],
        },
      ],
    },
  ],
  notes: ['Linux is measured. macOS and Windows are documented: see the sources.'],
  sources: [
    sources.rfc6335Ranges,
    sources.ipSysctl,
    sources.xnuIn,
    sources.xnuBind,
    sources.xnuErrno,
    sources.windowsDynamicPorts,
    sources.windowsErrors,
    sources.fetchPorts,
  ],
} satisfies SheetPage;
