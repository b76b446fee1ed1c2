import type { SheetPage } from '../../../src/components/reference/sheet.ts';
import { sources } from '../sources.ts';

export default {
  title: 'Which port is this, and who holds it?',
  description: 'From a number to the program, and to its end, on Linux, macOS and Windows.',
  order: 1,
  tables: [
    {
      caption: 'Ask in this order. 62893 is the port, 4288 the process.',
      columns: ['The question', 'Linux', 'macOS', 'Windows'],
      rows: [
        {
          head: 'Who listens on it?',
          cells: [
            "`ss -tlnp 'sport = :62893'`",
            '`lsof -nP -iTCP:62893 -sTCP:LISTEN`',
            '`Get-NetTCPConnection -LocalPort 62893 -State Listen`',
          ],
        },
        {
          head: 'Also other users’ programs',
          cells: [
            "`sudo ss -tlnp 'sport = :62893'`",
            '`sudo lsof -nP -iTCP:62893 -sTCP:LISTEN`',
            '`netstat -ano` lists all of them',
          ],
        },
        {
          head: 'Who listens at all?',
          cells: ['`ss -tlnp`', '`lsof -nP -iTCP -sTCP:LISTEN`', '`netstat -ano`'],
        },
        {
          head: 'Which program is that process?',
          cells: [
            '`ps -p 4288 -o pid,ppid,user,etime,cmd`',
            '`ps -p 4288 -o pid,ppid,user,etime,command`',
            '`tasklist /fi "PID eq 4288"`',
          ],
        },
        { head: 'Is it a container?', cells: ['`docker ps`', '`docker ps`', '`docker ps`'] },
        { head: 'Stop it', cells: ['`kill 4288`', '`kill 4288`', '`taskkill /PID 4288`'] },
        { head: 'It does not stop', cells: ['`kill -9 4288`', '`kill -9 4288`', '`taskkill /PID 4288 /F`'] },
        {
          head: 'It comes back',
          cells: ['`systemctl stop NAME`', '`launchctl list`', '`services.msc`'],
        },
        {
          head: 'Nobody holds it, and it is refused',
          cells: [
            "TIME-WAIT? `ss -tan 'sport = :62893'`",
            'TIME_WAIT? `netstat -an -p tcp`',
            '`netsh int ipv4 show excludedportrange protocol=tcp`',
          ],
        },
      ],
    },
    {
      caption: 'How to read the answer',
      columns: ['You see', 'It means'],
      rows: [
        { head: 'LISTEN, LISTENING', cells: ['A server: it waits for callers.'] },
        {
          head: 'ESTAB, ESTABLISHED',
          cells: ['A connection. The number may be only the calling end’s ephemeral port.'],
        },
        { head: '127.0.0.1 or ::1', cells: ['For this host alone.'] },
        {
          head: '0.0.0.0, :: or *',
          cells: ['On every address: others reach it too, if no firewall stands between.'],
        },
        { head: 'no program', cells: ['It belongs to another user. Ask as root.'] },
      ],
    },
  ],
  notes: [
    'Ctrl-C ends a server. Ctrl-Z only stops it, and it keeps its port.',
    'Linux is measured. macOS and Windows are documented: see the sources.',
  ],
  sources: [
    sources.ss8,
    sources.macLsof8,
    sources.getNetTcpConnection,
    sources.windowsNetstat,
    sources.windowsTasklist,
    sources.windowsTaskkill,
  ],
} satisfies SheetPage;
