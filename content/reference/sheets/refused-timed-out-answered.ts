import type { SheetPage } from '../../../src/components/reference/sheet.ts';
import { sources } from '../sources.ts';

export default {
  title: 'Refused, timed out, answered',
  description: 'What a failed connection tells, and where to look next.',
  order: 3,
  tables: [
    {
      caption: 'What came back',
      columns: ['You see', 'What happened', 'Look at'],
      rows: [
        {
          head: 'refused, at once',
          cells: [
            'The host answered: nobody listens on that address and port. Or a firewall rejects.',
            'the list of listeners on that host: address, family, port',
          ],
        },
        {
          head: 'timed out',
          cells: [
            'Nothing came back: a firewall drops, the host is off, the address is wrong, or the queue is full.',
            'the same call on the host itself; then the firewall',
          ],
        },
        {
          head: 'host or network unreachable',
          cells: [
            'Nobody has that address on your network, or there is no way there. The port did not matter yet.',
            'address, Wi-Fi, VPN',
          ],
        },
        {
          head: 'name not known',
          cells: ['No address for that name. Nothing was sent.', 'spelling, hosts file'],
        },
        {
          head: 'reset',
          cells: ['The connection stood and was broken off.', 'the server’s log; a tunnel’s far end'],
        },
        {
          head: 'empty answer',
          cells: ['Somebody accepted and closed without a byte.', 'which program it is; https or http'],
        },
        {
          head: 'silence after connecting',
          cells: ['The kernel took the call, the program does not.', 'Ctrl-Z? A program that hangs?'],
        },
        { head: 'SSL error', cells: ['https was spoken to a plain http server.', 'http:// in the address'] },
        {
          head: '403, Invalid Host header',
          cells: ['It works, and does not know the name that you used.', 'its list of allowed hosts'],
        },
        {
          head: 'an answer, not yours',
          cells: ['Another program has the port: `Server: AirTunes` is a Mac’s AirPlay.', 'who listens'],
        },
      ],
    },
    {
      caption: 'Ask',
      columns: ['The question', 'Linux', 'macOS', 'Windows'],
      rows: [
        {
          head: 'Does a port answer?',
          cells: [
            '`nc -vz 127.0.0.1 62893`',
            '`nc -vz 127.0.0.1 62893`',
            '`Test-NetConnection 127.0.0.1 -Port 62893`',
          ],
        },
        {
          head: 'What does it say?',
          cells: [
            '`curl -v http://127.0.0.1:62893/`',
            '`curl -v http://127.0.0.1:62893/`',
            '`curl.exe -v http://127.0.0.1:62893/`',
          ],
        },
        {
          head: 'IPv4 or IPv6?',
          cells: [
            '`curl -4 …` and `curl -6 …`',
            '`curl -4 …` and `curl -6 …`',
            '`curl.exe -4 …` and `curl.exe -6 …`',
          ],
        },
        {
          head: 'Where does the name lead?',
          cells: [
            '`getent ahosts localhost`',
            '`dscacheutil -q host -a name localhost`',
            '`Resolve-DnsName localhost`',
          ],
        },
        {
          head: 'Who listens there?',
          cells: [
            "`ss -tlnp 'sport = :62893'`",
            '`lsof -nP -iTCP:62893 -sTCP:LISTEN`',
            '`netstat -ano | findstr :62893`',
          ],
        },
        {
          head: 'Is a firewall on?',
          cells: [
            '`sudo ufw status verbose`',
            '`sudo pfctl -sr`',
            '`Get-NetFirewallRule -Enabled True -Direction Inbound`',
          ],
        },
      ],
    },
  ],
  notes: [
    'Ask from the host itself first. If it works there, look at what lies between.',
    'A default firewall does not filter loopback: a refused localhost is never its doing.',
    'ping has no ports. It can succeed while the port is refused, and fail while the port answers.',
  ],
  sources: [
    sources.rfc9293Reset,
    sources.tcp7,
    sources.ufwBeforeRules,
    sources.curlErrors,
    sources.testNetConnection,
    sources.macDscacheutil1,
  ],
} satisfies SheetPage;
