import type { SheetPage } from '../../../src/components/reference/sheet.ts';
import { sources } from '../sources.ts';

export default {
  title: 'Listen where you mean to',
  description: 'Which address a server takes by itself, how to keep it to this host, and how to prove it.',
  order: 2,
  tables: [
    {
      caption: 'What the address says',
      columns: ['Listen on', 'Who reaches it'],
      rows: [
        {
          head: '127.0.0.1',
          cells: ['Programs of this host, over IPv4. Web pages in your browser are among them.'],
        },
        {
          head: '::1',
          cells: ['The same over IPv6. It is another listener: 127.0.0.1 does not lead to it.'],
        },
        { head: '192.168.1.20', cells: ['Whoever reaches that address: the neighbours on this network.'] },
        { head: '0.0.0.0', cells: ['Every IPv4 address of this host, those of tomorrow’s network too.'] },
        { head: '::', cells: ['Every IPv6 address, and on most systems every IPv4 address as well.'] },
      ],
    },
    {
      caption: 'Program by program',
      columns: ['Program', 'By itself', 'For this host alone', 'For the network, on purpose'],
      rows: [
        {
          head: 'Python',
          cells: [
            'everybody',
            '`python3 -m http.server 62893 --bind 127.0.0.1`',
            '`python3 -m http.server 62893`',
          ],
        },
        { head: 'Vite', cells: ['localhost, one family', '`vite`', '`vite --host`'] },
        {
          head: 'Node.js',
          cells: ['everybody', "`server.listen(3000, '127.0.0.1')`", '`server.listen(3000)`'],
        },
        { head: 'Flask', cells: ['127.0.0.1', '`flask run`', '`flask run --host=0.0.0.0`'] },
        {
          head: 'Docker',
          cells: [
            'everybody, past ufw',
            '`docker run -p 127.0.0.1:8080:80 nginx`',
            '`docker run -p 8080:80 nginx`',
          ],
        },
        { head: 'nginx', cells: ['everybody', '`listen 127.0.0.1:80;`', '`listen 80;`'] },
        {
          head: 'Redis',
          cells: [
            'loopback with its file, everybody without',
            '`bind 127.0.0.1 -::1`',
            '`bind 192.168.1.20` and a password',
          ],
        },
        {
          head: 'PostgreSQL',
          cells: ['localhost', "`listen_addresses = 'localhost'`", "`listen_addresses = '192.168.1.20'`"],
        },
        {
          head: 'ssh -L',
          cells: [
            'loopback',
            '`ssh -N -L 62893:127.0.0.1:8000 HOST`',
            '`ssh -g -N -L 62893:127.0.0.1:8000 HOST`',
          ],
        },
      ],
    },
    {
      caption: 'Prove it',
      columns: ['The question', 'Linux', 'macOS', 'Windows'],
      rows: [
        {
          head: 'Where does it listen?',
          cells: ['`ss -tln`', '`lsof -nP -iTCP -sTCP:LISTEN`', '`netstat -ano`'],
        },
        {
          head: 'Is it reachable from another machine?',
          cells: [
            '`nc -vz 192.168.1.20 62893`',
            '`nc -vz 192.168.1.20 62893`',
            '`Test-NetConnection 192.168.1.20 -Port 62893`',
          ],
        },
      ],
    },
  ],
  notes: [
    'Ask from another machine. From this host even its LAN address leads over loopback, past the firewall.',
    'In a container listen on 0.0.0.0, and publish to 127.0.0.1.',
  ],
  sources: [
    sources.pythonHttpServer,
    sources.nodeNet,
    sources.dockerPorts,
    sources.nginxListen,
    sources.redisSecurity,
    sources.postgresListen,
    sources.ssh1,
    sources.ipv67,
  ],
} satisfies SheetPage;
